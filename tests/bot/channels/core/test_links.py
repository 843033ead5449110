from __future__ import annotations

from bot.channels.core.links import absolute

FEE = {"title": "Lệ phí", "payload": "/fee"}
ELSEWHERE = {"title": "Cổng", "url": "https://dichvucong.gov.vn"}
LAW = {"title": "Điều 24", "url": "/law/luat-26-2023-qh15.html"}


def test_our_own_pages_need_our_address() -> None:
    answer = {"text": "a", "buttons": [FEE, ELSEWHERE, LAW]}
    made = absolute(answer, "https://assistant.example/")
    assert made["buttons"][:2] == [FEE, ELSEWHERE]
    assert made["buttons"][2]["url"] == "https://assistant.example/law/luat-26-2023-qh15.html"


def test_without_an_address_there_are_none() -> None:
    assert absolute({"text": "a", "buttons": [FEE, LAW]}, "")["buttons"] == [FEE]
    assert absolute({"text": "a"}, "")["buttons"] == []
