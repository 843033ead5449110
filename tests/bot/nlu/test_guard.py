from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.guard import InputGuard, fault
from common.text import MAX_QUESTION


@pytest.mark.parametrize("text", ["tôi bị mất thẻ", "20/5/1990", "¿y?", "ok 👍", "2021"])
def test_a_message_with_words_can_be_a_question(text: str) -> None:
    assert fault(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("🙂🙂", "no_words"),
        ("???", "no_words"),
        ("我的身份证丢了", "no_words"),
        ("потерял карту", "no_words"),
        ("mất thẻ " * MAX_QUESTION, "too_long"),
    ],
)
def test_a_message_that_cannot_be_one_says_why(text: str, reason: str) -> None:
    assert fault(text) == reason


def test_an_unreadable_message_gets_its_reason_instead_of_an_intent() -> None:
    message = Message(data={"text": "???", "intent": {"name": "fee", "confidence": 0.9}, "entities": []})
    InputGuard().process([message])
    assert message.get("intent")["name"] == "unreadable"
    assert [(e["entity"], e["value"]) for e in message.get("entities")] == [("problem", "no_words")]


def test_a_message_that_the_channel_cut_is_too_long_however_short_it_is_now() -> None:
    message = Message(data={"text": "mất thẻ", "metadata": {"edge": {"too_long": True}}, "entities": []})
    InputGuard().process([message])
    assert message.get("entities")[0]["value"] == "too_long"


def test_a_readable_message_keeps_its_intent() -> None:
    message = Message(data={"text": "mất thẻ", "intent": {"name": "lost_card", "confidence": 0.9}})
    InputGuard().process([message])
    assert message.get("intent")["name"] == "lost_card"
