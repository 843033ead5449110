from __future__ import annotations

from bot.channels.core import outcomes
from bot.channels.core.tables import Message


def test_what_an_answer_says_of_itself_is_kept_in_columns() -> None:
    message = Message(language="en", office="phuong-a")
    fee = {"status": "computed", "topic": "fee", "language": "vi", "unit": "fee-lost", "confidence": 0.7}
    outcomes.keep(message, [{"text": "…"}, {"text": "…", "custom": fee}, {"custom": {"status": "chat"}}])
    assert (message.status, message.topic, message.unit, message.confidence) == ("computed", "fee", "fee-lost", 0.7)
    assert (message.reason, message.language) == (None, "vi")


def test_without_an_answer_there_is_no_outcome() -> None:
    message = Message(language="en")
    outcomes.keep(message, [])
    assert (message.status, message.language) == (None, "en")


def test_nothing_is_left_of_it() -> None:
    message = Message(office="phuong-a", status="computed", topic="fee", confidence=0.5)
    outcomes.drop(message)
    assert all(getattr(message, column) is None for column in outcomes.NOTHING)
