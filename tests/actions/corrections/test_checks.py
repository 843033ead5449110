from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.corrections import checks
from actions.law import loading
from actions.sources.grounds import Grounds
from actions.sources.library import Library
from common.corrections.definition import Line, Subject
from tests.common.corrections.made import DAY, PASSAGE, draft


@pytest.fixture(scope="module")
def grounds() -> Grounds:
    """The founding sources and the law."""
    return Grounds(Library.load(added=None), loading.load())


def found(grounds: Grounds, **fields: Any) -> checks.Findings:
    return checks.check(draft(**fields), grounds, DAY)


def test_what_stands_in_its_ground_is_right(grounds: Grounds) -> None:
    assert found(grounds) == checks.Findings((), ())


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"lead": {"vi": "9 ngày làm việc.", "en": "9 working days."}}, "“9” stands in no ground"),
        ({"lines": (Line(label="note", words={"vi": "Điều 99.", "en": "Art."}),)}, "lines.note: vi"),
        ({"rests_on": ("luat-26-2023-qh15#d999",)}, "d999 is no passage"),
        ({"rests_on": ()}, "whose practice"),
        ({"kind": "must"}, "must open in vi with one of"),
        ({"about": Subject(topic="time")}, "about.topic: time is not a topic"),
        ({"about": Subject(topic="timeline", country="cn")}, "is of vn, and the correction of cn"),
        ({"doubt": {"vi": "Có thể khác."}}, "doubt: is in vi, and the lead in en, vi"),
        ({"phrases": {"es": ("¿cuánto tarda?",)}}, "phrases: in es, and the lead is not"),
        ({"phrases": {}}, "at least one question"),
        ({"last": date(2027, 12, 31)}, "at most 184 days"),
        ({"first": date(2026, 1, 1), "last": date(2026, 6, 1)}, "2026-06-01 is over"),
        ({"lead": {"vi": "ngày " * 46, "en": "days"}}, "46 syllables in vi"),
        ({"text_says": {"vi": "7 ngày.", "en": "7 days."}}, "only beside a practice"),
    ],
)
def test_what_is_wrong_is_told(grounds: Grounds, fields: dict[str, Any], problem: str) -> None:
    assert any(problem in line for line in found(grounds, **fields).wrong), found(grounds, **fields)


def test_a_practice_says_figures_that_no_text_has_and_they_are_looked_at(grounds: Grounds) -> None:
    practice = {"lead": {"vi": "3 ngày làm việc.", "en": "3 working days."}, "practice_of": "phuong-mau"}
    said = found(grounds, **practice, text_says={"vi": "7 ngày làm việc.", "en": "7 working days."})
    assert said.wrong == ()
    assert [line for line in said.look_at if "“3” stands in no ground" in line]


def test_what_a_text_is_said_to_say_must_stand_in_it(grounds: Grounds) -> None:
    said = found(grounds, practice_of="phuong-mau", text_says={"vi": "8 ngày.", "en": "8 days."})
    assert [line for line in said.wrong if line.startswith("text_says: vi: “8”")]


@pytest.mark.parametrize(("rests_on", "text_says"), [((PASSAGE,), {}), ((), {"vi": "7 ngày.", "en": "7 days."})])
def test_a_practice_and_the_text_are_both_named_or_there_is_no_text(
    grounds: Grounds, rests_on: tuple[str, ...], text_says: dict[str, str]
) -> None:
    said = found(grounds, practice_of="phuong-mau", rests_on=rests_on, text_says=text_says)
    assert [line for line in said.wrong if line.startswith("text_says: where a text rules on it")]
