"""The index: folded syllables and pairs of syllables for bm25s, vectors for the dense side.

It is built once over items (a passage, or any other text with an owner), written to a folder and
memory-mapped from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

from actions.search.kept import kept
from common.text import fold

K1 = 1.0
B = 0.75
PIECE = 700
"""Characters of a text that one vector stands for; a longer text gets several."""
SHARPNESS = 20.0
"""How much more the nearest of an item's asks count than the others (10 and 40 found no more)."""
TOGETHER = 128
"""Questions whose dense scores are computed at once: faster, and their products still fit into memory."""
WORD = re.compile(r"\w+")

Floats = npt.NDArray[np.float32]
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Item:
    """What is found as one.

    words: texts compared word by word; the best of them counts. texts, asks: what it says and how it is
    asked for, compared by meaning; the best text and the best ask count half each.
    """

    words: tuple[str, ...]
    texts: tuple[str, ...]
    asks: tuple[str, ...] = ()


class Index:
    """Items made searchable: `build`, `write`, `read`, and scores."""

    def __init__(self, vectors: Floats, groups: Groups, lexical: bm25s.BM25, texts: Groups):
        self.vectors = vectors
        self.groups = groups
        self.lexical = lexical
        self.texts = texts

    @classmethod
    def build(cls, items: Sequence[Item], encode: Callable[[list[str]], Floats]) -> Index:
        """Index `items`; `encode` makes the vectors of passages."""
        lexical = bm25s.BM25(k1=K1, b=B)
        lexical.index([tokens(text) for item in items for text in item.words], show_progress=False)
        return cls(
            encode([text for item in items for text in (*item.texts, *item.asks)]),
            Groups.of([[len(item.texts), len(item.asks)] for item in items]),
            lexical,
            Groups.of([[len(item.words)] for item in items]),
        )

    @kept
    def dense_scores(self, vector: Floats) -> Floats:
        """Return each item's cosines with a unit `vector`, an array (items, 3).

        They are those of its best text, of its best ask, and of all its asks together, the near ones counting most.
        What has no asks has nan there.
        """
        return self._cosines(self.vectors @ vector)

    def dense_scores_of(self, vectors: Floats) -> Iterator[Floats]:
        """Yield the dense scores of many unit vectors (n, dimensions), computed together."""
        for start in range(0, len(vectors), TOGETHER):
            products = np.asarray(self.vectors) @ vectors[start : start + TOGETHER].T
            for column in products.T:
                yield self._cosines(np.ascontiguousarray(column))

    def _cosines(self, products: Floats) -> Floats:
        return np.column_stack([self.groups.best(products), self.groups.of_all(products)])

    @kept
    def lexical_scores(self, query: str) -> Floats:
        """Return the best BM25 score of each item."""
        found = [token for token in tokens(query) if token in self.lexical.vocab_dict]
        if not found:
            return np.zeros(self.texts.owners, np.float32)
        return self.texts.best(self.lexical.get_scores(found))[:, 0]

    def write(self, folder: Path) -> None:
        """Write the index into `folder`."""
        np.save(folder / "vectors.npy", self.vectors)
        self.groups.write(folder / "groups.npy")
        self.texts.write(folder / "texts.npy")
        self.lexical.save(str(folder / "lexical"), show_progress=False)

    @classmethod
    def read(cls, folder: Path) -> Index:
        """Open the index in `folder`, its large arrays memory-mapped."""
        lexical = bm25s.BM25.load(str(folder / "lexical"), mmap=True)
        # Plain arrays over the same memory: a slice of numpy's memmap costs more than what is done with it.
        lexical.scores = {
            name: np.asarray(part) if isinstance(part, np.memmap) else part for name, part in lexical.scores.items()
        }
        return cls(
            np.asarray(np.load(folder / "vectors.npy", mmap_mode="r")),
            Groups.read(folder / "groups.npy"),
            lexical,
            Groups.read(folder / "texts.npy"),
        )


@dataclass(frozen=True)
class Groups:
    """Runs of rows that belong together, one or more an owner: where each begins, and whose it is."""

    starts: Positions
    owner: Positions

    @classmethod
    def of(cls, sizes: Sequence[Sequence[int]]) -> Groups:
        """Return the groups of owners 0, 1, ..., given the sizes of each one's groups; empty ones do not count."""
        filled = [(owner, size) for owner, groups in enumerate(sizes) for size in groups if size]
        ends = np.cumsum([size for _, size in filled])
        return cls(np.concatenate([[0], ends[:-1]]).astype(np.int64), np.array([owner for owner, _ in filled]))

    @property
    def owners(self) -> int:
        """Return how many owners there are."""
        return int(self.owner[-1]) + 1

    def best(self, values: Floats) -> Floats:
        """Return for each owner the best value of its first and of its second group, an array (owners, 2).

        Who has no second group has nan there.
        """
        best = np.maximum.reduceat(values, self.starts)
        second = np.where(self._last > self._first, best[self._last], np.float32(np.nan))
        return np.stack([best[self._first], second], axis=1)

    def of_all(self, values: Floats) -> Floats:
        """Return for each owner the soft maximum of its second group's values, nan where there is none.

        It is the logarithm of the mean of their powers: two near values count more than one.
        """
        sizes = np.diff(np.append(self.starts, len(values)))
        mean = np.add.reduceat(np.exp(SHARPNESS * values), self.starts) / sizes
        soft = np.asarray(np.log(mean) / SHARPNESS, np.float32)
        return np.where(self._last > self._first, soft[self._last], np.float32(np.nan))

    @cached_property
    def _first(self) -> Positions:
        return np.searchsorted(self.owner, np.arange(self.owners), "left")

    @cached_property
    def _last(self) -> Positions:
        return np.searchsorted(self.owner, np.arange(self.owners), "right") - 1

    def write(self, path: Path) -> None:
        """Write the groups to `path`."""
        np.save(path, np.stack([self.starts, self.owner]))

    @classmethod
    def read(cls, path: Path) -> Groups:
        """Read what `write` wrote."""
        return cls(*np.load(path))


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
