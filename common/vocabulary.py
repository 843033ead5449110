"""The controlled vocabulary of data/vocabulary.yml: which values exist and how each is said in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

LANGUAGES = ("vi", "es", "en")
TERMS = Path(__file__).parents[1] / "data" / "vocabulary.yml"


@dataclass(frozen=True)
class Vocabulary:
    """The vocabulary: kind ("document", "reason", ...) -> value ("can_cuoc") -> language -> words."""

    kinds: Mapping[str, Mapping[str, Mapping[str, str]]]

    def values(self, kind: str) -> tuple[str, ...]:
        """Return the values of a kind in the order of the file; KeyError for a kind that does not exist."""
        return tuple(self.kinds[kind])

    def is_known(self, kind: str, value: str) -> bool:
        """Say whether `value` is one of the values of `kind`."""
        return value in self.kinds.get(kind, {})

    def label(self, kind: str, value: str, language: str) -> str:
        """Return how a value is said; KeyError when the kind, the value or the language does not exist."""
        return self.kinds[kind][value][language]


@lru_cache(maxsize=4)
def load(path: Path = TERMS) -> Vocabulary:
    """Read the vocabulary once; ValueError names the value that lacks a language."""
    kinds: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for kind, values in kinds.items():
        for value, words in values.items():
            if set(words) != set(LANGUAGES) or not all(words.values()):
                raise ValueError(f"{path.name}: {kind}.{value} needs words in {', '.join(LANGUAGES)}")
    return Vocabulary(kinds)
