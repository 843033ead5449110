"""The ends that a card may have, where its dates are known in part: each is checked against the exact renewal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actions.law.errors import CaseError
from actions.law.renewal_cases import Days, PossibleEnd, born_at_age, end_made_at, possible_ends
from actions.law.renewals import RenewalCase, renewal

TODAY = date(2026, 11, 30)


def day(iso: str) -> Days:
    return Days(date.fromisoformat(iso), date.fromisoformat(iso))


def year(number: int) -> Days:
    return Days(date(number, 1, 1), date(number, 12, 31))


def ages(ends: tuple[PossibleEnd, ...]) -> list[int | None]:
    return [end.age for end in ends]


def test_an_age_is_a_year_of_births() -> None:
    assert born_at_age(30, day("2026-11-30")) == Days(date(1995, 12, 1), date(1996, 11, 30))
    assert born_at_age(30, year(2020)) == Days(date(1989, 1, 2), date(1990, 12, 31))


def test_who_was_born_in_1990_has_one_end_whenever_his_card_was_issued() -> None:
    (end,) = possible_ends("can_cuoc", year(1990), None, TODAY)
    assert (end.age, end.due) == (40, Days(date(2030, 1, 1), date(2030, 12, 31)))


def test_near_an_age_of_change_it_counts_how_old_he_was_at_issue() -> None:
    first, second = possible_ends("can_cuoc", born_at_age(39, day("2026-11-30")), None, TODAY)
    assert (first.age, first.before) == (40, 38)
    assert (second.age, second.since) == (60, 38)


def test_the_issue_rules_ends_out() -> None:
    births = born_at_age(45, day("2026-11-30"))
    assert ages(possible_ends("cccd", births, None, TODAY)) == [40, 60]
    assert ages(possible_ends("cccd", births, year(2021), TODAY)) == [60]


def test_a_child_changes_at_14_unless_the_card_was_made_from_12_on() -> None:
    assert ages(possible_ends("can_cuoc", year(2018), None, TODAY)) == [14]
    assert ages(possible_ends("can_cuoc", year(2013), None, TODAY)) == [14, 25]


def test_who_was_older_than_58_at_any_issue_changes_no_more() -> None:
    (end,) = possible_ends("cccd", year(1950), year(2022), TODAY)
    assert end.due is None


@pytest.mark.parametrize("born", ["1966-03-31", "1986-02-28", "1998-04-30", "2001-03-10", "2010-07-01", "1988-02-29"])
def test_every_exact_renewal_is_one_of_the_possible_ends(born: str) -> None:
    whole = possible_ends("can_cuoc", day(born), None, TODAY)
    seen = set()
    issued = date(2016, 1, 5)
    while issued <= TODAY:
        case = RenewalCase(birth_date=date.fromisoformat(born), issue_date=issued, document="can_cuoc", day=TODAY)
        issued += timedelta(days=61)
        try:
            exact = renewal(case)
        except CaseError:
            continue  # too young for a card on that day
        (alone,) = possible_ends("can_cuoc", day(born), day(str(case.issue_date)), TODAY)
        assert (alone.due.first if alone.due else None, alone.age) == (exact.next_date, exact.milestone_age)
        seen.add(alone.age)
    assert seen == set(ages(whole))


def test_a_card_of_china_ends_by_the_age_at_issue() -> None:
    ends = possible_ends("cn_id", None, day("2018-06-01"), TODAY)
    assert [(end.since, end.before, end.due and end.due.first.year) for end in ends] == [
        (None, 16, 2023),
        (16, 26, 2028),
        (26, 46, 2038),
        (46, None, None),
    ]
    (end,) = possible_ends("cn_id", born_at_age(30, day("2020-03-15")), day("2020-03-15"), TODAY)
    assert end.due == day("2040-03-15")
    assert possible_ends("cn_id", year(1990), None, TODAY) == ()


def test_a_temporary_card_of_china_ends_three_months_after_its_issue() -> None:
    (end,) = possible_ends("cn_temp", None, day("2026-11-01"), TODAY)
    assert end.due == day("2027-02-01")


def test_nothing_is_told_of_a_cmnd_nor_of_a_card_to_come() -> None:
    assert possible_ends("cmnd", year(1980), year(2015), TODAY) == ()
    assert possible_ends("can_cuoc", year(1990), year(2027), TODAY) == ()


@pytest.mark.parametrize(
    ("age", "milestone"), [(11, 14), (12, 25), (13, 25), (22, 25), (23, 40), (57, 60), (58, None)]
)
def test_an_age_at_issue_alone_tells_the_milestone(age: int, milestone: int | None) -> None:
    end = end_made_at("can_cuoc", age, TODAY)
    assert end is not None
    assert end.age == milestone
    assert end.never is (milestone is None)


@pytest.mark.parametrize(("age", "years"), [(15, 5), (16, 10), (26, 20), (46, None)])
def test_an_age_at_issue_alone_tells_the_years_of_a_card_of_china(age: int, years: int | None) -> None:
    end = end_made_at("cn_id", age, TODAY)
    assert end is not None
    assert end.years == years
    assert end.never is (years is None)
