"""The pages: without scripts, in three languages, on every screen; your list; how soon the field can be used."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from bot.page import site
from bot.page.site import TASKS
from common import offices
from tests.widget import stub
from tests.widget.conftest import PHONE, SLOW, WIDE
from tests.widget.stub import DIST
from tests.widget.test_page import Visit
from tests.widget.test_view import LISTED, SCREENS, answer_with

PLACES = ("", "privacy", *(f"tasks/{task}" for task in TASKS))
BEFORE_THE_FIELD = 20 * 1024
"""Bytes, gzipped, before the question field can be used."""
MOST_WORDS = 150
"""From the top of the first page to where to go, what to bring and what it costs, all that stands before included."""
MOST_WORDS_OF_AN_OFFICE = 25
"""What an office's name and notice may add to that, on both pages: docs/widget.md names the figures."""
ROOT = Path(__file__).parents[2]
DOCUMENTATION = ROOT / "docs" / "widget.md"
USABLE_IN = 3_000
"""Milliseconds."""


def words_until(element: Locator) -> int:
    """Return how many words one meets from the top of the page to the end of an element, the element's included."""
    met: int = element.evaluate(
        """element => {
            const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            let words = 0;
            for (let text = all.nextNode(); text; text = all.nextNode()) {
                const place = element.compareDocumentPosition(text);
                const met = place & (Node.DOCUMENT_POSITION_PRECEDING | Node.DOCUMENT_POSITION_CONTAINED_BY);
                const around = text.parentElement;
                if (!met || !around.checkVisibility() || around.closest('.hidden, .skip')) continue;
                words += text.data.split(/\\s+/).filter(Boolean).length;
            }
            return words;
        }"""
    )
    return met


def serve_pages(page: Page, told: Callable[[site.Asked], dict[str, Any] | None]) -> None:
    """Let the server answer for each page with what `told` says of it, whichever server runs."""

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        asked = site.asked(address.path.removeprefix(stub.PREFIX), dict(parse_qsl(address.query)))
        assert asked is not None
        body, headers = site.answer(asked, told(asked), stub.KEEP_DAYS)
        route.fulfill(body=body, headers=headers)

    page.route(re.compile(rf"{stub.PREFIX}(privacy|tasks/\w+)?\?lang=\w\w$"), answer)


@pytest.fixture
def example_office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the example's office be there, with its notice and its hours, as in the pictures."""
    shutil.copy(ROOT / "deploy" / "offices" / "example.yml", tmp_path)
    example = offices.Offices(tmp_path)
    monkeypatch.setattr(offices, "current", lambda: example)


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


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_axe_finds_nothing_on_a_page_without_data(visit: Visit, language: str, theme: str) -> None:
    chat = visit(f"?lang={language}", color_scheme=theme, viewport=PHONE)
    serve_pages(chat.page, lambda asked: None)
    root = chat.page.url.split("?")[0]
    for place in ("", "tasks/lost"):
        chat.page.goto(f"{root}{place}?lang={language}")
        expect(chat.page.locator("section.answer")).to_have_count(0)
        expect(chat.page.locator("main > .trouble")).to_be_visible(visible=bool(place))
        assert chat.axe() == [], place


@pytest.mark.usefixtures("example_office")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_axe_finds_nothing_on_the_pages_of_an_office(visit: Visit, language: str, theme: str) -> None:
    chat = visit(f"?lang={language}", color_scheme=theme, viewport=PHONE)
    serve_pages(chat.page, stub.shown)
    root = chat.page.url.split("?")[0]
    for place in PLACES:
        chat.page.goto(f"{root}{place}?lang={language}")
        for part in (".brand", ".notices", ".office"):
            expect(chat.page.locator(part)).to_be_visible()
        expect(chat.page.locator(".brand")).to_contain_text("Mẫu")
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


