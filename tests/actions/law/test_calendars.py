from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest

from actions.law import loading
from actions.law.calendars import Calendar
from tests.actions.law.swaps import with_a_proposed_swap

VIETNAM = Calendar("vn", loading.load())
CHINA = Calendar("cn", loading.load())


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-01-02", False),
        ("2026-01-10", True),
        ("2026-02-16", False),
        ("2026-08-22", True),
        ("2026-08-31", False),
        ("2026-11-21", False),
        ("2026-11-23", True),
        ("2026-11-24", False),
        ("2026-11-28", False),
        ("2024-04-29", False),
        ("2024-05-04", True),
        ("2025-04-26", True),
        ("2027-01-01", False),
        ("2027-02-03", True),
        ("2027-02-04", False),
        ("2027-02-05", False),
        ("2027-02-08", False),
        ("2027-02-10", False),
        ("2027-02-11", True),
        ("2027-04-16", False),
        ("2027-04-30", False),
        ("2027-05-01", False),
        ("2027-05-03", False),
        ("2027-05-04", True),
        ("2027-09-01", True),
        ("2027-09-02", False),
        ("2027-09-03", False),
        ("2027-09-06", True),
        ("2027-11-24", False),
    ],
)
def test_vietnamese_days(day: str, working: bool) -> None:
    assert VIETNAM.is_working(date.fromisoformat(day)) is working


@pytest.mark.parametrize(
    ("day", "working"), [("2026-06-19", False), ("2026-02-14", True), ("2026-10-08", True), ("2026-10-05", False)]
)
def test_chinese_days(day: str, working: bool) -> None:
    assert CHINA.is_working(date.fromisoformat(day)) is working


def test_tentative_swap_only_when_asked() -> None:
    law = with_a_proposed_swap(loading.load())
    swapped = Calendar("vn", law, tentative=True)

    assert not swapped.is_working(date(2027, 4, 29))
    assert swapped.is_working(date(2027, 5, 8))
    assert Calendar("vn", law).is_working(date(2027, 4, 29))
    assert not Calendar("vn", law).is_working(date(2027, 5, 8))


def test_notices_and_package_differ_only_in_the_known_days() -> None:
    """The package is what years without a notice rest on, so it is held against the years that have one."""
    differing = []
    for notice in loading.load().notices:
        package = holidays.country_holidays(notice.country.upper(), years=notice.year)
        day = date(notice.year, 1, 1)
        while day.year == notice.year:
            by_package = day in package.weekend_workdays or (day.weekday() < 5 and day not in package)
            if by_package != Calendar(notice.country, loading.load()).is_working(day):
                differing.append(day)
            day += timedelta(days=1)
    assert differing == [date(2026, 1, 2), date(2026, 1, 10)]


def test_every_day_off_has_a_name_in_three_languages() -> None:
    for calendar in (VIETNAM, CHINA):
        for off in calendar.days_off(date(1999, 1, 1), date(2035, 12, 31)):
            assert off.name.vi
            assert off.name.es
            assert off.name.en


def test_sureness_names_the_documents_of_the_year() -> None:
    sure = VIETNAM.sureness(date(2025, 12, 1), date(2026, 1, 20))

    assert sure.rows == ("notice-vn-2025", "notice-vn-2026")
    assert (sure.confidence, sure.doubts, sure.swaps) == ("high", (), ())
    assert "cv-12729-vpcp-kgvx#hoan-doi-2026" in sure.basis
    turn = VIETNAM.sureness(date(2026, 11, 1), date(2027, 12, 31))
    assert (turn.confidence, turn.estimates) == ("high", ())
    assert "cv-10065-vpcp-kgvx#lich-2027" in turn.basis
    assert CHINA.sureness(date(2027, 1, 4), date(2027, 1, 8)).estimates != ()
