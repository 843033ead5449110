from __future__ import annotations

from typing import Any

import pytest

from bot.channels.core.buttons import Payloads
from bot.channels.core.delivery import Gone, Rejected, TryAgain
from bot.channels.messenger import adapter as messenger_api

# Made with: printf '%s' BODY | openssl dgst -sha256 -hmac secret
BODY = rb'{"text":"m\u1ea5t th\u1ebb"}'

_keys: dict[str, str] = {}
KEPT = Payloads(messenger_api.MAX_PAYLOAD_BYTES, _keys.get, _keys.__setitem__)


@pytest.mark.parametrize(
    ("header", "good"),
    [
        ("sha256={}", True),
        ("sha256={}0", False),
        ("{}", False),
        ("SHA256={}", False),
        ("", False),
        (None, False),
    ],
)
def test_the_signature(header: str | None, good: bool) -> None:
    import subprocess

    made = subprocess.run(
        ["openssl", "dgst", "-sha256", "-hmac", "secret"], input=BODY, capture_output=True, check=True
    )
    digest = made.stdout.decode().split()[-1]
    given = header.format(digest) if header is not None else None
    assert messenger_api.is_signed(BODY, given, "secret") is good
    assert not messenger_api.is_signed(BODY + b" ", given, "secret")
    assert not messenger_api.is_signed(BODY, given, "other")


def shown(message: dict[str, Any]) -> list[dict[str, Any]]:
    return messenger_api.parts(message, KEPT)


def test_short_titles_are_quick_replies() -> None:
    (part,) = shown({"text": "?", "buttons": [{"title": "Lệ phí", "payload": "/fee"}]})
    assert part == {
        "text": "?",
        "quick_replies": [{"content_type": "text", "title": "Lệ phí", "payload": "/fee"}],
    }


def test_long_titles_are_listed_and_chosen_by_number() -> None:
    long = {"title": "Làm lại vì bị mất thẻ", "payload": "/lost_card"}
    (part,) = shown({"text": "?", "buttons": [long, {"title": "Đổi", "payload": "/renewal"}]})
    assert part["text"] == "?\n\n1. Làm lại vì bị mất thẻ\n2. Đổi"
    assert [reply["title"] for reply in part["quick_replies"]] == ["1", "2"]


def test_links_are_written_out() -> None:
    (part,) = shown({"text": "Xem:", "buttons": [{"title": "Cổng", "url": "https://dichvucong.gov.vn"}]})
    assert part == {"text": "Xem:\n\nCổng: https://dichvucong.gov.vn"}


@pytest.mark.parametrize(
    ("status", "error", "meaning"),
    [
        (400, {"code": 551}, Gone),
        (400, {"code": 100, "error_subcode": 2018001}, Gone),
        (400, {"code": 613}, TryAgain),
        (400, {"code": 1200}, TryAgain),
        (400, {"code": 190}, Rejected),
        (400, {"code": 10, "error_subcode": 2018278}, Rejected),
        (400, {}, Rejected),
    ],
)
def test_what_an_error_means(status: int, error: dict[str, Any], meaning: type[Exception]) -> None:
    assert type(messenger_api.send_error(status, {"error": error})) is meaning


def test_a_taken_message_is_no_error() -> None:
    assert messenger_api.send_error(200, {"recipient_id": "1", "message_id": "m"}) is None
