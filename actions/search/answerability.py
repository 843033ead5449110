"""How likely what was found answers a question: two small logistic models over numbers that the search has at hand.

They are fitted on the questions of the passages and the training phrases when the index is built, so that they fit its
encoder and its sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

NEIGHBOURING = "neighbouring"
OFF_TOPIC = "off_topic"
PERSONAL_DATA = "personal_data"
OUTSIDE = (NEIGHBOURING, OFF_TOPIC, PERSONAL_DATA)
"""Kinds that no passage answers; the last asks for what stands in one's own file alone."""

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class AnswerFeatures:
    """What the chance of a right answer is read from.

    cosine, bm25_a_word, nearness: of the first passage; inside: the chance that the question is about identity cards,
    by its kinds; said_chance: of the passages that are said against the others, by the ranker.
    """

    cosine: float
    bm25_a_word: float
    nearness: float
    inside: float
    names_document: bool
    names_neighbour: bool
    names_other_country: bool
    said_chance: float

    def ground(self) -> list[float]:
        """Return what tells whether anything here answers, as numbers."""
        return [
            10 * (self.cosine - 0.9),
            min(self.bm25_a_word, 4.0),
            self.nearness,
            _log_odds(self.inside),
            float(self.names_document),
            float(self.names_neighbour),
            float(self.names_other_country),
        ]

    def lead(self) -> list[float]:
        """Return what tells whether what is said does."""
        return [_log_odds(self.said_chance)]


@dataclass(frozen=True)
class Logistic:
    """A fitted logistic model of one outcome."""

    weights: Array
    bias: float

    def chance(self, values: list[float]) -> float:
        """Return the chance of the outcome, 0 to 1."""
        return float(1 / (1 + np.exp(-float(self.weights @ np.array(values, np.float32)) - self.bias)))


@dataclass(frozen=True)
class Answerability:
    """The fitted models: is there `ground` to answer, is what is said first right (`lead`)."""

    ground: Logistic
    lead: Logistic

    def chance(self, features: AnswerFeatures) -> float:
        """Return the chance, 0 to 1, that what is said answers the question."""
        return self.ground.chance(features.ground()) * self.lead.chance(features.lead())

    def write(self, path: Path) -> None:
        """Write the models to `path` (.npz)."""
        np.savez(path, ground=_packed(self.ground), lead=_packed(self.lead))

    @classmethod
    def read(cls, path: Path) -> Answerability:
        """Read what `write` wrote."""
        with np.load(path) as saved:
            return cls(*(Logistic(saved[part][:-1], float(saved[part][-1])) for part in ("ground", "lead")))


def inside(kinds: Mapping[str, float]) -> float:
    """Return the chance that a question is about identity cards at all."""
    return 1 - sum(kinds.get(name, 0.0) for name in OUTSIDE)


def _packed(model: Logistic) -> Array:
    return np.append(model.weights, np.float32(model.bias))


def _log_odds(chance: float) -> float:
    kept = min(max(chance, 0.001), 0.999)
    return float(np.log(kept / (1 - kept)))
