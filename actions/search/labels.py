"""The vectors of the vocabulary's labels, made when the index is built.

A follow-up ("and online?") is searched with what the dialogue knows of its subject in words. Their vectors are added
to the message's own, so that no text is encoded for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from common import vocabulary

Floats = npt.NDArray[np.float32]
Named = tuple[str, str]
"""A kind and a value of the vocabulary: ("topic", "fee")."""

KINDS = ("topic", "reason", "document")
SHARE = 0.5
"""Weight of each label beside the message's own vector: chosen by the nearness of the sum to the vector of the whole
text, over 2,000 questions with one or two labels (cosine 0.955)."""


@dataclass(frozen=True)
class Labels:
    """Unit vectors (n, d) of labels, and which label each is: "topic fee vi"."""

    keys: tuple[str, ...]
    vectors: Floats

    @classmethod
    def build(cls, encode: Callable[[list[str]], Floats]) -> Labels:
        """Encode all labels of KINDS in all languages."""
        known = vocabulary.load()
        labels = {
            f"{kind} {value} {language}": known.label(kind, value, language)
            for kind in KINDS
            for value in known.values(kind)
            for language in vocabulary.LANGUAGES
        }
        return cls(tuple(labels), encode(list(labels.values())))

    def beside(self, vector: Floats | None, named: Sequence[Named], language: str) -> Floats:
        """Return the unit vector of a message (None: no words) with that of `named`; ValueError for neither."""
        if vector is not None and not named:
            return vector
        if vector is None and not named:
            raise ValueError("a question needs words or a label")
        rows = [self.keys.index(f"{kind} {value} {language}") for kind, value in named]
        added = self.vectors[rows].sum(axis=0)
        whole = added if vector is None else vector + np.float32(SHARE) * added
        return np.asarray(whole / np.linalg.norm(whole), np.float32)

    def write(self, path: Path) -> None:
        """Write to `path` (.npz)."""
        np.savez(path, keys=np.array(self.keys), vectors=self.vectors)

    @classmethod
    def read(cls, path: Path) -> Labels:
        """Read what `write` wrote."""
        with np.load(path) as saved:
            return cls(tuple(saved["keys"].tolist()), saved["vectors"])
