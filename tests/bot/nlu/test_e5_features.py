from __future__ import annotations

import base64
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import sentence_vectors
from bot.nlu.e5_features import E5Featurizer
from bot.nlu.languages import LIKELY_LANGUAGE
from common.encoder import QUERY_PROMPT, OnnxEncoder, Vectors


@pytest.fixture(scope="module")
def featurizer(tmp_path_factory: pytest.TempPathFactory) -> E5Featurizer:
    cache = tmp_path_factory.mktemp("featurizer") / "vectors.npz"
    return E5Featurizer("component", {**E5Featurizer.get_default_config(), "cache": str(cache)})


def vector(featurizer: E5Featurizer, text: str, language: str = "vi") -> npt.NDArray[np.float32]:
    message = Message({TEXT: text, LIKELY_LANGUAGE: language})
    featurizer.process([message])
    _, sentence = message.get_dense_features(TEXT, [])
    return np.asarray(sentence.features[0])


def test_a_message_gets_one_unit_vector(featurizer: E5Featurizer) -> None:
    found = vector(featurizer, "tôi bị mất thẻ")
    assert found.shape == (384,)
    assert np.isclose(np.linalg.norm(found), 1, atol=1e-3)


def test_vietnamese_typed_without_marks_gets_the_vector_it_has_with_them(featurizer: E5Featurizer) -> None:
    marked = vector(featurizer, "tôi bị mất thẻ căn cước")
    assert np.allclose(vector(featurizer, "toi bi mat the can cuoc"), marked)
    assert vector(featurizer, "toi bi mat the can cuoc", "es") @ marked < 0.99


def test_three_languages_meet_in_the_vectors(featurizer: E5Featurizer) -> None:
    lost = vector(featurizer, "tôi bị mất thẻ căn cước")
    english = vector(featurizer, "I lost my identity card", "en")
    other = vector(featurizer, "will it rain tomorrow in the mountains", "en")
    assert english @ lost > other @ lost


def test_an_empty_message_gets_a_vector_too(featurizer: E5Featurizer) -> None:
    assert vector(featurizer, "").shape == (384,)


def test_many_training_phrases_get_the_vectors_they_would_get_one_by_one(featurizer: E5Featurizer) -> None:
    texts = ("phí", "how much", "cuánto", "lệ phí mấy")
    data = TrainingData([Message({TEXT: text, "intent": "fee"}) for text in texts])
    featurizer.process_training_data(data)
    for example in data.training_examples:
        _, sentence = example.get_dense_features(TEXT, [])
        alone = vector(featurizer, example.get(TEXT), "en")
        assert np.allclose(sentence.features[0], alone, atol=1e-6)


@pytest.mark.parametrize("part", ["encoder", "restorer"])
def test_what_is_missing_is_told_with_what_makes_it(part: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="make train"):
        E5Featurizer.validate_config({part: str(tmp_path / "nowhere")})


def test_a_message_is_encoded_once_and_its_vector_kept_to_travel_with_it(
    featurizer: E5Featurizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []
    encode = OnnxEncoder.encode

    def counted(self: OnnxEncoder, texts: list[str], prompt: str = QUERY_PROMPT) -> Vectors:
        calls.append(texts)
        return encode(self, texts, prompt)

    monkeypatch.setattr(OnnxEncoder, "encode", counted)
    found = vector(featurizer, "toi bi mat the")

    assert len(calls) == 1
    kept = sentence_vectors.encoded("toi bi mat the")
    assert kept is not None
    assert np.allclose(np.frombuffer(base64.b64decode(kept), "<f4"), found)
    assert sentence_vectors.encoded("never asked") is None


def test_the_cache_of_rasa_knows_which_encoder_it_was(tmp_path: Path) -> None:
    restorer = tmp_path / "diacritics.json"
    restorer.write_text("[{}, {}, {}]", encoding="utf-8")
    config = E5Featurizer.get_default_config()

    usual = E5Featurizer.fingerprint_addon(config)

    assert usual == E5Featurizer.fingerprint_addon(config)
    assert usual != E5Featurizer.fingerprint_addon({**config, "restorer": str(restorer)})
