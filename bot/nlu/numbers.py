"""Numbers of ages, days and months in words: "mười bốn", "treinta y ocho", "twenty-five", on folded text."""

from __future__ import annotations

import re


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_UNITS = {
    "vi": _words("mot hai ba bon nam sau bay tam chin"),
    "es": _words("uno dos tres cuatro cinco seis siete ocho nueve"),
    "en": _words("one two three four five six seven eight nine"),
}
_TEENS = {
    "es": _words("diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve"),
    "en": _words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"),
}
_TENS = {
    "es": _words("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
    "en": _words("twenty thirty forty fifty sixty seventy eighty ninety"),
}
_VIETNAMESE_ENDINGS = {4: ("tu",), 5: ("lam", "nham")}


def _spelt() -> dict[str, int]:
    words: dict[str, int] = {}
    for units in _UNITS.values():
        words |= {word: value for value, word in enumerate(units, 1)}
    for teens in _TEENS.values():
        words |= {word: value for value, word in enumerate(teens, 10)}
    for language, joint in (("es", " y "), ("en", " "), ("en", "-")):
        for value, ten in enumerate(_TENS[language], 2):
            words |= {f"{ten}{joint}{word}": 10 * value + unit for unit, word in enumerate(_UNITS[language], 1)}
            words[ten] = 10 * value
    words |= {f"veinti{word}": 20 + unit for unit, word in enumerate(_UNITS["es"], 1)}
    for value, ten in enumerate(("muoi", *(f"{word} muoi" for word in _UNITS["vi"][1:])), 1):
        words[ten] = 10 * value
        for unit, word in enumerate(_UNITS["vi"], 1):
            endings = (word, *_VIETNAMESE_ENDINGS.get(unit, ()))
            words |= {f"{ten} {ending}": 10 * value + unit for ending in endings}
    # The South says "hăm" for twenty before a unit.
    words |= {f"ham {word}": 20 + unit for unit, word in enumerate(_UNITS["vi"], 1)} | {"ham lam": 25}
    return words


SPELT = _spelt()
SPELT_NUMBER = "|".join(sorted(SPELT, key=len, reverse=True))
"""A pattern that matches any of them, the longest first."""
_SHORT = {
    f"{ten} {ending}": 10 * value + unit
    for value, ten in enumerate(_UNITS["vi"][1:], 2)
    for unit, endings in (_VIETNAMESE_ENDINGS | {1: ("mot",)}).items()
    for ending in endings
}
"""Ages as they are spoken, without "mươi": "tám mốt", "hai lăm". No other unit: "hai ba tuổi" is two or three."""
SHORT_AGE = "|".join(sorted(_SHORT, key=len, reverse=True))
_VIETNAMESE = ("muoi", "ham", *_UNITS["vi"])
SPELT_DAY = "|".join(
    word
    for word in sorted(SPELT, key=len, reverse=True)
    if word.split()[0] in _VIETNAMESE and SPELT[word] <= 31  # the days of a month
)
"""A pattern that matches a day or a month in Vietnamese words, the longest first."""
_THOUSANDS = (
    # What is spoken before the years of this century that have a number of their own, and as far as it reaches.
    r"hai (?:nghin|ngan)(?: khong tram)?(?: linh| le)?",
    r"2 (?:nghin|ngan)(?: khong tram)?(?: linh| le)?",
    r"hai khong",
    r"dos mil",
    r"two thousand(?: and)?",
    r"twenty",
)
_FIRST_SPOKEN, _LAST_SPOKEN = 10, 30
_TWO_DIGITS = "|".join(
    (
        *(word for word in sorted(SPELT, key=len, reverse=True) if _FIRST_SPOKEN <= SPELT[word] <= _LAST_SPOKEN),
        *(word for word in _SHORT if _SHORT[word] <= _LAST_SPOKEN),
        r"[0-3]\d",
    )
)
SPELT_YEAR = rf"(?:{'|'.join(_THOUSANDS)})[ -]?(?:{_TWO_DIGITS})"
"""A pattern that matches a year of this century as it is spoken: "hai nghìn không trăm hai mốt", "dos mil veinte"."""


def spelt_year(text: str) -> int:
    """Return the year that SPELT_YEAR matched."""
    rest = re.sub(rf"^(?:{'|'.join(_THOUSANDS)})[ -]?", "", text)
    return 2000 + number(rest)


def number(text: str) -> int:
    """Return the value of digits or of a spelt number, spoken short or not; raises KeyError for other words."""
    return int(text) if text.isdigit() else (SPELT | _SHORT)[text]
