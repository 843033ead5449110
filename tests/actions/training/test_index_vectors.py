from __future__ import annotations

import numpy as np
import pytest

from actions.search.index import Index
from actions.sources import questions
from actions.sources.library import Library
from actions.training import corpus, index_vectors
from common.diacritics import DiacriticRestorer
from common.encoder import DIMENSIONS, DOCUMENT_PROMPT, Vectors
from tests.actions.made import unit

AS_TYPED = DiacriticRestorer({}, {}, {})


class Lengths:
    """Makes a vector of a text's length and its prompt's."""

    def encode(self, texts: list[str], prompt: str) -> Vectors:
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        vectors[:, 0], vectors[:, 1] = [len(text) for text in texts], len(prompt)
        return vectors


@pytest.mark.parametrize("count", [0, 1, 5])
def test_each_text_gets_its_vector_in_its_place(count: int) -> None:
    texts = ["x" * number for number in range(count)]
    vectors = index_vectors.Documents(Lengths()).encode(texts)  # type: ignore[arg-type]
    assert vectors[:, 0].tolist() == list(range(count))
    assert set(vectors[:, 1].tolist()) <= {len(DOCUMENT_PROMPT)}


def test_what_is_encoded_ahead_is_what_the_index_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    units = [unit("one"), unit("two")]
    library = Library.load(added=None)
    monkeypatch.setattr(questions, "load", lambda: units)
    monkeypatch.setattr(Library, "load", lambda: library)
    asked: list[str] = []

    def encode(texts: list[str]) -> Vectors:
        asked.extend(texts)
        return np.zeros((len(texts), DIMENSIONS), np.float32)

    Index.build(corpus.items(library, AS_TYPED), encode)
    Index.build([corpus.item_of_unit(one, corpus.readable(one.examples, AS_TYPED)) for one in units], encode)

    assert set(index_vectors.texts(AS_TYPED)) == set(asked)
