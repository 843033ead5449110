"""What became of a message, in columns: counted and searched without reading its answer. No words of anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.channels.core.tables import Message

NOTHING: dict[str, None] = dict.fromkeys(("office", "status", "reason", "topic", "unit", "confidence"))
"""The columns as they are of a message of which nothing is to be left."""


def keep(message: Message, answers: Sequence[dict[str, Any]]) -> None:
    """Write what the first answer says of itself (docs/architecture.md, the reply contract) beside the message."""
    said = next((custom for answer in answers if (custom := answer.get("custom") or {}).get("status")), {})
    message.status, message.reason = said.get("status"), said.get("reason")
    message.topic, message.unit = said.get("topic"), said.get("unit")
    message.confidence = said.get("confidence")
    message.language = said.get("language") or message.language


def drop(message: Message) -> None:
    """Leave nothing of it: the conversation was deleted."""
    for column, nothing in NOTHING.items():
        setattr(message, column, nothing)
