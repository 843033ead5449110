"""Questions that failed, put together by likeness, with the question units that come nearest to each group.

The texts are masked before they come, encoded for one answer, logged nowhere and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.cluster import AgglomerativeClustering

from actions.answers.units import title
from actions.search.searcher import Searcher
from actions.search.units import UnitEntry
from actions.sources.questions import QuestionUnit

Floats = npt.NDArray[np.float32]

ALIKE = 0.45
"""Mean cosine, seen from the middle of all questions, from which on questions are of one group. Of the examples of 534
units that the middle was not taken from, 84 % of the pairs put together have one answer, and 68 % of those that have
one answer are put together."""

NEAREST = 3
"""Units that are told for a group."""

MOST = 300
"""Questions at a time: two seconds of encoding."""


class Asked(NamedTuple):
    """A question as it was kept, and the language in which it was answered."""

    text: str
    language: str


def together(vectors: Floats, middle: Floats) -> list[list[int]]:
    """Return the positions of the questions of each group: the largest group first, in each the most typical first.

    vectors: (n, d), of unit length. middle: (d,), that of all questions that people ask.
    """
    if len(vectors) < 2:
        return [[position] for position in range(len(vectors))]
    clusters = AgglomerativeClustering(
        n_clusters=None, metric="cosine", linkage="average", distance_threshold=1 - ALIKE
    )
    number = np.asarray(clusters.fit(_unit(vectors - middle)).labels_)
    found = []
    for group in np.unique(number):
        rows = np.flatnonzero(number == group)
        order = np.argsort(-(vectors[rows] @ vectors[rows].mean(axis=0)), kind="stable")
        found.append([int(row) for row in rows[order]])
    return sorted(found, key=len, reverse=True)


def units_of(
    members: Sequence[int], asked: Sequence[Asked], vectors: Floats, units: Searcher[UnitEntry], language: str
) -> list[dict[str, Any]]:
    """Return the question units nearest to a group's middle, `described` in `language`, nearest first."""
    spoken = [asked[position].language for position in members]
    most = max(sorted(set(spoken)), key=spoken.count)
    near = units.nearest(_unit(vectors[list(members)].mean(axis=0)), most, NEAREST)
    return [described(hit.entry.unit, hit.score, language) for hit in near]


def described(unit: QuestionUnit, likeness: float, language: str) -> dict[str, Any]:
    """Return {"id", "title", "lead", "topic", "likeness"}; the lead is None where it is computed."""
    return {
        "id": unit.id,
        "title": title(unit, language),
        "lead": unit.lead.get(language),
        "topic": unit.about.topic,
        "likeness": round(likeness, 2),
    }


def _unit(vectors: npt.NDArray[Any]) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9), np.float32)
