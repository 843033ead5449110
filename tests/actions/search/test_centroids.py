from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from actions.search.centroids import Centroids
from tests.actions.conftest import WordEncoder

ASKS = [
    (0, "en", "how much is the fee for a card"),
    (0, "en", "the fee to pay for my card"),
    (0, "vi", "lệ phí làm thẻ"),
    (2, "en", "where do I apply for a card"),
    (2, "en", "which office, where is it"),
]


@pytest.fixture
def centroids(word_encoder: WordEncoder) -> Centroids:
    vectors = word_encoder.encode_query([ask for _, _, ask in ASKS])
    return Centroids.fit(vectors, [owner for owner, _, _ in ASKS], [language for _, language, _ in ASKS], owners=3)


def test_a_question_is_nearest_to_the_passage_that_is_asked_for_like_that(
    centroids: Centroids, word_encoder: WordEncoder
) -> None:
    near = centroids.nearness(word_encoder.encode_query(["what is the fee"])[0], "en")
    assert near[0] > near[2]
    assert np.isnan(near[1]), "the second passage has no asks"


def test_asks_of_the_question_s_language_count(centroids: Centroids, word_encoder: WordEncoder) -> None:
    near = centroids.nearness(word_encoder.encode_query(["lệ phí"])[0], "vi")
    assert near[0] > 0
    assert np.isnan(near[2]), "nobody asks for it in Vietnamese"


def test_they_are_read_as_they_were_written(centroids: Centroids, word_encoder: WordEncoder, tmp_path: Path) -> None:
    centroids.write(tmp_path / "centroids.npz")
    question = word_encoder.encode_query(["where"])[0]
    read = Centroids.read(tmp_path / "centroids.npz")
    np.testing.assert_array_equal(read.nearness(question, "en"), centroids.nearness(question, "en"))
