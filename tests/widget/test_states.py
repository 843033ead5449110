"""Axe in every state that the talk can be in, in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.widget.conftest import PHONE, Chat
from tests.widget.test_page import QUESTIONS, Visit
from tests.widget.test_view import LISTED, LONG, answer_with

LANGUAGES = ("vi", "es", "en")


def _menu(chat: Chat) -> None:
    chat.window.locator(".menu-button").click()
    expect(chat.window.locator("#menu")).to_be_visible()


def _asked_before_deleting(chat: Chat) -> None:
    _menu(chat)
    chat.window.locator(".remove").click()
    expect(chat.window.get_by_role("alertdialog")).to_be_visible()


def _asked_before_finishing(chat: Chat) -> None:
    _menu(chat)
    chat.window.locator(".finish").click()
    expect(chat.window.get_by_role("alertdialog")).to_be_visible()


def _waiting(chat: Chat) -> None:
    chat.page.route("**/message", lambda route: None)
    _say(chat)
    expect(chat.log.locator(".dots")).to_be_visible()


def _failed(chat: Chat) -> None:
    chat.page.route("**/message", lambda route: route.abort())
    _say(chat)
    expect(chat.log.locator(".retry")).to_be_visible()


def _starting(chat: Chat) -> None:
    chat.page.route("**/message", lambda route: route.fulfill(status=503, body="{}"))
    _say(chat)
    expect(chat.log.locator(".retry")).to_be_visible()


def _offline(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    _say(chat)
    expect(chat.log.locator(".failure a[href^='tel:']")).to_be_visible()


def _answered(chat: Chat) -> None:
    answer_with(chat, LONG)
    answer = chat.ask("?")
    for fold in answer.locator("summary").all():
        fold.click()


def _voted(chat: Chat) -> None:
    answer_with(chat, LONG)
    chat.page.route("**/vote", lambda route: route.fulfill(json={"kept": True}))
    with chat.page.expect_response("**/vote"):
        chat.ask("?").locator("[data-tool=up]").click()


def _asked_why(chat: Chat) -> None:
    answer_with(chat, LONG)
    chat.page.route("**/vote", lambda route: route.fulfill(json={"kept": True}))
    chat.ask("?").locator("[data-tool=down]").click()
    expect(chat.window.locator(".why button")).to_have_count(5)


def _thanked(chat: Chat) -> None:
    _asked_why(chat)
    chat.window.locator(".why button").first.click()
    expect(chat.window.locator(".why button")).to_have_count(0)


def _handed_files(chat: Chat) -> None:
    answer_with(chat, {**LONG, "buttons": [{"title": "kept.json", "url": "/kept/web/AbC/kept.json"}]})
    chat.ask("?")
    expect(chat.window.locator(".kept")).to_be_visible()


def _listed(chat: Chat) -> None:
    answer_with(chat, LISTED)
    chat.ask("?")
    expect(chat.window.locator("[data-tool=list]")).to_be_visible()


def _without_history(chat: Chat) -> None:
    chat.page.evaluate("localStorage.setItem('id-card-assistant-token', 'x')")
    chat.page.route("**/history", lambda route: route.abort())
    chat.page.reload()
    chat.launcher.click()
    expect(chat.log.locator(".retry")).to_be_visible()


def _not_loaded(chat: Chat) -> None:
    chat.page.route("**/chat.js*", lambda route: route.abort())
    chat.page.reload()
    told = chat.launcher.inner_text()
    chat.launcher.click()
    expect(chat.launcher).not_to_have_text(told)


def _without_widget(chat: Chat) -> None:
    chat.page.route("**/widget.js", lambda route: route.abort())
    chat.page.reload()
    chat.page.locator(".chips button").first.click()
    expect(chat.page.locator(".trouble")).to_be_visible()


def _not_allowed(chat: Chat) -> None:
    """On a website that the assistant does not answer: its files load there, its answers do not."""
    language = chat.window.get_attribute("lang")
    root = chat.page.url.split("?")[0]
    elsewhere = f"{root.replace('127.0.0.1', 'localhost')}elsewhere"
    html = (
        f'<!doctype html><html lang="{language}"><meta name="viewport" content="width=device-width"><title>x</title>'
        f'<script src="{root}widget.js" defer></script><main><h1>x</h1></main></html>'
    )
    chat.page.route(elsewhere, lambda route: route.fulfill(content_type="text/html", body=html))
    chat.page.goto(elsewhere)
    chat.open()
    chat.page.route("**/session", lambda route: route.abort())
    _say(chat)
    expect(chat.log.locator(".failure a")).to_be_visible()


def _not_deleted(chat: Chat) -> None:
    answer_with(chat, LONG)
    chat.ask("?")
    chat.page.route("**/delete", lambda route: route.fulfill(status=503, body="{}"))
    _asked_before_deleting(chat)
    chat.window.locator(".yes").click()
    expect(chat.log.locator(".retry")).to_be_visible()


def _answered_in_another_language(chat: Chat) -> None:
    other = {"vi": "en", "es": "vi", "en": "es"}[str(chat.window.get_attribute("lang"))]
    answer_with(chat, {**LONG, "custom": {**LONG["custom"], "language": other}})
    for fold in chat.ask("?").locator("summary").all():
        fold.click()


def _answered_by_an_officer(chat: Chat) -> None:
    custom: dict[str, Any] = {"status": "officer", "language": chat.window.get_attribute("lang"), "citations": []}
    chat.page.route("**/message", lambda route: route.fulfill(json={"messages": [{"text": "2", "custom": custom}]}))
    _say(chat)
    expect(chat.log.locator(".ai-message").last).to_have_text("2")


def _noticed(chat: Chat) -> None:
    def told(route: Route) -> None:
        route.fulfill(json={"office": None, "notices": ["Tầng 2, 113"]})

    chat.page.route("**/office?*", told)
    chat.page.reload()
    chat.open()
    expect(chat.window.locator(".notices")).to_be_visible()


def _whole(chat: Chat) -> None:
    chat.page.set_viewport_size({"width": 1280, "height": 860})  # on a phone the window fills the screen anyway
    _menu(chat)
    chat.window.locator(".whole").click()


def _largest(chat: Chat) -> None:
    _menu(chat)
    for _ in range(3):
        chat.window.locator(".size").click()


def _say(chat: Chat) -> None:
    chat.field.fill("?")
    chat.field.press("Enter")


STATES: dict[str, Callable[[Chat], None]] = {
    "menu": _menu,
    "asked before deleting": _asked_before_deleting,
    "asked before finishing": _asked_before_finishing,
    "waiting": _waiting,
    "failed": _failed,
    "starting": _starting,
    "offline": _offline,
    "answered": _answered,
    "voted": _voted,
    "asked why": _asked_why,
    "thanked": _thanked,
    "files handed out": _handed_files,
    "kept in the list": _listed,
    "without history": _without_history,
    "chat not loaded": _not_loaded,
    "widget not loaded": _without_widget,
    "website not allowed": _not_allowed,
    "not deleted": _not_deleted,
    "answered in another language": _answered_in_another_language,
    "answered by an officer": _answered_by_an_officer,
    "notices": _noticed,
    "whole screen": _whole,
    "largest text": _largest,
}


@contextmanager
def named(state: str) -> Iterator[None]:
    """Let what is wrong name the state that it was found in."""
    try:
        yield
    except AssertionError as error:
        raise AssertionError(f"{state}: {error}") from error


@pytest.mark.parametrize(("language", "theme"), [*((language, "light") for language in LANGUAGES), ("vi", "dark")])
def test_axe_finds_nothing_in_any_state(visit: Visit, language: str, theme: str) -> None:
    for state, reach in STATES.items():
        chat = visit(f"?lang={language}", color_scheme=theme, viewport=PHONE, has_touch=True).open()
        with named(state):
            reach(chat)
            assert chat.axe() == []
        chat.page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_frame_is_missing_in_a_language(visit: Visit, language: str) -> None:
    chat = visit(f"?lang={language}", viewport=PHONE).open()
    chat.ask(QUESTIONS[language])
    _menu(chat)
    assert "undefined" not in chat.window.evaluate("window_ => window_.outerHTML")
