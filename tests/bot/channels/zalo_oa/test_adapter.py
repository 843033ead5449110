from __future__ import annotations

import hashlib
from typing import Any

import pytest

from bot.channels.core.buttons import Button
from bot.channels.core.delivery import Gone, Rejected, TryAgain
from bot.channels.zalo_oa import adapter as zalo_api

BODY = '{"event_name":"user_send_text","timestamp":"1763800000000","message":{"text":"mất thẻ"}}'.encode()
MAC = hashlib.sha256(b"77" + BODY + b"1763800000000" + b"oa-secret").hexdigest()


@pytest.mark.parametrize("header", [MAC, f"mac={MAC}", f"mac={MAC.upper()}", f" {MAC} "])
def test_the_signature_in_its_spellings(header: str) -> None:
    assert zalo_api.is_signed(BODY, "1763800000000", header, "77", "oa-secret")


@pytest.mark.parametrize("header", [None, "", "mac=", MAC[:-1], "ạ"])
def test_a_wrong_signature(header: str | None) -> None:
    assert not zalo_api.is_signed(BODY, "1763800000000", header, "77", "oa-secret")


def test_the_signature_covers_everything() -> None:
    assert not zalo_api.is_signed(BODY + b" ", "1763800000000", MAC, "77", "oa-secret")
    assert not zalo_api.is_signed(BODY, "1763800000001", MAC, "77", "oa-secret")
    assert not zalo_api.is_signed(BODY, "1763800000000", MAC, "78", "oa-secret")
    assert not zalo_api.is_signed(BODY, "1763800000000", MAC, "77", "app-secret")


def test_buttons_come_back_as_their_titles() -> None:
    part = zalo_api.Part(
        "?", (Button("Lệ phí", "/fee"), Button("Cổng", url="https://a.vn"), Button("Gọi", url="tel:113"))
    )
    message = zalo_api.send_body("1001", part)["message"]
    assert message["attachment"]["payload"]["buttons"] == [
        {"title": "Lệ phí", "type": "oa.query.show", "payload": "Lệ phí"},
        {"title": "Cổng", "type": "oa.open.url", "payload": {"url": "https://a.vn"}},
        {"title": "Gọi", "type": "oa.open.phone", "payload": {"phone_code": "113"}},
    ]
    assert zalo_api.send_body("1001", zalo_api.Part("a")) == {
        "recipient": {"user_id": "1001"},
        "message": {"text": "a"},
    }


def test_more_than_five_choices_are_numbered() -> None:
    message = {"text": "?", "buttons": [{"title": f"Việc {n}", "payload": "/fee"} for n in range(6)]}
    (part,) = zalo_api.parts(message, plain=False)
    assert part.offered == ()
    assert part.text.endswith("6. Việc 5")


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (-32, TryAgain),
        (-213, Gone),
        (-230, Gone),
        (-211, Rejected),
        (-224, Rejected),
        (-216, Rejected),
        (-201, zalo_api.BadForm),
        (None, zalo_api.BadForm),
    ],
)
def test_what_an_error_means(code: int | None, meaning: type[Exception]) -> None:
    assert type(zalo_api.send_error({"error": code, "message": "why"})) is meaning


def test_error_zero_is_no_error() -> None:
    assert zalo_api.send_error({"error": 0, "message": "Success"}) is None


@pytest.mark.parametrize(
    "fields", [{}, {"event_name": 5}, {"event_name": "user_send_text", "sender": [1]}, {"event_name": "oa_send_text"}]
)
def test_what_says_nothing_is_left(fields: dict[str, Any]) -> None:
    assert zalo_api.event(fields) is None
