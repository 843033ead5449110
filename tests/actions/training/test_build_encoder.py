from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
import torch

from actions.training import adapter, build_encoder, encoders
from actions.training.e5_weights import Weights, weights_file
from common.encoder import DIMENSIONS, FOLDER, OnnxEncoder

SENTENCES = [
    "Tôi làm rơi thẻ căn cước, xin thẻ khác ở đâu?",
    "toi lam roi the can cuoc, xin the khac o dau",
    "cccd gãy r, đổi bn tiền z ad",
    "Nghị định 58/2026/NĐ-CP, Điều 5 khoản 7",
    "Se me rompió la tarjeta, ¿qué debo llevar?",
    "¿Cuánto tarda la renovación en China?",
    "My card snapped in two; may I file online?",
    "Is the 9-digit paper still worth anything?",
]
ALIKE = 0.97
"""Least cosine: what is tuned spreads its vectors wider, and int8 moves each by a little (the farthest to 0.972)."""
HARMFUL = ["\ufdfa" * 100, "mất thẻ " * 25_000, "", "\x00\ud800\u200d", "🪪" * 500, "居民身份证"]


def test_int8_and_pruning_keep_the_vectors_of_the_whole_network(encoder: OnnxEncoder) -> None:
    weights = Weights(weights_file())
    everything = list(range(len(weights.pieces.texts)))
    network = build_encoder.sentence_network(weights, everything)
    adapter.merge(network.bert)
    tokenizer = build_encoder.tokenizer(weights.pieces, everything)
    vectors = encoder.encode(SENTENCES, "passage: ")
    for sentence, vector in zip(SENTENCES, vectors, strict=True):
        with torch.no_grad():
            exact = network(torch.tensor([tokenizer.encode(f"passage: {sentence}").ids]))[0].numpy()
        assert float(exact @ vector) >= ALIKE, sentence


@pytest.mark.parametrize("text", HARMFUL)
def test_no_text_does_harm(encoder: OnnxEncoder, text: str) -> None:
    started = time.monotonic()
    vectors = encoder.encode([text])
    assert time.monotonic() - started < 2
    assert vectors.shape == (1, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors[0]) == pytest.approx(1, abs=1e-4)


def test_a_vector_does_not_depend_on_its_neighbours(encoder: OnnxEncoder) -> None:
    together = encoder.encode(SENTENCES)
    assert np.array_equal(together[3], encoder.encode([SENTENCES[3]])[0])


def test_sentence_transformers_runs_the_same_encoder(encoder: OnnxEncoder) -> None:
    model = encoders.load()
    assert np.array_equal(model.encode_query(SENTENCES), encoder.encode(SENTENCES, "query: "))
    assert np.array_equal(model.encode_document(SENTENCES), encoder.encode(SENTENCES, "passage: "))


def test_questions_are_nearer_to_their_translations_than_to_other_questions(encoder: OnnxEncoder) -> None:
    vietnamese, english, other = encoder.encode(
        ["thẻ căn cước bị mất thì làm gì", "what to do when the identity card is lost", "hôm nay trời có mưa không"]
    )
    assert vietnamese @ english > vietnamese @ other


def test_a_current_build_is_left_alone(encoder: OnnxEncoder) -> None:
    model = FOLDER / "model.onnx"
    before = model.stat().st_mtime_ns
    assert not build_encoder.build()
    assert model.stat().st_mtime_ns == before


def test_a_missing_encoder_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="build_encoder"):
        OnnxEncoder(tmp_path)


def test_a_file_that_is_no_weights_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match="not a weights file"):
        Weights(tmp_path / "x.bin")