FIRST_PATHS = [
    ("vi", "Mất thẻ", "công an", ("Mang theo", "Tiền", "Thời hạn"), r"35\.000 đồng"),
    ("es", "Perdí la tarjeta", "policía", ("Lleve", "Precio", "Plazo"), r"35\.000 dongs"),
    ("en", "Lost card", "police", ("Bring", "Pay", "By when"), "35,000 dong"),
]
FIRST_SCREEN: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def first_path(page: Page, task: str, where: str, named: tuple[str, ...], fee: str) -> tuple[int, int, Locator]:
    """Press a task; return the words met on the first page and in all until what it costs, and where that stands."""
    link = page.get_by_role("link", name=task)
    before = words_until(link)
    link.click()
    first = page.locator("section.answer").first
    lead, lines = first.locator(".lead").inner_text(), first.locator("dl").inner_text()
    assert where in lead
    assert [name for name in named if name not in lines] == []
    assert re.search(fee, lines)
    cost = first.locator("dl > div", has_text=re.compile(fee))
    return before, before + words_until(cost), cost


@pytest.mark.parametrize(("language", "task", "where", "named", "fee"), FIRST_PATHS)
def test_from_the_page_to_where_what_and_how_much_in_one_press_and_150_words(
    visit: Visit, language: str, task: str, where: str, named: tuple[str, ...], fee: str
) -> None:
    page = visit(f"?lang={language}", **FIRST_SCREEN).page
    before, words, cost = first_path(page, task, where, named, fee)
    assert words <= MOST_WORDS, f"{before} of {words} on the first page"
    box, button = cost.bounding_box(), page.locator(".launcher").bounding_box()
    assert box is not None
    assert button is not None
    assert box["y"] + box["height"] <= button["y"], "all of it is on the first screen, above the button"


@pytest.mark.usefixtures("example_office")
@pytest.mark.parametrize(("language", "task", "where", "named", "fee"), FIRST_PATHS)
def test_an_office_adds_to_the_first_path_no_more_than_its_name_and_its_notice(
    visit: Visit, language: str, task: str, where: str, named: tuple[str, ...], fee: str
) -> None:
    page = visit(f"?lang={language}", **FIRST_SCREEN).page
    serve_pages(page, stub.shown)
    page.reload()
    expect(page.locator(".notices")).to_be_visible()
    before, words, _ = first_path(page, task, where, named, fee)
    assert words <= MOST_WORDS + MOST_WORDS_OF_AN_OFFICE, f"{before} of {words} on the first page"


def test_a_task_is_printed_without_scripts_and_without_what_only_a_screen_needs(visit: Visit) -> None:
    page = visit("tasks/lost", java_script_enabled=False).page
    page.emulate_media(media="print")
    for shown in (page.locator("section.answer .lead").first, page.locator("section.answer dl").first):
        expect(shown).to_be_visible()
    for hidden in ("nav.languages", ".back", ".list", "footer a"):
        expect(page.locator(hidden).first).to_be_hidden()


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_wider_than_the_screen(visit: Visit, screen: str) -> None:
    page = visit(**SCREENS[screen]).page
    root = page.url
    for place in PLACES:
        page.goto(f"{root}{place}")
        if place.startswith("tasks/"):
            page.locator("button.add").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS[screen]["viewport"]["width"], place


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_axe_finds_nothing_in_a_list_that_is_filled(visit: Visit, language: str, theme: str) -> None:
    chat = visit(f"tasks/lost?lang={language}", color_scheme=theme, viewport=PHONE)
    for button in chat.page.locator("button.add").all():
        button.click()
    chat.page.locator(".list .filed input").first.fill("2026-12-01")
    expect(chat.page.locator(".list .keep a")).to_be_visible()
    chat.page.get_by_role("checkbox").first.check()
    assert chat.axe() == []


