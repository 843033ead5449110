from __future__ import annotations

from pathlib import Path

import pytest

from actions.knowledge.index import Encoder
from actions.knowledge.middles import Middles

ASKS = [
    (0, "en", "how much is the fee for a card"),
    (0, "en", "the fee to pay for my card"),
    (0, "vi", "lệ phí làm thẻ"),
    (2, "en", "where do I apply for a card"),
    (2, "en", "which office, where is it"),
]


@pytest.fixture
def middles(word_encoder: Encoder) -> Middles:
    vectors = word_encoder.encode_query([ask for _, _, ask in ASKS])
    return Middles.fit(vectors, [owner for owner, _, _ in ASKS], [language for _, language, _ in ASKS], owners=3)


def test_a_question_is_nearest_to_the_passage_that_is_asked_for_like_that(
    middles: Middles, word_encoder: Encoder
) -> None:
    near = middles.nearness(word_encoder.encode_query(["what is the fee"])[0], "en")
    assert near.argmax() == 0
    assert near[1] == 0, "the second passage has no asks"


def test_asks_of_the_question_s_language_count(middles: Middles, word_encoder: Encoder) -> None:
    near = middles.nearness(word_encoder.encode_query(["lệ phí"])[0], "vi")
    assert near[0] > 0
    assert near[2] == 0, "nobody asks for it in Vietnamese"


def test_they_are_read_as_they_were_written(middles: Middles, word_encoder: Encoder, tmp_path: Path) -> None:
    middles.write(tmp_path / "middles.npz")
    question = word_encoder.encode_query(["where"])[0]
    read = Middles.read(tmp_path / "middles.npz")
    assert (read.nearness(question, "en") == middles.nearness(question, "en")).all()
