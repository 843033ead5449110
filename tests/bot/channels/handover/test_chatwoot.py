"""Chatwoot's webhook: whose it is, and whether it may tell of something new; its API: channels/test_handover.py."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bot.channels.handover.chatwoot import SIGNED_SECONDS, is_signed, thread_of
from tests.channels.offices import SECRET, signed


def genuine(headers: dict[str, str], body: bytes = b"{}", secret: str = SECRET) -> bool:
    return is_signed(secret, body, headers.get("X-Chatwoot-Timestamp"), headers.get("X-Chatwoot-Signature"))


def test_only_what_is_signed_with_the_secret_now_is_genuine() -> None:
    assert genuine(signed(b"{}"))
    assert not genuine(signed(b"[]"))
    assert not genuine(signed(b"{}", "another-secret"))
    assert not genuine(signed(b"{}", at=time.time() - SIGNED_SECONDS - 5))
    assert not genuine(signed(b"{}", at=time.time() + SIGNED_SECONDS + 5))
    assert not genuine({})
    assert not genuine(signed(b"{}", ""), secret="")
    assert not genuine({**signed(b"{}"), "X-Chatwoot-Timestamp": "²"})


@pytest.mark.parametrize(
    ("event", "thread"),
    [
        ({"event": "message_created", "message_type": "outgoing", "conversation": {"id": 5}}, 5),
        ({"event": "message_updated", "message_type": 1, "conversation": {"id": 5}}, 5),
        ({"event": "conversation_status_changed", "id": 6, "status": "resolved"}, 6),
        ({"event": "message_created", "message_type": "outgoing", "private": True, "conversation": {"id": 5}}, None),
        ({"event": "message_created", "message_type": "incoming", "conversation": {"id": 5}}, None),
        ({"event": "conversation_typing_on", "id": 6}, None),
        ({"event": "message_created", "conversation": None}, None),
        ({"event": "message_created", "conversation": {"id": True}}, None),
        ({"event": ["message_created"]}, None),
        ({}, None),
    ],
)
def test_an_event_tells_which_conversation_may_have_something_new(event: dict[str, Any], thread: int | None) -> None:
    assert thread_of(event) == thread
