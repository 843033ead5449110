from __future__ import annotations

from typing import Any, cast

import pytest
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.languages import (
    LanguageIdentifier,
    LanguageModel,
    RequestedLanguage,
    example_language,
    language_entity,
)


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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("bi mat the o cho lam", "vi"),
        ("doi can cuoc het bao nhieu tien", "vi"),
        ("con tôi 6 tuổi", "vi"),
        ("green card my lam lai may ngay", "vi"),
        ("se me perdio la tarjeta", "es"),
        ("con mi hijo", "es"),
        ("the card can be made here", "en"),
    ],
)
def test_words_that_two_languages_share_do_not_mislead(model: LanguageModel, text: str, language: str) -> None:
    assert model.guess(text)[0] == language


def test_vietnamese_terms_in_an_english_sentence_do_not_make_it_vietnamese(model: LanguageModel) -> None:
    assert model.guess("how much do I pay for a new thẻ căn cước")[0] == "en"


def read(model: LanguageModel, text: str, **metadata: str) -> dict[str, str]:
    storage, resource = cast(Any, None), cast(Any, None)
    identifier = LanguageIdentifier(LanguageIdentifier.get_default_config(), storage, resource, model)
    (message,) = identifier.process([Message(data={"text": text, "metadata": metadata})])
    return {entity["entity"]: entity["value"] for entity in message.get("entities")}


def test_a_clear_sentence_tells_its_language(model: LanguageModel) -> None:
    assert read(model, "mất thẻ rồi làm sao") == {"language": "vi"}
    assert read(model, "where do I apply for it") == {"language": "en"}


def test_a_lone_greeting_is_only_a_guess(model: LanguageModel) -> None:
    assert read(model, "Hello") == {"likely_language": "en?"}


def test_three_letters_are_too_few_unless_a_mark_tells(model: LanguageModel) -> None:
    assert "language" not in read(model, "3 May 1967")
    assert read(model, "mất") == {"language": "vi"}


@pytest.mark.parametrize("text", ["ok", "2021", "???"])
def test_what_belongs_to_every_language_tells_nothing(model: LanguageModel, text: str) -> None:
    assert read(model, text) == {}


def test_the_page_s_hint_counts_where_the_text_does_not_tell(model: LanguageModel) -> None:
    assert read(model, "ok", language="es") == {"language": "es"}
    assert read(model, "mất thẻ rồi làm sao", language="es") == {"language": "vi"}


def test_a_language_asked_for_wins_over_the_one_it_is_asked_in() -> None:
    entities = [language_entity("en", "Spanish please"), {"entity": "named_language", "value": "es"}]
    message = Message(data={"text": "Spanish please", "intent": {"name": "change_language"}, "entities": entities})
    RequestedLanguage().process([message])
    assert [e["value"] for e in message.get("entities") if e["entity"] == "language"] == ["es"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what is thẻ căn cước", "en"),
        ("do i need giấy khai sinh", "en"),
        ("perdí mi thẻ căn cước", "es"),
        ("hola, lệ phí?", "es"),
        ("ok y el fee", "es"),
        ("ok cam on, phi?", "vi"),
        ("làm lại thẻ căn cước how much", "vi"),
    ],
)
def test_a_word_of_one_language_tells_a_short_or_mixed_message(model: LanguageModel, text: str, language: str) -> None:
    told, probability = model.guess(text)
    assert told == language
    assert probability >= 0.7
