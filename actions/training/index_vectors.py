"""Encodes what is indexed ahead of the index, while Rasa trains: `python -m actions.training.index_vectors`.

The vectors need the encoder alone; `build_index` finds them in its cache. A text that has a vector gets no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from actions import settings
from actions.search.units import UnitEntry
from actions.sources import questions
from actions.sources.library import Library
from actions.training.build_index import passages_of, units_of
from common import diacritics, encoder
from common.diacritics import DiacriticRestorer
from common.encoder import DIMENSIONS, DOCUMENT_PROMPT, OnnxEncoder, Vectors
from common.vector_cache import VectorCache

CACHE = settings.INDEX.with_name("vectors.npz")
KIND = "passages"
"""What `build_index` calls the vectors in the cache."""
WORKERS = 2
"""Texts encoded side by side: one short text cannot keep two cores busy, two texts can."""


def texts(restorer: DiacriticRestorer) -> Iterator[str]:
    """Yield every text whose vector the index holds."""
    units = [UnitEntry(unit) for unit in questions.load()]
    for item in (*passages_of(Library.load(), restorer).items(), *units_of(units, restorer).items()):
        yield from (*item.texts, *item.asks)


class Documents:
    """Makes vectors of passages, two texts at a time."""

    def __init__(self, of: OnnxEncoder) -> None:
        self._encoder = of
        self._pool = ThreadPoolExecutor(WORKERS)

    def encode(self, some: list[str], **_options: Any) -> Vectors:
        """Return an array (len(some), 384) of unit vectors."""
        parts = [some[start::WORKERS] for start in range(WORKERS)]
        vectors = np.empty((len(some), DIMENSIONS), np.float32)
        for start, made in enumerate(self._pool.map(self._passages, parts)):
            vectors[start::WORKERS] = made
        return vectors

    def _passages(self, part: list[str]) -> Vectors:
        return self._encoder.encode(part, DOCUMENT_PROMPT)


def main() -> None:
    """Encode what has no vector yet."""
    cache = VectorCache(CACHE, encoder.identity(settings.ENCODER))
    restorer = DiacriticRestorer.read(diacritics.FILE)
    cache.encode(list(texts(restorer)), Documents(OnnxEncoder(settings.ENCODER)).encode, KIND)
    cache.save()


if __name__ == "__main__":
    main()
