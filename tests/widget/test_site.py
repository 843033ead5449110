"""The pages: without scripts, in three languages, on every screen; your list; how soon the field can be used."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from bot.page.site import TASKS
from tests.widget.conftest import PHONE, SLOW, WIDE
from tests.widget.stub import DIST
from tests.widget.test_page import Visit

PLACES = ("", "privacy", *(f"tasks/{task}" for task in TASKS))
BEFORE_THE_FIELD = 20 * 1024
"""Bytes, gzipped, before the question field can be used."""
DOCUMENTATION = Path("docs/widget.md")
USABLE_IN = 3_000
"""Milliseconds."""


@pytest.mark.parametrize("language", ["vi", "es", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_every_page_is_read_without_scripts(visit: Visit, place: str, language: str) -> None:
    page = visit(f"{place}?lang={language}", java_script_enabled=False).page
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("form.ask")).to_have_count(0 if place else 1)
    if place.startswith("tasks/"):
        expect(page.locator("section.answer .lead").first).to_be_visible()
        expect(page.locator("section.answer").first).to_contain_text(re.compile(r"\d"))
    else:
        expect(page.locator("button:visible")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_axe_finds_nothing_on_any_page(visit: Visit, language: str, theme: str) -> None:
    chat = visit(f"?lang={language}", color_scheme=theme, viewport=PHONE)
    root = chat.page.url.split("?")[0]
    for place in PLACES:
        chat.page.goto(f"{root}{place}?lang={language}")
        for fold in chat.page.locator("main summary").all():
            fold.click()
        assert chat.axe() == [], place


@pytest.mark.parametrize(
    ("locale", "language"), [("es-ES", "es"), ("en-GB", "en"), ("zh-CN", "en"), ("vi-VN", "vi"), ("fr-FR", "en")]
)
def test_the_browser_tells_the_language_of_page_and_talk(visit: Visit, locale: str, language: str) -> None:
    chat = visit(locale=locale)
    expect(chat.page.locator("html")).to_have_attribute("lang", language)
    chat.launcher.click()
    expect(chat.window).to_have_attribute("lang", language)


def test_the_talk_follows_the_pages_switch_and_the_page_the_talks(visit: Visit) -> None:
    chat = visit()
    chat.page.get_by_role("link", name="Español").click()
    expect(chat.page.locator("html")).to_have_attribute("lang", "es")
    chat.open()
    expect(chat.window).to_have_attribute("lang", "es")
    chat.window.get_by_label("Idioma").select_option("en")
    chat.window.get_by_role("button", name="Close").click()
    expect(chat.page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize(
    ("language", "task", "where", "named", "fee"),
    [
        ("vi", "Mất thẻ", "công an", ("Mang theo", "Tiền", "Thời hạn"), r"35\.000 đồng"),
        ("es", "Perdí la tarjeta", "policía", ("Lleve", "Precio", "Plazo"), r"35\.000 dongs"),
        ("en", "Lost card", "police", ("Bring", "Pay", "By when"), "35,000 dong"),
    ],
)
def test_from_the_page_to_where_what_and_how_much_in_one_press_and_150_words(
    visit: Visit, language: str, task: str, where: str, named: tuple[str, ...], fee: str
) -> None:
    page = visit(f"?lang={language}", viewport={"width": 390, "height": 844}, has_touch=True).page
    page.get_by_role("link", name=task).click()
    first = page.locator("section.answer").first
    lead, lines = first.locator(".lead").inner_text(), first.locator("dl").inner_text()
    assert where in lead
    assert [name for name in named if name not in lines] == []
    assert re.search(fee, lines)
    assert len(f"{lead} {lines}".split()) <= 150


def test_a_task_is_printed_without_scripts_and_without_what_only_a_screen_needs(visit: Visit) -> None:
    page = visit("tasks/lost", java_script_enabled=False).page
    page.emulate_media(media="print")
    for shown in (page.locator("section.answer .lead").first, page.locator("section.answer dl").first):
        expect(shown).to_be_visible()
    for hidden in ("nav.languages", ".back", ".list", "footer a"):
        expect(page.locator(hidden).first).to_be_hidden()


@pytest.mark.parametrize("viewport", [WIDE, {"width": 390, "height": 844}, PHONE, {"width": 320, "height": 215}])
@pytest.mark.parametrize("place", ["", "tasks/lost", "tasks/person"])
def test_nothing_is_wider_than_the_screen(visit: Visit, place: str, viewport: dict[str, int]) -> None:
    page = visit(place, viewport=viewport).page
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_where_it_is_wide_the_talk_is_left_and_the_list_right(visit: Visit) -> None:
    chat = visit()
    chat.page.locator("#ask").fill("Mất thẻ căn cước làm lại hết bao nhiêu tiền?")
    chat.page.locator("#ask").press("Enter")
    expect(chat.answers).to_have_count(1, timeout=20_000)
    talk, listed = chat.window.bounding_box(), chat.page.locator(".list").bounding_box()
    assert talk is not None
    assert listed is not None
    assert talk["x"] + talk["width"] < listed["x"]
    assert talk["y"] >= 0, "the whole talk is on the screen"
    assert talk["y"] + talk["height"] <= WIDE["height"]
    assert chat.axe() == []


class TestYourList:
    def test_a_task_is_taken_along_kept_on_the_device_and_ticked_off(self, visit: Visit) -> None:
        page = visit("tasks/lost").page
        page.get_by_role("button", name="Thêm vào danh sách").first.click()
        entries = page.locator(".list .items > li")
        expect(entries).to_have_count(1)
        expect(entries.first).to_contain_text("Mang theo")
        page.get_by_role("checkbox").first.check()
        page.get_by_role("link", name="Trang đầu").click()
        expect(page.locator(".list .items > li")).to_have_count(1)
        expect(page.get_by_role("checkbox").first).to_be_checked()
        page.get_by_role("button", name="Xóa danh sách").click()
        expect(page.locator(".list .items > li")).to_have_count(0)

    def test_it_is_filled_from_what_was_said(self, visit: Visit) -> None:
        chat = visit().open()
        answer: dict[str, Any] = {
            "lead": "Ra công an xã nào cũng được.",
            "lines": [{"label": "bring", "name": "Mang theo", "text": "CCCD cũ."}],
            "doubt": "",
            "more": "",
        }
        computed = {"kind": "checklist", "document": "can_cuoc", "limits": []}
        citation = {"title": "Luật mẫu", "place": "Điều 24", "status": "in force", "text": "Nội dung."}
        custom = {"language": "vi", "computed": computed, "answer": answer, "citations": [citation]}
        chat.page.route(
            "**/message", lambda route: route.fulfill(json={"messages": [{"text": "x", "custom": custom}]})
        )
        chat.ask("Cần mang gì?")
        expect(chat.page.locator(".list .items > li")).to_contain_text(["Cần mang gì?"])
        expect(chat.page.locator(".list .items > li")).to_contain_text(["CCCD cũ."])

    def test_it_is_printed_alone(self, visit: Visit) -> None:
        page = visit("tasks/lost").page
        page.get_by_role("button", name="Thêm vào danh sách").first.click()
        page.evaluate("window.print = () => { window.printed = true }")
        page.locator(".print-list").click()
        assert page.evaluate("window.printed")
        page.emulate_media(media="print")
        expect(page.locator(".list .items")).to_be_visible()
        expect(page.locator("main")).to_be_hidden()
        expect(page.locator(".list-tools")).to_be_hidden()


def sizes_of(visit: Visit) -> dict[str, int]:
    """Return the bytes, gzipped, of the first page and of all that it loads, and those of the chat."""
    page = visit().page
    expect(page.locator("#ask")).to_be_visible()
    page.wait_for_load_state("networkidle")
    loaded = [page.url, *page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")]
    sizes = {"chat.js": len(gzip.compress((DIST / "chat.js").read_bytes(), 9))}
    for address in dict.fromkeys(one.partition("?")[0] for one in loaded):
        served = page.request.get(address)
        if served.ok:  # not what only the conversation may ask for
            sizes[address.rpartition("/")[2]] = len(gzip.compress(served.body(), 9))
    return sizes


class TestWeight:
    def test_the_field_needs_at_most_20_kilobytes(self, visit: Visit) -> None:
        sizes = sizes_of(visit)
        assert sum(sizes.values()) - sizes["chat.js"] <= BEFORE_THE_FIELD, sizes
        assert sum(sizes.values()) <= 60 * 1024, sizes

    def test_the_sizes_are_those_that_the_documentation_names(self, visit: Visit) -> None:
        sizes = sizes_of(visit)
        widget, chat = sizes["widget.js"], sizes["chat.js"]
        said = re.search(
            r"`widget.js` (\d+) KB.*?`chat.js` (\d+) KB.*?icon (\d+) KB", DOCUMENTATION.read_text(), re.DOTALL
        )
        assert said is not None
        page = sum(sizes.values()) - widget - chat
        assert [int(size) for size in said.groups()] == [round(size / 1024) for size in (widget, chat, page)], sizes

    def test_the_field_can_be_used_in_3_seconds_on_a_slow_network(self, visit: Visit) -> None:
        chat = visit()
        slow = chat.page.context.new_cdp_session(chat.page)
        slow.send("Network.enable")
        slow.send("Network.setCacheDisabled", {"cacheDisabled": True})
        slow.send("Network.emulateNetworkConditions", SLOW)
        chat.page.goto(chat.page.url, wait_until="commit")
        chat.page.locator("#ask").fill("Mất thẻ")
        assert chat.page.evaluate("performance.now()") <= USABLE_IN
