"""The figures of a text (numbers, days, article numbers) brought to one form, whatever its language writes.

A figure is a short text: "35000", "day 2026-12-31", "day 12-31", "month 2024-07", "article 25", "clause 4",
"text 26/2023", "code CC01", "phone 19000368". Numbers in letters are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

# By their first three letters, in Spanish and English.
_MONTHS = {
    name: number
    for names in ("ene feb mar abr may jun jul ago sep oct nov dic", "jan feb mar apr may jun jul aug sep oct nov dec")
    for number, name in enumerate(names.split(), start=1)
} | {"set": 9}
_SPANISH = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
# "May" is a month only with its capital: "you may 14" is none.
_ENGLISH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_ORDINAL = r"(?:\.?º|st|nd|rd|th)?"
_AND = r"(?:\s*(?:,|-|–|và|đến|y|e|a|al|and|to|or|o|hoặc|hay)\s*)"
_NO_UNIT = r"(?!\s*(?:ngày|tháng|năm|tuổi|đồng|triệu|días?|mes|años?|dong|VND|%|days?|months?|years?|working)\b)"
_NUMBER = r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_SCALES = {"k": 1_000, "nghìn": 1_000, "ngàn": 1_000, "mil": 1_000, "thousand": 1_000}
_SCALES |= dict.fromkeys(("triệu", "tr", "million", "millón", "millones"), 1_000_000) | {"tỷ": 1_000_000_000}
_SCALE = r"\s*(k|tr|nghìn|ngàn|mil|thousand|triệu|millones|millón|million|tỷ)\b"
_TEXT_WORD = (
    r"(?:Bộ luật|Luật|Nghị định|Thông tư|Nghị quyết|Quyết định|Law|Decree|Circular|Resolution|Decision|"
    r"Ley|Decreto|Resolución|Decisión)"
)
_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], list[str]]]


def read(text: str) -> dict[str, str]:
    """Return the figures of `text`, each with the words it was written in."""
    found: dict[str, str] = {}

    def take(match: re.Match[str], figures: Iterable[str]) -> str:
        figures = list(figures)
        for figure in figures:
            found.setdefault(figure, " ".join(match.group().split()))
        # What was read is blotted out, so that the day of a date is no number of its own.
        return " ; " if figures else match.group()

    for pattern, figures in _RULES:
        text = pattern.sub(lambda match, figures=figures: take(match, figures(match)), text)  # type: ignore[misc]
    for match in re.finditer(_NUMBER, text):
        found.setdefault(_number(match.group(), text[match.end() :]), match.group())
    return found


def widened(figures: Iterable[str]) -> frozenset[str]:
    """Return figures with all that they tell: a whole date grounds its day, its month and its year as well."""
    return frozenset(one for figure in figures for one in (figure, *_parts(figure)))


def of_day(day: date) -> str:
    """Return a day as a figure."""
    return f"day {day.isoformat()}"


def in_letters(text: str) -> set[str]:
    """Return the numbers that a Spanish or English text writes in letters, for a ground that does so; free is 0."""
    found = {_LETTERS[word] for word in re.findall(r"[^\W\d_]+", text.lower()) if word in _LETTERS}
    return found | {"0"} if _FREE.search(text) else found


def _parts(figure: str) -> Iterator[str]:
    kind, _, value = figure.rpartition(" ")
    if kind == "day" and len(value) == 10:
        yield from (f"day {value[5:]}", f"month {value[:7]}", f"month {value[5:7]}", value[:4])
    elif kind == "day":
        yield f"month {value[:2]}"
    elif kind == "month" and len(value) == 7:
        yield from (f"month {value[5:]}", value[:4])
    elif kind == "text":
        number, _, year = value.partition("/")
        yield f"text {number}"
        if year.isdigit():
            yield year


def _number(written: str, after: str) -> str:
    grouped = re.fullmatch(r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+", written)
    value = Decimal(re.sub(r"\D", "", written) if grouped else written.replace(",", "."))
    # "from 1 to 2 million": the scale is said once, after the second.
    scale = re.match(_SCALE, after, re.I) or re.match(rf"{_AND}(?:{_NUMBER}){_SCALE}", after, re.I)
    if scale:
        value *= _SCALES[scale.group(1).lower()]
    return f"{value.normalize():f}"


def _day(match: re.Match[str]) -> list[str]:
    parts = match.groupdict()
    month = parts["month"]
    number = int(month) if month.isdigit() else _MONTHS[month.lower()[:3]]
    day, year = int(parts.get("day") or 1), parts.get("year")
    try:
        date(int(year or 2024), number, day)
    except ValueError:
        return []
    if parts.get("day") is None:
        return [f"month {year}-{number:02}" if year else f"month {number:02}"]
    return [f"day {year}-{number:02}-{day:02}" if year else f"day {number:02}-{day:02}"]


def _articles(match: re.Match[str]) -> list[str]:
    first, points, more = match.group("first"), match.group("points") or "", match.group("more") or ""
    clauses = [f"clause {number}" for number in re.findall(r"\d+", points)]
    return [f"article {first}", *clauses, *(f"article {number}" for number in re.findall(r"\d+", more))]


def _clauses(match: re.Match[str]) -> list[str]:
    return [f"clause {number}" for number in re.findall(r"\d+", match.group())]


def _text(match: re.Match[str]) -> list[str]:
    return [f"text {'/'.join(filter(None, (match.group('number').lstrip('0'), match.group('year'))))}"]


def _chinese(match: re.Match[str]) -> list[str]:
    tens, ten, ones = match.group(1).rpartition("十")
    number = (_CHINESE.get(tens, 1) * 10 if ten else 0) + _CHINESE.get(ones, 0)
    return [f"{'article' if match.group(2) == '条' else 'clause'} {number}"]


def _rule(pattern: str, figures: Callable[[re.Match[str]], list[str]], flags: re.RegexFlag = re.I) -> Rule:
    return re.compile(pattern, flags), figures


_YEAR = r"(?P<year>(?:19|20)\d{2})"
_RULES: tuple[Rule, ...] = (
    # The number of a text: 26/2023/QH15, 200/QĐ-UBND, Decree 58/2026, Decree 58.
    _rule(r"(?<![\d/.])(?P<number>\d+(?:\.\d+)?)(?:/(?P<year>(?:19|20)\d{2}))?/[A-ZĐ][\w-]+", _text, re.NOFLAG),
    _rule(rf"(?<=\b)(?:{_TEXT_WORD})\s+(?:số\s+|n\.º\s+|no\.\s+)?(?P<number>\d{{1,3}})/{_YEAR}", _text),
    _rule(r"(?<![\d/])(?P<number>1[3-9]|[2-9]\d|\d{3})/(?P<year>(?:19|20)\d{2})", _text),
    _rule(rf"{_TEXT_WORD}\s+(?:số\s+|n\.º\s+|no\.\s+)?(?P<number>\d{{1,3}})(?P<year>)(?![\d/.,]*\d)", _text),
    # Days, the longest way of writing first.
    _rule(rf"\b{_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})\b", _day),
    _rule(rf"(?<!\d)(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-]{_YEAR}(?!\d)", _day),
    _rule(rf"(?<!\d)(?P<day>\d{{1,2}})\s+tháng\s+(?P<month>\d{{1,2}})(?:,?\s+năm\s+|[/,]\s*|\s+){_YEAR}", _day),
    _rule(r"(?<!\d)(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?!\d)", _day),
    _rule(rf"\btháng\s+(?P<month>\d{{1,2}})(?:\s+năm\s+|/|-|\s+){_YEAR}", _day),
    _rule(r"\btháng\s+(?P<month>\d{1,2})(?![\d/])", _day),
    _rule(rf"(?<!\d)(?P<day>\d{{1,2}}){_ORDINAL}\s+(?:de\s+)?(?P<month>{_SPANISH})(?:\s+de(?:l)?|,)?\s+{_YEAR}", _day),
    _rule(rf"(?<!\d)(?P<day>\d{{1,2}}){_ORDINAL}\s+de\s+(?P<month>{_SPANISH})\b", _day),
    _rule(rf"\b(?P<month>{_SPANISH})\s+(?:del?\s+)?{_YEAR}", _day),
    _rule(rf"(?<!\d)(?P<day>\d{{1,2}}){_ORDINAL}\s+(?:of\s+)?(?P<month>{_ENGLISH}),?\s+{_YEAR}", _day, re.NOFLAG),
    _rule(rf"\b(?P<month>{_ENGLISH})\s+(?P<day>\d{{1,2}}){_ORDINAL},?\s+{_YEAR}", _day, re.NOFLAG),
    _rule(rf"(?<!\d)(?P<day>\d{{1,2}}){_ORDINAL}\s+(?:of\s+)?(?P<month>{_ENGLISH})", _day, re.NOFLAG),
    _rule(rf"\b(?P<month>{_ENGLISH})\s+{_YEAR}", _day, re.NOFLAG),
    _rule(rf"\b(?P<month>{_ENGLISH})\s+(?P<day>\d{{1,2}}){_ORDINAL}(?![\d-])", _day, re.NOFLAG),
    _rule(rf"(?<![\d/])(?P<month>\d{{1,2}})/{_YEAR}(?![\d/])", _day),
    _rule(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])", _day),
    # Articles with their clauses; "Articles 24 and 25".
    _rule(
        r"\b(?:điều|articles?|artículos?|arts?\.)\s+(?P<first>\d+)(?P<points>(?:\(\w+\)|\.\d+(?!\d*\.?\d{3}))*)"
        rf"(?P<more>(?:{_AND}\d+(?![\d.,]*\d){_NO_UNIT})*)",
        _articles,
    ),
    _rule(
        rf"\b(?:khoản|clauses?|paragraphs?|apartados?|párrafos?)\s+\d+(?:{_AND}\d+(?![\d.,]*\d){_NO_UNIT})*", _clauses
    ),
    _rule(r"第([一二三四五六七八九十]+)(条|款)", _chinese),
    # Numbers to call, with or without blanks.
    _rule(r"(?<!\d)1[89]00[ .]?\d{2,4}(?:[ .]?\d{2,4})?(?!\d)", lambda m: [f"phone {re.sub(r'[ .]', '', m.group())}"]),
    # Forms and codes: CC01, DC02.
    _rule(r"\b[A-ZĐ]{1,5}-?\d{1,4}\b", lambda m: [f"code {m.group().replace('-', '')}"], re.NOFLAG),
    # "35 000": a plain blank groups only round figures.
    _rule(
        r"(?<![\d.,])\d{1,3}(?: \d{3})* \d00(?!\d)",
        lambda m: [m.group().replace(" ", "")],
    ),
)

_ENGLISH_LETTERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_SPANISH_LETTERS = (
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte"
)
_LETTERS = {
    word: str(number) for words in (_ENGLISH_LETTERS, _SPANISH_LETTERS) for number, word in enumerate(words.split(), 1)
} | {"thirty": "30", "treinta": "30", "half": "50", "halved": "50", "mitad": "50"}
_FREE = re.compile(r"\b(free|no fee|exempt|waived|gratis|gratuit[oa]s?|exent[oa]s?|sin tasa|no pagan? tasa)\b", re.I)
