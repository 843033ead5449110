"""Dates, months and years in a message, as ISO text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import dateparser

MONTHS = {
    language: tuple(names.split())
    for language, names in {
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "en": "january february march april may june july august september october november december",
    }.items()
}
_MONTH_NAMES = "|".join(
    [*MONTHS["es"], "setiembre", *MONTHS["en"], *(name[:3] for name in MONTHS["en"] if name != "may"), "sept"]
)
_RELATIVE = re.compile(
    r"\b(?:hom nay|hom qua|hom kia|ngay mai|ngay kia|(?:thu \w+|chu nhat) tuan (?:sau|truoc|toi)"
    r"|\d+ ngay (?:truoc|nua)|hoy|ayer|anteayer|manana|hace \d+ dias|dentro de \d+ dias"
    r"|today|yesterday|tomorrow|\d+ days ago|in \d+ days"
    r"|(?:next|last) (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_NOW = re.compile(r"\b(?:bay gio|hien nay|hien tai|luc nay|right now|currently|nowadays|ahora|actualmente)\b")
_TEXT = re.compile(
    r"\b(?:luat|bo luat|luat can cuoc(?: cong dan)?|nghi dinh|nd|thong tu|tt|quyet dinh|qd|nghi quyet|nq|cong van|law"
    r"|act|decree|circular|decision|resolution|ley|decreto|resolucion)"
    r"(?:\s+(?:so|nam|no\.?|number|num\.?|numero|of|de|del|from))?\s*$"
)
"""What stands before the number or the year of a text ("Nghị định 69/2024", "luật 2014"), no date asked about."""
_TEXT_AFTER = re.compile(r"\s*(?:law|act|bill|decree|circular|ley)\b")
_NEAR_YEARS = (
    (-1, r"nam (?:ngoai|truoc|roi|vua roi)|last year|ano pasado|previous year"),
    (-2, r"nam kia|year before last"),
    (1, r"sang nam|nam (?:sau|toi)|next year|ano que viene|proximo ano|ano proximo"),
)
_NEAR_MONTHS = (
    (-1, r"thang (?:truoc|roi|vua roi)|last month|mes pasado"),
    (1, r"thang (?:sau|toi)|next month|mes que viene|proximo mes|mes proximo"),
)
"""Years and months by their distance from this one."""
_YEARS_AGO = re.compile(r"\b(?:(?P<vi>\d{1,2}) nam truoc|hace (?P<es>\d{1,2}) anos?|(?P<en>\d{1,2}) years? ago)\b")
_SEVERAL = re.compile(
    r"(?:\d|\b(?:viet|may|vai|cac|nhung|so|moi|hai|ba|bon|nam|sau|bay|tam|chin|muoi|nhieu|tung))\s*$"
)
"""Words after which "năm trước" or "tháng sau" is not the one before or after: "mấy năm trước", "Việt Nam sau"."""
FIRST_YEAR, LAST_YEAR = 1900, 2099
SOON = timedelta(days=60)
"""How far ahead a day without a year is still the coming one: people plan a filing by weeks, not by months."""

# Read on the folded text, which is as long as the text itself. Order: the fullest form first.
_DAY = [
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
    r"(?P<d>\d{1,2})\s?[/.\-]\s?(?P<m>\d{1,2})\s?[/.\-]\s?(?P<y>\d{4})",
    r"(?:ngay |mung |mong )?(?P<d>\d{1,2})\s+(?:thang|thg)\s+(?P<m>\d{1,2})(?:\s*,)?\s+(?:nam\s+)?(?P<y>\d{4})",
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:de\s+|of\s+)?(?P<name>{_MONTH_NAMES})\.?,?\s+(?:de\s+|del\s+)?(?P<y>\d{{4}})",
    rf"(?P<name>{_MONTH_NAMES})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})",
]
_MONTH = [
    r"(?:thang|thg|t)\s?(?P<m>\d{1,2})\s*(?:[/.\-]|nam|,)?\s*(?P<y>\d{4})",
    r"(?P<m>\d{1,2})/(?P<y>\d{4})",
    rf"(?P<name>{_MONTH_NAMES})\.?,?\s+(?:de\s+|del\s+|of\s+)?(?P<y>\d{{4}})",
]
_DAY_OF_SOME_YEAR = [
    r"(?:ngay |mung |mong )?(?P<d>\d{1,2})\s+(?:thang|thg)\s+(?P<m>\d{1,2})",
    r"(?:ngay|hom|mung|mong|nop|on|el|dia|del)\s+(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})",
    r"^\s*(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})\s*$",
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:de\s+|of\s+)?(?P<name>{_MONTH_NAMES})",
    rf"(?P<name>{_MONTH_NAMES})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?",
]
_YEAR = [
    r"(?:nam|sn|sinh|hoi|tu|den|truoc|sau|cap|ano|anos|en|desde|hasta|entre|de|del|y|antes de|naci|nacido|year|in"
    r"|since|from|to|until|before|after|between|and|issued|born)\s+(?P<y>(?:19|20)\d{2})(?!\s*(?:dong|vnd|d|k|yuan|te)\b)",
    r"^\W*(?P<y>(?:19|20)\d{2})\W*$",
    r"(?:early|mid|late)-(?P<y>20\d{2})",
    r"(?P<y>(?:199|20[0-3])\d)(?!\s*(?:dong|vnd|d|k|nghin|ngan|yuan|te|usd|people|nguoi|personas)\b)",
]
_PATTERNS = [
    (precision, re.compile(rf"(?<![\w/.-]){pattern}(?![\w/-])"))
    for precision, patterns in (
        ("day", _DAY),
        ("month", _MONTH),
        ("day of some year", _DAY_OF_SOME_YEAR),
        ("year", _YEAR),
    )
    for pattern in patterns
]


_MONTH_BEFORE = re.compile(
    rf"\b(?:(?:thang|thg|t)\s?(?P<m>1[0-2]|0?[1-9])|(?P<name>{_MONTH_NAMES}),?(?: of| del?)?)\s+$"
)
"""A month before a year that is told by its distance: "tháng 1 năm sau"."""


@dataclass(frozen=True)
class DateSpan:
    """A date in a text: `value` is "2026-11-22", "2022-03" or "2021"; None for one that does not exist."""

    start: int
    end: int
    text: str
    value: str | None


def find_dates(text: str, folded: str, today: date) -> list[DateSpan]:
    """Return the dates of `text` from left to right; `folded` is its folded form, of the same length."""
    spans: list[DateSpan] = []
    for precision, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            start, end = match.span("y") if precision == "year" else match.span()
            taken = any(start < span.end and span.start < end for span in spans)
            of_a_text = _TEXT.search(folded[:start]) or _TEXT_AFTER.match(folded[end:])
            if not taken and not of_a_text:
                parts = match.groupdict()
                value = _likeliest_day(parts, today) if "y" not in parts else _value(parts, precision)
                spans.append(DateSpan(start, end, text[start:end], value))
    for match in _RELATIVE.finditer(folded):
        said = text[slice(*match.span())]
        spans.append(DateSpan(*match.span(), said, _relative_day(said, today)))
    spans += _near(folded, today)
    spans += [DateSpan(*match.span(), match.group(), today.isoformat()) for match in _NOW.finditer(folded)]
    return sorted(spans, key=lambda span: span.start)


def _near(folded: str, today: date) -> list[DateSpan]:
    """Return the years and months that are told by their distance from today: "last year", "tháng trước"."""
    ago = [
        DateSpan(*match.span(), match.group(), str(today.year - int(match["vi"] or match["es"] or match["en"])))
        for match in _YEARS_AGO.finditer(folded)
    ]
    years = [_near_year(folded, match, today.year + step) for step, match in _steps(_NEAR_YEARS, folded)]
    months = [
        DateSpan(*match.span(), match.group(), f"{month // 12:04d}-{month % 12 + 1:02d}")
        for step, match in _steps(_NEAR_MONTHS, folded)
        if not _SEVERAL.search(folded[: match.start()])
        for month in [today.year * 12 + today.month - 1 + step]
    ]
    return [*ago, *(span for span in years if span), *months]


def _steps(near: Sequence[tuple[int, str]], folded: str) -> list[tuple[int, re.Match[str]]]:
    return [(step, match) for step, words in near for match in re.finditer(rf"\b(?:{words})\b", folded)]


def _near_year(folded: str, match: re.Match[str], year: int) -> DateSpan | None:
    """Return a year told by its distance, or the month named before it; None where the words before make it none."""
    before = folded[: match.start()]
    month = _MONTH_BEFORE.search(before)
    if month and not (month["name"] and "nam" in match.group()):  # "mấy năm trước" is no "May"
        number = int(month["m"] or _month_number(month["name"]))
        return DateSpan(month.start(), match.end(), match.group(), f"{year:04d}-{number:02d}")
    return None if _SEVERAL.search(before) else DateSpan(*match.span(), match.group(), f"{year:04d}")


def _value(parts: dict[str, str | None], precision: str) -> str | None:
    """Return the ISO form of matched parts; None when no such day or month exists."""
    year = int(parts["y"] or 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if precision == "year":
        return f"{year:04d}"
    month = int(parts.get("m") or _month_number(parts.get("name") or ""))
    try:
        found = date(year, month, int(parts.get("d") or 1))
    except ValueError:
        return None
    return found.isoformat()[: 10 if precision == "day" else 7]


def _likeliest_day(parts: dict[str, str | None], today: date) -> str | None:
    """Return a day and month of no year as the last such day, or the next one if that comes soon; None if none."""
    years = (str(today.year + step) for step in (1, 0, -1, -2, -3, -4))
    days = (found for year in years if (found := _value({**parts, "y": year}, "day")))
    return next((day for day in days if date.fromisoformat(day) <= today + SOON), None)


def _relative_day(said: str, today: date) -> str | None:
    """Return the day that "hôm qua", "hace 3 días" or "tomorrow" means; None for words dateparser cannot read."""
    base = datetime.combine(today, datetime.min.time())
    found = dateparser.parse(said, languages=["vi", "es", "en"], settings={"RELATIVE_BASE": base})
    return found.date().isoformat() if found else None


def _month_number(name: str) -> int:
    for names in MONTHS.values():
        for number, full in enumerate(names, 1):
            if full.startswith(name[:3]) and (len(name) <= 4 or full == name):
                return number
    return 9  # "setiembre" is the one spelling the tables lack
