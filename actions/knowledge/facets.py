"""What is known of a question besides its words, and how that moves passages up or down."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from actions.knowledge.sources import Passage

# On the scale of the weighted sum (0 to 1).
OTHER_COUNTRY = -0.5
SAME_DOCUMENT, OTHER_DOCUMENT = 0.04, -0.08
SAME_PROCEDURE, OTHER_PROCEDURE = 0.04, -0.04
SAME_TOPIC = 0.12
NO_LONGER_IN_FORCE = -0.1
NOT_YET_IN_FORCE = -0.4

ONE_CARD = frozenset({"can_cuoc", "cccd", "cmnd"})
"""The names that people give one and the same card; none of them speaks against another."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Context:
    """What is known: the day asked about, what the dialogue is on, and the chance of each topic."""

    day: datetime.date
    country: str | None
    documents: Collection[str]
    procedures: Collection[str]
    topics: Mapping[str, float]


class Facets:
    """The facts of all passages as arrays, so that many are compared at once."""

    def __init__(self, passages: Sequence[Passage]):
        self._country = _Table([(passage.country,) for passage in passages])
        self._from = np.array([_ordinal(p.in_force_from, datetime.date.min) for p in passages])
        self._to = np.array([_ordinal(p.in_force_to, datetime.date.max) for p in passages])
        self._documents = _Table([passage.documents for passage in passages])
        self._family = _Table([_family(passage.documents) for passage in passages])
        self._procedures = _Table([passage.procedures for passage in passages])
        self._topics = _Table([passage.topics for passage in passages])

    def moves(self, context: Context) -> Floats:
        """Return by how much `context` moves each passage."""
        day = context.day.toordinal()
        moved = NO_LONGER_IN_FORCE * (self._to < day) + NOT_YET_IN_FORCE * (day < self._from)
        if context.country:
            moved += OTHER_COUNTRY * ~self._country.any_of((context.country,))
        if context.documents:
            same, related = self._documents.any_of(context.documents), self._family.any_of(_family(context.documents))
            moved += SAME_DOCUMENT * same + OTHER_DOCUMENT * (self._documents.filled & ~related)
        if context.procedures:
            same = self._procedures.any_of(context.procedures)
            moved += SAME_PROCEDURE * same + OTHER_PROCEDURE * (self._procedures.filled & ~same)
        return np.asarray(moved + SAME_TOPIC * self._topics.chance(context.topics), np.float32)


class _Table:
    """Which passage has which values."""

    def __init__(self, values: Sequence[Collection[str]]):
        self._names = sorted({name for row in values for name in row})
        has = [[float(name in row) for name in self._names] for row in values]
        self._has = np.array(has, np.float32).reshape(len(values), -1)
        self.filled = self._has.any(axis=1)

    def any_of(self, names: Collection[str]) -> npt.NDArray[np.bool_]:
        return np.asarray(self.chance(dict.fromkeys(names, 1.0)) > 0)

    def chance(self, chances: Mapping[str, float]) -> Floats:
        weights = np.array([chances.get(name, 0.0) for name in self._names], np.float32)
        return np.asarray(np.minimum(self._has @ weights, np.float32(1)))


def _family(documents: Collection[str]) -> set[str]:
    return set(documents) | (ONE_CARD if set(documents) & ONE_CARD else set())


def _ordinal(day: datetime.date | None, default: datetime.date) -> int:
    return (day or default).toordinal()
