"""An officer's words on the page: they come without a question, each once; then the page asks no more."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Route, expect

from tests.widget.test_page import Visit

BEGUN = {
    "text": "Đã gửi cho cán bộ. Mã: ab12.",
    "buttons": [{"title": "Quay lại trợ lý", "payload": "/handover_ended"}],
    "custom": {"status": "handover", "language": "vi", "reason": "begun", "citations": []},
}
OFFICER = {
    "text": "Cán bộ trả lời:\nMời bạn đến tầng 2.",
    "custom": {"status": "officer", "language": "vi", "reason": "officer", "citations": []},
}


def give(route: Route, told: dict[str, Any]) -> None:
    route.fulfill(body=json.dumps(told), content_type="application/json")


def test_an_officers_word_comes_to_the_page(visit: Visit) -> None:
    chat = visit().open()
    asked: list[str] = []

    def news(route: Route) -> None:
        asked.append(route.request.url.rpartition("=")[2])
        said: list[dict[str, Any]] = [[], [OFFICER], []][min(len(asked), 3) - 1]
        give(route, {"messages": said, "cursor": 0 if len(asked) == 1 else 9, "open": len(asked) < 3})

    chat.page.route("**/news?*", news)
    chat.page.route("**/message", lambda route: give(route, {"messages": [BEGUN]}))
    chat.field.fill("cho tôi gặp người thật")
    chat.field.press("Enter")
    expect(chat.log).to_contain_text("Đã gửi cho cán bộ.")
    expect(chat.log).to_contain_text("Mời bạn đến tầng 2.", timeout=20_000)
    expect(chat.window.locator(".live")).to_contain_text("Mời bạn đến tầng 2.")
    assert chat.axe() == []
    chat.page.wait_for_timeout(10_000)
    assert asked == ["0", "0", "9"], "the case is closed: nothing is asked any more"
    expect(chat.log.get_by_text("Mời bạn đến tầng 2.")).to_have_count(1)


def test_a_page_that_comes_back_goes_on_behind_what_it_shows(visit: Visit) -> None:
    chat = visit().open()
    asked: list[str] = []
    said = [{"role": "user", "text": "cho tôi gặp người thật"}, {"role": "assistant", **OFFICER}]
    history = {"messages": said, "cursor": 9, "open": True}

    def news(route: Route) -> None:
        asked.append(route.request.url.rpartition("=")[2])
        give(route, {"messages": [], "cursor": 9, "open": False})

    chat.page.evaluate("localStorage.setItem('id-card-assistant-token', 'x')")
    chat.page.route("**/history", lambda route: give(route, history))
    chat.page.route("**/news?*", news)
    chat.page.reload()
    chat.launcher.click()
    expect(chat.log).to_contain_text("Mời bạn đến tầng 2.")
    chat.page.wait_for_timeout(9_000)
    assert asked == ["9"]