def test_axe_finds_nothing_in_forced_colours(visit: Visit) -> None:
    chat = visit(forced_colors="active")
    root = chat.page.url
    for place in PLACES:
        chat.page.goto(f"{root}{place}")
        assert chat.axe() == [], place


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

    def test_a_day_of_filing_that_was_told_is_in_it_with_the_last_day(self, visit: Visit) -> None:
        chat = visit().open()
        computed = {**LISTED["custom"]["computed"], "received": "2026-12-01"}
        answer_with(chat, {**LISTED, "custom": {**LISTED["custom"], "computed": computed}})
        chat.ask("Mất thẻ, nộp hồ sơ ngày 1/12")
        entry = chat.page.locator(".list .items > li")
        expect(entry.get_by_label("Ngày nộp hồ sơ")).to_have_value("2026-12-01")
        expect(entry.get_by_role("status")).to_contain_text("10 tháng 12")
        answer_with(chat, LISTED)
        chat.ask("Mất thẻ")
        expect(entry.last.get_by_label("Ngày nộp hồ sơ")).to_have_value("")

    @pytest.mark.parametrize(
        ("language", "last"), [("vi", "10 tháng 12"), ("es", "10 de diciembre"), ("en", "10 December")]
    )
    def test_with_the_day_of_filing_it_tells_the_last_day_and_keeps_it(
        self, visit: Visit, language: str, last: str
    ) -> None:
        page = visit(f"tasks/lost?lang={language}").page
        page.locator("button.add").first.click()
        entry = page.locator(".list .items > li")
        filed = entry.locator(".filed input")
        filed.fill("2026-12-01")
        expect(entry.get_by_role("status")).to_contain_text(last)
        with page.expect_download() as kept:
            entry.locator(".keep a").click()
        assert kept.value.suggested_filename == "deadline-2026-12-10.ics"
        page.reload()
        expect(filed).to_have_value("2026-12-01")
        expect(entry.get_by_role("status")).to_contain_text(last)
        page.evaluate("window.print = () => {}")
        page.locator(".print-list").click()
        page.emulate_media(media="print")
        expect(entry.get_by_role("status")).to_be_visible()
        expect(filed).to_be_hidden()

    def test_offline_the_last_day_known_stays_and_the_new_one_is_worked_out_later(self, visit: Visit) -> None:
        chat = visit("tasks/lost", viewport=PHONE)
        page = chat.page
        page.locator("button.add").first.click()
        entry = page.locator(".list .items > li")
        filed, told = entry.locator(".filed input"), entry.get_by_role("status")
        filed.fill("2026-12-01")
        expect(told).to_contain_text("10 tháng 12")
        page.context.set_offline(True)
        filed.fill("2026-12-08")
        expect(told).to_contain_text("Mất kết nối")
        expect(told).to_contain_text("Ngày nộp hồ sơ: 1 tháng 12")
        expect(told).to_contain_text("10 tháng 12")
        assert chat.axe() == []
        page.locator("button.add").last.click()  # the list is drawn anew
        expect(filed.first).to_have_value("2026-12-08")
        expect(told.first).to_contain_text("Mất kết nối")
        page.context.set_offline(False)
        expect(told.first).to_contain_text("17 tháng 12")
        expect(told.first).not_to_contain_text("Mất kết nối")
        page.reload()
        expect(told.first).to_contain_text("17 tháng 12")

    def test_a_day_entered_while_the_server_is_away_is_worked_out_at_the_next_visit(self, visit: Visit) -> None:
        page = visit("tasks/lost").page
        page.locator("button.add").first.click()
        page.route("**/calendar.ics?*", lambda route: route.fulfill(status=503, body="{}"))
        page.locator(".list .filed input").fill("2026-12-01")
        expect(page.locator(".list .day")).to_contain_text("Mất kết nối")
        expect(page.locator(".list .keep a")).to_have_count(0)
        page.unroute("**/calendar.ics?*")
        page.reload()
        expect(page.locator(".list .day")).to_contain_text("10 tháng 12")

    def test_a_day_that_the_law_does_not_know_is_not_kept(self, visit: Visit) -> None:
        page = visit("tasks/lost").page
        page.locator("button.add").first.click()
        filed = page.locator(".list .filed input")
        filed.fill("2026-12-01")
        expect(page.locator(".list .keep a")).to_be_visible()
        filed.fill("1900-01-01")
        expect(page.locator(".list .keep a")).to_have_count(0)

    def test_on_a_telephone_it_is_one_press_from_the_answer(self, visit: Visit) -> None:
        chat = visit(viewport=PHONE, has_touch=True).open()
        answer_with(chat, LISTED)
        chat.ask("Mất thẻ").get_by_role("button", name="Danh sách của bạn").click()
        expect(chat.window).to_be_hidden()
        expect(chat.page.locator("#list-name")).to_be_focused()
        expect(chat.page.locator("#list-name")).to_be_in_viewport()
        expect(chat.page.locator(".list .items > li")).to_contain_text("Mất thẻ")

    def test_where_the_page_keeps_none_the_talk_offers_none(self, visit: Visit) -> None:
        chat = visit().open()
        chat.page.evaluate("idCardAssistant.removeAttribute('list')")
        answer_with(chat, LISTED)
        expect(chat.ask("Mất thẻ").get_by_role("button", name="Danh sách của bạn")).to_have_count(0)

    def test_what_is_ticked_by_the_keyboard_keeps_the_focus(self, visit: Visit) -> None:
        page = visit("tasks/lost").page
        page.locator("button.add").first.click()
        first = page.get_by_role("checkbox").first
        first.focus()
        page.keyboard.press("Space")
        expect(first).to_be_checked()
        expect(first).to_be_focused()

    def test_its_foreign_words_are_marked(self, visit: Visit) -> None:
        page = visit("tasks/lost?lang=en").page
        page.locator("button.add").first.click()
        entry = page.locator(".list .items > li")
        expect(entry).to_have_attribute("lang", "en")
        assert entry.locator("[lang=vi]").count() > 0

    def test_a_foreign_word_of_its_title_is_marked_and_nothing_of_it_is_html(self, visit: Visit) -> None:
        chat = visit("?lang=en").open()
        answer_with(chat, {**LISTED, "custom": {**LISTED["custom"], "language": "en"}})
        chat.ask("Lost <b>at</b> Công an phường Mẫu")
        title = chat.page.locator(".list .items h3")
        expect(title).to_have_text("Lost <b>at</b> Công an phường Mẫu")
        expect(title.locator("[lang=vi]")).to_have_text("Công an phường Mẫu")

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


