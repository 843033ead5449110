from __future__ import annotations

from datetime import date

import pytest

from actions import formats


@pytest.mark.parametrize(
    ("amount", "currency", "vi", "es", "en"),
    [
        (35_000, "VND", "35.000 đồng", "35.000 dongs", "35,000 dong"),
        (0, "VND", "0 đồng", "0 dongs", "0 dong"),
        (1, "CNY", "1 nhân dân tệ", "1 yuan", "1 yuan"),
        (40, "CNY", "40 nhân dân tệ", "40 yuanes", "40 yuan"),
    ],
)
def test_money(amount: int, currency: str, vi: str, es: str, en: str) -> None:
    assert [formats.money(amount, currency, language) for language in ("vi", "es", "en")] == [vi, es, en]


@pytest.mark.parametrize(
    ("number", "unit", "vi", "es", "en"),
    [
        (7, "working", "7 ngày làm việc", "7 días hábiles", "7 working days"),
        (1, "working", "1 ngày làm việc", "1 día hábil", "1 working day"),
        (60, "calendar", "60 ngày", "60 días naturales", "60 calendar days"),
    ],
)
def test_days(number: int, unit: str, vi: str, es: str, en: str) -> None:
    assert [formats.days(number, unit, language) for language in ("vi", "es", "en")] == [vi, es, en]


def test_dates() -> None:
    day = date(2026, 12, 1)

    assert formats.long_date(day, "vi") == "ngày 1 tháng 12 năm 2026"
    assert formats.long_date(day, "es") == "1 de diciembre de 2026"
    assert formats.long_date(day, "en") == "1 December 2026"
    assert formats.long_date(day, "vi", weekday=True) == "Thứ Ba, ngày 1 tháng 12 năm 2026"
    assert formats.long_date(day, "es", weekday=True) == "martes, 1 de diciembre de 2026"
    assert [formats.short_date(day, language) for language in ("vi", "es", "en")] == [
        "01/12/2026",
        "01/12/2026",
        "1 Dec 2026",
    ]
