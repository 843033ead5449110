from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from actions.law.errors import CaseError
from actions.law.renewals import NeedsDay, RenewalCase, first_age, is_due_at_an_age, renewal
from common import vocabulary

TODAY = date(2026, 11, 22)


def test_milestone_and_the_years_before_it() -> None:
    found = renewal(RenewalCase(document="cccd", birth_date=date(1990, 5, 20), issue_year=2021, day=TODAY))

    assert (found.milestone_age, found.next_date) == (40, date(2030, 5, 20))
    assert found.early_from == date(2028, 5, 20)
    assert (found.already_due, found.valid_today) == (False, True)
    assert (found.issue_date, found.issue_year) == (None, 2021)


def test_card_called_by_the_new_name_is_told_by_its_issue_date() -> None:
    old = renewal(
        RenewalCase(document="can_cuoc", birth_date=date(1990, 5, 20), issue_date=date(2024, 6, 30), day=TODAY)
    )
    new = renewal(RenewalCase(document="cccd", birth_date=date(1990, 5, 20), issue_date=date(2024, 7, 1), day=TODAY))

    assert (old.document, new.document) == ("cccd", "can_cuoc")
    assert any("up to you" in note.en for note in old.notes)


def test_year_is_not_enough_when_the_two_year_rule_cuts_through_it() -> None:
    with pytest.raises(NeedsDay) as caught:
        renewal(RenewalCase(document="cccd", birth_date=date(1962, 10, 10), issue_year=2020, day=date(2021, 5, 5)))

    assert caught.value.field == "issue_date"
    assert [found.next_date for found in caught.value.possibilities] == [date(2022, 10, 10), None]
    assert "2020" in caught.value.say("es")


def test_year_is_enough_when_the_card_has_run_out_either_way() -> None:
    found = renewal(RenewalCase(document="cn_id", birth_date=date(1990, 3, 1), issue_year=2008, day=TODAY))

    assert found.already_due
    assert not found.valid_today


def test_child_of_2024_had_no_card_before_july() -> None:
    found = renewal(RenewalCase(document="can_cuoc", birth_date=date(2015, 10, 10), issue_year=2024, day=TODAY))

    assert (found.document, found.next_date) == ("can_cuoc", date(2029, 10, 10))


@pytest.mark.parametrize("document", ["can_cuoc", "cn_id", "cn_temp"])
def test_a_kind_of_card_is_due_at_an_age_where_its_rows_name_milestones(document: str) -> None:
    case = RenewalCase(document=document, birth_date=date(1990, 5, 20), issue_date=date(2026, 10, 1), day=TODAY)
    found = renewal(case)
    assert is_due_at_an_age(document) == (found.milestone_age is not None)


def test_who_is_younger_than_the_first_age_gets_a_first_card() -> None:
    born = date(2020, 5, 20)
    found = renewal(RenewalCase(document="can_cuoc", birth_date=born, issue_date=date(2026, 1, 5), day=TODAY))
    assert found.milestone_age == first_age()


@pytest.mark.parametrize(
    ("issued", "ends"),
    [
        (date(2026, 1, 15), date(2026, 4, 15)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 10, 31), date(2027, 1, 31)),
    ],
)
def test_three_months_end_on_the_same_day_or_the_last_of_the_month(issued: date, ends: date) -> None:
    case = RenewalCase(document="cn_temp", birth_date=date(1990, 5, 20), issue_date=issued, day=date(2028, 3, 1))
    assert renewal(case).valid_until == ends


def test_grace_of_2024_lengthens_only_the_validity() -> None:
    found = renewal(RenewalCase(document="cccd", birth_date=date(1999, 3, 1), issue_year=2018, day=date(2024, 6, 1)))

    assert (found.next_date, found.valid_until) == (date(2024, 3, 1), date(2024, 6, 30))
    assert (found.already_due, found.valid_today) == (True, True)
    assert "grace-2024" in found.rows


