"""Words of the calendar that several readers of dates share, all on folded text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

MONTHS = {
    language: tuple(names.split())
    for language, names in {
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "en": "january february march april may june july august september october november december",
    }.items()
}
MONTH_NAMES = "|".join(
    [*MONTHS["es"], "setiembre", *MONTHS["en"], "sept", *(name[:3] for name in MONTHS["en"] if name != "may")]
)
FIRST_YEAR, LAST_YEAR = 1900, 2099
_AHEAD_OF_TODAY = 10
"""A year in two digits that lies further ahead than this is one of the last century."""

_BORN = re.compile(r"\b(?:sinh|sanh|sn|naci\w*|born|birth\w*|dob)\b[^.;,]{0,20}$")
_LASTS = re.compile(r"\b(?:han|het han|gia tri|valid\w*|expir\w*|vence\w*|caduc\w*|until|hasta)\b[^.;,]{0,20}$")

SOON = timedelta(days=60)
"""How far ahead a day without a year is still the coming one: people plan a filing by weeks, not by months."""

Direction = Literal["ahead", "behind", "near"]
"""On which side of today a day lies; `near` is the nearest of both."""
Reading = Literal["plain", "worded", "lunar"]
"""How a day was read: as typed, worked out from its words, or converted from the lunar calendar."""


@dataclass(frozen=True)
class DateSpan:
    """A date in a text: `value` is "2026-11-22", "2022-03" or "2021"; None for one that does not exist.

    `yearless`: the year was not typed, but taken as the likeliest; `side` is that of today which the words tell of it.
    """

    start: int
    end: int
    text: str
    value: str | None
    reading: Reading = "plain"
    yearless: bool = False
    side: Direction | None = None


def likeliest(make: Callable[[int], date | None], today: date, direction: Direction | None) -> date | None:
    """Return the day of the likeliest year; `make` returns the day of a year, None where that year lacks it.

    Without a direction it is the last such day, or the next one if that comes soon. None if there is none.
    """
    found = [day for year in range(today.year - 8, today.year + 9) if (day := make(year))]
    if direction == "near":
        return min(found, key=lambda day: abs(day - today), default=None)
    if direction == "ahead":
        return min((day for day in found if day >= today), default=None)
    latest = today if direction == "behind" else today + SOON
    return max((day for day in found if day <= latest), default=None)


def apart(spans: Iterable[DateSpan], taken: list[DateSpan]) -> list[DateSpan]:
    """Return the spans that overlap none of those taken, nor an earlier one among themselves."""
    kept: list[DateSpan] = []
    for span in spans:
        if not any(span.start < other.end and other.start < span.end for other in [*taken, *kept]):
            kept.append(span)
    return kept


def month_number(name: str) -> int:
    """Return the number of a month's Spanish or English name, whole or its first three letters."""
    for names in MONTHS.values():
        for number, full in enumerate(names, 1):
            if full.startswith(name[:3]) and (len(name) <= 4 or full == name):
                return number
    return 9  # "setiembre" is the one spelling the tables lack


def whole_year(typed: str, before: str, today: date) -> int:
    """Return a year typed in four digits or in two; of two digits the words before it tell the century.

    Nobody is born in the future, and a card lasts for decades: "sinh 20/5/30" is 1930, "hết hạn 20/5/48" is 2048.
    """
    digits = typed.lstrip("'’")
    if len(digits) == 4:
        return int(digits)
    year = today.year // 100 * 100 + int(digits)
    latest = today.year + _AHEAD_OF_TODAY
    if _BORN.search(before):
        latest = today.year
    elif _LASTS.search(before):
        latest = today.year + 40
    return year if year <= latest else year - 100


def is_marked(typed: str, text: str, *words: str) -> bool:
    """Say whether `typed`, a piece of `text`, is one of the marked `words`, or has no marks in a text without any."""
    lower = typed.lower()
    return lower in words or (lower.isascii() and text.isascii())
