"""A session that has expired starts clean, in the language of before."""

from __future__ import annotations

import json
import sqlite3
import uuid

import pytest

from tests.e2e.conftest import Assistant

pytestmark = pytest.mark.e2e
LONGER_THAN_A_SESSION = 3 * 60 * 60
"""Seconds; `session_expiration_time` of the domain is two hours."""


def made_older(assistant: Assistant, sender: str) -> int:
    """Move all that was said with a sender into the past; return how many events."""
    with sqlite3.connect(assistant.folder / "bridge.db") as store:
        row = store.execute("SELECT events FROM dialogues WHERE conversation = ?", (sender,)).fetchone()
        events = json.loads(row[0])
        for event in events:
            event["timestamp"] -= LONGER_THAN_A_SESSION
        store.execute("UPDATE dialogues SET events = ? WHERE conversation = ?", (json.dumps(events), sender))
    return len(events)


def test_the_next_day_nothing_holds_but_the_language(assistant: Assistant) -> None:
    sender = f"session-{uuid.uuid4().hex}"
    (answer,) = assistant.say(sender, "Mi hijo de 10 años perdió la tarjeta vietnamita, ¿cuánto cuesta otra?")
    assert answer["custom"]["computed"]["in_person"] == 0
    assert made_older(assistant, sender)
    (answer,) = assistant.say(sender, "/fee")
    assert answer["custom"]["language"] == "es"
    assert "reason" not in answer["custom"]["computed"]
    assert made_older(assistant, sender)
    (answer,) = assistant.say(sender, "repita")
    assert answer["custom"]["reason"] == "topic_missing"


def test_a_form_is_not_open_any_more_the_next_day(assistant: Assistant) -> None:
    sender = f"session-{uuid.uuid4().hex}"
    assistant.say(sender, "/renewal_date")
    assert made_older(assistant, sender)
    answers = assistant.say(sender, "xin chào")
    assert [answer["custom"]["status"] for answer in answers] == ["chat"]
