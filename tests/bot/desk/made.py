"""Kept messages for the desk's tests: one line makes one."""

from __future__ import annotations

import itertools
import time
from typing import Any

from bot.channels.core.database import Database
from bot.channels.core.tables import Conversation, Message

_numbers = itertools.count(1)


def keep(database: Database, text: str, **columns: Any) -> int:
    """Keep an answered message of the website; return its id."""
    number = next(_numbers)
    answer = {"text": columns.pop("answer", "Đến công an xã.\nMang theo: thẻ cũ.")}
    message: dict[str, Any] = {
        "channel": "web",
        "account": "a",
        "delivery": f"d{number}",
        "conversation": "web-1",
        "position": float(number),
        "kind": "text",
        "edge": {},
        "hints": {},
        "language": "vi",
        "received_at": time.time(),
        "state": "answered",
        "attempts": 0,
        "answers": [answer],
        "status": "retrieved",
        **columns,
    }

    def work(session: Any) -> int:
        if session.get(Conversation, "web-1") is None:
            session.add(Conversation(id="web-1", channel="web", seen_at=time.time()))
            session.flush()
        row = Message(text=text, **message)
        session.add(row)
        session.flush()
        return int(row.id)

    return database.call(work)
