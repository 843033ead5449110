"""The outlines of the made documents: what is right, written before any of the files was read.

One line a thing: "~" before the first article, "#" a chapter or a section and its title, "@" an article, "+" its text,
"=" a clause ("=+" goes on it), "-" a point, "|" a row of a table (the first one its heads), "%" an annex ("%+" its
lines), "!" recipients and signature, which are to be left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "outlines"


@dataclass
class Unit:
    """An article, clause, point or annex: its number, its head, its own lines, its tables, what is under it."""

    kind: str
    key: str
    head: str
    lines: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    parts: list[Unit] = field(default_factory=list)


@dataclass
class Outline:
    """A document: its lines in their order, each with its mark, and the units they make."""

    name: str
    lines: list[tuple[str, str]]
    units: list[Unit]

    @property
    def left_out(self) -> list[str]:
        """Recipients and signature."""
        return [text for mark, text in self.lines if mark == "!"]


def read(name: str) -> Outline:
    """Return the outline of that name."""
    lines = []
    for raw in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        mark, _, text = raw.partition(" ")
        lines.append((mark, text))
    return Outline(name, lines, _units(lines))


def _units(lines: list[tuple[str, str]]) -> list[Unit]:
    units: list[Unit] = []
    for mark, text in lines:
        if mark == "@":
            key = re.match(r"Điều (\w+)", text)
            units.append(Unit("article", key[1] if key else "", text))
        elif mark == "%":
            units.append(Unit("annex", "", text))
        elif mark in ("+", "%+"):
            units[-1].lines.append(text)
        elif mark == "=":
            units[-1].parts.append(Unit("clause", text.split(".")[0], text, [text]))
        elif mark == "=+":
            units[-1].parts[-1].lines.append(text)
        elif mark == "-":
            units[-1].parts[-1].parts.append(Unit("point", text.split(")")[0], text, [text]))
        elif mark == "|":
            units[-1].rows.append(tuple(cell.strip() for cell in text.split("|")))
    return units
