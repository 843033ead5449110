from __future__ import annotations

from actions.corrections.near import as_draft
from common.corrections.definition import Draft
from tests.actions.made import LAW, unit
from tests.common.corrections.made import FIRST, LAST


def test_a_unit_as_the_fields_of_a_draft_makes_a_draft() -> None:
    fields = as_draft(unit(lines=({"label": "note", "vi": "Một.", "es": "Uno.", "en": "One."},)))
    assert (fields["unit"], fields["rests_on"]) == ("keep-valid", [LAW])
    of_unit = {name: value for name, value in fields.items() if name not in ("unit", "computed")}
    made = Draft(**of_unit, phrases={"vi": ("còn hạn đổi không",)}, first=FIRST, last=LAST)
    assert made.lines[0].words["en"] == "One."


def test_what_rests_on_a_search_that_found_nothing_names_no_ground() -> None:
    assert as_draft(unit(rests_on=("none_found",), grounds=()))["rests_on"] == []
