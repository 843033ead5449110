"""What the readers of dates share: the likeliest year, names of months, years in two digits."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.calendar_words import DateSpan, Direction, apart, is_marked, likeliest, month_number, whole_year

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("month", "day", "direction", "found"),
    [
        (7, 3, None, "2026-07-03"),
        (12, 20, None, "2026-12-20"),  # comes soon
        (3, 1, None, "2026-03-01"),
        (7, 3, "ahead", "2027-07-03"),
        (12, 20, "behind", "2025-12-20"),
        (1, 5, "near", "2027-01-05"),
        (9, 5, "near", "2026-09-05"),
    ],
)
def test_a_day_without_a_year_is_of_the_likeliest(
    month: int, day: int, direction: Direction | None, found: str
) -> None:
    assert likeliest(lambda year: date(year, month, day), TODAY, direction) == date.fromisoformat(found)


def test_a_day_that_no_year_has_is_none() -> None:
    assert likeliest(lambda year: None, TODAY, None) is None


@pytest.mark.parametrize(
    ("name", "number"), [("enero", 1), ("may", 5), ("sept", 9), ("setiembre", 9), ("dec", 12), ("december", 12)]
)
def test_months_by_their_names(name: str, number: int) -> None:
    assert month_number(name) == number


@pytest.mark.parametrize(
    ("typed", "before", "year"),
    [
        ("1985", "", 1985),
        ("23", "nop ", 2023),
        ("30", "sinh 20/5/", 1930),
        ("48", "het han 20/5/", 2048),
        ("'98", "", 1998),
    ],
)
def test_nobody_is_born_in_the_future_and_a_card_lasts(typed: str, before: str, year: int) -> None:
    assert whole_year(typed, before, TODAY) == year


def test_of_overlapping_dates_the_first_is_kept() -> None:
    whole, part, other = (DateSpan(0, 10, "…", None), DateSpan(5, 10, "…", None), DateSpan(20, 24, "…", None))
    assert apart([part, other], [whole]) == [other]
    assert apart([whole, part, other], []) == [whole, other]


def test_a_word_counts_with_its_marks_or_in_a_text_without_any() -> None:
    assert is_marked("tới", "15/2 tới", "tới")
    assert is_marked("toi", "15/2 toi", "tới")
    assert not is_marked("tôi", "15/2 tôi nộp", "tới")
    assert not is_marked("toi", "15/2 toi nộp", "tới")
