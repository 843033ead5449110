"""Feasts and lunar days become Vietnam's solar days."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.feasts import feast_days, lunar_mark
from common.text import fold

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("said", "day", "reading"),
    [
        ("mùng 5 Tết", "2027-02-10", "lunar"),
        ("trước Tết", "2027-02-05", "worded"),
        ("sau Tết", "2027-02-11", "worded"),
        ("rằm tháng 7", "2026-08-27", "lunar"),
        ("dịp trung thu 2025", "2025-10-06", "lunar"),
        ("mùng 1 tháng Giêng", "2026-02-17", "lunar"),
        ("dịp Quốc khánh", "2027-09-02", "worded"),
        ("en Navidad", "2026-12-25", "worded"),
    ],
)
def test_a_feast_is_a_day_of_the_solar_calendar(said: str, day: str, reading: str) -> None:
    (found,) = feast_days(said, fold(said), TODAY)
    assert (found.value, found.reading) == (day, reading)


@pytest.mark.parametrize("said", ["tết trung thu", "hôm nay trời đẹp", "Navidad"])
def test_what_names_no_day_is_none(said: str) -> None:
    assert list(feast_days(said, fold(said), TODAY)) == []


@pytest.mark.parametrize(
    ("said", "lunar"),
    [("10/3 âm lịch", True), ("10/3 âm", True), ("10/3 AL", True), ("10/3 al 15/3", False), ("10/3 am", False)],
)
def test_a_date_is_lunar_where_words_say_so(said: str, lunar: bool) -> None:
    assert (lunar_mark(said, fold(said), 0, 4) is not None) is lunar
