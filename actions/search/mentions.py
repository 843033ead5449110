"""What a question names: documents, countries, neighbouring procedures, by the phrases of data/entities."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from actions.settings import ENTITIES
from common.text import fold

IGNORED = "none"
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Phrases:
    """Phrases by their folded words, each with how it is written and what it means: (entity, value)."""

    meanings: Mapping[tuple[str, ...], tuple[tuple[str, str, str], ...]]
    longest: int

    def find(self, text: str) -> dict[str, list[str]]:
        """Return entity -> values named in `text`; of overlapping phrases the longest from the left counts.

        A phrase matches with its marks or without them, not with others: "mất" and "mat", not "mặt".
        """
        typed = WORD.findall(text.lower())
        folded = [fold(word) for word in typed]
        found: dict[str, list[str]] = {}
        at = 0
        while at < len(typed):
            for length in range(min(self.longest, len(typed) - at), 0, -1):
                meant = [
                    (entity, value)
                    for written, entity, value in self.meanings.get(tuple(folded[at : at + length]), ())
                    if _same_marks(typed[at : at + length], written)
                ]
                if meant:
                    for entity, value in meant:
                        found.setdefault(entity, []).append(value)
                    at += length - 1
                    break
            at += 1
        return {entity: named for entity, values in found.items() if (named := [v for v in values if v != IGNORED])}


@lru_cache(maxsize=2)
def load(folder: Path = ENTITIES) -> Phrases:
    """Read the phrases of all entity files once."""
    meanings: dict[tuple[str, ...], list[tuple[str, str, str]]] = {}
    for path in sorted(folder.glob("*.yml")):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        for value, texts in table["phrases"].items():
            for text in texts:
                words = tuple(WORD.findall(fold(text)))
                meanings.setdefault(words, []).append((text.lower(), table["entity"], value))
    return Phrases({words: tuple(found) for words, found in meanings.items()}, max(map(len, meanings)))


def _same_marks(typed: list[str], written: str) -> bool:
    return all(word in (wanted, fold(wanted)) for word, wanted in zip(typed, WORD.findall(written), strict=True))
