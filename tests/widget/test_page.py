from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.widget.conftest import PHONE, Chat
from tests.widget.stub import DIST

QUESTIONS = {
    "vi": "Mất thẻ căn cước làm lại hết bao nhiêu tiền?",
    "es": "¿Cuánto cuesta reponer la tarjeta de identidad china?",
    "en": "How much is it to replace a lost Vietnamese ID card?",
}
Visit = Callable[..., Chat]


def said(answer: Locator) -> str:
    """Return what an answer says, without what can be done with it: only one just given can be voted on."""
    text: str = answer.evaluate(
        """answer => {
            const copy = answer.cloneNode(true);
            copy.querySelector('.tools').remove();
            return copy.textContent;
        }"""
    )
    return text


class TestTalking:
    def test_a_question_is_answered_with_sources_to_unfold(self, visit: Visit) -> None:
        answer = visit().open().ask(QUESTIONS["vi"])
        source = answer.locator(".sources")
        assert re.fullmatch(r"Căn cứ \(\d+\)", source.locator("summary").inner_text())
        expect(source.locator("blockquote").first).to_be_hidden()
        source.locator("summary").click()
        expect(source.locator("blockquote").first).to_be_visible()
        expect(source.locator("dl").first).to_contain_text("Hiệu lực")
        assert re.search(r"\d\d/\d\d/\d{4}", source.locator("dl").first.inner_text())

    def test_an_example_of_the_page_opens_the_chat_and_asks(self, visit: Visit) -> None:
        chat = visit()
        example = chat.page.locator(".chips button").first
        example.click()
        expect(chat.questions).to_contain_text(example.inner_text())
        expect(chat.answers.first).to_be_visible(timeout=20_000)

    def test_a_quick_reply_is_sent_and_the_buttons_go(self, visit: Visit) -> None:
        chat = visit().open()
        chat.ask(QUESTIONS["vi"])
        title = chat.choices.first.inner_text()
        sent = []
        chat.page.on("request", lambda request: sent.append(request.post_data or ""))
        chat.choices.first.click()
        expect(chat.questions.last).to_contain_text(title)
        expect(chat.page.locator(".choices")).to_have_count(1, timeout=20_000)
        assert any(json.loads(body).get("payload", "").startswith("/") for body in sent)

    def test_history_survives_a_reload_and_a_new_tab(self, visit: Visit) -> None:
        chat = visit().open()
        answer = said(chat.ask(QUESTIONS["vi"]))
        for again in (chat, visit(context=chat.page.context)):
            again.page.reload()
            again.launcher.click()
            expect(again.questions.first).to_contain_text(QUESTIONS["vi"])
            assert said(again.answers.first) == answer
            expect(again.choices.first).to_be_visible()

    def test_delete_asks_first_then_forgets(self, visit: Visit) -> None:
        chat = visit().open()
        chat.ask(QUESTIONS["vi"])
        chat.menu("Xóa cuộc trò chuyện")
        chat.window.get_by_role("button", name="Giữ lại").click()
        expect(chat.answers).to_have_count(1)
        chat.menu("Xóa cuộc trò chuyện")
        chat.window.get_by_role("button", name="Xóa", exact=True).click()
        expect(chat.answers).to_have_count(0)
        expect(chat.status).to_have_text("Đã xóa cuộc trò chuyện.")
        chat.page.reload()
        chat.open()
        expect(chat.questions).to_have_count(0)

    def test_the_language_changes_and_the_assistant_is_told(self, visit: Visit) -> None:
        chat = visit().open()
        chat.ask(QUESTIONS["vi"])
        sent: list[dict[str, Any]] = []
        chat.page.on(
            "request", lambda request: sent.append(json.loads(request.post_data)) if request.post_data else None
        )
        with chat.page.expect_response("**/message"):
            chat.window.get_by_label("Ngôn ngữ").select_option("es")
        expect(chat.field).to_have_attribute("placeholder", "Escriba su pregunta…")
        assert sent[0]["payload"] == '/change_language{"language":"es"}'
        assert sent[0]["language"] == "es"
        chat.page.reload()
        chat.launcher.click()
        expect(chat.window.get_by_role("heading", name="Asistente de identidad")).to_be_visible()

    def test_the_first_words_follow_the_page(self, visit: Visit) -> None:
        chat = visit("?lang=en")
        expect(chat.launcher).to_have_text("Ask about identity cards")
        expect(chat.open().log).to_contain_text("Hello!")


