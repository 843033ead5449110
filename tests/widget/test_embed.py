"""The widget on a website of somebody else: its place, its words, its calls and events."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Chat
from tests.widget.stub import DIST
from tests.widget.test_page import Visit

Embed = Callable[..., Chat]
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
PAGE = "<main><h1>Phường</h1></main>"


@pytest.fixture
def embed(visit: Visit, address: str) -> Embed:
    """Return a function that opens a website that embeds the widget, given the tag's attributes and its own HTML.

    `tab`: where it is opened, a new visitor's by default.
    """

    def go(
        attributes: str = "", html: str = PAGE, css: str = "", policy: str = STRICT, tab: Chat | None = None
    ) -> Chat:
        chat = tab or visit()
        page = (
            '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Phường</title>'
            '<link rel="stylesheet" href="own.css">'
            f'<script src="widget.js" {attributes} defer></script><body>{html}</body></html>'
        )
        chat.page.route("**/own.css", lambda route: route.fulfill(content_type="text/css", body=css))
        chat.page.route(
            "**/embed",
            lambda route: route.fulfill(
                content_type="text/html", body=page, headers={"Content-Security-Policy": policy}
            ),
        )
        chat.page.goto(f"{address}/webhooks/web/embed")
        return chat

    return go


def test_it_works_under_a_strict_policy(embed: Embed) -> None:
    chat = embed().open()
    chat.ask("Mất thẻ")


def test_its_place_and_title_are_the_websites(embed: Embed) -> None:
    chat = embed('data-position="left" data-offset="40px" data-title="Hỏi phường Mẫu"')
    expect(chat.launcher).to_have_text("Hỏi phường Mẫu")
    box = chat.launcher.bounding_box()
    assert box is not None
    assert (box["x"], box["y"] + box["height"]) == (40, 860 - 40)
    chat.open()
    expect(chat.window.get_by_role("heading", name="Hỏi phường Mẫu")).to_be_visible()
    assert chat.axe() == []


def test_office_and_country_go_along_with_each_message(embed: Embed) -> None:
    chat = embed('data-office="mau" data-country="cn"').open()
    with chat.page.expect_request("**/message") as sent:
        chat.ask("Mất thẻ")
    said = json.loads(sent.value.post_data or "{}")
    assert (said["office"], said["country"]) == ("mau", "cn")


def test_of_two_offices_on_one_host_neither_shows_what_was_said_at_the_other(embed: Embed) -> None:
    chat = embed('data-office="mot"').open()
    chat.ask("Mất thẻ")
    chat.field.fill("Còn tiền?")
    embed('data-office="hai"', tab=chat).open()
    expect(chat.questions).to_have_count(0)
    expect(chat.field).to_have_value("")
    chat.ask("Đổi thẻ")
    embed('data-office="mot"', tab=chat).launcher.click()
    expect(chat.questions).to_have_text("Bạn: Mất thẻ")
    expect(chat.field).to_have_value("Còn tiền?")


@pytest.mark.parametrize(
    ("fails", "seen"),
    [("**/chat.js*", "Chưa kết nối được với trợ lý."), ("**/message", "Mất thẻ")],
    ids=["kept", "unsent"],
)
def test_what_one_office_could_not_be_asked_is_not_asked_at_another(embed: Embed, fails: str, seen: str) -> None:
    chat = embed('data-office="mot"')
    chat.page.route(fails, lambda route: route.abort())
    chat.page.evaluate("idCardAssistant.ask('Mất thẻ')")
    expect(chat.launcher.or_(chat.questions).filter(has_text=seen)).to_be_visible()
    chat.page.unroute_all()
    embed('data-office="hai"', tab=chat).open()
    chat.page.wait_for_timeout(300)
    expect(chat.questions).to_have_count(0)
    embed('data-office="mot"', tab=chat).launcher.click()
    expect(chat.questions).to_have_text("Bạn: Mất thẻ")
    expect(chat.answers).to_have_count(1)


def test_who_finishes_on_a_shared_computer_deletes_what_was_said_at_every_office_of_the_host(embed: Embed) -> None:
    chat = embed('data-office="mot"').open()
    chat.ask("Mất thẻ")
    embed('data-office="hai"', tab=chat).open()
    chat.ask("Đổi thẻ")
    tokens = "Object.entries(localStorage).filter(([key]) => key.includes('token')).map(([, kept]) => kept)"
    known = chat.page.evaluate(tokens)
    deleted: list[str] = []
    chat.page.on("request", lambda sent: deleted.append(sent.post_data or "") if "/delete" in sent.url else None)
    chat.menu("Kết thúc trên máy dùng chung")
    chat.window.get_by_role("button", name="Xóa", exact=True).click()
    expect(chat.window).to_be_hidden()
    assert len(known) == 2
    assert {json.loads(body)["token"] for body in deleted} == set(known)
    assert [token for token in chat.page.evaluate(tokens) if token] == []


def test_without_a_button_of_its_own_the_website_opens_it(embed: Embed) -> None:
    chat = embed('data-launcher="hidden"')
    expect(chat.launcher).to_be_hidden()
    chat.page.evaluate("idCardAssistant.open()")
    expect(chat.window).to_be_visible()
    chat.page.evaluate("idCardAssistant.close()")
    expect(chat.window).to_be_hidden()
    expect(chat.launcher).to_be_hidden()


def test_its_calls_and_events(embed: Embed) -> None:
    chat = embed()
    chat.page.evaluate(
        """() => {
            window.told = [];
            for (const name of ['open', 'close', 'answer', 'language']) {
                document.addEventListener(`assistant-${name}`, () => told.push(name));
            }
        }"""
    )
    chat.page.evaluate("idCardAssistant.ask('Mất thẻ làm lại ở đâu?')")
    expect(chat.questions).to_contain_text("Mất thẻ làm lại ở đâu?")
    expect(chat.answers).to_have_count(1, timeout=20_000)
    chat.page.evaluate("idCardAssistant.fill('Còn tiền?')")
    expect(chat.field).to_have_value("Còn tiền?")
    expect(chat.questions).to_have_count(1)
    chat.page.evaluate("idCardAssistant.close()")
    expect(chat.launcher).to_be_visible()
    assert chat.page.evaluate("told") == ["open", "answer", "open", "close"]


def test_a_website_changes_the_language_and_is_told_so(embed: Embed) -> None:
    chat = embed()
    chat.page.evaluate("() => { document.addEventListener('assistant-language', (e) => { window.told = e.detail }) }")
    chat.page.evaluate("idCardAssistant.setLanguage('es')")
    assert chat.page.evaluate("told") == {"language": "es"}
    assert chat.page.evaluate("idCardAssistant.language") == "es"
    expect(chat.launcher).to_have_text("Consultas sobre la tarjeta de identidad")
    chat.page.evaluate("idCardAssistant.setLanguage('de')")
    assert chat.page.evaluate("idCardAssistant.language") == "es", "a language that it does not speak changes nothing"


def test_a_website_is_told_of_a_fault(embed: Embed) -> None:
    chat = embed()
    chat.page.route("**/chat.js*", lambda route: route.abort())
    chat.page.evaluate("() => { document.addEventListener('assistant-fault', (e) => { window.told = e.detail }) }")
    chat.page.evaluate("idCardAssistant.open()")
    assert "chat.js" in chat.page.evaluate("told.reason")


def test_an_answer_is_told_with_its_question_as_in_the_reply_contract(embed: Embed) -> None:
    chat = embed()
    chat.page.evaluate("() => { document.addEventListener('assistant-answer', (e) => { window.told = e.detail }) }")
    chat.open().ask("Mất thẻ làm lại ở đâu?")
    told = chat.page.evaluate("told")
    assert told["question"] == "Mất thẻ làm lại ở đâu?"
    assert {"text", "custom"} <= set(told["answers"][0])


def test_it_never_covers_the_websites_own_corner_button(embed: Embed) -> None:
    css = ".top { position: fixed; right: 16px; bottom: 16px; width: 64px; height: 64px }"
    chat = embed(html='<h1>Phường</h1><button class="top">Top</button>', css=css)
    chat.page.wait_for_timeout(300)
    own, ours = chat.page.locator(".top").bounding_box(), chat.launcher.bounding_box()
    assert own is not None
    assert ours is not None
    assert ours["y"] + ours["height"] < own["y"]
    chat.page.locator(".top").click()  # nothing is in its way


SHOWN_ON_SCROLL = """part => {
    const top = document.querySelector('.top');
    const scrolls = part ? document.querySelector(part) : document.scrollingElement;
    (part ? scrolls : document).addEventListener('scroll', () => { top.hidden = scrolls.scrollTop < 100 });
}"""


@pytest.mark.parametrize("part", [None, "main"])
def test_a_button_that_appears_on_scroll_is_not_covered_either(embed: Embed, part: str | None) -> None:
    css = (
        ".top { position: fixed; right: 16px; bottom: 16px; width: 64px; height: 64px } [hidden] { display: none }"
        "p { height: 3000px } body { margin: 0 }" + ("main { height: 100vh; overflow: auto }" if part else "")
    )
    chat = embed(html='<main><h1>Phường</h1><p></p></main><button class="top" hidden>Top</button>', css=css)
    chat.page.evaluate(SHOWN_ON_SCROLL, part)
    chat.page.wait_for_timeout(4_300)  # the widget's own looks are over
    first = chat.launcher.bounding_box()
    scroll = "([part, y]) => (part ? document.querySelector(part) : window).scrollTo(0, y)"
    chat.page.evaluate(scroll, [part, 800])
    chat.page.locator(".top").click()  # nothing is in its way
    own, ours = chat.page.locator(".top").bounding_box(), chat.launcher.bounding_box()
    assert own is not None
    assert ours is not None
    assert ours["y"] + ours["height"] < own["y"]
    chat.page.evaluate(scroll, [part, 0])
    expect(chat.page.locator(".top")).to_be_hidden()
    chat.page.wait_for_timeout(100)
    assert chat.launcher.bounding_box() == first, "it comes back down"


def test_a_button_that_slides_in_is_not_covered_where_it_stops(embed: Embed) -> None:
    css = (
        ".top { position: fixed; right: 16px; bottom: -80px; width: 64px; height: 64px; transition: bottom 0.3s }"
        ".top.in { bottom: 16px } p { height: 3000px }"
    )
    chat = embed(html='<h1>Phường</h1><p></p><button class="top">Top</button>', css=css)
    chat.page.evaluate("addEventListener('scroll', () => document.querySelector('.top').classList.add('in'))")
    chat.page.wait_for_timeout(4_300)
    chat.page.evaluate("scrollTo(0, 800)")
    chat.page.wait_for_timeout(1_000)
    own, ours = chat.page.locator(".top").bounding_box(), chat.launcher.bounding_box()
    assert own is not None
    assert ours is not None
    assert ours["y"] + ours["height"] < own["y"]


@pytest.mark.parametrize(("height", "offset"), [(640, "1.25rem"), (640, "6rem"), (520, "1.25rem")])
def test_the_open_window_is_whole_above_the_websites_own_button(embed: Embed, height: int, offset: str) -> None:
    css = ".top { position: fixed; right: 16px; bottom: 16px; width: 64px; height: 64px }"
    chat = embed(f'data-offset="{offset}"', html='<h1>Phường</h1><button class="top">Top</button>', css=css)
    chat.page.set_viewport_size({"width": 1280, "height": height})
    chat.page.wait_for_timeout(300)
    chat.open()
    own, ours = chat.page.locator(".top").bounding_box(), chat.window.bounding_box()
    assert own is not None
    assert ours is not None
    assert ours["y"] >= 0
    assert ours["y"] + ours["height"] < own["y"]


def test_opened_by_the_websites_own_button_it_leaves_that_free(embed: Embed) -> None:
    css = ".own { position: fixed; right: 16px; bottom: 16px; width: 64px; height: 64px }"
    chat = embed('data-launcher="hidden"', html='<h1>Phường</h1><button class="own">Hỏi</button>', css=css)
    chat.page.evaluate("document.querySelector('.own').onclick = () => idCardAssistant.open()")
    chat.page.locator(".own").click()
    expect(chat.window).to_be_visible()
    expect(chat.launcher).to_be_hidden()
    chat.page.evaluate("document.querySelector('.own').onclick = () => idCardAssistant.close()")
    chat.page.locator(".own").click()
    expect(chat.window).to_be_hidden()


def test_nothing_of_it_is_printed_with_the_website(embed: Embed) -> None:
    chat = embed().open()
    chat.page.emulate_media(media="print")
    expect(chat.window).to_be_hidden()
    expect(chat.launcher).to_be_hidden()
    expect(chat.page.locator("h1")).to_be_visible()


def test_the_field_can_be_used_with_at_most_20_kilobytes(embed: Embed) -> None:
    chat = embed()
    loaded: list[str] = []
    chat.page.on("requestfinished", lambda request: loaded.append(request.url.rpartition("/")[2]))
    chat.page.route(re.compile(r"/(answered\.js|office\?|introduction\?)"), lambda route: None)  # they never come
    chat.page.reload()
    chat.open()
    chat.field.fill("Mất thẻ")
    expect(chat.window.get_by_role("button", name="Gửi")).to_be_enabled()
    ours = {name for name in loaded if (DIST / name).is_file()}
    assert ours == {"widget.js", "chat.js"}
    assert sum(len(gzip.compress((DIST / name).read_bytes(), 9)) for name in ours) <= 20 * 1024


def test_an_answer_is_shown_where_what_only_it_needs_cannot_be_loaded(embed: Embed) -> None:
    chat = embed()
    chat.page.route("**/answered.js*", lambda route: route.abort())
    chat.open()
    first = chat.ask("Bao nhiêu tiền?")
    expect(first.locator(".lead")).to_be_visible()
    expect(first.locator(".card")).to_have_count(0)
    first.get_by_role("button", name="Chép").click()
    expect(first.get_by_role("button", name="Chưa chép được")).to_be_visible()
    chat.page.unroute("**/answered.js*")
    expect(chat.ask("Bao nhiêu tiền?").locator(".card")).to_have_count(1)
