"""How much of a file's text its structure carries, and which numbers got lost on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from actions.sources.reading.blocks import Table
from actions.sources.structure import Structure

WHOLE = 0.995
"""Share of the characters that must be kept or named as left out; below it the operator is asked to look."""
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_EDGES = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True)
class Carried:
    """Shares of the file's characters, 0 to 1: kept, named as left out; and the numbers that are neither."""

    kept: float
    left_out: float
    lost_numbers: tuple[str, ...]

    @property
    def doubts(self) -> list[str]:
        """What the operator must look at."""
        found = []
        if self.lost_numbers:
            found.append(f"numbers of the file that are nowhere in what was read: {', '.join(self.lost_numbers[:10])}")
        if self.kept + self.left_out < WHOLE:
            found.append(
                f"{1 - self.kept - self.left_out:.1%} of the characters are neither kept nor named as left out"
            )
        return found


def carried(document: Structure) -> Carried:
    """Compare the text of the file, word by word wherever it stands, with what is kept of it."""
    raw = _words([document.raw])
    whole = _size(raw) or 1
    kept = raw & _words(_kept(document))
    rest = raw - kept
    named = rest & _words(one.text for one in document.left_out)
    numbers = _numbers([document.raw]) - _numbers([*_kept(document), *(one.text for one in document.left_out)])
    return Carried(_size(kept) / whole, _size(named) / whole, tuple(numbers))


def _kept(document: Structure) -> list[str]:
    texts: list[str] = []
    for node in document.walk():
        for piece in node.content:
            texts += [cell for row in piece.rows for cell in row] if isinstance(piece, Table) else [piece]
    return texts


def _words(texts: Iterable[str]) -> Counter[str]:
    words = (_EDGES.sub("", word) for text in texts for word in text.split())
    return Counter(word for word in words if word)


def _numbers(texts: Iterable[str]) -> Counter[str]:
    return Counter(number for text in texts for number in _NUMBER.findall(text))


def _size(words: Counter[str]) -> int:
    return sum(len(word) * times for word, times in words.items())
