"""How much each thing that is known of a question and a passage weighs: learned from the passages' asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from actions.search.passage_features import FACTS

Floats = npt.NDArray[np.float32]

FEATURES = (
    "similarity",
    "nearness to its asks",
    "cosine of its best text",
    "cosine of its best ask",
    "cosine of its asks together",
    *FACTS,
)
"""The columns that are weighed; the similarity has the weight 1."""
STRENGTH = 0.001
"""Regularisation of the weights, on columns brought to a deviation of 1."""
STEPS = 150
LEAST = 0.01
"""Least weight of the similarity, on columns brought to a deviation of 1."""


@dataclass(frozen=True)
class Example:
    """A question with its candidates: their features (n, FEATURES), which is right, which count as wrong."""

    features: Floats
    right: int
    wrong: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Ranker:
    """A log-linear model: the chance of a candidate grows with `sharpness` times its score."""

    weights: Floats
    sharpness: float

    def scores(self, features: Floats) -> Floats:
        """Return the scores (n,) of candidates with `features` (n, FEATURES), on the scale of the similarity."""
        return np.asarray(features @ self.weights)

    def chances(self, scores: Floats) -> Floats:
        """Return the chance (n,) of each candidate against the others, given their scores; they sum to 1."""
        powers = np.exp(self.sharpness * (scores - scores.max()))
        return np.asarray(powers / powers.sum())

    def write(self, path: Path) -> None:
        """Write the model to `path` (.npz)."""
        np.savez(path, weights=self.weights, sharpness=np.array(self.sharpness))

    @classmethod
    def read(cls, path: Path) -> Ranker:
        """Read what `write` wrote."""
        with np.load(path) as saved:
            return cls(saved["weights"], float(saved["sharpness"]))


def fit(examples: Sequence[Example]) -> Ranker:
    """Fit the weights that make the right candidates likeliest (conditional logit); all have as many candidates."""
    features = np.stack([example.features for example in examples]).astype(np.float64)
    right = np.array([example.right for example in examples])
    wrong = np.stack([example.wrong for example in examples])
    wrong[np.arange(len(right)), right] = True
    left_out = np.where(wrong, 0.0, -np.inf)
    deviation = features.reshape(-1, features.shape[-1]).std(axis=0)
    deviation[deviation == 0] = np.inf  # a column that never differs teaches nothing
    columns = (features / deviation).reshape(-1, features.shape[-1])

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        logits = (columns @ weights).reshape(wrong.shape) + left_out
        chances = np.exp(logits - logits.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        rows = np.arange(len(right))
        value = -np.log(chances[rows, right] + 1e-12).mean() + STRENGTH * weights @ weights
        chances[rows, right] -= 1
        return float(value), columns.T @ chances.ravel() / len(right) + 2 * STRENGTH * weights

    start = np.zeros(columns.shape[1])
    # The similarity always speaks for an entry: the other weights are told by it.
    bounds = [(LEAST, None), *[(None, None)] * (columns.shape[1] - 1)]
    fitted = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": STEPS})
    weights = fitted.x / deviation
    sharpness = float(weights[0])
    return Ranker((weights / sharpness).astype(np.float32), sharpness)
