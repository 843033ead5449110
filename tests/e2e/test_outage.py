"""The action server goes away and comes back: people are told so kindly, and the next message is answered."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.e2e.conftest import Assistant
from tests.e2e.test_conversations import check_contract

pytestmark = pytest.mark.e2e

LOSSES = {
    "vi": "tôi bị mất thẻ căn cước Việt Nam",
    "es": "He perdido mi tarjeta de identidad vietnamita",
    "en": "I have lost my Vietnamese identity card",
}
FEES = {"vi": "hết bao nhiêu tiền?", "es": "¿cuánto cuesta la nueva?", "en": "how much is a new one?"}
MACHINE_WORDS = ("traceback", "exception", "error", "http", "127.0.0.1", "action_", "null")
"""What a citizen must never read."""


@contextmanager
def _outage(assistant: Assistant) -> Iterator[None]:
    """Stop the action server for a while; it runs again for the tests that follow, whatever happens here."""
    assistant.stop_actions()
    try:
        yield
    finally:
        assistant.start_actions()


def _answer(assistant: Assistant, sender: str, text: str) -> dict[str, Any]:
    answers = assistant.say(sender, text)
    assert len(answers) == 1, answers
    check_contract(answers[0])
    return answers[0]


def test_an_outage_is_told_kindly_and_over_once_the_server_is_back(assistant: Assistant) -> None:
    people = {language: f"outage-{language}-{uuid.uuid4().hex}" for language in LOSSES}
    with _outage(assistant):
        for language, sender in people.items():
            told = _answer(assistant, sender, LOSSES[language])
            assert told["custom"]["status"] == "abstain"
            assert told["custom"]["language"] == language
            assert not any(word in told["text"].lower() for word in MACHINE_WORDS), told
        # What needs no knowledge goes on.
        assert _answer(assistant, f"outage-{uuid.uuid4().hex}", "xin chào bạn")["custom"]["status"] == "chat"
    for language, sender in people.items():
        answered = _answer(assistant, sender, FEES[language])["custom"]
        assert (answered["status"], answered["language"]) == ("computed", language)
        # What was said during the outage is remembered.
        assert answered["computed"]["reason"] == "lost"
        assert answered["computed"]["in_person"] == 35000
