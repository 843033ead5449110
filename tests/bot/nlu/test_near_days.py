"""Days, months and years by their distance from today, a Sunday."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.calendar_words import apart
from bot.nlu.dates import find_dates
from bot.nlu.near_days import near_days, near_months_and_years
from common.text import fold

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("hôm qua", "2026-11-28"),
        ("hôm kia", "2026-11-27"),
        ("hôm kìa", "2026-11-26"),
        ("hôm nay", "2026-11-29"),
        ("mai tôi nộp", "2026-11-30"),
        ("ngày mốt", "2026-12-01"),
        ("next Monday", "2026-11-30"),
        ("dentro de 3 días", "2026-12-02"),
        ("3 weeks ago", "2026-11-08"),
        ("ngày 15 tháng sau", "2026-12-15"),
        ("the 5th of last month", "2026-10-05"),
    ],
)
def test_a_day_is_told_by_its_distance(said: str, day: str) -> None:
    assert [span.value for span in apart(near_days(said, fold(said), TODAY), [])] == [day]


@pytest.mark.parametrize(
    "said", ["tôi qua công an", "can I get it in 7 days", "mất thẻ 5 tháng rồi", "mat the 5 thang roi", "thẻ 5 tới"]
)
def test_what_only_sounds_like_a_day_is_none(said: str) -> None:
    assert list(near_days(said, fold(said), TODAY)) == []


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("năm ngoái", "2025"),
        ("3 years ago", "2023"),
        ("tháng trước", "2026-10"),
        ("tháng 5 tới", "2027-05"),
        ("tháng 1 năm sau", "2027-01"),
        ("el mes que viene", "2026-12"),
    ],
)
def test_a_month_or_a_year_is_told_by_its_distance(said: str, value: str) -> None:
    assert [span.value for span in near_months_and_years(said, fold(said), TODAY)] == [value]


def test_several_years_before_are_no_year() -> None:
    assert list(near_months_and_years("mấy năm trước", "may nam truoc", TODAY)) == []


@pytest.mark.parametrize(
    "said",
    [
        "I can only come in January",
        "we can't get there until January",
        "solo puedo ir en enero",
        "no puedo pasar hasta enero",
        "tháng 1 em mới về được",
        "I will do it in January",
    ],
)
def test_a_month_of_a_plan_is_the_next_one(said: str) -> None:
    assert [span.value for span in find_dates(said, fold(said), TODAY)] == ["2027-01"]


def test_a_month_without_a_plan_or_a_word_like_one_is_none() -> None:
    for said in ("is it cold in January", "I may go and it will cost more", "tháng 1 có 31 ngày"):
        assert find_dates(said, fold(said), TODAY) == []