class TestTrouble:
    def test_a_question_that_fails_is_kept_and_sent_again(self, visit: Visit) -> None:
        chat = visit().open()
        ids = []

        def fail(route: Route) -> None:
            ids.append(json.loads(route.request.post_data or "{}")["id"])
            route.abort()

        chat.page.route("**/message", fail)
        chat.field.fill(QUESTIONS["vi"])
        chat.field.press("Enter")
        expect(chat.log.get_by_text("Chưa gửi được câu hỏi")).to_be_visible()
        expect(chat.questions).to_contain_text(QUESTIONS["vi"])
        chat.page.unroute("**/message")
        with chat.page.expect_request("**/message") as again:
            chat.log.get_by_role("button", name="Thử lại").click()
        expect(chat.answers).to_have_count(1, timeout=20_000)
        expect(chat.questions).to_have_count(1)
        expect(chat.log.get_by_text("Chưa gửi được câu hỏi")).to_have_count(0)
        assert json.loads(again.value.post_data or "{}")["id"] == ids[0]

    def test_an_assistant_that_is_away_at_the_start_can_be_tried_again(self, visit: Visit) -> None:
        chat = visit().open()
        chat.ask(QUESTIONS["vi"])
        chat.page.route("**/history", lambda route: route.fulfill(status=503, body="{}"))
        chat.page.reload()
        chat.launcher.click()
        expect(chat.log).to_contain_text("Chưa kết nối được với trợ lý.")
        chat.page.unroute("**/history")
        chat.log.get_by_role("button", name="Thử lại").click()
        expect(chat.questions).to_contain_text(QUESTIONS["vi"])

    def test_a_chat_that_does_not_load_can_be_tried_again(self, visit: Visit) -> None:
        chat = visit()
        chat.page.route("**/chat.js", lambda route: route.abort())
        chat.launcher.click()
        expect(chat.launcher).to_have_text("Chưa kết nối được với trợ lý.")
        chat.page.unroute("**/chat.js")
        chat.open().ask(QUESTIONS["vi"])

    def test_a_session_that_is_over_is_replaced(self, visit: Visit) -> None:
        chat = visit()
        chat.page.evaluate("localStorage.setItem('id-card-assistant-token', 'a.1.b')")
        chat.page.reload()
        chat.open().ask(QUESTIONS["vi"])

    def test_what_an_answer_says_is_never_html(self, visit: Visit) -> None:
        attack = '<img src=x onerror="window.hit=1">'
        answer = {
            "text": f'{attack} https://a.gov.vn/"onclick=window.hit=1',
            "buttons": [{"title": attack, "payload": '/fee"><b>'}],
            "custom": {"citations": [{"title": attack, "place": attack, "status": '"><b>', "text": attack}]},
        }
        chat = visit().open()
        chat.page.route("**/message", lambda route: route.fulfill(json={"messages": [answer]}))
        chat.ask(attack)
        expect(chat.questions.last).to_contain_text(attack)
        assert chat.log.locator("img, b").count() == 0
        assert chat.page.evaluate("window.hit") is None

    def test_the_page_works_without_the_widget(self, visit: Visit) -> None:
        chat = visit()
        trouble = chat.page.locator(".trouble")
        chat.page.route("**/widget.js", lambda route: route.abort())
        chat.page.reload()
        expect(chat.launcher).to_have_count(0)
        example = chat.page.locator(".chips button").first
        example.click()
        expect(trouble).to_be_visible()
        chat.page.unroute("**/widget.js")
        chat.page.reload()
        expect(trouble).to_be_hidden()
        expect(chat.questions).to_contain_text(example.inner_text())
        expect(chat.answers).to_have_count(1, timeout=20_000)
        chat.page.reload()
        chat.open()
        expect(chat.questions).to_have_count(1)

    @pytest.mark.parametrize("again", ["pressed", "online"])
    def test_what_is_typed_while_the_widget_cannot_load_is_asked_once_it_can(self, visit: Visit, again: str) -> None:
        chat = visit()
        chat.page.route("**/widget.js", lambda route: route.abort())
        chat.page.reload()
        field = chat.page.locator("#ask")
        field.fill("Bao nhiêu tiền?")
        field.press("Enter")
        expect(chat.page.locator(".trouble")).to_be_visible()
        expect(field).to_have_value("Bao nhiêu tiền?")
        chat.page.unroute("**/widget.js")
        if again == "pressed":
            field.press("Enter")
        else:
            chat.page.evaluate("dispatchEvent(new Event('online'))")
        expect(chat.answers).to_have_count(1, timeout=20_000)
        expect(chat.questions).to_have_count(1)
        expect(chat.questions).to_contain_text("Bao nhiêu tiền?")
        expect(chat.page.locator(".trouble")).to_be_hidden()
        expect(field).to_have_value("")

    def test_nothing_is_asked_of_another_host_and_no_cookie_is_set(self, visit: Visit) -> None:
        chat = visit()
        asked: list[str] = []
        chat.page.on("request", lambda request: asked.append(request.url))
        chat.page.reload()
        chat.open().ask(QUESTIONS["vi"])
        assert {urlsplit(url).netloc for url in asked} == {urlsplit(chat.page.url).netloc}
        assert chat.page.context.cookies() == []


