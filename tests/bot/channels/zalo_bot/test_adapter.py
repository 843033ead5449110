from __future__ import annotations

from typing import Any

import pytest

from bot.channels.core.delivery import Gone, Rejected, TryAgain
from bot.channels.zalo_bot import adapter as zalo_bot_api

MESSAGE = {
    "chat": {"id": "e4", "chat_type": "PRIVATE"},
    "from": {"id": "e4"},
    "text": "a",
    "message_id": "m",
    "date": 5,
}


@pytest.mark.parametrize(
    "fields", [{"ok": True, "result": {"message": MESSAGE}}, {"message": MESSAGE}, {"result": [{"message": MESSAGE}]}]
)
def test_an_update_in_its_wrappings(fields: dict[str, Any]) -> None:
    (done,) = zalo_bot_api.incoming(fields)
    assert (done.person, done.text, done.delivery, done.order) == ("e4", "a", "m", 5.0)


def test_choices_are_numbered() -> None:
    message = {"text": "Bạn cần gì?", "buttons": [{"title": "Lệ phí", "payload": "/fee"}]}
    assert zalo_bot_api.parts(message) == ["Bạn cần gì?\n\n1. Lệ phí"]


@pytest.mark.parametrize(
    ("status", "answer", "meaning"),
    [
        (200, {"ok": True}, type(None)),
        (408, {"ok": False}, type(None)),
        (200, {"ok": False, "error_code": 408}, type(None)),
        (401, {"ok": False}, Rejected),
        (200, {"ok": False, "error_code": 403}, Gone),
        (200, {"ok": False, "error_code": 429}, TryAgain),
        (200, {"ok": False, "error_code": 500}, TryAgain),
        (400, {"ok": False, "error_code": 400}, Rejected),
    ],
)
def test_what_an_answer_means(status: int, answer: dict[str, Any], meaning: type) -> None:
    assert type(zalo_bot_api.send_error(status, answer)) is meaning