WHEN_OPENED = ("chat.js", "answered.js")


def sizes_of(visit: Visit) -> dict[str, int]:
    """Return the bytes, gzipped, of the first page and of all that it loads, and those of an opened chat."""
    page = visit().page
    expect(page.locator("#ask")).to_be_visible()
    page.wait_for_load_state("networkidle")
    loaded = [page.url, *page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")]
    sizes = {name: len(gzip.compress((DIST / name).read_bytes(), 9)) for name in WHEN_OPENED}
    for address in dict.fromkeys(one.partition("?")[0] for one in loaded):
        served = page.request.get(address)
        if served.ok:  # not what only the conversation may ask for
            sizes[address.rpartition("/")[2]] = len(gzip.compress(served.body(), 9))
    return sizes


class TestWeight:
    def test_the_field_needs_at_most_20_kilobytes(self, visit: Visit) -> None:
        sizes = sizes_of(visit)
        assert sum(size for name, size in sizes.items() if name not in WHEN_OPENED) <= BEFORE_THE_FIELD, sizes
        assert sum(sizes.values()) <= 60 * 1024, sizes

    def test_the_sizes_are_those_that_the_documentation_names(self, visit: Visit) -> None:
        sizes = sizes_of(visit)
        scripts = [sizes[name] for name in ("widget.js", *WHEN_OPENED)]
        names = r"`widget.js` (\d+) KB.*?`chat.js` (\d+) KB.*?`answered.js` (\d+) KB.*?icon (\d+) KB"
        said = re.search(names, DOCUMENTATION.read_text(), re.DOTALL)
        assert said is not None
        page = sum(sizes.values()) - sum(scripts)
        assert [int(size) for size in said.groups()] == [round(size / 1024) for size in (*scripts, page)], sizes

    def test_the_field_can_be_used_in_3_seconds_on_a_slow_network(self, visit: Visit) -> None:
        chat = visit()
        slow = chat.page.context.new_cdp_session(chat.page)
        slow.send("Network.enable")
        slow.send("Network.setCacheDisabled", {"cacheDisabled": True})
        slow.send("Network.emulateNetworkConditions", SLOW)
        chat.page.goto(chat.page.url, wait_until="commit")
        chat.page.locator("#ask").fill("Mất thẻ")
        assert chat.page.evaluate("performance.now()") <= USABLE_IN
