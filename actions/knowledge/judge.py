"""Judges a question and its best passage: what is asked for, and how likely the passage answers it.

Two small logistic models over numbers that the search has at hand, fitted on the training phrases when the
index is built, so that they fit its encoder and its sources.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from actions.knowledge.questions import OUTSIDE

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Signs:
    """What the chance of a right answer is read from."""

    language: str
    cosine: float
    bm25_a_word: float
    lead: float
    inside: float
    on_topic: float
    names_neighbour: bool
    names_other_country: bool

    def values(self) -> list[float]:
        """Return the signs as numbers; a language is a number of its own, and so the cosine is read by it."""
        languages = [float(self.language == code) for code in ("vi", "es", "en")]
        inside = min(max(self.inside, 0.001), 0.999)
        return [
            10 * (self.cosine - 0.9),
            min(self.bm25_a_word, 3.0),
            self.lead,
            float(np.log(inside / (1 - inside))),
            self.on_topic,
            float(self.names_neighbour),
            float(self.names_other_country),
            *languages,
        ]


@dataclass(frozen=True)
class Judge:
    """The fitted models: `kinds` of a question, and `right`, the chance that the best passage answers it."""

    names: tuple[str, ...]
    kind_weights: Array
    kind_bias: Array
    right_weights: Array
    right_bias: float

    def kinds(self, vector: Array) -> dict[str, float]:
        """Return kind -> chance for the unit vector of a question; a kind is a topic or one of OUTSIDE."""
        logits = self.kind_weights @ vector + self.kind_bias
        chances = np.exp(logits - logits.max())
        return dict(zip(self.names, (chances / chances.sum()).tolist(), strict=True))

    def right(self, signs: Signs) -> float:
        """Return the chance, 0 to 1, that the best passage answers the question."""
        logit = float(self.right_weights @ np.array(signs.values(), np.float32)) + self.right_bias
        return float(1 / (1 + np.exp(-logit)))

    def write(self, path: Path) -> None:
        """Write the models to `path` (.npz)."""
        np.savez(
            path,
            names=np.array(json.dumps(self.names)),
            kind_weights=self.kind_weights,
            kind_bias=self.kind_bias,
            right_weights=self.right_weights,
            right_bias=np.array(self.right_bias),
        )

    @classmethod
    def read(cls, path: Path) -> Judge:
        """Read what `write` wrote."""
        with np.load(path) as saved:
            return cls(
                tuple(json.loads(str(saved["names"]))),
                saved["kind_weights"],
                saved["kind_bias"],
                saved["right_weights"],
                float(saved["right_bias"]),
            )


def inside(kinds: Mapping[str, float]) -> float:
    """Return the chance that a question is about identity cards at all."""
    return 1 - sum(kinds.get(name, 0.0) for name in OUTSIDE)
