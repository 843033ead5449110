"""Days of Tết, feasts, and whatever else Vietnam's lunar calendar names; on folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from bot.nlu import lunar
from bot.nlu.calendar_words import DateSpan, Direction, Reading, is_marked, likeliest
from bot.nlu.lunar import LunarDay
from bot.nlu.numbers import SPELT_DAY, number
from bot.nlu.tense import Told, told

_OF_YEAR = r"(?:\s+(?:nam\s+|de\s+|of\s+)?(?P<y>\d{4}))?"
_TET = r"tet(?: nguyen dan| am lich| ta| ca)?(?! duong| tay| trung thu| doan ngo| thanh minh)"
_LUNAR_NEW_YEAR = r"(?:the |el )?(?:tet|lunar new year|ano nuevo lunar|ano nuevo vietnamita)"
_DAY_OF_TET = re.compile(
    rf"\b(?:(?:ngay|mung|mong|hom)\s+)?(?P<d>\d{{1,2}}|{SPELT_DAY})\s+{_TET}\b{_OF_YEAR}"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th) (?:day )?of tet\b(?:\s+(?P<y2>\d{{4}}))?"
)
_AROUND_TET = re.compile(
    rf"\b(?:(?P<before>truoc)|(?P<after>sau|ra|qua|het)|(?P<at>dip|vao|den|hom|ngay)) {_TET}\b{_OF_YEAR}"
    rf"|\b(?:(?P<before2>before|antes del?)|(?P<after2>after|despues del?)|(?P<at2>by|at|on|en|para)) "
    rf"{_LUNAR_NEW_YEAR}\b(?:\s+(?:de\s+|of\s+)?(?P<y2>\d{{4}}))?"
)
_AFTER_TET = 6
"""The day of the first lunar month on which work begins again."""
_EVE_OF_TET = (29, 30)
_FULL_MOON = re.compile(rf"\bram thang (?P<m>\d{{1,2}}|gieng|chap|{SPELT_DAY})\b{_OF_YEAR}")
_FEASTS: tuple[tuple[str, bool, int, int], ...] = (
    # names, whether of the lunar calendar, day, month
    (r"quoc khanh|vietnam(?:ese)? national day", False, 2, 9),
    (r"giang sinh|noel|christmas|navidad", False, 25, 12),
    (r"tet (?:duong lich|tay)|new year'?s day|ano nuevo(?! lunar| vietnamita| chino)", False, 1, 1),
    (r"(?:quoc te )?lao dong 1/5", False, 1, 5),
    (r"gio to(?: hung vuong)?|hung kings'?(?: day)?", True, 10, 3),
    (r"(?:tet )?trung thu|mid-?autumn festival", True, 15, 8),
    (r"(?:ong )?cong ong tao", True, 23, 12),
)
_BESIDE = (
    r"\b(?:truoc|sau|qua|dip|le|ngay|vao|hom|den|before|after|at|on|by|antes de|despues de|en|por)"
    r" (?:le |ngay |ngay le |the |la |el )?"
)
_LUNAR_AFTER = re.compile(
    r"\s*,?\s*\(?(?:(?:tinh )?(?:theo )?(?P<sure>am lich|lich am|lich ta)|(?:del? |in the |of the |by the |en el )?"
    r"(?:calendario lunar|lunar calendar|lunar)|(?P<short>am|al))\b\)?"
)
_LUNAR_BEFORE = re.compile(
    r"\b(?:am lich|lich am|lunar(?: calendar| date)?|calendario lunar)"
    r"(?:\s+(?:la|ngay|el|dia|on|mung|mong|of))*[\s,:]*$"
)
_LEAP = re.compile(r"\s+nhuan\b")
_YEAR_AFTER = re.compile(r"\s*,?\s+(?:nam |del? |of |in )?(?P<y>\d{4})\b")
_LUNAR_MONTH = re.compile(
    r"\b(?:(?:ngay|mung|mong)\s+)?"
    rf"(?P<d>\d{{1,2}}|{SPELT_DAY})\s+thang\s+(?P<m>gieng|chap)\b"
    r"|\b(?:the )?(?P<d2>\d{1,2})(?:st|nd|rd|th)? (?:day )?of the (?P<m2>\d{1,2})(?:st|nd|rd|th) lunar month\b"
    r"|\b(?:dia )?(?P<d3>\d{1,2}) del (?:(?P<m3>\d{1,2})\.?[oº]? mes lunar|mes lunar (?P<m4>\d{1,2}))\b"
)
_MONTHS = {"gieng": 1, "chap": 12}


class Lunar(NamedTuple):
    """What marks a date as lunar: where its words end, its year where one is typed, whether in a leap month."""

    end: int
    year: int | None
    leap: bool


def lunar_mark(text: str, folded: str, start: int, end: int) -> Lunar | None:
    """Return what marks the date between `start` and `end` as one of the lunar calendar; None where nothing does."""
    leap = _LEAP.match(folded, end)
    end = leap.end() if leap else end
    before = _LUNAR_BEFORE.search(folded[:start])
    year = _YEAR_AFTER.match(folded, end)
    if year and _marked_after(text, folded, year.end()):
        end = year.end()
    after = _marked_after(text, folded, end)
    if not (after or before or leap):
        return None
    end = after.end() if after else end
    year = year or _YEAR_AFTER.match(folded, end)
    return Lunar(max(end, year.end()) if year else end, int(year["y"]) if year else None, bool(leap))


def _marked_after(text: str, folded: str, end: int) -> re.Match[str] | None:
    after = _LUNAR_AFTER.match(folded, end)
    if after and after["short"]:
        # "10/3 âm" and "10/3 AL", neither "I am" nor "del 10/3 al 15/3".
        typed = text[slice(*after.span("short"))]
        return after if typed.lower() == "âm" or typed in ("AL", "ÂL") else None
    return after


def lunar_span(
    text: str,
    folded: str,
    start: int,
    end: int,
    day: int,
    month: int,
    today: date,
    year: int | None,
    leap: bool = False,
) -> DateSpan:
    """Return the span of a lunar day, its value the solar day; of no year the likeliest."""
    around = told(text, folded, start, end) if year is None else Told(end)
    year = today.year + around.year if year is None and around.year is not None else year

    def solar(of_year: int) -> date | None:
        try:
            return lunar.solar_day(LunarDay(day, month, of_year, leap))
        except ValueError:
            return None

    found = solar(year) if year is not None else likeliest(solar, today, around.direction)
    value = found.isoformat() if found else None
    return DateSpan(start, around.end, text[start : around.end], value, "lunar", yearless=year is None)


def feast_days(text: str, folded: str, today: date) -> Iterator[DateSpan]:
    """Yield the days that a feast names: "mùng 5 Tết", "sau Tết", "rằm tháng 7", "giỗ tổ", "Navidad"."""
    for match in _DAY_OF_TET.finditer(folded):
        if match["d"] == "sau" and match.group().startswith("sau") and text[match.start("d") :][:3].lower() != "sáu":
            continue  # "sau Tết" is after Tết, not its sixth day
        day = number(match["d"] or match["d2"])
        year = match["y"] or match["y2"]
        yield _of_tet(text, folded, match.span(), day, int(year) if year else None, today, eve=day in _EVE_OF_TET)
    for match in _AROUND_TET.finditer(folded):
        if match["after"] == "ra" and not is_marked(text[slice(*match.span("after"))], text, "ra"):
            continue
        after, before = match["after"] or match["after2"], match["before"] or match["before2"]
        year = match["y"] or match["y2"]
        day = _AFTER_TET if after else _EVE_OF_TET[0] if before else 1
        span = _of_tet(text, folded, match.span(), day, int(year) if year else None, today, eve=bool(before))
        yield replace(span, reading="worded")  # "sau Tết" is no day of any calendar
    for match in _FULL_MOON.finditer(folded):
        yield lunar_span(
            text, folded, *match.span(), 15, _month(match["m"]), today, int(match["y"]) if match["y"] else None
        )
    for match in _LUNAR_MONTH.finditer(folded):
        day = number(match["d"] or match["d2"] or match["d3"])
        month = _month(match["m"] or match["m2"] or match["m3"] or match["m4"])
        mark = lunar_mark(text, folded, *match.span())
        year_after = _YEAR_AFTER.match(folded, match.end())
        end = mark.end if mark else year_after.end() if year_after else match.end()
        year_found = mark.year if mark else int(year_after["y"]) if year_after else None
        yield lunar_span(text, folded, match.start(), end, day, month, today, year_found, bool(mark and mark.leap))
    yield from _named_feasts(text, folded, today)


def _month(typed: str) -> int:
    return _MONTHS.get(typed) or number(typed)


def _of_tet(
    text: str, folded: str, span: tuple[int, int], day: int, year: int | None, today: date, eve: bool
) -> DateSpan:
    """Return a day of Tết: the next one unless the words tell another; `eve`: a day of the year before, the last."""
    around = told(text, folded, *span) if year is None else Told(span[1])
    year = today.year + around.year if year is None and around.year is not None else year

    def solar(of_year: int) -> date | None:
        try:
            if not eve:
                return lunar.solar_day(LunarDay(day, 1, of_year))
            last = lunar.last_day(of_year - 1)
            return lunar.solar_day(
                last if day > last.day or day == _EVE_OF_TET[0] == last.day else last._replace(day=day)
            )
        except ValueError:
            return None

    side: Direction = "ahead" if around.direction is None else around.direction
    found = solar(year) if year is not None else likeliest(solar, today, side)
    value = found.isoformat() if found else None
    return DateSpan(span[0], around.end, text[span[0] : around.end], value, "lunar", yearless=year is None)


def _named_feasts(text: str, folded: str, today: date) -> Iterator[DateSpan]:
    for names, is_lunar, day, month in _FEASTS:
        for match in re.finditer(rf"{_BESIDE}(?P<name>{names})\b{_OF_YEAR}", folded):
            year = int(match["y"]) if match["y"] else None
            around = told(text, folded, *match.span()) if year is None else Told(match.end())
            year = today.year + around.year if year is None and around.year is not None else year

            def solar(of_year: int, is_lunar: bool = is_lunar, day: int = day, month: int = month) -> date:
                return lunar.solar_day(LunarDay(day, month, of_year)) if is_lunar else date(of_year, month, day)

            found = solar(year) if year is not None else likeliest(solar, today, around.direction or "ahead")
            start = match.start("name")
            value = found.isoformat() if found else None
            reading: Reading = "lunar" if is_lunar else "worded"
            yield DateSpan(start, around.end, text[start : around.end], value, reading, year is None)
