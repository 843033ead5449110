"""The one encoder of both processes; needs the built encoder in models/."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from common.encoder import DIMENSIONS, DOCUMENT_PROMPT, MAX_TEXT, OnnxEncoder, identity

LOST = ("tôi bị mất thẻ căn cước", "I lost my identity card", "perdí mi tarjeta de identidad")


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return OnnxEncoder()


def test_each_text_has_a_unit_vector(encoder: OnnxEncoder) -> None:
    vectors = encoder.encode(LOST)
    assert vectors.shape == (3, DIMENSIONS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_a_vector_does_not_depend_on_the_texts_beside_it(encoder: OnnxEncoder) -> None:
    together = encoder.encode([*LOST, "mất thẻ " * 200])
    for row, text in enumerate(LOST):
        np.testing.assert_array_equal(together[row], encoder.encode([text])[0])


def test_the_three_languages_meet(encoder: OnnxEncoder) -> None:
    vietnamese, english, spanish = encoder.encode(LOST)
    (soup,) = encoder.encode(["công thức nấu phở bò"])
    assert min(vietnamese @ english, vietnamese @ spanish) > vietnamese @ soup


def test_a_question_and_a_passage_of_the_same_words_differ(encoder: OnnxEncoder) -> None:
    question, passage = encoder.encode(LOST[:1])[0], encoder.encode(LOST[:1], DOCUMENT_PROMPT)[0]
    assert not np.allclose(question, passage)


@pytest.mark.parametrize("text", ["", " ", "\ufdfa" * 50, "\x00\ud800", "🪪" * 100, "居民身份证"])
def test_no_text_does_harm(encoder: OnnxEncoder, text: str) -> None:
    assert np.isfinite(encoder.encode([text])).all()


def test_of_a_very_long_text_the_beginning_is_read(encoder: OnnxEncoder) -> None:
    text = ("thẻ " * MAX_TEXT)[:MAX_TEXT].rstrip()
    np.testing.assert_array_equal(encoder.encode([text])[0], encoder.encode([f"{text} và phần sau"])[0])


def test_nothing_to_encode_is_nothing(encoder: OnnxEncoder) -> None:
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_where_there_is_none_it_is_told_what_makes_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="build_encoder"):
        OnnxEncoder(tmp_path)


def test_an_encoder_is_known_by_what_it_was_built_from(tmp_path: Path) -> None:
    (tmp_path / "stamp.json").write_text(json.dumps({"inputs": "abc"}))
    assert identity(tmp_path) == "abc"
    with pytest.raises(FileNotFoundError):
        identity(tmp_path / "nowhere")
