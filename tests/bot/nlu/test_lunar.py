"""Vietnam's lunar calendar: days that Vietnam's almanacs give, above all where China's differ."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.nlu.lunar import LunarDay, last_day, lunar_day, new_year, solar_day


@pytest.mark.parametrize(
    ("year", "first_day"),
    [
        (1968, "1968-01-29"),
        (1985, "1985-01-21"),
        (2007, "2007-02-17"),
        (2030, "2030-02-02"),
        (2000, "2000-02-05"),
        (2020, "2020-01-25"),
        (2023, "2023-01-22"),
        (2024, "2024-02-10"),
        (2025, "2025-01-29"),
        (2026, "2026-02-17"),
        (2027, "2027-02-06"),
    ],
)
def test_the_first_day_of_tet_is_vietnams(year: int, first_day: str) -> None:
    assert new_year(year) == date.fromisoformat(first_day)


@pytest.mark.parametrize(
    ("lunar", "solar"),
    [
        (LunarDay(10, 3, 2026), "2026-04-26"),
        (LunarDay(10, 3, 2027), "2027-04-16"),
        (LunarDay(15, 8, 2025), "2025-10-06"),
        (LunarDay(1, 6, 2025, leap=True), "2025-07-25"),
        (LunarDay(1, 2, 2023, leap=True), "2023-03-22"),
        (LunarDay(23, 12, 2025), "2026-02-10"),
    ],
)
def test_a_lunar_day_has_one_solar_day(lunar: LunarDay, solar: str) -> None:
    assert solar_day(lunar) == date.fromisoformat(solar)
    assert lunar_day(date.fromisoformat(solar)) == lunar


def test_every_day_is_converted_there_and_back() -> None:
    day = date(1950, 1, 1)
    while day < date(2060, 1, 1):
        assert solar_day(lunar_day(day)) == day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    "lunar", [LunarDay(31, 1, 2026), LunarDay(30, 12, 2026), LunarDay(1, 13, 2026), LunarDay(1, 6, 2026, leap=True)]
)
def test_a_lunar_day_that_does_not_exist_is_an_error(lunar: LunarDay) -> None:
    with pytest.raises(ValueError, match="lunar"):
        solar_day(lunar)


def test_the_eve_of_tet_is_the_29th_or_the_30th() -> None:
    assert last_day(2023) == LunarDay(30, 12, 2023)
    assert last_day(2026) == LunarDay(29, 12, 2026)