class TestAccessibility:
    @pytest.mark.parametrize("theme", ["light", "dark"])
    @pytest.mark.parametrize("language", ["vi", "es", "en"])
    def test_axe_finds_nothing_closed_and_open(self, visit: Visit, theme: str, language: str) -> None:
        chat = visit(f"?lang={language}", color_scheme=theme)
        assert chat.axe() == []
        answer = chat.open().ask(QUESTIONS[language])
        for source in answer.locator("summary").all():
            source.click()
        assert chat.axe() == []

    def test_axe_finds_nothing_on_a_phone_while_deleting_or_failing(self, visit: Visit) -> None:
        chat = visit(viewport=PHONE, color_scheme="dark", has_touch=True).open()
        chat.page.route("**/message", lambda route: route.abort())
        chat.field.fill("x")
        chat.field.press("Enter")
        expect(chat.log.get_by_role("button", name="Thử lại")).to_be_visible()
        chat.menu("Xóa cuộc trò chuyện")
        assert chat.axe() == []

    def test_everything_is_reached_by_keyboard_in_the_order_of_sight(self, visit: Visit) -> None:
        chat = visit()
        press = chat.page.keyboard.press
        focused = (
            "() => { let e = document.activeElement; while (e.shadowRoot?.activeElement) "
            "e = e.shadowRoot.activeElement; return e.id || e.className || e.localName }"
        )
        chat.launcher.focus()
        press("Enter")
        expect(chat.field).to_be_focused()
        chat.page.keyboard.type(QUESTIONS["vi"])
        press("Enter")
        expect(chat.answers).to_have_count(1, timeout=20_000)
        expect(chat.field).to_be_focused()
        order = []
        for _ in range(30):
            press("Shift+Tab")
            order.append(chat.page.evaluate(focused))
            if order[-1] == "select":
                break
        seen = list(dict.fromkeys(order))
        assert seen[0] == "choice"
        order = ["choice", "tool", "summary", "messages", "close", "menu-button", "person", "select"]
        assert [name for name in seen if name in order] == order
        press("Escape")
        expect(chat.window).to_be_hidden()
        expect(chat.launcher).to_be_focused()

    def test_escape_first_leaves_the_delete_question(self, visit: Visit) -> None:
        chat = visit().open()
        menu = chat.window.get_by_role("button", name="Thêm", exact=True)
        menu.press("Enter")
        chat.page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        menu.press("Enter")
        chat.window.get_by_role("button", name="Xóa cuộc trò chuyện").press("Enter")
        expect(chat.window.get_by_role("button", name="Giữ lại")).to_be_focused()
        chat.page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        expect(chat.window).to_be_visible()

    def test_the_lead_of_an_answer_is_spoken_and_what_else_there_is(self, visit: Visit) -> None:
        chat = visit().open()
        live = chat.window.locator("[aria-live=polite]")
        expect(live).to_have_text("")
        live.evaluate("live => { live.same = true }")
        answer = chat.ask(QUESTIONS["vi"])
        expect(live).to_contain_text(answer.locator(".lead").inner_text())
        expect(live).to_contain_text(answer.locator(".sources summary").inner_text())
        assert (answer.locator("blockquote").first.text_content() or "") not in live.inner_text(), "not everything"
        expect(chat.log.get_by_role("listitem").filter(has_text="Trợ lý:").first).to_be_visible()
        with chat.page.expect_response("**/message"):
            chat.window.get_by_label("Ngôn ngữ").select_option("en")
        expect(chat.status).to_have_text("")
        expect(chat.log).to_have_accessible_name("Conversation")
        assert live.evaluate("live => live.same"), "a live region that is replaced is not spoken"

    def test_what_was_said_before_is_not_spoken_again(self, visit: Visit) -> None:
        chat = visit().open()
        chat.ask(QUESTIONS["vi"])
        held: list[Route] = []
        chat.page.route("**/history", lambda route: held.append(route))
        chat.page.reload()
        chat.launcher.click()
        expect(chat.field).to_be_focused()
        held[0].continue_()
        expect(chat.answers).to_have_count(1)
        expect(chat.window.locator("[aria-live=polite]")).to_have_text("")

    def test_waiting_is_said_in_the_status_line(self, visit: Visit) -> None:
        chat = visit().open()
        release: list[Route] = []
        chat.page.route("**/message", lambda route: release.append(route))
        chat.field.fill("x")
        chat.field.press("Enter")
        expect(chat.status).to_have_text("Trợ lý đang trả lời…")
        expect(chat.log.locator(".dots")).to_be_visible()
        chat.field.fill("câu sau")  # typing goes on while waiting, sending does not
        chat.field.press("Enter")
        expect(chat.questions).to_have_count(1)
        expect(chat.field).to_have_value("câu sau")
        release[0].fulfill(json={"messages": [{"text": "xong"}]})
        expect(chat.status).to_have_text("")
        expect(chat.log.locator(".dots")).to_have_count(0)

    def test_motion_stops_for_those_who_ask(self, visit: Visit) -> None:
        chat = visit(reduced_motion="reduce").open()
        chat.page.route("**/message", lambda route: None)
        chat.field.fill("x")
        chat.field.press("Enter")
        dot = chat.log.locator(".dots i").first
        assert dot.evaluate("dot => getComputedStyle(dot).animationName") == "none"