def test_cmnd_needs_no_dates_any_more() -> None:
    found = renewal(RenewalCase(document="cmnd", day=TODAY))

    assert (found.valid_until, found.valid_today) == (date(2024, 12, 31), False)
    assert found.rows == ("cmnd-end",)


def test_leap_day_birth_is_doubted() -> None:
    found = renewal(RenewalCase(document="cccd", birth_date=date(2000, 2, 29), issue_year=2020, day=date(2024, 1, 1)))

    assert found.next_date == date(2025, 2, 28)
    assert found.confidence == "medium"


def test_late_card_says_that_no_time_is_added() -> None:
    found = renewal(
        RenewalCase(document="can_cuoc", birth_date=date(2001, 8, 1), issue_date=date(2021, 5, 5), day=TODAY)
    )

    assert found.already_due
    assert "no-grace-after-birthday" in found.rows


@pytest.mark.parametrize(
    ("case", "field", "code"),
    [
        ({"document": "cccd", "birth_date": "1990-05-20"}, "issue_date", "missing"),
        ({"document": "cccd", "issue_year": 2021}, "birth_date", "missing"),
        ({"document": "cccd", "birth_date": "1990-05-32", "issue_year": 2021}, "birth_date", "impossible_date"),
        (
            {"document": "cccd", "birth_date": "2022-05-20", "issue_date": "2021-01-01"},
            "birth_date",
            "birth_after_issue",
        ),
        ({"document": "cccd", "birth_date": "2022-05-20", "issue_year": 2021}, "birth_date", "birth_after_issue"),
        ({"document": "cccd", "birth_date": "2030-05-20", "issue_year": 2021}, "birth_date", "in_future"),
        ({"document": "cccd", "birth_date": "1990-05-20", "issue_date": "2026-11-23"}, "issue_date", "in_future"),
        ({"document": "cccd", "birth_date": "1990-05-20", "issue_year": 2027}, "issue_year", "year_in_future"),
        ({"document": "cccd", "birth_date": "1990-05-20", "issue_year": 0}, "issue_year", "invalid"),
        ({"document": "cccd", "birth_date": "1890-05-20", "issue_year": 2021}, "birth_date", "invalid"),
        (
            {"document": "cccd", "birth_date": "1990-05-20", "issue_date": "2015-12-31"},
            "issue_date",
            "not_issued_then",
        ),
        ({"document": "cccd", "birth_date": "1990-05-20", "issue_year": 2015}, "issue_date", "not_issued_then"),
        ({"document": "cccd", "birth_date": "2010-05-20", "issue_date": "2021-01-01"}, "birth_date", "too_young"),
        ({"document": "gcn_can_cuoc", "birth_date": "1990-05-20", "issue_year": 2025}, "document", "gap"),
        ({"document": "driving_licence", "birth_date": "1990-05-20"}, "document", "unknown"),
    ],
)
def test_wrong_case_names_its_field(case: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(CaseError) as caught:
        renewal(RenewalCase(day=TODAY, **case))
    assert (caught.value.field, caught.value.code) == (field, code)
    for language in vocabulary.LANGUAGES:
        assert "{" not in caught.value.say(language)


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1930, 1, 1), date(2012, 1, 1)), st.dates(date(2016, 1, 1), TODAY), st.integers(0, 800))
def test_later_card_is_never_due_earlier(birth: date, issued: date, days: int) -> None:
    later = min(issued + timedelta(days=days), TODAY)
    assume(issued >= birth + timedelta(days=15 * 366))
    one = renewal(RenewalCase(document="can_cuoc", birth_date=birth, issue_date=issued, day=TODAY))
    two = renewal(RenewalCase(document="can_cuoc", birth_date=birth, issue_date=later, day=TODAY))

    assert (one.next_date or date.max) <= (two.next_date or date.max)
    if one.next_date:
        assert one.next_date > issued
    assert one.valid_today or one.already_due
