"""What `bot.nlu` made of every example (models/readings), for all that is learned here."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from actions import settings
from actions.search.answerability import OUTSIDE
from actions.search.reading import NO_QUESTION, Reading, kind_of
from common.text import has_marks

ENOUGH = 240
"""Phrases of a kind from outside, in a language and spelling, that what is learned here looks at."""


class MissingReadingsError(RuntimeError):
    """An example has not been read, or none has."""


@dataclass(frozen=True)
class Readings:
    """Readings of examples by text and language, and those of training phrases with their intents."""

    by_text: Mapping[tuple[str, str], Reading]
    phrases: Sequence[tuple[str, Reading]]

    def of(self, text: str, language: str) -> Reading:
        """Return the reading of an example; MissingReadingsError when it was not read."""
        try:
            return self.by_text[text, language]
        except KeyError as error:
            raise MissingReadingsError(
                f"{text!r} ({language}) has not been read: run `python -m bot.nlu.readings`"
            ) from error

    def outside(self) -> Iterator[Reading]:
        """Yield phrases that nothing here answers, at most ENOUGH of a group, spread evenly over those there are."""
        groups: dict[tuple[str, str, bool], list[Reading]] = {}
        for intent, reading in self.phrases:
            kind = kind_of(intent)
            # "CMND" alone is a detail of some question, not something from outside.
            if kind in OUTSIDE and intent not in NO_QUESTION:
                groups.setdefault((kind, reading.language, has_marks(reading.text)), []).append(reading)
        for group in groups.values():
            yield from group[:: math.ceil(len(group) / ENOUGH)]


def load(folder: Path = settings.READINGS) -> Readings:
    """Read what `python -m bot.nlu.readings` wrote; MissingReadingsError when there is nothing."""
    path = folder / "readings.jsonl"
    if not path.is_file():
        raise MissingReadingsError(f"there is no {path}: run `make train`")
    vectors = np.load(folder / "vectors.npy", mmap_mode="r")
    by_text: dict[tuple[str, str], Reading] = {}
    phrases = []
    with path.open(encoding="utf-8") as file:
        for row, line in enumerate(file):
            data = json.loads(line)
            reading = Reading(
                data["text"], data["language"], vectors[row], data["entities"], data["intents"], data["question_kinds"]
            )
            by_text[reading.text, reading.language] = reading
            if data["intent"]:
                phrases.append((str(data["intent"]), reading))
    return Readings(by_text, phrases)
