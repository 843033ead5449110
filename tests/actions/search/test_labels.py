"""What the dialogue knows in words is added to a message's vector."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from actions.search.labels import KINDS, SHARE, Labels
from common import vocabulary
from tests.actions.conftest import WordEncoder

FEE = ("topic", "fee")
LOST = ("reason", "lost")


@pytest.fixture
def labels(word_encoder: WordEncoder) -> Labels:
    return Labels.build(word_encoder.encode_query)


@pytest.fixture
def message(word_encoder: WordEncoder) -> np.ndarray:
    return np.asarray(word_encoder.encode_query(["còn online thì sao"])[0])


def test_every_topic_reason_and_document_has_a_vector_in_each_language(labels: Labels) -> None:
    known = vocabulary.load()
    values = sum(len(known.values(kind)) for kind in KINDS)
    assert len(labels.keys) == len(labels.vectors) == 3 * values
    assert "topic fee vi" in labels.keys


def test_nothing_added_leaves_the_message_as_it_is(labels: Labels, message: np.ndarray) -> None:
    assert labels.beside(message, [], "vi") is message


def test_what_is_known_pulls_the_message_towards_it_and_the_length_stays_one(
    labels: Labels, message: np.ndarray, word_encoder: WordEncoder
) -> None:
    fee = word_encoder.encode_query([vocabulary.load().label(*FEE, "vi")])[0]
    together = labels.beside(message, [FEE], "vi")
    assert np.linalg.norm(together) == pytest.approx(1)
    assert together.dtype == np.float32
    assert together @ fee > message @ fee
    assert together @ message > together @ fee, "the message's own words weigh more"


def test_each_label_weighs_its_share(labels: Labels, message: np.ndarray) -> None:
    fee, lost = (labels.vectors[labels.keys.index(f"{kind} {value} vi")] for kind, value in (FEE, LOST))
    expected = message + SHARE * (fee + lost)
    np.testing.assert_allclose(
        labels.beside(message, [FEE, LOST], "vi"), expected / np.linalg.norm(expected), rtol=1e-5
    )


def test_without_words_the_labels_alone_are_searched_with(labels: Labels) -> None:
    alone = labels.beside(None, [FEE], "vi")
    np.testing.assert_allclose(alone, labels.vectors[labels.keys.index("topic fee vi")], rtol=1e-5)


def test_a_label_is_taken_in_the_language_of_the_question(labels: Labels) -> None:
    assert not np.allclose(labels.beside(None, [FEE], "vi"), labels.beside(None, [FEE], "en"))


def test_a_question_without_words_and_labels_is_an_error(labels: Labels) -> None:
    with pytest.raises(ValueError, match="words or a label"):
        labels.beside(None, [], "vi")


def test_they_are_read_as_they_were_written(labels: Labels, message: np.ndarray, tmp_path: Path) -> None:
    labels.write(tmp_path / "labels.npz")
    again = Labels.read(tmp_path / "labels.npz")
    assert again.keys == labels.keys
    np.testing.assert_array_equal(again.beside(message, [LOST], "es"), labels.beside(message, [LOST], "es"))
