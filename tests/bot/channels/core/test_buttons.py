from __future__ import annotations

import pytest

from bot.channels.core.buttons import Button, Payloads, buttons, pick, with_links, with_numbers

FEE, TIME = Button("Lệ phí", "/fee"), Button("Bao lâu có thẻ?", "/timeline")
SITE = Button("Cổng dịch vụ công", url="https://dichvucong.gov.vn")


def test_buttons_of_an_answer() -> None:
    raw = [
        {"title": "Lệ phí", "payload": "/fee"},
        {"title": SITE.title, "url": SITE.url, "payload": "/ignored"},
        {"title": "", "payload": "/x"},
        {"title": "nothing behind it"},
    ]
    assert buttons({"buttons": raw}) == [FEE, SITE]
    assert buttons({}) == buttons({"buttons": None}) == []


def test_choices_become_a_numbered_list() -> None:
    assert with_numbers("Bạn cần gì?", [FEE, SITE, TIME]) == (
        "Bạn cần gì?\n\n1. Lệ phí\n2. Bao lâu có thẻ?\n\nCổng dịch vụ công: https://dichvucong.gov.vn"
    )
    assert with_numbers("", [FEE]) == "1. Lệ phí"
    assert with_numbers("Xong.", []) == with_links("Xong.", [FEE]) == "Xong."


@pytest.mark.parametrize(
    ("typed", "payload"),
    [
        ("1", "/fee"),
        (" 2. ", "/timeline"),
        ("2)", "/timeline"),
        ("3", None),
        ("0", None),
        ("12", None),
        ("lệ phí", "/fee"),
        ("LE PHI", "/fee"),
        ("lệ phí bao nhiêu", None),
        ("", None),
    ],
)
def test_a_choice_is_taken_by_number_or_title(typed: str, payload: str | None) -> None:
    assert pick([FEE, TIME], True, typed) == payload


def test_a_number_counts_only_where_numbers_were_shown() -> None:
    assert pick([FEE], False, "1") is None
    assert pick([FEE], False, "Lệ phí") == "/fee"
    assert pick([], True, "1") is None


def test_long_payloads_get_a_short_key(payloads: Payloads) -> None:
    long = '/papers{"area":"miền núi","reason":"lost","procedure":"reissue"}'
    assert len(long) <= 64 < len(long.encode())
    assert payloads.short("/fee") == "/fee"
    assert len(payloads.short(long).encode()) <= 64
    assert payloads.full(payloads.short(long)) == long
    assert payloads.full("/fee") == "/fee"
    assert payloads.full("~unknown") is None
