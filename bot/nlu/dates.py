"""Dates, months and years in a message, as ISO text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.nlu.calendar_words import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTH_NAMES,
    DateSpan,
    Reading,
    apart,
    is_marked,
    likeliest,
    month_number,
    whole_year,
)
from bot.nlu.feasts import feast_days, lunar_mark, lunar_span
from bot.nlu.near_days import near_days, near_months_and_years
from bot.nlu.numbers import SPELT_DAY, SPELT_YEAR, number, spelt_year
from bot.nlu.tense import Told, told

__all__ = ["DateSpan", "find_dates"]

_NOW = re.compile(r"\b(?:(?<!luc )bay gio|hien nay|hien tai|luc nay|right now|currently|nowadays|ahora|actualmente)\b")
_TEXT = re.compile(
    r"\b(?:luat|bo luat|luat can cuoc(?: cong dan)?|nghi dinh|nd|thong tu|tt|quyet dinh|qd|nghi quyet|nq|cong van|law"
    r"|act|decree|circular|decision|resolution|ley|decreto|resolucion)"
    r"(?:\s+(?:so|nam|no\.?|number|num\.?|numero|of|de|del|from))?\s*$"
)
"""What stands before the number or the year of a text ("Nghị định 69/2024", "luật 2014"), no date asked about."""
_TEXT_AFTER = re.compile(r"\s*(?:law|act|bill|decree|circular|ley)\b")
_NO_YEAR = (
    r"(?!\s*(?:tuoi|t\b|ngay|thang|tuan|nam\b|anos?\b|years?\b|yo\b|dias?\b|days?\b|mes|month|weeks?\b|semanas?\b"
    r"|%|phan|k\b|so\b|dong|vnd|nghin|ngan|trieu|h\b|gio|people|nguoi|personas|con\b|chau\b|[/:]|[.,]\d"
    r"|de [a-z]|al? \d|st\b|nd\b|rd\b|th\b|working|business|habiles))"
)
"""What follows two digits that are no year: "năm 25 tuổi", "del 15 de mayo"."""
_Y2 = rf"['’]?\d{{2}}{_NO_YEAR}"
_Y = rf"(?P<y>\d{{4}}|{_Y2})"
_D = rf"(?P<d>\d{{1,2}}|{SPELT_DAY})"
_M = rf"(?P<m>\d{{1,2}}|{SPELT_DAY})"

# Read on the folded text, which is as long as the text itself. Order: the fullest form first.
_DAY = [
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",
    r"(?P<d>\d{1,2})\s?[/.\-]\s?(?P<m>\d{1,2})\s?[/.\-]\s?(?P<y>\d{4})",
    r"^\W*(?P<d>\d{2})\s?(?P<m>\d{2})\s?(?P<y>(?:19|20)\d{2})\W*$",
    r"(?:ngay|dia|on|el|cap|sinh)\s+(?P<d>\d{2})(?P<m>\d{2})(?P<y>(?:19|20)\d{2})",
    r"(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})[/.\-](?P<y>\d{2})",
    rf"(?:ngay |mung |mong )?(?P<d>\d{{1,2}})[/.\-](?P<m>\d{{1,2}})(?:\s*,)?\s+(?:nam|del?|of)\s+(?P<y>\d{{4}}|{_Y2})",
    rf"(?:ngay |mung |mong )?(?P<d>\d{{1,2}})\s+(?:thang|thg)\s+{_M}(?:\s*,)?\s+(?:nam\s+)?(?P<y>\d{{4}})",
    rf"(?:ngay |mung |mong ){_D}\s+(?:thang|thg)\s+{_M}(?:\s*,)?\s+(?:nam\s+)?(?P<y>\d{{4}})",
    rf"(?:ngay |mung |mong )?{_D}\s+(?:thang|thg)\s+{_M}\s+nam\s+(?P<y>{_Y2})",
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:de\s+|of\s+)?(?P<name>{MONTH_NAMES})\.?,?\s+(?:de\s+|del\s+)?{_Y}",
    rf"(?P<d>\d{{1,2}})[-/](?P<name>{MONTH_NAMES})[-/](?P<y>\d{{4}}|\d{{2}})",
    rf"(?P<name>{MONTH_NAMES})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}}|['’]\d{{2}})",
]
_MONTH = [
    r"(?:thang|thg|t)\s?(?P<m>\d{1,2})\s*(?:[/.\-]|nam|,)?\s*(?P<y>\d{4})",
    r"(?:thang|thg|t)\s?(?P<m>\d{1,2})[/.\-](?P<y>\d{2})",
    rf"(?:thang|thg)\s?(?P<m>\d{{1,2}})\s+nam\s+(?P<y>{_Y2})",
    r"(?P<m>\d{1,2})/(?P<y>\d{4})",
    rf"(?P<name>{MONTH_NAMES})\.?,?\s+(?:de\s+|del\s+|of\s+)?(?P<y>\d{{4}})",
    rf"(?P<name>{MONTH_NAMES})\.?,?\s+(?:del\s+(?P<y>{_Y2})|(?P<y2>['’]\d{{2}}))",
]
_DAY_OF_SOME_YEAR = [
    rf"(?:ngay |mung |mong )?(?P<d>\d{{1,2}})\s+(?:thang|thg)\s+{_M}",
    rf"(?:ngay |mung |mong ){_D}\s+(?:thang|thg)\s+{_M}",
    r"(?:ngay|hom|mung|mong|nop|on|el|dia|del|al|truoc|sau|le|dip|den|toi|tu|vao|sinh|cap|before|after|until|by"
    r"|hasta|desde|born|issued)\s+(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})",
    r"^\s*(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})\s*$",
    r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})(?=\s*\(?(?:am lich|lich am|am\b|al\b|lunar|del calendario lunar|toi\b|nay\b"
    r"|nam (?:nay|ngoai|sau|toi|truoc)|sang nam|vua (?:roi|qua)))",
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:de\s+|of\s+)?(?P<name>{MONTH_NAMES})",
    rf"(?P<name>{MONTH_NAMES})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?",
]
_YEAR = [
    r"(?:nam|sn|sinh|hoi|tu|den|truoc|sau|cap|ano|anos|en|desde|hasta|entre|de|del|y|antes de|naci|nacido|year|in"
    r"|since|from|to|until|before|after|between|and|issued|born)\s+(?P<y>(?:19|20)\d{2})(?!\s*(?:dong|vnd|d|k|yuan|te)\b)",
    r"^\W*(?P<y>(?:19|20)\d{2})\W*$",
    r"(?:early|mid|late)-(?P<y>20\d{2})",
    r"(?P<y>(?:199|20[0-3])\d)(?!\s*(?:dong|vnd|d|k|nghin|ngan|yuan|te|usd|people|nguoi|personas)\b)",
    r"sn\s+(?P<y>[014-9]\d)(?!\d)",
    r"(?:s[ia]nh(?: vao)?(?: nam)?|nam sinh|born(?: back)? in|issued in|naci(?:o|da|do)?(?: en)?(?: el| ano)*)"
    rf"\s+(?P<y>{_Y2})",
    rf"(?:nam|ano|del ano|el ano)\s+(?P<y>{_Y2})",
    rf"(?:naci\w*|soy|es|tarjeta|carne|cedula)(?: \w+){{0,2}} (?:del|en el)\s+(?P<y>[4-9]\d{_NO_YEAR})",
    rf"^\W*(?:del|en el)\s+(?P<y>[4-9]\d{_NO_YEAR})\W*$",
    rf"(?:tarjeta|carne|cedula|dni|documento|cccd|cmnd)\s+del\s+(?P<y>{_Y2})",
    rf"(?P<y>['’]\d{{2}}){_NO_YEAR}",
    r"(?:hoi|nam|tu|dot)\s+2k(?P<y>\d{2})",
    rf"(?:back in|alla por(?: el)?|hoi nam|ngay xua nam)\s+(?P<y>{_Y2})",
    rf"(?P<spelt>{SPELT_YEAR}){_NO_YEAR}",
]
_OF_THE_DATE = re.compile(r"ngay |mung |mong |hom |dia ")
"""Words before a day that belong to it; "cấp 3/5" begins at the figure."""
_TO = re.compile(r"\s*(?:den|toi|to|until|al?|hasta(?: el)?|-|–)?(?: ngay| the| el)?\s*")
_HOLIDAYS = ((30, 4), (1, 5), (2, 9))
_AROUND_A_HOLIDAY = re.compile(r"\b(?:truoc|sau|le|dip|before|after|until|by|antes del|despues del)(?: le| ngay)? $")
"""Before or after a holiday of no year is the next one: "trước 30/4"."""
_PATTERNS = {
    precision: [re.compile(rf"(?<![\w/.-]){pattern}(?![\w/-]|\.\d)") for pattern in patterns]
    for precision, patterns in (
        ("day", _DAY),
        ("month", _MONTH),
        ("day of some year", _DAY_OF_SOME_YEAR),
        ("year", _YEAR),
    )
}


_BESIDE = re.compile(
    r"[\s,(–-]*(?:(?:right|just|shortly|the|last|working|day|days|justo|poco|el|ultimo|dia|habil|sat|ngay|hom"
    r"|ngay cuoi|can|vi|is|was|es|era|la|tuc)\s*){0,5}"
)
"""What may stand between a whole day and the feast that it lies at."""


def find_dates(text: str, folded: str, today: date) -> list[DateSpan]:
    """Return the dates of `text` from left to right; `folded` is its folded form, of the same length."""
    spans: list[DateSpan] = []
    for found in (
        feast_days(text, folded, today),
        _typed("day", text, folded, today),
        near_days(text, folded, today),
        _typed("month", text, folded, today),
        _typed("day of some year", text, folded, today),
        near_months_and_years(text, folded, today),
        _typed("year", text, folded, today),
        (DateSpan(*m.span(), text[slice(*m.span())], today.isoformat()) for m in _NOW.finditer(folded)),
    ):
        spans += apart(found, spans)
    return _years_of_ranges(_each_day_once(sorted(spans, key=lambda span: span.start), folded), folded)


def _each_day_once(spans: list[DateSpan], folded: str) -> list[DateSpan]:
    """Return the spans without a feast that only places the whole day before it: "1 Feb 2027, right before Tet"."""
    placed = [
        later
        for first, later in pairwise(spans)
        if first.value
        and len(first.value) == len("2026-11-22")
        and not first.yearless
        and later.reading == "worded"
        and not any(c.isdigit() for c in later.text)
        and _BESIDE.fullmatch(folded[first.end : later.start])
    ]
    return [span for span in spans if span not in placed]


def _years_of_ranges(spans: list[DateSpan], folded: str) -> list[DateSpan]:
    """Return the spans, a day without a year that a range opens in the year of its end: "từ 21/10 đến 31/12/2024"."""
    found = list(spans)
    for position, (first, last) in enumerate(pairwise(spans)):
        joined = _TO.fullmatch(folded[first.end : last.start])
        if joined and first.yearless and first.reading != "lunar" and first.value and last.value and not last.yearless:
            _, month, day = (int(part) for part in first.value.split("-"))
            year = int(last.value[:4])
            solar = _solar(year, month, day)
            if solar and solar.isoformat()[: len(last.value)] > last.value:
                solar = _solar(year - 1, month, day)
            found[position] = replace(first, value=solar.isoformat() if solar else None, yearless=False)
    return found


def _typed(precision: str, text: str, folded: str, today: date) -> Iterator[DateSpan]:
    """Yield what is typed as a day, a month, a day of some year or a year; nothing that belongs to a law's name."""
    for pattern in _PATTERNS[precision]:
        for match in pattern.finditer(folded):
            parts = {name: value for name, value in match.groupdict().items() if value}
            if "y2" in parts:
                parts["y"] = parts.pop("y2")
            if "spelt" in parts:
                parts["y"] = str(spelt_year(parts["spelt"]))
            start, end = match.span("spelt" if "spelt" in parts else "y") if precision == "year" else match.span()
            if precision == "day of some year" and not _OF_THE_DATE.match(match.group()):
                start = min(match.start("d"), match.start("name") if "name" in parts else end)
            if _TEXT.search(folded[:start]) or _TEXT_AFTER.match(folded[end:]) or _is_a_male(match, text):
                continue
            if _is_another_word(match, parts, text):
                continue
            span = DateSpan(start, end, text[start:end], None)
            if precision in ("day", "day of some year"):
                yield _day(span, parts, text, folded, today)
            else:
                yield replace(span, value=_value(parts, precision, folded[: match.start() + 1], match, today))


