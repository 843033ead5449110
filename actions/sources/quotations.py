"""Which lines stand within quotation marks: a text that amends another quotes its articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 300
"""Lines that a quotation may take up; marks farther apart belong to no pair."""
_PAIRS = {"“": "”", "«": "»"}
_OPENS_STRAIGHT = re.compile(r'^"\s*(?:Điều|Chương|Mục|Phụ lục|\d{1,2}[a-zđ]?\.|[a-zđ]\))', re.IGNORECASE)
_CLOSES_STRAIGHT = re.compile(r'"\s*[.;,]?$')


def quoted(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether it begins within a quotation or with its opening mark.

    A mark without its other half opens nothing.
    """
    result = [False] * len(lines)
    at = 0
    while at < len(lines):
        opened = _left_open(lines[at])
        if lines[at].lstrip().startswith(('"', *_PAIRS)):
            result[at] = True
        if opened is None:
            at += 1
            continue
        end = _closing(lines, at, opened)
        if end is None:
            at += 1
            continue
        for inside in range(at + 1, end + 1):
            result[inside] = True
        at = end + 1 if _left_open(lines[end].split(opened, 1)[-1]) is None else end
        if at <= end:
            at = end + 1
    return result


def _left_open(line: str) -> str | None:
    """Return the closing mark that a line leaves open, or None."""
    for opening, closing in _PAIRS.items():
        if line.count(opening) > line.count(closing):
            return closing
    if _OPENS_STRAIGHT.match(line) and line.count('"') % 2:
        return '"'
    return None


def _closing(lines: Sequence[str], start: int, mark: str) -> int | None:
    """Return the line on which a quotation that `start` leaves open ends."""
    opening = next((o for o, c in _PAIRS.items() if c == mark), None)
    depth = 1
    for at in range(start + 1, min(len(lines), start + LONGEST)):
        if mark == '"':
            if _CLOSES_STRAIGHT.search(lines[at]):
                return at
            continue
        depth += lines[at].count(opening or "") - lines[at].count(mark)
        if depth <= 0:
            return at
    return None
