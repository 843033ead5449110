"""A citizen's case at the edge: which card it is about on which day, and what cannot be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from actions.law import cases, loading
from actions.law.cases import age_on
from actions.law.errors import CaseError
from actions.law.fees import FeeCase

LAW_2023 = date(2024, 7, 1)
"""The day from which thẻ căn cước is issued."""
TODAY = date(2026, 11, 29)


def case(**changes: Any) -> FeeCase:
    """A lost card today, with these values changed."""
    return FeeCase(**{"document": "can_cuoc", "reason": "lost", "day": TODAY, **changes})


@pytest.mark.parametrize(
    ("asked", "day", "meant"),
    [
        ("can_cuoc", TODAY, "can_cuoc"),
        ("can_cuoc", LAW_2023, "can_cuoc"),
        ("can_cuoc", LAW_2023 - timedelta(days=1), "cccd"),
        ("can_cuoc", date(2015, 6, 1), "cmnd"),
        ("cccd", TODAY, "cccd"),
        ("cmnd", TODAY, "cmnd"),
        ("cn_id", TODAY, "cn_id"),
    ],
)
def test_a_card_of_today_asked_about_the_past_is_the_card_of_that_time(asked: str, day: date, meant: str) -> None:
    assert cases.document_on(asked, day) == meant


def test_who_holds_an_older_card_is_handed_out_today_s() -> None:
    law = loading.load()
    assert cases.issued_document("cccd", "exchange", TODAY, law) == "can_cuoc"
    assert cases.issued_document("cmnd", "exchange", TODAY, law) == "can_cuoc"
    assert cases.issued_document("cccd", "exchange", date(2022, 6, 1), law) == "cccd"


def test_a_card_that_did_not_exist_yet_is_told_with_the_day_on_which_it_began() -> None:
    law = loading.load()
    with pytest.raises(CaseError) as caught:
        cases.document_of("can_cuoc", LAW_2023 - timedelta(days=1), law)
    assert (caught.value.field, caught.value.code) == ("day", "before_document")
    assert "1 tháng 7 năm 2024" in caught.value.say("vi")
    assert cases.document_of("can_cuoc", LAW_2023, law).document == "can_cuoc"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("document", "driving_licence", "unknown"),
        ("procedure", "magic", "unknown"),
        ("reason", "boredom", "unknown"),
        ("channel", "pigeon", "unknown"),
        ("persons", ("wizard",), "unknown"),
        ("province", "atlantis", "unknown"),
        ("age", 123, "invalid"),
        ("age", -1, "invalid"),
    ],
)
def test_a_wrong_value_is_told_with_its_field(field: str, value: object, code: str) -> None:
    with pytest.raises(CaseError) as caught:
        case(**{field: value})
    assert (caught.value.field, caught.value.code) == (field, code)
    for language in ("vi", "es", "en"):
        assert caught.value.say(language)


@pytest.mark.parametrize("age", [0, cases.OLDEST])
def test_every_age_that_somebody_reached_is_possible(age: int) -> None:
    assert case(age=age).age == age


def test_one_person_may_be_named_without_a_list() -> None:
    assert case(persons="child").persons == ("child",)


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(1990, 5, 20), 40, date(2030, 5, 20)),
        (date(2004, 2, 29), 14, date(2018, 2, 28)),
        (date(2004, 2, 29), 60, date(2064, 2, 29)),
        (date(2024, 2, 29), -1, date(2023, 2, 28)),
        (date(2000, 2, 29), 100, date(2100, 2, 28)),
    ],
)
def test_a_birthday_some_years_later(day: date, years: int, expected: date) -> None:
    assert cases.years_after(day, years) == expected


@pytest.mark.parametrize(("day", "years"), [("2026-05-19", 35), ("2026-05-20", 36), ("2026-05-21", 36)])
def test_full_years_change_on_the_birthday(day: str, years: int) -> None:
    assert age_on(date(1990, 5, 20), date.fromisoformat(day)) == years
