"""What is in sight, on every screen and in every size: the question with its answer; and what can be pressed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.widget.conftest import PHONE, WIDE, Chat
from tests.widget.test_page import Visit

NOTE = "một dòng dài để lấp chỗ. " * 12
LONG: dict[str, Any] = {
    "text": "\n".join(
        [
            "Được, ra công an xã nào cũng làm lại được.",
            *[f"Lưu ý: {NOTE}"] * 4,
            "Có thể khác: nơi làm báo số đúng.",
            "Căn cứ: Điều 24.",
            "Câu trả lời này về thẻ của Việt Nam.",
        ]
    ),
    "buttons": [{"title": f"Câu hỏi {topic}", "payload": f"/{topic}"} for topic in ("fee", "papers", "place")],
    "custom": {
        "status": "retrieved",
        "language": "vi",
        "citations": [
            {"title": "Luật mẫu", "place": "Điều 24", "status": "in force", "number": None, "text": "Nội dung."}
        ],
        "answer": {
            "lead": "Được, ra công an xã nào cũng làm lại được.",
            "lines": [{"label": "note", "name": "Lưu ý", "text": NOTE}] * 4,
            "doubt": "nơi làm báo số đúng.",
            "more": "Chi tiết.",
        },
    },
}
LISTED: dict[str, Any] = {
    **LONG,
    "custom": {
        **LONG["custom"],
        "computed": {
            "kind": "checklist",
            "document": "can_cuoc",
            "limits": [],
            "filing": {"document": "can_cuoc", "procedure": "reissue", "reason": "lost"},
        },
    },
}
"""An answer that the page puts into "your list"."""
PRICED: dict[str, Any] = {
    **LISTED,
    "text": "Ra công an xã.\nTiền: 35.000 đồng.\nThời hạn: 7 ngày làm việc.",
    "custom": {
        **LISTED["custom"],
        "computed": {
            **LISTED["custom"]["computed"],
            "in_person": 35000,
            "online_fee": 35000,
            "limits": [{"areas": [], "days": 7, "unit": "working"}],
        },
        "answer": {
            "lead": "Ra công an xã.",
            "lines": [
                {"label": "pay", "name": "Tiền", "text": "35.000 đồng."},
                {"label": "by_when", "name": "Thời hạn", "text": "7 ngày làm việc."},
            ],
            "doubt": "",
            "more": "",
        },
    },
}
"""A checklist whose lines say what its values say."""
SCREENS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": WIDE},
    "390": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "360": {"viewport": PHONE, "has_touch": True},
    "320": {"viewport": {"width": 320, "height": 568}, "has_touch": True},
    "landscape": {"viewport": {"width": 740, "height": 360}, "has_touch": True},
    "200 %": {"viewport": {"width": 640, "height": 430}},
    "400 %": {"viewport": {"width": 320, "height": 215}},
}


def answer_with(chat: Chat, *messages: dict[str, Any]) -> None:
    """Let the assistant answer each question with these messages."""

    def fulfill(route: Route) -> None:
        route.fulfill(json={"messages": list(messages)})

    chat.page.unroute("**/message")
    chat.page.route("**/message", fulfill)


def keep_votes(chat: Chat) -> list[dict[str, Any]]:
    """Keep each vote; return the list that they come into."""
    votes: list[dict[str, Any]] = []

    def keep(route: Route) -> None:
        votes.append(json.loads(route.request.post_data or "{}"))
        route.fulfill(json={"kept": True})

    chat.page.route("**/vote", keep)
    return votes


def in_sight(chat: Chat, question: int = -1) -> tuple[bool, bool]:
    """Return whether the last question, and the first line of its answer, are in sight between bar and field."""
    found = chat.page.evaluate(
        """() => {
            const root = document.querySelector('id-card-assistant').shadowRoot;
            const box = (selector) => [...root.querySelectorAll(selector)].pop().getBoundingClientRect();
            const talk = root.querySelector('#messages').getBoundingClientRect();
            const form = root.querySelector('form').getBoundingClientRect();
            const from = Math.max(0, talk.top) - 1;
            const to = Math.min(form.top, innerHeight) + 1;
            const asked = box('.user-message');
            const lead = box('.ai-message:not(.pending) .lead');
            const line = parseFloat(getComputedStyle(root.querySelector('.lead')).lineHeight);
            return [asked.bottom > from + 4 && asked.top < to, lead.top >= from && lead.top + line <= to];
        }"""
    )
    return found[0], found[1]


@pytest.mark.parametrize("screen", SCREENS)
def test_the_question_and_the_first_line_of_its_answer_are_in_view_after_every_answer(
    visit: Visit, screen: str
) -> None:
    chat = visit(**SCREENS[screen]).open()
    answer_with(chat, LONG)
    for number in range(1, 4):
        chat.ask(f"Câu hỏi thứ {number}: mất thẻ thì làm lại ở đâu?")
        chat.page.wait_for_timeout(100)
        assert in_sight(chat) == (True, True), f"after answer {number}"


def test_a_question_longer_than_the_window_leaves_its_answer_in_view(visit: Visit) -> None:
    chat = visit(viewport=PHONE).open()
    answer_with(chat, LONG)
    chat.ask("mất thẻ thì làm lại ở đâu? " * 70)
    chat.page.wait_for_timeout(100)
    assert in_sight(chat) == (True, True)


def test_of_an_answer_in_two_messages_the_first_stays_in_view(visit: Visit) -> None:
    chat = visit(viewport=PHONE).open()
    second = {**LONG, "custom": {**LONG["custom"], "answer": None}}
    answer_with(chat, LONG, second)
    chat.field.fill("Hai câu?")
    chat.field.press("Enter")
    expect(chat.answers).to_have_count(2)
    chat.page.wait_for_timeout(100)
    assert in_sight(chat) == (True, True)


def test_no_fact_is_shown_twice(visit: Visit) -> None:
    chat = visit().open()
    answer_with(chat, LONG)
    shown = chat.ask("?").inner_text()
    assert shown.count("Được, ra") == shown.count("báo số đúng") == 1
    assert shown.count("Lưu ý") == 4
    assert shown.count("Câu trả lời này về thẻ của Việt Nam.") == 1, "what no part says is shown as it is"
    assert "Căn cứ: Điều 24" not in shown, "the basis is the one closed line"
    assert "Căn cứ (1)" in shown
    answer_with(chat, PRICED)
    shown = chat.ask("?").evaluate("answer => answer.textContent")
    assert shown.count("35.000") == shown.count("7 ngày làm việc") == 1, "a card says no line again"


def test_the_end_is_one_press_away(visit: Visit) -> None:
    chat = visit(viewport=PHONE, reduced_motion="reduce").open()
    answer_with(chat, LONG)
    chat.ask("Một")
    end = chat.window.get_by_role("button", name="Xuống cuối")
    expect(end).to_be_visible()
    end.click()
    expect(end).to_be_hidden()
    expect(chat.choices.last).to_be_in_viewport()


def test_at_400_percent_most_of_the_height_is_the_talk(visit: Visit) -> None:
    chat = visit(**SCREENS["400 %"]).open()
    answer_with(chat, LONG)
    chat.ask("Một")
    form = chat.window.locator("form").bounding_box()
    assert form is not None
    assert form["y"] >= 215 * 0.65
    assert chat.page.evaluate("document.documentElement.scrollWidth") == 320
    assert chat.axe() == []


def test_the_readers_own_size_of_text_is_kept_and_can_be_raised(visit: Visit) -> None:
    chat = visit().open()
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    first = chat.field.evaluate(size)
    chat.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert chat.field.evaluate(size) == 2 * first
    chat.page.evaluate("document.documentElement.style.fontSize = ''")
    chat.menu("Cỡ chữ 125 %")
    assert chat.field.evaluate(size) == 1.25 * first
    chat.page.reload()
    chat.open()
    assert chat.field.evaluate(size) == 1.25 * first


@pytest.mark.parametrize("screen", ["390", "320", "landscape", "400 %"])
def test_on_a_small_screen_either_way_the_talk_fills_it(visit: Visit, screen: str) -> None:
    chat = visit(**SCREENS[screen]).open()
    box, size = chat.window.bounding_box(), SCREENS[screen]["viewport"]
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, size["width"], size["height"])


def test_the_whole_screen(visit: Visit) -> None:
    chat = visit().open()
    chat.menu("Toàn màn hình")
    box = chat.window.bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"]) == (0, 0, WIDE["width"])
    assert chat.axe() == []


def test_forced_colours_have_edges(visit: Visit) -> None:
    chat = visit(forced_colors="active").open()
    answer_with(chat, LONG)
    answer = chat.ask("Một")
    assert chat.axe() == []
    assert answer.evaluate("answer => getComputedStyle(answer).borderTopStyle") == "solid"
    assert chat.window.locator(".send").evaluate("send => getComputedStyle(send).borderTopStyle") == "solid"


def test_foreign_words_are_marked_and_numbers_can_be_pressed(visit: Visit) -> None:
    chat = visit("?lang=en").open()
    contact = {"telephones": [{"number": "113", "for": ""}]}
    said = "Go to any Công an phường, see dichvucong.gov.vn. Emergency: 113; the line 1900 0368; not 1130. 居民身份证"
    answer_with(
        chat, {"text": said, "custom": {**LONG["custom"], "language": "en", "answer": None, "contact": contact}}
    )
    answer = chat.ask("?")
    assert answer.locator("p > [lang=vi]").all_inner_texts() == ["Công an phường"]
    assert answer.locator("p > [lang=zh]").all_inner_texts() == ["居民身份证"]
    links = answer.locator("p > a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert links == ["https://dichvucong.gov.vn", "tel:113", "tel:19000368"]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_person_is_in_sight_whatever_was_said(visit: Visit, screen: str) -> None:
    chat = visit(**SCREENS[screen]).open()
    answer_with(chat, LONG)
    chat.ask("Một")
    expect(chat.window.get_by_role("button", name="Gặp người thật")).to_be_in_viewport()


@pytest.mark.parametrize("screen", ["360", "landscape", "200 %", "400 %"])
def test_a_person_is_one_press_away(visit: Visit, screen: str) -> None:
    chat = visit(**SCREENS[screen]).open()
    answer_with(chat, LONG)
    chat.ask("Một")
    with chat.page.expect_request("**/message") as sent:
        chat.window.get_by_role("button", name="Gặp người thật").click()
    assert json.loads(sent.value.post_data or "{}")["payload"] == "/human_handoff"


def test_on_a_shared_computer_nothing_is_left(visit: Visit) -> None:
    chat = visit().open()
    chat.ask("Mất thẻ")
    chat.menu("Kết thúc trên máy dùng chung")
    chat.window.get_by_role("button", name="Xóa", exact=True).click()
    expect(chat.window).to_be_hidden()
    assert chat.page.evaluate("Object.values(localStorage).filter((kept) => kept && kept.length > 20)") == []
    assert chat.page.evaluate("JSON.stringify(sessionStorage)").count("Mất thẻ") == 0


def test_on_a_shared_computer_nothing_stays_in_sight_or_can_be_heard(visit: Visit) -> None:
    chat = visit()
    chat.page.evaluate("location.hash = 'q=Thẻ'")
    expect(chat.page.locator("#ask")).to_have_value("Thẻ")
    chat.open()
    answer_with(chat, LISTED)
    chat.ask("Mất thẻ")
    expect(chat.page.locator(".list .items > li")).to_have_count(1)
    chat.menu("Kết thúc trên máy dùng chung")
    chat.window.get_by_role("button", name="Xóa", exact=True).click()
    expect(chat.window).to_be_hidden()
    expect(chat.page.locator(".list .items > li")).to_have_count(0)
    expect(chat.page.locator("#ask")).to_have_value("")
    assert "#" not in chat.page.url
    expect(chat.window.locator("[aria-live=polite]")).to_be_empty()


@pytest.mark.parametrize("screen", SCREENS)
def test_who_comes_back_sees_the_last_question_and_the_first_line_of_its_answer(visit: Visit, screen: str) -> None:
    chat = visit(**SCREENS[screen])
    said = [{"role": "user", "text": "Một?"}, {"role": "assistant", **LONG}]
    chat.page.route("**/history", lambda route: route.fulfill(json={"messages": said * 3, "cursor": 0, "open": False}))
    chat.page.evaluate("localStorage.setItem('id-card-assistant-token', 'x')")
    chat.page.reload()
    chat.open()
    chat.page.wait_for_timeout(100)
    assert in_sight(chat) == (True, True)


def test_a_citation_leads_to_its_page_of_the_law(visit: Visit) -> None:
    chat = visit().open()
    pages = ["law/luat-26-2023-qh15/d26.html#vi", "https://elsewhere.example/", "javascript:alert(1)"]
    cited = [{**LONG["custom"]["citations"][0], "page": page} for page in pages]
    answer_with(chat, {**LONG, "custom": {**LONG["custom"], "citations": cited}})
    links = chat.ask("?").locator(".sources a")
    root = chat.page.evaluate("location.origin")
    assert links.evaluate_all("links => links.map((link) => link.href)") == [f"{root}/{pages[0]}"]


def test_the_offices_notices_stand_above_the_talk_in_its_language(visit: Visit) -> None:
    chat = visit()

    def told(route: Route) -> None:
        language = "es" if "lang=es" in route.request.url else "vi"
        route.fulfill(json={"office": None, "notices": [{"vi": "Tầng 2 <b>", "es": "Piso 2"}[language]]})

    chat.page.route("**/office?*", told)
    chat.open()
    notices = chat.window.get_by_role("region", name="Thông báo")
    expect(notices).to_have_text("Tầng 2 <b>")
    assert chat.axe() == []
    chat.window.get_by_label("Ngôn ngữ").select_option("es")
    expect(chat.window.get_by_role("region", name="Avisos")).to_have_text("Piso 2")


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("vi", "Trợ lý: {lead} Có 4 dòng chi tiết. Căn cứ (1) 3 gợi ý tiếp theo."),
        ("es", "Asistente: {lead} Hay 4 líneas con detalles. Fuentes (1) 3 respuestas sugeridas."),
        ("en", "Assistant: {lead} There are 4 lines of detail. Sources (1) 3 suggested replies."),
    ],
)
def test_what_is_spoken_of_an_answer_word_for_word(visit: Visit, language: str, spoken: str) -> None:
    chat = visit(f"?lang={language}").open()
    answer_with(chat, {**LONG, "custom": {**LONG["custom"], "language": language}})
    chat.ask("?")
    live = chat.window.locator("[aria-live=polite]")
    expect(live).to_have_text(spoken.format(lead=LONG["custom"]["answer"]["lead"]))
    expect(live.locator("p")).to_have_attribute("lang", language)


def test_what_is_spoken_has_its_foreign_words_marked_and_nothing_to_press(visit: Visit) -> None:
    chat = visit("?lang=en").open()
    lead = "Go to any Công an phường, see dichvucong.gov.vn."
    custom = {**LONG["custom"], "language": "en", "answer": {**LONG["custom"]["answer"], "lead": lead}}
    answer_with(chat, {**LONG, "custom": custom, "buttons": [{"title": "What is a thẻ căn cước?", "payload": "/x"}]})
    chat.ask("?")
    live = chat.window.locator("[aria-live=polite]")
    expect(live.locator("[lang=vi]")).to_have_text("Công an phường")
    expect(live.locator("a")).to_have_count(0)
    expect(chat.choices.locator("[lang=vi]")).to_have_text("thẻ căn cước")


def test_what_is_offered_next_is_in_the_language_of_the_answer(visit: Visit) -> None:
    chat = visit("?lang=vi").open()
    answer_with(chat, {**LONG, "custom": {**LONG["custom"], "language": "en"}})
    chat.ask("How much?")
    offered = chat.log.get_by_role("list", name="Suggested replies")
    expect(offered).to_be_visible()
    assert offered.evaluate("list => list.closest('[lang]').lang") == "en"


def test_an_answer_in_another_language_than_the_frame_has_its_own_words(visit: Visit) -> None:
    chat = visit("?lang=vi").open()
    answer_with(chat, {**LONG, "custom": {**LONG["custom"], "language": "en"}})
    answer = chat.ask("How much?")
    expect(answer).to_have_attribute("lang", "en")
    expect(answer.locator(".sources summary")).to_have_text("Sources (1)")
    expect(answer.locator(".doubt").first).to_contain_text("This may differ:")
    expect(answer.get_by_role("button", name="Print")).to_be_visible()


def test_the_lead_is_large_the_lines_are_rows_and_the_rest_is_closed(visit: Visit) -> None:
    chat = visit().open()
    answer_with(chat, LONG)
    answer = chat.ask("?")
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    assert answer.locator(".lead").evaluate(size) > answer.locator(".lines dd").first.evaluate(size)
    assert answer.locator(".lines dt").all_inner_texts() == ["Lưu ý"] * 4
    closed = {
        fold.locator("summary").inner_text(): fold.get_attribute("open") for fold in answer.locator("details").all()
    }
    assert closed == {"Xem thêm": None, "Căn cứ (1)": None}
    assert [choice.evaluate("one => one.localName") for choice in chat.choices.all()] == ["button"] * 3


def test_with_the_keyboard_alone_from_the_page_to_an_answer(visit: Visit) -> None:
    chat = visit()
    press = chat.page.keyboard.press
    reached = []
    for _ in range(12):
        press("Tab")
        reached.append(chat.page.evaluate("document.activeElement.id || document.activeElement.className"))
        if reached[-1] == "ask":
            break
    assert reached[0] == "skip", "the first press offers the content itself"
    assert reached[-1] == "ask"
    chat.page.keyboard.type("Mất thẻ")
    press("Enter")
    expect(chat.answers).to_have_count(1, timeout=20_000)
    expect(chat.field).to_be_focused()
    press("Escape")
    expect(chat.launcher).to_be_focused()