def _is_another_word(match: re.Match[str], parts: dict[str, str], text: str) -> bool:
    """Say whether a month in words is none ("3 tháng sau"), or three figures are no day at all ("30/60/15")."""
    if parts.get("m") in ("sau", "tu", "bay"):
        return text[slice(*match.span("m"))].lower() not in ("sáu", "tư", "bảy") and not _OF_THE_DATE.match(
            match.group()
        )
    figures = [int(parts[name]) for name in ("d", "m") if parts.get(name, "").isdigit()]
    return len(parts.get("y", "")) == 2 and len(figures) == 2 and max(figures) > 31


def _is_a_male(match: re.Match[str], text: str) -> bool:
    """Say whether "nam" before two digits is "nam", a man, in a text with marks."""
    short = len((match.groupdict().get("y") or "").lstrip("'’")) == 2
    typed = match.group().split()[0]
    return short and typed == "nam" and not is_marked(text[match.start() : match.start() + 3], text, "năm")


def _day(span: DateSpan, parts: dict[str, str], text: str, folded: str, today: date) -> DateSpan:
    """Return a span with its day: converted where it is lunar, of the likeliest year where none is typed."""
    day, month = number(parts["d"]), number(parts["m"]) if "m" in parts else month_number(parts["name"])
    year = whole_year(parts["y"], folded[: span.start], today) if "y" in parts else None
    mark = lunar_mark(text, folded, span.start, span.end)
    if mark:
        year = year if year is not None else mark.year
        return lunar_span(text, folded, span.start, mark.end, day, month, today, year, mark.leap)
    # The order of the United States only where the other cannot be meant: no month has a number above 12.
    swapped = month > 12 >= day and "name" not in parts and bool(re.search(r"\d[/.\-]\s?\d", span.text))
    if swapped:
        day, month = month, day
    two_digits = len(parts.get("y", "2026").lstrip("'’")) == 2
    around = Told(span.end) if year is not None else told(text, folded, span.start, span.end)
    if year is None and around.year is not None:
        year = today.year + around.year
    yearless = year is None
    if (day, month) in _HOLIDAYS and not around.direction and _AROUND_A_HOLIDAY.search(folded[: span.start]):
        around = around._replace(direction="ahead")
    found = _solar(year, month, day) if year is not None else _likeliest(month, day, today, around)
    reading: Reading = "worded" if swapped or two_digits or "y" not in parts else "plain"
    value = found.isoformat() if found else None
    return DateSpan(span.start, around.end, text[span.start : around.end], value, reading, yearless, around.direction)


def _likeliest(month: int, day: int, today: date, around: Told) -> date | None:
    return likeliest(lambda year: _solar(year, month, day), today, around.direction)


def _solar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _value(parts: dict[str, str], precision: str, before: str, match: re.Match[str], today: date) -> str | None:
    """Return the ISO form of a typed month or year; None when no such one exists."""
    year = whole_year(parts["y"], before + match.group(), today)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if precision == "year":
        return f"{year:04d}"
    month = int(parts["m"]) if "m" in parts else month_number(parts["name"])
    return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else None
