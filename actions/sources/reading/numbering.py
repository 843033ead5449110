"""The numbers that Word writes before paragraphs without anybody having typed them: "Điều 1.", "1.", "a)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LEVELS = 9
"""Levels of a numbered list in Word."""
_ROMAN: tuple[tuple[int, str], ...] = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def roman(number: int) -> str:
    """Return a number from 1 on in small Roman letters."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def letters(number: int) -> str:
    """Return the number in letters as Word counts them: a to z, then aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "none": lambda number: "",
}


@dataclass(frozen=True)
class Level:
    """One level of a list: where it starts, how its number is written, and the text around it ("Điều %1.")."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str | None = None
    restarts: int | None = None
    legal: bool = False


class Numbering:
    """The lists of a document, counted as its paragraphs come."""

    def __init__(self, root: Any | None):
        """Take the root element of numbering.xml, or None where a document has none."""
        self._levels: dict[str, list[Level]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * LEVELS)
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def level_of_style(self, style: str) -> tuple[str, int] | None:
        """Return the list and level that a paragraph style is tied to, or None."""
        for number, abstract in self._abstract.items():
            for at, level in enumerate(self._levels.get(abstract, ())):
                if level.style == style:
                    return number, at
        return None

    def next(self, number: str, at: int) -> str:
        """Count one more paragraph of the list `number` at level `at`; return what Word writes before it."""
        abstract = self._abstract.get(number)
        levels = self._levels.get(abstract or "", [])
        if abstract is None or not 0 <= at < len(levels):
            return ""
        counts = self._counts[abstract]
        if (number, at) in self._starts and (number, at) not in self._started:
            counts[at] = self._starts[number, at] - 1  # this list begins anew here
        self._started.add((number, at))
        before = counts[at]
        counts[at] = levels[at].start if before is None else before + 1
        for deeper in range(at + 1, len(levels)):
            restarts = levels[deeper].restarts
            if restarts is None or (restarts and at < restarts):
                counts[deeper] = None
        return self._shown(levels, counts, at)

    def _shown(self, levels: list[Level], counts: list[int | None], at: int) -> str:
        def number(match: re.Match[str]) -> str:
            of = int(match[1]) - 1
            if not 0 <= of < len(levels):
                return ""
            count = counts[of] if counts[of] is not None else levels[of].start
            form = "decimal" if levels[at].legal and of != at else levels[of].format
            return FORMATS.get(form, str)(count or 0)

        if levels[at].format == "bullet":
            return "-"
        return re.sub(r"%(\d)", number, levels[at].text).strip()

    def _read(self, root: Any) -> None:
        for abstract in root.findall("w:abstractNum", root.nsmap):
            levels = [Level()] * LEVELS
            for level in abstract.findall("w:lvl", root.nsmap):
                at = int(_value(level, ".", "ilvl") or 0)
                if at < LEVELS:
                    levels[at] = _level(level)
            self._levels[_value(abstract, ".", "abstractNumId") or ""] = levels
        for number in root.findall("w:num", root.nsmap):
            name = _value(number, ".", "numId") or ""
            self._abstract[name] = _value(number, "w:abstractNumId") or ""
            for override in number.findall("w:lvlOverride", root.nsmap):
                at = int(_value(override, ".", "ilvl") or 0)
                start = _value(override, "w:startOverride")
                if start is not None:
                    self._starts[name, at] = int(start)


def _level(element: Any) -> Level:
    restarts = _value(element, "w:lvlRestart")
    return Level(
        start=int(_value(element, "w:start") or 1),
        format=_value(element, "w:numFmt") or "decimal",
        text=_value(element, "w:lvlText") or "",
        style=_value(element, "w:pStyle"),
        restarts=int(restarts) if restarts is not None else None,
        legal=element.find("w:isLgl", element.nsmap) is not None,
    )


def _value(element: Any, path: str, name: str = "val") -> str | None:
    found = element if path == "." else element.find(path, element.nsmap)
    value = None if found is None else found.get(f"{{{element.nsmap['w']}}}{name}")
    return None if value is None else str(value)
