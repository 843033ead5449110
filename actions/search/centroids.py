"""The middle of each passage's asks in each language, where the differences between asks of one passage count less.

A linear discriminant: vectors are brought to a space in which the scatter of the asks around their own passage's
middle is the same in all directions, so that what tells passages apart weighs more than how people phrase things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from actions.search.kept import kept

Floats = npt.NDArray[np.float32]
EVENNESS = 0.3
"""Share of an even scatter that is mixed into the one counted, of which there is little in some directions."""


@dataclass(frozen=True)
class Centroids:
    """centre (d,), space (d, d), and a unit vector for each owner and language that has asks."""

    centre: Floats
    space: Floats
    vectors: Floats
    owner: npt.NDArray[np.int64]
    language: npt.NDArray[np.str_]
    owners: int

    @classmethod
    def fit(cls, asked: Floats, owner: Sequence[int], language: Sequence[str], owners: int) -> Centroids:
        """Fit to the question vectors (n, d) of asks, the passage and the language of each."""
        of, spoken = np.array(owner), np.array(language)
        centre = np.asarray(asked.mean(axis=0), np.float32)
        scatter = np.cov((asked - _means(asked, of)[of]).T)
        even = np.eye(len(scatter)) * np.trace(scatter) / len(scatter)
        values, directions = np.linalg.eigh((1 - EVENNESS) * scatter + EVENNESS * even)
        space: Floats = np.asarray(directions / np.sqrt(values), np.float32)
        moved = _unit((asked - centre) @ space)
        groups, index = np.unique([f"{o} {s}" for o, s in zip(of, spoken, strict=True)], return_inverse=True)
        whose = [group.split() for group in groups]
        return cls(
            centre,
            space,
            _unit(_means(moved, index)),
            np.array([int(o) for o, _ in whose]),
            np.array([s for _, s in whose]),
            owners,
        )

    @kept
    def nearness(self, vector: Floats, language: str) -> Floats:
        """Return (owners,) the cosine of a question's vector with each owner's middle, nan where there are no asks."""
        near = np.full(self.owners, np.nan, np.float32)
        if language in self._spoken:
            owners, vectors = self._spoken[language]
            near[owners] = vectors @ _unit((vector - self.centre) @ self.space)
        return near

    @cached_property
    def _spoken(self) -> dict[str, tuple[npt.NDArray[np.int64], Floats]]:
        """The owners and the vectors of each language."""
        rows = {str(spoken): self.language == spoken for spoken in np.unique(self.language)}
        return {spoken: (self.owner[own], self.vectors[own]) for spoken, own in rows.items()}

    def write(self, path: Path) -> None:
        """Write to `path` (.npz)."""
        np.savez(path, **{field.name: getattr(self, field.name) for field in fields(self)})

    @classmethod
    def read(cls, path: Path) -> Centroids:
        """Read what `write` wrote."""
        with np.load(path) as saved:
            arrays = {name: saved[name] for name in saved.files}
        return cls(**{**arrays, "owners": int(arrays["owners"])})


def _means(vectors: Floats, group: npt.NDArray[np.int64]) -> Floats:
    sums = np.zeros((int(group.max()) + 1, vectors.shape[1]), np.float32)
    np.add.at(sums, group, vectors)
    return np.asarray(sums / np.maximum(np.bincount(group), 1)[:, None], np.float32)


def _unit(vectors: npt.NDArray[Any]) -> Floats:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32)
