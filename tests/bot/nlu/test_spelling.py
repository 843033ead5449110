from __future__ import annotations

import numpy as np
import pytest
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import action_request
from bot.nlu import sentence_vectors
from bot.nlu.guard import InputGuard
from bot.nlu.spelling import TYPED, SpellingNormaliser
from common.diacritics import FILE
from common.text import MAX_QUESTION

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="models/diacritics.json is made by `make train`")


def read(text: str) -> Message:
    return SpellingNormaliser().process([Message(data={"text": text})])[0]


def test_those_who_read_a_message_get_the_one_form() -> None:
    message = read("Caan cuwowcs bij maats")
    assert (message.get("text"), message.get(TYPED)) == ("căn cước bị mất", "Caan cuwowcs bij maats")


def test_a_message_in_the_one_form_stays() -> None:
    message = read("mất thẻ")
    assert (message.get("text"), message.get(TYPED)) == ("mất thẻ", None)


def test_a_payload_stays() -> None:
    assert read('/inform{"birth_date":"1990-05-20"}').get("text") == '/inform{"birth_date":"1990-05-20"}'


def test_training_phrases_are_brought_to_the_same_form() -> None:
    data = TrainingData([Message(data={"text": "Hỏi ở Uỷ ban", "intent": "place"}), Message(data={"intent": "place"})])
    SpellingNormaliser().process_training_data(data)
    assert [example.get("text") for example in data.training_examples] == ["hỏi ở ủy ban", None]


def test_the_tracker_keeps_what_was_typed_and_the_action_server_gets_the_one_form_with_its_vector() -> None:
    message = read("MẤT THẺ")
    sentence_vectors.keep(message.get("text"), np.ones(384, np.float32))
    tracker = DialogueStateTracker("somebody", [])
    # As Rasa's processor does: the text as it came, the parsed message beside it.
    parsed = {"entities": [], **message.as_dict(only_output_properties=True)}
    tracker.update(UserUttered("MẤT THẺ", {"name": "lost_card"}, [], parsed))

    call = action_request.action_call(RemoteAction("action_answer", None), tracker, Domain.empty())

    assert tracker.latest_message is not None
    assert tracker.latest_message.text == "MẤT THẺ"
    assert call["tracker"]["latest_message"]["text"] == "mất thẻ"
    assert set(call["tracker"]["latest_message"]["vectors"]) == {"mất thẻ"}


def test_a_message_within_the_limit_does_not_grow_beyond_it() -> None:
    typed = "matcccd " * (MAX_QUESTION // 8)
    message = read(typed.strip())
    assert len(message.get("text")) <= MAX_QUESTION
    InputGuard().process([message])
    assert message.get("intent") is None


def test_a_message_beyond_the_limit_stays_too_long_however_short_its_form() -> None:
    message = InputGuard().process([read("mất thẻ" + "ẻ" * MAX_QUESTION)])[0]
    assert [entity["value"] for entity in message.get("entities")] == ["too_long"]


def test_what_cannot_be_read_is_asked_back() -> None:
    message = InputGuard().process([read("m?t th? c?n c??c")])[0]
    assert message.get("intent")["name"] == "unreadable"
    assert [entity["value"] for entity in message.get("entities")] == ["garbled"]
