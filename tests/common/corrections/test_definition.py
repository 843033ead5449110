from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from tests.common.corrections.made import FIRST, LAST, correction, draft, notice


def test_a_correction_is_said_in_the_languages_of_its_lead() -> None:
    assert draft().languages == ("vi", "en")


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2026, 10, 31), False), (FIRST, True), (LAST, True), (date(2027, 1, 1), False)],
)
def test_it_is_said_on_its_days_both_ends_included(day: date, said: bool) -> None:
    assert correction().is_said_on(day) is said


@pytest.mark.parametrize("state", ["draft", "proposed", "ended"])
def test_it_is_said_only_when_approved(state: str) -> None:
    assert not correction(state=state).is_said_on(FIRST)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"last": date(2026, 10, 1)}, "before the first"),
        ({"lead": {}}, "write the answer"),
        ({"lead": {"fr": "Sept jours."}}, "fr is no language"),
        ({"lead": {"vi": "a" * 601}}, "601 characters in vi, at most 600"),
        ({"kind": "which"}, "Input should be"),
        ({"phrases": {"vi": tuple(f"câu {n}" for n in range(41))}}, "41 in vi, at most 40"),
        ({"secret": 1}, "Extra inputs"),
    ],
)
def test_what_is_no_correction_is_refused(fields: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        draft(**fields)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"topics": ()}, "name the topics"),
        ({"shown": ("page",)}, "name the topics"),
        ({"shown": ()}, "at least 1 item"),
        ({"text": {"vi": "Nghỉ."}}, "in each of vi, es, en"),
        ({"last": date(2026, 11, 1)}, "before the first"),
    ],
)
def test_what_is_no_notice_is_refused(fields: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        notice(**fields)
