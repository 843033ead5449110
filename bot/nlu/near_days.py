"""Days, weeks, months and years that are told by their distance from today, on folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.nlu.calendar_words import MONTH_NAMES, DateSpan, Direction, is_marked, month_number
from bot.nlu.numbers import SPELT_DAY, SPELT_NUMBER, number
from bot.nlu.tense import sentence, tense, told

_NAMED = re.compile(
    r"\b(?:"
    r"(?P<d_2>hom kia|bua kia|day before yesterday|anteayer|antier|antes de ayer)"
    r"|(?P<d_1>hom qua|bua qua|(?:sang|trua|chieu|toi|dem) (?:hom )?qua|yesterday|last night|ayer|anoche)"
    r"|(?P<d0>hom nay|bua nay|today|tonight|esta manana|hoy(?! en dia| dia))"
    r"|(?P<d2>ngay kia|(?:ngay|bua|hom|sang|chieu) mot|day after tomorrow|pasado manana)"
    r"|(?P<d1>(?:ngay|hom|bua|sang|trua|chieu|toi|dem) mai|tomorrow|(?<!la )manana)"
    r"|(?P<mai>(?<!nay )mai(?= (?:toi|em|minh|tui|chau|con|di|nop|lam|ra|len)\b))"
    r")\b"
)
_MARKED = {
    "toi qua": ("tối qua",),
    "sang qua": ("sáng qua",),
    "mai": ("mai",),
    "ngay mot": ("ngày mốt",),
    "sang mot": ("sáng mốt",),
    "chieu mot": ("chiều mốt",),
    "hom mot": ("hôm mốt",),
    "bua mot": ("bữa mốt",),
    "toi mai": ("tối mai",),
}
"""Words that are others with other marks: "tôi qua", "ngày một"."""
_WEEKDAY_NAMES = (
    r"thu (?:hai|2)|t2|monday|lunes",
    r"thu (?:ba|3)|t3|tuesday|martes",
    r"thu (?:tu|4)|t4|wednesday|miercoles",
    r"thu (?:nam|5)|t5|thursday|jueves",
    r"thu (?:sau|6)|t6|friday|viernes",
    r"thu (?:bay|7)|t7|saturday|sabado",
    r"chu nhat|cn|sunday|domingo",
)
_WEEKDAY = re.compile(
    r"\b(?:(?P<before>next|this coming|this past|this|coming|last|on|by|el proximo|proximo|el pasado|este|el"
    r"|sang|chieu|hom|vao|nop|ngay)\s+)?"
    rf"(?P<name>{'|'.join(_WEEKDAY_NAMES)})\b"
    r"(?:\s*,?\s*(?:de\s+)?(?:la\s+)?(?P<after>tuan (?:sau|toi|nay|truoc|roi|vua roi|vua qua)|(?:next|this|last) week"
    r"|semana que viene|proxima semana|esta semana|semana pasada|sap toi|toi|nay|vua roi|vua qua|roi|truoc(?! khi)"
    r"|que viene|proximo|pasado)\b)?"
)
_BARE = ("on", "by", "el", "sang", "chieu", "hom", "vao", "ngay")
_NEXT_WEEK = re.compile(
    r"(?<!cuoi )(?<!giua )(?<!end of )\b(?:tuan (?:sau|toi)|next week|(?:la )?semana que viene"
    r"|(?:la )?proxima semana)\b(?! nua)"
)
_WEEKS = {"sau": 7, "toi": 7, "next": 7, "viene": 7, "proxima": 7, "nay": 0, "this": 0, "esta": 0}
_TO_A_WEEKDAY = re.compile(rf"\s*(?:-|den|to|through|a|al|hasta)\s+(?:el\s+)?(?:{'|'.join(_WEEKDAY_NAMES)})\b")
_FROM_A_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAY_NAMES)})\s*(?:-|den|to|through|a|al|hasta)\s*$")
_DATE_FOLLOWS = re.compile(r"\s*,?\s*(?:ngay|the|dia|hom)?\s*\d{1,2}(?!\d*\s*(?:h\b|gio|:|am\b|pm\b))")
_COUNT = rf"(?:\d{{1,3}}|an?|{SPELT_NUMBER})"
_UNIT = r"(?:ngay|hom|bua|tuan|thang|days?|weeks?|months?|dias?|semanas?|mes(?:es)?)"
_COUNTED = re.compile(
    rf"\b(?:(?P<ahead>(?:sau\s+)?(?P<n1>{_COUNT})\s+(?P<u1>{_UNIT})\s+nua"
    rf"|(?:dentro de|de aqui a)\s+(?P<n2>{_COUNT}|un|una)\s+(?P<u2>{_UNIT})"
    rf"|(?P<n3>{_COUNT})\s+(?P<u3>{_UNIT})\s+from\s+(?:now|today)"
    rf"|(?P<in>in)\s+(?P<n4>{_COUNT})\s+(?P<u4>{_UNIT})(?!\s+ago))"
    rf"|(?P<behind>(?:cach day|truoc day)\s+(?P<n5>{_COUNT})\s+(?P<u5>{_UNIT})(?:\s+truoc)?"
    rf"|(?P<n6>{_COUNT})\s+(?P<u6>ngay|hom|bua|tuan)\s+truoc(?!\s+(?:khi|do|ngay|tet))"
    rf"|hace\s+(?P<n7>{_COUNT}|un|una)\s+(?P<u7>{_UNIT})"
    rf"|(?P<n8>{_COUNT})\s+(?P<u8>{_UNIT})\s+ago"
    rf"|(?<=nop )(?:duoc\s+)?(?P<n9>{_COUNT})\s+(?P<u9>ngay|hom|bua|tuan)\s+(?:roi|nay)))\b"
)
_FILING = re.compile(
    r"\b(?:nop|lam ho so|lam the|lam (?:lai )?(?:cccd|can cuoc|the)|dang ky|di doi|submit\w*|filed?|filing"
    r"|appl(?:y|ied|ying)"
    r"|hand(?:ed|ing)?(?: \w+)? (?:in|over)|present\w+|entreg\w+|solicit(?!ud)\w+)\b"
)
"""What makes a bare weekday, a week or "in 7 days" the day of a filing, not of a flight or a length of time."""
_AGED = re.compile(r"\b(?:tron|du|sinh nhat|cumpli\w*|turned)\s+$")
_LITTLE_ELSE = 12
"""Characters beside it of a message that is no more than a day."""
_DAY_OF_NEAR_MONTH = re.compile(
    rf"\b(?:ngay|hom|mung|mong|el dia|el|the|on(?: the)?)\s+(?P<d>\d{{1,2}}|{SPELT_DAY})(?:st|nd|rd|th)?\s+"
    r"(?:(?P<ahead>thang (?:sau|toi)|of next month|del mes que viene|del proximo mes|del mes proximo)"
    r"|(?P<now>thang nay|of this month|de este mes)"
    r"|(?P<behind>thang (?:truoc|roi|vua roi)|of last month|del mes pasado))\b"
)
_DAY_ALONE = re.compile(r"\b(?:ngay|hom|mung|mong|el dia|the)\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?(?!\s*[/.\-]?\d)")
_MONTH_ALONE = re.compile(rf"\b(?:(?:thang|thg)\s?(?P<m>\d{{1,2}}|{SPELT_DAY})|(?P<name>{MONTH_NAMES}))\b")
_IN = re.compile(r"\b(?:in|until|till|before|en|hasta|para)\s+$")
"""What stands before the name of a month that is no other word: "may", "mar"."""
_VIETNAMESE_SIDE = re.compile(r"\b(?:toi|nay|roi|qua|den)\b")
_NEAR_YEARS = (
    (-1, r"nam (?:ngoai|truoc|roi|vua roi)|last year|ano pasado|previous year|ano anterior"),
    (-2, r"nam kia|year before last|ano antepasado|antepasado ano"),
    (1, r"sang nam|nam (?:sau|toi)|next year|ano que viene|proximo ano|ano proximo"),
)
_NEAR_MONTHS = (
    (-1, r"thang (?:truoc|roi|vua roi)|last month|mes pasado"),
    (1, r"thang (?:sau|toi)|next month|mes que viene|proximo mes|mes proximo"),
)
"""Years and months by their distance from this one."""
_YEARS = rf"\d{{1,2}}|(?!(?:un[oa]?|one|mot)\b)(?:{SPELT_NUMBER})"
_YEARS_AGO = re.compile(
    rf"\b(?:(?:cach (?:day|nay)|truoc day)(?: khoang| tam| chung| da)? (?P<from_now>{_YEARS}) nam(?: truoc)?"
    rf"|(?P<vi>{_YEARS}) nam truoc"
    rf"|hace (?:(?:ya|casi|como|unos|mas de) )?(?P<es>{_YEARS}|un par de|un) anos?"
    rf"|(?<!half )(?P<en>{_YEARS}|a couple of|a|one) years? ago)\b"
)
_FEW = {"un par de": 2, "a couple of": 2, "un": 1, "a": 1, "one": 1}
_SEVERAL = re.compile(
    r"(?:\d|\b(?:viet|may|vai|cac|nhung|so|moi|hai|ba|bon|nam|sau|bay|tam|chin|muoi|nhieu|tung))\s*$"
)
"""Words after which "năm trước" or "tháng sau" is not the one before or after: "mấy năm trước", "Việt Nam sau"."""
_MONTH_BEFORE = re.compile(
    rf"\b(?:(?:thang|thg|t)\s?(?P<m>1[0-2]|0?[1-9]|{SPELT_DAY})|(?P<name>{MONTH_NAMES}),?(?: of| del?)?)\s+$"
)
"""A month before a year that is told by its distance: "tháng 1 năm sau"."""


def near_days(text: str, folded: str, today: date) -> Iterator[DateSpan]:
    """Yield the days told by their distance: "ngày mốt", "next Monday", "dentro de 3 días", "ngày 15 tháng sau"."""
    for match in _NAMED.finditer(folded):
        said = text[slice(*match.span())]
        if match.group() in _MARKED and not is_marked(said, text, *_MARKED[match.group()]):
            continue
        step = {"d_2": -2, "d_1": -1, "d0": 0, "d1": 1, "d2": 2, "mai": 1}[str(match.lastgroup)]
        if said.lower().endswith("kìa"):  # one day further than "kia"
            step += 1 if step > 0 else -1
        yield _day(text, *match.span(), today + timedelta(days=step), plain=step == 0)
    yield from _weekdays(text, folded, today)
    yield from _counted(text, folded, today)
    yield from _of_near_months(text, folded, today)


def _day(text: str, start: int, end: int, day: date | None, plain: bool = False) -> DateSpan:
    value = day.isoformat() if day else None
    return DateSpan(start, end, text[start:end], value, "plain" if plain else "worded")


def _weekdays(text: str, folded: str, today: date) -> Iterator[DateSpan]:
    monday = today - timedelta(days=today.weekday())
    for match in _WEEKDAY.finditer(folded):
        start, end = match.span()
        name, before, after = match["name"], match["before"], match["after"] or ""
        if after == "toi" and not is_marked(text[slice(*match.span("after"))], text, "tới"):
            end, after = match.end("name"), ""
        named = text[slice(*match.span("name"))].lower()
        start = match.start("name") if before in (*_BARE, "nop") else start
        wrong_word = name.startswith("thu ") and not is_marked(named.split()[0], text, "thứ")
        ranged = _TO_A_WEEKDAY.match(folded, end) or _FROM_A_WEEKDAY.search(folded[: match.start("name")])
        if wrong_word or ranged or not (before or after) or _DATE_FOLLOWS.match(folded, end):
            continue
        if not after and before in _BARE and not _is_of_a_filing(folded, start, end):
            continue
        number_of_day = next(n for n, names in enumerate(_WEEKDAY_NAMES) if re.fullmatch(names, name))
        if "tuan" in after or "week" in after or "semana" in after:
            step = next((days for word, days in _WEEKS.items() if word in after.split()), -7)
            day = monday + timedelta(days=step + number_of_day)
        else:
            day = _weekday(number_of_day, _side(before or "", after) or tense(text, folded, start, end), today)
        yield _day(text, start, end, day)
    for match in (found for found in _NEXT_WEEK.finditer(folded) if _is_of_a_filing(folded, *found.span())):
        yield _day(text, *match.span(), monday + timedelta(days=7))


def _is_of_a_filing(folded: str, start: int, end: int) -> bool:
    """Say whether the sentence around a day speaks of a filing, or says nothing else."""
    return bool(_FILING.search(sentence(folded, start, end))) or len(folded) - (end - start) <= _LITTLE_ELSE


def _side(before: str, after: str) -> Direction | None:
    if after in ("toi", "sap toi", "que viene", "proximo") or before in ("next", "el proximo", "proximo"):
        return "ahead"
    # "Nộp hôm thứ ba" is over, as a rule.
    behind = before == "hom" or after in ("vua roi", "vua qua", "roi", "truoc", "pasado")
    return "behind" if behind or before in ("last", "this past", "el pasado") else None


def _weekday(number_of_day: int, side: Direction | None, today: date) -> date:
    """Return the weekday before today or after it; without a side, today or the next one."""
    ahead = (number_of_day - today.weekday()) % 7
    if side == "behind":
        return today - timedelta(days=7 - ahead if ahead else 7)
    return today + timedelta(days=7 if side == "ahead" and ahead == 0 else ahead)


def _counted(text: str, folded: str, today: date) -> Iterator[DateSpan]:
    for match in _COUNTED.finditer(folded):
        if _AGED.search(folded[: match.start()]):
            continue  # "em tròn 25 tuần trước" is an age, and last week
        if match["in"] and not _is_of_a_filing(folded, *match.span()):
            continue  # "can I get it in 7 days" asks how long
        found = {key[0]: value for key, value in match.groupdict().items() if value and key[0] in "nu" and key[1:]}
        count = 1 if found["n"] in ("a", "an", "un", "una") else number(found["n"])
        step = count if match["ahead"] else -count
        if found["u"] in ("thang", "month", "months", "mes", "meses"):
            yield _month(text, *match.span(), today, step)
            continue
        weeks = found["u"] in ("tuan", "week", "weeks", "semana", "semanas")
        yield _day(text, *match.span(), today + timedelta(days=step * (7 if weeks else 1)))


def _month(text: str, start: int, end: int, today: date, step: int) -> DateSpan:
    """Return the month some months from this one."""
    month = today.year * 12 + today.month - 1 + step
    return DateSpan(start, end, text[start:end], f"{month // 12:04d}-{month % 12 + 1:02d}")


def _of_near_months(text: str, folded: str, today: date) -> Iterator[DateSpan]:
    """Yield the days of this month or one next to it, and the days alone that have a side: "ngày 15 tới"."""
    for match in _DAY_OF_NEAR_MONTH.finditer(folded):
        if _is_a_card(match, text):
            continue
        step = 1 if match["ahead"] else -1 if match["behind"] else 0
        yield _day(text, *match.span(), _in_month(today, step, number(match["d"])))
    for match in _DAY_ALONE.finditer(folded):
        around = told(text, folded, *match.span())
        if around.end == match.end() or not around.direction or _is_a_card(match, text):
            continue
        steps = {"ahead": (0, 1, 2), "behind": (0, -1, -2), "near": (0, 1, -1)}[around.direction]
        found = [day for step in steps if (day := _in_month(today, step, int(match["d"])))]
        if around.direction == "near":
            day = min(found, key=lambda day: abs(day - today), default=None)
        else:
            ahead = around.direction == "ahead"
            day = next((day for day in found if day != today and (day > today) == ahead), None)
        yield _day(text, match.start(), around.end, day)


def _is_a_card(match: re.Match[str], text: str) -> bool:
    """Say whether the "the" before a day is "thẻ": "mất thẻ 5 tháng rồi" is five months ago."""
    return match.group().startswith("the ") and (
        text[match.start() : match.start() + 3].lower() != "the" or " thang " in match.group()
    )


def _in_month(today: date, step: int, day: int) -> date | None:
    month = today.year * 12 + today.month - 1 + step
    try:
        return date(month // 12, month % 12 + 1, day)
    except ValueError:
        return None


def near_months_and_years(text: str, folded: str, today: date) -> Iterator[DateSpan]:
    """Yield the months and years told by their distance: "last year", "tháng trước", "tháng 5 tới"."""
    for match in _YEARS_AGO.finditer(folded):
        count = next(count for count in match.groupdict().values() if count)
        ago = _FEW[count] if count in _FEW else number(count)
        yield DateSpan(*match.span(), text[slice(*match.span())], str(today.year - ago))
    for step, words in _NEAR_YEARS:
        for match in re.finditer(rf"\b(?:{words})\b", folded):
            if span := _near_year(text, folded, match, today.year + step):
                yield span
    for match in _MONTH_ALONE.finditer(folded):
        around = told(text, folded, *match.span())
        month = number(match["m"]) if match["m"] else month_number(match["name"])
        if match["m"] in ("sau", "tu", "bay") and text[slice(*match.span("m"))].lower() not in ("sáu", "tư", "bảy"):
            continue  # "tháng sau" is next month
        beside = (
            around.end > match.end()
            or re.search(r"\b(?:next|last|coming|past|proximo|pasado)\s*$", folded[: match.start()])
            or _is_planned(folded, match, around.direction)
        )
        foreign = match["name"] and _VIETNAMESE_SIDE.search(folded[match.end() : around.end])  # "máy tới" is no May
        if beside and around.direction and not foreign and 1 <= month <= 12:
            yield _side_month(text, match.start(), around.end, today, month, around.direction)
    for step, words in _NEAR_MONTHS:
        for match in re.finditer(rf"\b(?:{words})\b", folded):
            if not _SEVERAL.search(folded[: match.start()]):
                yield _month(text, *match.span(), today, step)


def _is_planned(folded: str, match: re.Match[str], side: Direction | None) -> bool:
    """Say whether a month alone is that of a plan: "we can only come in March", "tháng 1 em mới đi được"."""
    return side == "ahead" and bool(match["m"] or _IN.search(folded[: match.start()]))


def _side_month(text: str, start: int, end: int, today: date, month: int, side: Direction) -> DateSpan:
    """Return a month without a year on its side of today: "tháng 5 tới", "last March"; "này" is the nearest."""
    ahead = (month - today.month) % 12
    steps = {"near": ahead if ahead <= 6 else ahead - 12, "ahead": ahead or 12, "behind": ahead - 12}
    return _month(text, start, end, today, steps[side])


def _near_year(text: str, folded: str, match: re.Match[str], year: int) -> DateSpan | None:
    """Return a year told by its distance, or the month named before it; None where the words before make it none."""
    before = folded[: match.start()]
    month = _MONTH_BEFORE.search(before)
    if month and not (month["name"] and "nam" in match.group()):  # "mấy năm trước" is no "May"
        found = number(month["m"]) if month["m"] else month_number(month["name"])
        if found > 12:
            return None
        return DateSpan(month.start(), match.end(), text[month.start() : match.end()], f"{year:04d}-{found:02d}")
    return None if _SEVERAL.search(before) else DateSpan(*match.span(), text[slice(*match.span())], f"{year:04d}")
