"""Judges a question and its best passage: what is asked for, and how likely the passage answers it.

Small logistic models over numbers that the search has at hand, fitted on the training phrases and the passages'
asks when the index is built, so that they fit its encoder and its sources.
"""

from __future__ import annotations

import json
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
class Signs:
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
class Judge:
    """The fitted models: the `kinds` of a question, is there `ground` to answer, is the first passage right."""

    names: tuple[str, ...]
    kind_weights: Array
    kind_bias: Array
    ground: Logistic
    lead: Logistic

    def kinds(self, vector: Array) -> dict[str, float]:
        """Return kind -> chance for the unit vector of a question; a kind is a topic or one of OUTSIDE."""
        logits = self.kind_weights @ vector + self.kind_bias
        chances = np.exp(logits - logits.max())
        return dict(zip(self.names, (chances / chances.sum()).tolist(), strict=True))

    def right(self, signs: Signs) -> float:
        """Return the chance, 0 to 1, that the best passage answers the question."""
        return self.ground.chance(signs.ground()) * self.lead.chance(signs.lead())

    def write(self, path: Path) -> None:
        """Write the models to `path` (.npz)."""
        np.savez(
            path,
            names=np.array(json.dumps(self.names)),
            kind_weights=self.kind_weights,
            kind_bias=self.kind_bias,
            ground=np.append(self.ground.weights, self.ground.bias),
            lead=np.append(self.lead.weights, self.lead.bias),
        )

    @classmethod
    def read(cls, path: Path) -> Judge:
        """Read what `write` wrote."""
        with np.load(path) as saved:
            return cls(
                tuple(json.loads(str(saved["names"]))),
                saved["kind_weights"],
                saved["kind_bias"],
                *(Logistic(saved[part][:-1], float(saved[part][-1])) for part in ("ground", "lead")),
            )


def inside(kinds: Mapping[str, float]) -> float:
    """Return the chance that a question is about identity cards at all."""
    return 1 - sum(kinds.get(name, 0.0) for name in OUTSIDE)


def _log_odds(chance: float) -> float:
    kept = min(max(chance, 0.001), 0.999)
    return float(np.log(kept / (1 - kept)))
