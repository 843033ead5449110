"""A day without a year takes the year that the message tells elsewhere, where that is when it happened."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.dates import find_dates
from bot.nlu.told_years import in_told_years
from common.text import fold

TODAY = date(2026, 11, 29)


def read(text: str) -> list[tuple[str, str | None]]:
    folded = fold(text)
    spans, roles = in_told_years(text, folded, find_dates(text, folded, TODAY), TODAY)
    return [(role, span.value) for span, role in zip(spans, roles, strict=True)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("giữa năm 2023 thẻ của mẹ hết hạn ngày 5/6", ("expiry_date", "2023-06-05")),
        ("it was late in 2022, my card expired on 8 November", ("expiry_date", "2022-11-08")),
        ("en 2025 me robaron la cartera, fue el 4 de marzo", ("event_date", "2025-03-04")),
    ],
)
def test_the_year_of_the_story_is_that_of_its_days(said: str, expected: tuple[str, str]) -> None:
    year, day = read(said)
    assert day == expected
    assert year[0] == "event_date"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("tôi sinh năm 1990, thẻ hết hạn ngày 10/11", "2026-11-10"),
        ("my card was issued in 2021 and I filed on 10 November", "2026-11-10"),
        ("phí năm 2022 bao nhiêu, em nộp ngày 15/12", "2026-12-15"),
        ("in 2020 I moved; now, on 10 November, my card expired", "2026-11-10"),
        ("năm 2020 tôi ở Lào, thẻ hết hạn ngày 15/12 tới", "2026-12-15"),
        ("in 2020 and in 2022 I moved, and it expired on 10 November", "2026-11-10"),
    ],
)
def test_another_year_is_not_taken(said: str, day: str) -> None:
    assert day in [value for _, value in read(said)]
