from __future__ import annotations

from datetime import date

import pytest

from bot.desk.weeks import Week, seconds_of


def test_a_week_begins_on_monday() -> None:
    week = Week.of(date(2026, 11, 29))
    assert (week.name, week.days[0], week.days[-1]) == ("2026-W48", date(2026, 11, 23), date(2026, 11, 29))
    assert week.other(1).monday == date(2026, 11, 30)


def test_the_first_days_of_a_year_may_belong_to_the_last_week_of_another() -> None:
    assert Week.of(date(2027, 1, 1)).name == "2026-W53"


NO_WEEKS = ("", "2026", "2026-W60", "x-Wy", "2026-W", "99999-W01", "9999-W52", "0001-W01", f"{'9' * 40}-W01")


@pytest.mark.parametrize("name", NO_WEEKS)
def test_what_names_no_week_is_that_of_today(name: str) -> None:
    assert Week.named(name, date(2026, 11, 29)).name == "2026-W48"


def test_a_day_is_vietnams() -> None:
    first, after = seconds_of(date(2026, 11, 30))
    assert after - first == 24 * 60 * 60
    assert first % (24 * 60 * 60) == 17 * 60 * 60  # 00:00 in Hanoi is 17:00 in Greenwich
