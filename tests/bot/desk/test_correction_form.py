from __future__ import annotations

import pytest

from bot.desk import correction_form
from common.corrections.definition import Line, Subject
from tests.common.corrections.made import draft


def test_a_draft_shown_in_the_form_comes_back_as_it_was() -> None:
    whole = draft(
        office="phuong-a",
        about=Subject(topic="timeline", documents=("cccd",), reasons=("lost",)),
        lines=(Line(label="where", words={"vi": "Quầy 2.", "en": "Desk 2."}),),
        doubt={"vi": "Có thể lâu hơn.", "en": "It may take longer."},
        practice_of="phuong-a",
        text_says={"vi": "7 ngày.", "en": "7 days."},
        instead_of="how-long-lost",
    )
    assert correction_form.draft_of(correction_form.fields_of(whole), None) == (whole, [])


def test_an_account_of_an_office_writes_for_that_office_only() -> None:
    fields = correction_form.fields_of(draft(office="phuong-a"))
    made, _ = correction_form.draft_of(fields, "phuong-b")
    assert made is not None
    assert made.office == "phuong-b"


def test_a_new_form_proposes_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_TODAY", "2026-11-29")
    fields = correction_form.new_fields({"phrases_vi": "mất thẻ", "last": ""})
    assert (fields["first"], fields["last"], fields["phrases_vi"]) == ("2026-11-29", "2026-12-29", "mất thẻ")


def test_an_empty_form_is_no_draft() -> None:
    made, wrong = correction_form.draft_of({}, None)
    assert made is None
    assert wrong


def test_a_ground_may_stand_on_a_line_or_behind_a_comma() -> None:
    fields = {**correction_form.fields_of(draft()), "rests_on": "a#b, law/c\n\na#b"}
    made, _ = correction_form.draft_of(fields, None)
    assert made is not None
    assert made.rests_on == ("a#b", "law/c")
