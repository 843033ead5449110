from __future__ import annotations

from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.unmarked import UnmarkedCopies


def phrase(text: str, language: str) -> Message:
    return Message(data={"text": text, "intent": "lost_card", "metadata": {"intent": {"language": language}}})


def trained(*phrases: Message) -> list[tuple[str, str]]:
    copied = UnmarkedCopies().process_training_data(TrainingData(list(phrases)))
    return [(example.get("text"), example.get("intent")) for example in copied.training_examples]


def test_a_vietnamese_phrase_is_also_trained_without_marks() -> None:
    assert trained(phrase("Mất thẻ", "vi")) == [("Mất thẻ", "lost_card"), ("mat the", "lost_card")]


def test_a_phrase_that_stands_there_without_marks_already_gets_no_copy() -> None:
    assert len(trained(phrase("mất thẻ", "vi"), phrase("mat the", "vi"))) == 2


def test_other_languages_get_no_copies() -> None:
    assert len(trained(phrase("perdí la cédula", "es"), phrase("lost it", "en"))) == 2


def test_a_citizens_message_stays_as_it_is() -> None:
    message = phrase("mất thẻ", "vi")
    assert UnmarkedCopies().process([message]) == [message]
    assert message.get("text") == "mất thẻ"
