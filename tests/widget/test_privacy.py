"""Lawful on the page: who speaks is said before the first question, why an answer failed is asked once."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from bot.channels.core import commands
from bot.channels.privacy import introduction
from tests.widget.conftest import PHONE
from tests.widget.test_page import Visit
from tests.widget.test_view import LONG, answer_with, keep_votes

BEFORE_THE_QUESTION = 100
"""Words: who speaks, what is kept, which rights, and the welcome; an office's own name comes on top."""


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_who_speaks_is_said_before_the_first_question(visit: Visit, language: str) -> None:
    chat = visit(f"?lang={language}").open()
    told = chat.window.locator(".introduction")
    expect(told).to_have_text(introduction.text(language, 90, None))
    expect(told).to_have_attribute("lang", language)


def test_the_offices_vietnamese_name_is_marked_in_it_and_nothing_of_it_is_html(visit: Visit) -> None:
    chat = visit("?lang=en")
    text = "A program of Công an phường Mẫu <b>answers</b>."
    chat.page.route("**/introduction?*", lambda route: route.fulfill(json={"text": text}))
    told = chat.open().window.locator(".introduction")
    expect(told).to_have_text(text)
    expect(told.locator("[lang=vi]")).to_have_text("Công an phường Mẫu")


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_what_comes_before_the_first_question_is_short_and_out_of_sight_of_its_answer(
    visit: Visit, language: str
) -> None:
    chat = visit(f"?lang={language}", viewport=PHONE).open()
    told, welcome = chat.window.locator(".introduction"), chat.window.locator(".ai-message").first
    expect(told).to_be_in_viewport()
    assert len(f"{told.inner_text()} {welcome.inner_text()}".split()) <= BEFORE_THE_QUESTION
    answer_with(chat, LONG)
    chat.ask("Mất thẻ")
    expect(told).not_to_be_in_viewport()
    expect(welcome).not_to_be_in_viewport()


def test_it_is_asked_for_again_where_it_could_not_be_had(visit: Visit) -> None:
    chat = visit()
    chat.page.route("**/introduction?*", lambda route: route.fulfill(status=503, body="{}"))
    chat = chat.open()
    expect(chat.window.locator(".introduction")).to_have_count(0)
    chat.page.unroute("**/introduction?*")
    chat.ask("Mất thẻ")
    expect(chat.window.locator(".introduction")).to_have_count(1)


def test_a_bad_answer_is_asked_about_once_and_the_reason_is_kept(visit: Visit) -> None:
    chat = visit().open()
    answer_with(chat, LONG)
    votes = keep_votes(chat)
    answer = chat.ask("Mất thẻ")
    answer.get_by_role("button", name="Chưa đúng ý").click()
    why = answer.get_by_role("group", name="Chưa đúng ở điểm nào?")
    expect(why.get_by_role("button")).to_have_count(5)
    why.get_by_role("button", name="Thông tin cũ").click()
    expect(answer.get_by_text("Cảm ơn bạn đã cho biết.")).to_be_visible()
    expect(answer.get_by_role("button", name="Thông tin cũ")).to_have_count(0)
    assert [(vote["vote"], vote.get("reason")) for vote in votes] == [("down", None), ("down", "outdated")]


def test_what_is_kept_is_a_link_on_the_assistants_own_host(visit: Visit) -> None:
    chat = visit().open()
    links = [
        {"title": "kept.json", "url": "/kept/web/AbC-_=/kept.json"},
        {"title": "x", "url": "https://elsewhere.example"},
    ]
    answer_with(chat, {**LONG, "buttons": links})
    chat.ask("/data")
    link = chat.window.get_by_role("link", name="kept.json")
    assert str(link.get_attribute("href")).endswith("/kept/web/AbC-_=/kept.json")
    expect(link).to_have_attribute("download", "")
    expect(chat.window.get_by_role("link", name="x", exact=True)).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "entry"),
    [
        ("vi", "Tải mọi điều đang được giữ về tôi"),
        ("es", "Descargar todo lo que se guarda de mí"),
        ("en", "Download all that is kept of me"),
    ],
)
def test_the_menu_hands_out_all_that_is_kept(visit: Visit, language: str, entry: str) -> None:
    chat = visit(f"?lang={language}").open()
    answer_with(chat, {**LONG, "buttons": [{"title": "kept.json", "url": "/kept/web/AbC-_=/kept.json"}]})
    chat.window.locator(".menu-button").click()
    with chat.page.expect_request("**/message") as sent:
        chat.window.get_by_role("button", name=entry).click()
    assert json.loads(sent.value.post_data or "{}")["payload"] == commands.DATA_ASKED
    expect(chat.window.get_by_role("link", name="kept.json")).to_be_visible()
    expect(chat.window.locator("#menu")).to_be_hidden()
    expect(chat.field).to_be_focused()
