"""Bad networks: nothing typed is lost, nothing is sent twice, and what went wrong is said in words that help."""

from __future__ import annotations

import json

from playwright.sync_api import Route, expect

from tests.widget.conftest import SLOW
from tests.widget.test_page import QUESTIONS, Visit


def test_offline_a_question_waits_and_is_sent_when_the_network_is_back(visit: Visit) -> None:
    chat = visit().open()
    chat.page.context.set_offline(True)
    chat.field.fill(QUESTIONS["vi"])
    chat.field.press("Enter")
    expect(chat.log).to_contain_text("Mất mạng. Câu hỏi của bạn vẫn còn đây")
    expect(chat.log.locator(".failure a[href='tel:19000368']")).to_be_visible()
    assert chat.axe() == []
    chat.page.context.set_offline(False)
    expect(chat.answers).to_have_count(1, timeout=20_000)
    expect(chat.questions).to_have_count(1)
    expect(chat.log.locator(".failure")).to_have_count(0)


def test_several_questions_offline_are_answered_each_beneath_itself(visit: Visit) -> None:
    chat = visit().open()
    chat.page.context.set_offline(True)
    for question in ("Mất thẻ làm lại ở đâu?", "Bao nhiêu tiền?"):
        chat.field.fill(question)
        chat.field.press("Enter")
        expect(chat.questions.last).to_contain_text(question)
        expect(chat.log.locator(".failure")).to_be_visible()
    chat.page.context.set_offline(False)
    expect(chat.answers).to_have_count(2, timeout=20_000)
    turns = chat.log.locator("li.user-message, li.ai-message:has(.sources)")
    order = turns.evaluate_all("turns => turns.map((turn) => turn.className)")
    assert order == ["user-message", "ai-message", "user-message", "ai-message"]


def test_an_answer_lost_on_the_way_is_had_once_after_a_reload(visit: Visit) -> None:
    chat = visit().open()
    ids: list[str] = []

    def lose(route: Route) -> None:
        ids.append(json.loads(route.request.post_data or "{}")["id"])
        if len(ids) == 1:
            route.fetch()  # the server has it; its answer is lost
            route.abort()
        else:
            route.continue_()

    chat.page.route("**/message", lose)
    chat.field.fill(QUESTIONS["vi"])
    chat.field.press("Enter")
    expect(chat.log.get_by_role("button", name="Thử lại")).to_be_visible()
    chat.page.reload()
    chat.launcher.click()
    expect(chat.answers).to_have_count(1, timeout=20_000)
    expect(chat.questions).to_have_count(1)
    assert ids[0] == ids[1]
    chat.page.reload()
    chat.open()
    expect(chat.questions).to_have_count(1)
    assert len(ids) == 2, "what was answered is not sent again"


def test_what_is_asked_before_the_conversation_is_there_is_kept(visit: Visit) -> None:
    chat = visit().open()
    chat.ask(QUESTIONS["vi"])
    chat.page.route("**/history", lambda route: None)
    chat.page.reload()
    chat.launcher.click()
    chat.field.fill("Bao nhiêu tiền?")
    chat.field.press("Enter")
    chat.page.wait_for_timeout(200)
    chat.page.reload()
    chat.launcher.click()
    expect(chat.field).to_have_value("Bao nhiêu tiền?")
    chat.page.unroute("**/history")
    chat.page.reload()
    chat.launcher.click()
    chat.field.press("Enter")
    expect(chat.answers).to_have_count(2, timeout=20_000)


def test_on_a_slow_network_a_question_is_seen_at_once_and_sent_once(visit: Visit) -> None:
    chat = visit().open()
    chat.ask(QUESTIONS["vi"])  # the session is there
    slow = chat.page.context.new_cdp_session(chat.page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", {**SLOW, "latency": 2_000})
    sent: list[str] = []
    chat.page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/message") else None)
    chat.field.fill("Bao nhiêu tiền?")
    for _ in range(3):
        chat.field.press("Enter")
    expect(chat.questions.last).to_contain_text("Bao nhiêu tiền?", timeout=1_000)
    expect(chat.log.locator(".dots")).to_be_visible()
    expect(chat.answers).to_have_count(2, timeout=20_000)
    expect(chat.questions).to_have_count(2)
    assert len(sent) == 1


def test_what_is_half_typed_outlives_a_reload(visit: Visit) -> None:
    chat = visit().open()
    chat.field.press_sequentially("Mất thẻ thì")
    chat.page.reload()
    chat.open()
    expect(chat.field).to_have_value("Mất thẻ thì")


def test_an_example_pressed_while_the_chat_cannot_load_is_asked_later(visit: Visit) -> None:
    chat = visit()
    chat.page.route("**/chat.js*", lambda route: route.abort())
    example = chat.page.locator(".chips button").first
    example.click()
    expect(chat.launcher).to_have_text("Chưa kết nối được với trợ lý.")
    expect(chat.launcher).to_have_text("Hỏi về thẻ căn cước", timeout=10_000)  # the fault goes away
    chat.page.unroute("**/chat.js*")
    chat.launcher.click()
    expect(chat.questions).to_contain_text(example.inner_text())
    expect(chat.answers).to_have_count(1, timeout=20_000)


def test_a_server_that_is_starting_says_so(visit: Visit) -> None:
    chat = visit().open()
    chat.page.route("**/message", lambda route: route.fulfill(status=503, body="{}"))
    chat.field.fill("x")
    chat.field.press("Enter")
    expect(chat.log).to_contain_text("Trợ lý đang khởi động. Câu hỏi của bạn vẫn còn đây")


def test_a_website_that_is_not_allowed_is_told_where_to_ask(visit: Visit, address: str) -> None:
    chat = visit()
    said: list[str] = []
    chat.page.on("console", lambda line: said.append(line.text))
    page = f'<!doctype html><html lang="vi"><title>x</title><script src="{address}/webhooks/web/widget.js"></script>'
    elsewhere = f"{address.replace('127.0.0.1', 'localhost')}/elsewhere"
    chat.page.route(elsewhere, lambda route: route.fulfill(content_type="text/html", body=page))
    chat.page.goto(elsewhere)
    chat.open()
    chat.page.route("**/session", lambda route: route.abort())  # what a browser makes of an answer not for its website
    chat.field.fill("x")
    chat.field.press("Enter")
    expect(chat.log).to_contain_text("Trợ lý chưa được bật cho trang này.")
    link = chat.log.get_by_role("link", name="Mở trang của trợ lý")
    expect(link).to_have_attribute("href", f"{address}/webhooks/web/")
    assert [line for line in said if "WEB_ALLOWED_ORIGINS" in line]
