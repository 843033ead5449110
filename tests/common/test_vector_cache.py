from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from common.vector_cache import BATCH, VectorCache


class Encoder:
    """Makes a vector of a text's length, and keeps what it was asked for."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def __call__(self, texts: Sequence[str], **_options: object) -> npt.NDArray[np.float64]:
        self.batches.append(list(texts))
        return np.array([[len(text), 1.0] for text in texts])

    @property
    def texts(self) -> list[str]:
        return [text for batch in self.batches for text in batch]


@pytest.fixture
def make() -> Encoder:
    return Encoder()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "models" / "vectors.npz"


def test_each_text_gets_its_vector_in_its_place(path: Path, make: Encoder) -> None:
    vectors = VectorCache(path, "a").encode(["thẻ", "t", "thẻ"], make, "passages")
    assert vectors.tolist() == [[3, 1], [1, 1], [3, 1]]
    assert vectors.dtype == np.float32


def test_a_text_is_encoded_once(path: Path, make: Encoder) -> None:
    cache = VectorCache(path, "a")
    cache.encode(["thẻ", "thẻ"], make, "passages")
    cache.encode(["thẻ", "phí"], make, "passages")
    assert make.texts == ["thẻ", "phí"]


def test_the_same_words_as_a_question_and_as_a_passage_are_two(path: Path, make: Encoder) -> None:
    cache = VectorCache(path, "a")
    cache.encode(["thẻ"], make, "passages")
    cache.encode(["thẻ"], make, "questions")
    assert make.texts == ["thẻ", "thẻ"]


def test_many_are_encoded_in_batches(path: Path, make: Encoder) -> None:
    texts = [str(number) for number in range(2 * BATCH + 1)]
    VectorCache(path, "a").encode(texts, make, "passages")
    assert [len(batch) for batch in make.batches] == [BATCH, BATCH, 1]
    assert make.texts == texts


def test_the_next_build_encodes_only_what_is_new(path: Path, make: Encoder) -> None:
    before = VectorCache(path, "a")
    vectors = before.encode(["thẻ"], make, "passages")
    before.save()
    make.batches.clear()

    after = VectorCache(path, "a")
    assert after.encode(["thẻ", "phí"], make, "passages")[0].tolist() == vectors[0].tolist()
    assert make.texts == ["phí"]


def test_what_an_earlier_build_knew_is_kept(path: Path, make: Encoder) -> None:
    for text in ("thẻ", "phí"):
        cache = VectorCache(path, "a")
        cache.encode([text], make, "passages")
        cache.save()
    make.batches.clear()
    VectorCache(path, "a").encode(["thẻ", "phí"], make, "passages")
    assert make.texts == []


def test_vectors_of_another_encoder_are_forgotten(path: Path, make: Encoder) -> None:
    cache = VectorCache(path, "a")
    cache.encode(["thẻ"], make, "passages")
    cache.save()
    make.batches.clear()

    other = VectorCache(path, "b")
    other.encode(["thẻ"], make, "passages")
    assert make.texts == ["thẻ"]
