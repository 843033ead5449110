from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.loading import load_data

from bot.nlu.languages import LanguageModel, example_language


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    examples = load_data("data/nlu").intent_examples
    return LanguageModel().fit([e.get("text") for e in examples], [str(example_language(e)) for e in examples])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("tôi muốn hỏi về lệ phí", "vi"),
        ("toi muon hoi ve le phi", "vi"),
        ("mat the roi lam sao", "vi"),
        ("quisiera saber el precio", "es"),
        ("cuanto cuesta la cedula", "es"),
        ("how much do I have to pay", "en"),
        ("lost my card yesterday", "en"),
    ],
)
def test_the_language_of_a_sentence_is_clear(model: LanguageModel, text: str, language: str) -> None:
    guess, probability = model.guess(text)
    assert guess == language
    assert probability > 0.7


def test_a_mark_that_only_vietnamese_has_settles_it(model: LanguageModel) -> None:
    assert model.guess("được") == ("vi", 1.0)


@pytest.mark.parametrize("text", ["CCCD", "VNeID"])
def test_a_word_of_every_language_tells_none(model: LanguageModel, text: str) -> None:
    assert model.guess(text)[1] < 0.9


def test_a_text_without_letters_has_no_language(model: LanguageModel) -> None:
    assert model.guess("20/5/1990") == (None, 0.0)
