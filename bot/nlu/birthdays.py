"""Days on which somebody reaches an age: "I turn 60 on 3 March", "20/5 này em tròn 25"; on folded text.

Such a day is no day that a fee is asked for: with the age it tells the day of birth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.nlu.ages import Age
from bot.nlu.calendar_words import DateSpan, Direction, likeliest

_REACHES = (
    r"(?:(?P<ahead>cumplo|cumple[ns]?|cumplire|cumplira|turns?|turning|(?:will|'ll|am going to"
    r"|is going to) (?:be|turn)"
    r"|(?:se|sap|sap sua|chuan bi) (?:tron|du|len|sang|buoc sang|duoc))"
    r"|(?P<behind>cumpli|cumplio|turned|(?:vua|moi|da|moi vua) (?:tron|du|len|sang|buoc sang|duoc))"
    r"|cumplir|turn|reach(?:es|ed|ing)?|hits?|tron|du|buoc sang|len)"
)
"""Words of reaching an age; two groups tell on which side of today the day lies."""
_BEFORE_THE_AGE = re.compile(rf"\b{_REACHES}(?: (?:los|ya|ya los|the age of|age))*\s*$")
_THEN_THE_DAY = re.compile(
    r"[\s,(]*(?:(?:years old|years|anos|tuoi|t)\b)?[\s,(]*(?:roi )?(?:el(?: dia)?|on(?: the)?|in|en|este|this"
    r"|vao|vao ngay"
    r"|vao thang|ngay|hom|vao hom)?\s*$"
)
_WHO = (
    r"(?:toi|tui|em|e|minh|con|chau|anh|chi|bo|me|ba|ong|vo|chong|be|no|toi la|i|he|she|yo|el|ella"
    r"|(?:my|our|mi|su|nuestr[oa]) \w+(?: (?:toi|em|minh))?|(?:con|chau|bo|me|ba|ong|vo|chong|be|em|anh|chi)"
    r" (?:toi|tui|em|minh|trai|gai))"
)
_THEN_REACHES = re.compile(
    rf"[\s,]*(?:(?:nay|toi|toi day|sap toi|la|thi|that'?s when|es cuando|is when)\s+)*(?:{_WHO}\s+)?{_REACHES}"
    r"(?: (?:los|ya|ya los|the age of|age))*\s*$"
)
_BIRTHDAY_OF = re.compile(
    r"\b(?:(?P<en>\d{1,3})(?:st|nd|rd|th) birthday(?: (?:is|was|falls|comes))?"
    r"|sinh nhat (?:lan )?(?:thu )?(?P<vi>\d{1,3})(?: tuoi)?(?: (?:cua )?\w+)?(?: la| roi vao| vao)?"
    r"|cumpleanos (?:numero |n\.?o? )?(?P<es>\d{1,3})(?: (?:es|fue|cae))?)(?: (?:on|ngay|el))?(?: the)?\s*$"
)
_WINDOW = 60
"""Characters before a day in which a birthday with its number is looked for."""


def birthdays(folded: str, spans: Sequence[DateSpan], ages: Sequence[Age], today: date) -> dict[int, str]:
    """Return the birth that each day of reaching an age tells, by the place of its span: "1986-12-15"."""
    found: dict[int, str] = {}
    for place, span in enumerate(spans):
        told = _reached(folded, span, ages) if span.value else None
        if told is not None:
            years, side = told
            found[place] = _birth(span, years, side, today)
    return found


def _reached(folded: str, span: DateSpan, ages: Sequence[Age]) -> tuple[int, Direction | None] | None:
    """Return the age that somebody reaches on a day and the side of today it lies on; None where none is told."""
    named = _BIRTHDAY_OF.search(folded, max(0, span.start - _WINDOW), span.start)
    if named:
        return int(next(years for years in named.groups() if years)), None
    for age in ages:
        before = _BEFORE_THE_AGE.search(folded, 0, age.start)
        if before and age.end <= span.start and _THEN_THE_DAY.fullmatch(folded, age.end, span.start):
            return age.years, _side(before)
        after = _THEN_REACHES.fullmatch(folded, span.end, age.start) if span.end <= age.start else None
        if after:
            return age.years, _side(after)
    return None


def _side(reaches: re.Match[str]) -> Direction | None:
    return "ahead" if reaches["ahead"] else "behind" if reaches["behind"] else None


def _birth(span: DateSpan, years: int, side: Direction | None, today: date) -> str:
    """Return the day, month or year of birth of somebody who reaches an age then."""
    value = str(span.value)
    if span.yearless and side is not None:
        _, month, day = (int(part) for part in value.split("-"))
        nearest = likeliest(lambda year: _of_year(year, month, day), today, side)
        value = nearest.isoformat() if nearest else value
    return f"{int(value[:4]) - years:04d}{value[4:]}"


def _of_year(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