class TestLook:
    def test_it_fits_a_phone_of_360_pixels(self, visit: Visit) -> None:
        chat = visit(viewport=PHONE, has_touch=True)
        width = "() => document.documentElement.scrollWidth"
        assert chat.page.evaluate(width) == PHONE["width"]
        answer = chat.open().ask(QUESTIONS["vi"])
        for fold in answer.locator("summary").all():
            fold.click()
        assert chat.page.evaluate(width) == PHONE["width"]
        assert chat.log.evaluate("log => log.scrollWidth <= log.clientWidth")
        box = chat.window.bounding_box()
        assert box is not None
        assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 740)

    def test_the_computed_values_are_a_card_to_unfold(self, visit: Visit) -> None:
        card = visit().open().ask(QUESTIONS["vi"]).locator(".card")
        expect(card.locator("dl")).to_be_hidden()
        card.get_by_text("Lệ phí", exact=True).click()
        assert re.search(r"\d+\.000", card.inner_text())

    def test_a_website_chooses_theme_language_and_colours(self, visit: Visit, address: str) -> None:
        chat = visit()
        page = (
            '<!doctype html><html lang="vi"><title>Phường</title><link rel="stylesheet" href="own.css">'
            '<script src="widget.js" data-lang="es" data-theme="dark" defer></script><h1>Phường</h1>'
        )
        css = "id-card-assistant { --assistant-accent-dark: rgb(1, 200, 3) }"
        chat.page.route("**/own.css", lambda route: route.fulfill(content_type="text/css", body=css))
        chat.page.route("**/embed", lambda route: route.fulfill(content_type="text/html", body=page))
        chat.page.goto(f"{address}/webhooks/web/embed")
        expect(chat.launcher).to_have_text("Consultas sobre la tarjeta de identidad")
        expect(chat.launcher).to_have_css("background-color", "rgb(1, 200, 3)")
        chat.open()
        expect(chat.window).to_have_css("background-color", "rgb(20, 24, 29)")

    def test_all_scripts_together_stay_under_60_kilobytes(self) -> None:
        zipped = sum(
            len(gzip.compress((DIST / name).read_bytes(), 9)) for name in ("widget.js", "chat.js", "answered.js")
        )
        assert zipped < 60 * 1024
