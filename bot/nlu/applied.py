"""A trained linear model in the form that is quickest to apply to one message: its weights, a row a feature.

scikit-learn and scipy build and check a dozen sparse matrices a message, which takes longer than the model itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

Floats = npt.NDArray[np.float32]
Weights = npt.NDArray[np.float64]
"""The learned weights of some features, shape (features, labels)."""


class Rows(Protocol):
    """The weights of a group of features."""

    def scores(self, value: Any) -> Floats | float:
        """Return what a message's value of this group adds to each label, shape (labels,)."""


class TextRows:
    """The weights of the terms that a vectorizer counts: sublinear, by idf, of unit length."""

    def __init__(self, vectorizer: TfidfVectorizer, weights: Weights) -> None:
        assert vectorizer.sublinear_tf
        assert vectorizer.norm == "l2"
        self._terms = vectorizer.build_analyzer()
        self._rows: Mapping[str, int] = vectorizer.vocabulary_
        self._idf = np.asarray(vectorizer.idf_, np.float32)
        self._weights = np.ascontiguousarray(weights, np.float32)

    def scores(self, value: str) -> Floats | float:
        """Return what a text adds to each label; 0 where it has no term that is known."""
        rows = self._rows
        counts = Counter(rows[term] for term in self._terms(value) if term in rows)
        if not counts:
            return 0.0
        known = np.fromiter(counts, np.intp, len(counts))
        tfidf = (1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))) * self._idf[known]
        added: Floats = (tfidf / np.linalg.norm(tfidf)) @ self._weights[known]
        return added


class NamedRows:
    """The weights of numbers that have names."""

    def __init__(self, vectorizer: DictVectorizer, weights: Weights) -> None:
        self._rows: Mapping[str, int] = vectorizer.vocabulary_
        self._weights = np.ascontiguousarray(weights, np.float32)

    def scores(self, value: Mapping[str, float]) -> Floats:
        """Return what named numbers add to each label; names that are not known add nothing."""
        known = [(self._rows[name], number) for name, number in value.items() if number and name in self._rows]
        rows, numbers = [row for row, _ in known], np.array([number for _, number in known], np.float32)
        return np.asarray(numbers @ self._weights[rows], np.float32)


class NumberRows:
    """The weights of a fixed list of numbers, of which `mean` is taken and which are divided by `spread`."""

    def __init__(self, mean: npt.ArrayLike, spread: npt.ArrayLike, weights: Weights) -> None:
        scaled = (weights.T / np.asarray(spread)).T
        self._taken = np.asarray(np.broadcast_to(np.asarray(mean), len(weights)) @ scaled, np.float32)
        self._weights = np.ascontiguousarray(scaled, np.float32)

    def scores(self, value: npt.ArrayLike) -> Floats:
        """Return what the numbers add to each label."""
        return np.asarray(np.asarray(value, np.float32) @ self._weights - self._taken, np.float32)


class AppliedModel(NamedTuple):
    """The labels of a model with what each of them starts with, and its groups of features."""

    labels: list[str]
    bias: Floats
    groups: tuple[Rows, ...]

    @classmethod
    def of(
        cls, model: LinearSVC | LogisticRegression, *groups: tuple[float, int, Callable[[Weights], Rows]]
    ) -> AppliedModel:
        """Return what a model learned on columns in groups, each a factor, its number of columns and its kind."""
        coefficients, bias = model.coef_, model.intercept_
        if len(coefficients) == 1:  # scikit-learn keeps one row for two classes
            coefficients, bias = np.concatenate([-coefficients, coefficients]), np.concatenate([-bias, bias])
        made, end = [], 0
        for factor, columns, rows in groups:
            begin, end = end, end + columns
            made.append(rows(factor * coefficients[:, begin:end].T))
        assert end == coefficients.shape[1]
        return cls([str(label) for label in model.classes_], np.asarray(bias, np.float32), tuple(made))

    def scores(self, *values: Any) -> Floats:
        """Return how far a message with these values, one a group, is inside each label, shape (labels,)."""
        total = self.bias
        for group, value in zip(self.groups, values, strict=True):
            total = total + group.scores(value)
        return total
