"""The index: folded syllables and pairs of syllables for bm25s, vectors for the dense side, marks.

It is built once over items (a passage, or any other text with an owner), written to a folder and
memory-mapped from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import bm25s
import numpy as np
import numpy.typing as npt

from actions.knowledge.marks import Marks
from actions.text import fold

K1 = 1.0
B = 0.75
PIECE = 700
"""Characters of a text that one vector stands for; a longer text gets several."""
WORD = re.compile(r"\w+")

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int32]


class Encoder(Protocol):
    """What the index needs of an encoder; `SentenceTransformer` is one."""

    def encode_query(self, inputs: list[str], **options: Any) -> Any:
        """Return an array (n, dimensions) for questions."""

    def encode_document(self, inputs: list[str], **options: Any) -> Any:
        """Return an array (n, dimensions) for passages."""


@dataclass(frozen=True)
class Item:
    """What is found as one: texts compared word by word, and texts compared by meaning; each counts alone."""

    lexical: tuple[str, ...]
    dense: tuple[str, ...]


class Index:
    """Items made searchable: `build`, `write`, `read`, and scores."""

    def __init__(self, vectors: Floats, vector_owner: Rows, lexical: bm25s.BM25, text_owner: Rows, marks: Marks):
        self.vectors = vectors
        self.vector_owner = vector_owner
        self.lexical = lexical
        self.text_owner = text_owner
        self.marks = marks
        self._first_vector = _starts(vector_owner)
        self._first_text = _starts(text_owner)

    @classmethod
    def build(cls, items: Sequence[Item], vietnamese: Iterable[str], encode: Callable[[list[str]], Floats]) -> Index:
        """Index `items`; `vietnamese` texts teach the marks, `encode` makes the vectors of passages."""
        lexical = bm25s.BM25(k1=K1, b=B)
        lexical.index([tokens(text) for item in items for text in item.lexical], show_progress=False)
        return cls(
            encode([text for item in items for text in item.dense]),
            _owners(len(item.dense) for item in items),
            lexical,
            _owners(len(item.lexical) for item in items),
            Marks.count(vietnamese),
        )

    def encode(self, query: str, vietnamese: bool, encoder: Encoder) -> Floats:
        """Return the vector of a question; a Vietnamese one gets its missing marks first."""
        marked = self.marks.restore(query) if vietnamese else query
        return np.asarray(encoder.encode_query([marked], show_progress_bar=False)[0], np.float32)

    def dense_scores(self, vector: Floats) -> Floats:
        """Return the best cosine of each item with a unit `vector`."""
        return np.asarray(np.maximum.reduceat(self.vectors @ vector, self._first_vector))

    def lexical_scores(self, query: str) -> Floats:
        """Return the best BM25 score of each item."""
        found = [token for token in tokens(query) if token in self.lexical.vocab_dict]
        if not found:
            return np.zeros(len(self._first_text), np.float32)
        return np.asarray(np.maximum.reduceat(self.lexical.get_scores(found), self._first_text))

    def write(self, folder: Path) -> None:
        """Write the index into `folder`."""
        np.save(folder / "vectors.npy", self.vectors)
        np.save(folder / "vector_owner.npy", self.vector_owner)
        np.save(folder / "text_owner.npy", self.text_owner)
        self.lexical.save(str(folder / "lexical"), show_progress=False)
        self.marks.save(folder / "marks.json")

    @classmethod
    def read(cls, folder: Path) -> Index:
        """Open the index in `folder`, its large arrays memory-mapped."""
        return cls(
            np.load(folder / "vectors.npy", mmap_mode="r"),
            np.load(folder / "vector_owner.npy"),
            bm25s.BM25.load(str(folder / "lexical"), mmap=True),
            np.load(folder / "text_owner.npy"),
            Marks.read(folder / "marks.json"),
        )


def tokens(text: str) -> list[str]:
    """Return the folded syllables of `text` and their pairs: "thẻ căn" gives the, can, the_can."""
    words = WORD.findall(fold(text))
    return words + [f"{a}_{b}" for a, b in pairwise(words)]


def pieces(text: str, size: int = PIECE) -> tuple[str, ...]:
    """Cut a long text at its paragraphs into pieces of about `size` characters, each after its first line."""
    if len(text) <= size:
        return (text,)
    heading, _, body = text.partition("\n")
    runs: list[str] = []
    for line in body.splitlines():
        if runs and len(runs[-1]) + len(line) <= size:
            runs[-1] += f" {line}"
        elif line.strip():
            runs.append(line)
    return tuple(f"{heading}\n{run}" for run in runs) or (text,)


def _owners(counts: Iterable[int]) -> Rows:
    sizes = list(counts)
    return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)


def _starts(owner: Rows) -> npt.NDArray[np.intp]:
    return np.searchsorted(owner, np.arange(owner[-1] + 1))
