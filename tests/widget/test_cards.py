"""The card of every kind of calculation, drawn from what the calculators really send."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from actions.answers import checklist, deadline, fee, renewal
from actions.question import Question
from actions.reply import Reply
from tests.widget.conftest import PHONE, Chat
from tests.widget.test_page import Visit

TODAY = date(2026, 11, 22)
DOTS = "\u00a0"


def case(language: str, **known: Any) -> Question:
    values: dict[str, Any] = {"intent": "fee", "text": "…", "entities": {}, "country": "vn"}
    return Question(language=language, **{**values, **known})


def replies(language: str) -> dict[str, Reply]:
    """Return an answer of each kind, and of each shape that its values have."""

    def asked(**known: Any) -> Question:
        return case(language, **known)

    old = {"document": "cccd", "reason": "lost"}
    born = {"document": "cccd", "issue_date": "2022-03-01"}
    return {
        "fee": fee.answer(asked(document="can_cuoc", reason="lost"), TODAY),
        "fee by period": fee.answer(asked(**old, date="2023"), TODAY),
        "tariff": fee.answer(asked(), TODAY),
        "tariff of China": fee.answer(asked(country="cn"), TODAY),
        "limit": deadline.answer(asked(reason="lost"), TODAY),
        "limit by area": deadline.answer(asked(**old, law="law_2014"), TODAY),
        "deadline": deadline.answer(asked(reason="lost", received_date="2026-11-20"), TODAY),
        "deadline by area": deadline.answer(asked(**old, received_date="2020-11-20"), TODAY),
        "renewal": renewal.answer(asked(**born, birth_date="1990-05-20"), TODAY),
        "renewal never": renewal.answer(asked(**born, birth_date="1950-05-20"), TODAY),
        "renewal due": renewal.answer(asked(document="cccd", issue_date="2021-03-01", birth_date="1985-05-20"), TODAY),
        "checklist": checklist.answer(asked(reason="lost"), TODAY),
        "checklist of China": checklist.answer(asked(country="cn", reason="lost"), TODAY),
        "checklist without a fee": checklist.answer(asked(reason="age", age=60), TODAY),
        "checklist by area": checklist.answer(asked(**old, law="law_2014"), TODAY),
    }


CARDS = {
    "fee": [
        ("Nộp trực tiếp", "35.000 ₫"),
        ("Nộp trực tuyến", "35.000 ₫"),
        ("Trực tuyến, đủ điều kiện, đến 28/02/2027", "Không thu"),
    ],
    "fee by period": [("01/01/2023 – 30/06/2023", "70.000 ₫"), ("01/07/2023 – 31/12/2023", "35.000 ₫")],
    "tariff": [
        ("Cấp lần đầu", "Không thu"),
        ("Cấp đổi (đến tuổi phải đổi)", "Không thu"),
        ("Cấp đổi (sắp xếp đơn vị hành chính)", "Không thu"),
        ("Cấp đổi (thông tin sai do lỗi của cơ quan cấp)", "Không thu"),
        ("Đổi giấy tờ cũ sang thẻ hiện hành", "15.000 ₫"),
        ("Cấp đổi", "25.000 ₫"),
        ("Cấp lại", "35.000 ₫"),
    ],
    "tariff of China": [("Cấp lần đầu", "Không thu"), ("Cấp đổi", "20 CN¥"), ("Cấp lại", "40 CN¥")],
    "limit": [("Ngày nộp hồ sơ", "23/11/2026"), ("Thời hạn", "7 ngày làm việc"), ("Chậm nhất", "03/12/2026")],
    "limit by area": [
        ("Thành phố, thị xã", "15 ngày làm việc"),
        ("Huyện miền núi vùng cao, biên giới, hải đảo", "20 ngày làm việc"),
        ("Khu vực còn lại", "15 ngày làm việc"),
    ],
    "deadline": [("Ngày nộp hồ sơ", "20/11/2026"), ("Thời hạn", "7 ngày làm việc"), ("Chậm nhất", "02/12/2026")],
    "deadline by area": [
        ("Ngày nộp hồ sơ", "20/11/2020"),
        ("Thành phố, thị xã", "11/12/2020"),
        ("Huyện miền núi vùng cao, biên giới, hải đảo", "18/12/2020"),
        ("Khu vực còn lại", "11/12/2020"),
        ("Dự kiến", "lịch nghỉ chưa chắc"),
    ],
    "renewal": [("Ngày phải đổi thẻ", "20/05/2030")],
    "renewal never": [("Ngày phải đổi thẻ", "không phải đổi theo tuổi nữa")],
    "renewal due": [("Ngày phải đổi thẻ", "20/05/2025 (đã đến hạn)")],
    # Its lines say what is paid and how long it takes; the areas they do not tell apart.
    "checklist": [],
    "checklist of China": [],
    "checklist without a fee": [],
    "checklist by area": [
        ("Thành phố, thị xã", "15 ngày làm việc"),
        ("Huyện miền núi vùng cao, biên giới, hải đảo", "20 ngày làm việc"),
        ("Khu vực còn lại", "15 ngày làm việc"),
    ],
}


def show(chat: Chat, reply: Reply) -> None:
    """Let the assistant answer with `reply`."""
    message = {"text": reply.text, "custom": reply.custom()}
    chat.page.unroute("**/message")
    chat.page.route("**/message", lambda route: _fulfill(route, message))
    chat.ask("?")


def _fulfill(route: Route, message: dict[str, Any]) -> None:
    route.fulfill(json={"messages": [message]})


def rows(chat: Chat) -> list[tuple[str, str]]:
    """Return the rows of the last answer's card, none where it has no card."""
    if not chat.answers.last.locator(".card").count():
        return []
    chat.answers.last.locator(".card summary").click()
    found = chat.answers.last.locator(".card dl > div")
    named = [(row.locator("dt").inner_text(), row.locator("dd").inner_text()) for row in found.all()]
    return [(name, value.replace(DOTS, " ")) for name, value in named]


def test_every_kind_of_calculation_has_its_card(visit: Visit) -> None:
    chat = visit().open()
    shown = {}
    for name, reply in replies("vi").items():
        show(chat, reply)
        shown[name] = rows(chat)
    assert shown == CARDS


def test_a_checklists_prices_that_no_line_says_are_in_its_card(visit: Visit) -> None:
    chat = visit().open()
    reply = checklist.answer(case("vi", reason="lost"), TODAY)
    custom = reply.custom()
    custom["computed"] = {**custom["computed"], "in_person": 70000, "limits": [{"days": 17, "unit": "working"}]}
    chat.page.route("**/message", lambda route: _fulfill(route, {"text": reply.text, "custom": custom}))
    chat.ask("?")
    assert rows(chat) == [
        ("Nộp trực tiếp", "70.000 ₫"),
        ("Nộp trực tuyến", "35.000 ₫"),
        ("Thời hạn", "17 ngày làm việc"),
    ]


@pytest.mark.parametrize(
    ("language", "some"),
    [
        ("es", {"Plazo": "7 días hábiles", "Ciudad": "15 días hábiles", "Reposición": "35.000 ₫"}),
        ("en", {"Time limit": "7 working days", "City or town": "15 working days", "Reissue": "₫35,000"}),
    ],
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_cards_are_accessible_on_a_phone(visit: Visit, language: str, some: dict[str, str], theme: str) -> None:
    chat = visit(f"?lang={language}", viewport=PHONE, color_scheme=theme).open()
    said: dict[str, str] = {}
    for reply in replies(language).values():
        show(chat, reply)
        said = {**dict(rows(chat)), **said}
    assert some.items() <= said.items()
    assert not [value for pair in said.items() for value in pair if "undefined" in value or not value]
    assert chat.log.evaluate("log => log.scrollWidth <= log.clientWidth")
    assert chat.axe() == []


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 860}])
def test_a_checklist_is_copied(visit: Visit, viewport: dict[str, int]) -> None:
    chat = visit(viewport=viewport, permissions=["clipboard-read", "clipboard-write"]).open()
    reply = replies("vi")["checklist"]
    show(chat, reply)
    button = chat.answers.last.get_by_role("button", name="Chép")
    button.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.answers.last.get_by_role("button", name="Đã chép")).to_be_focused()
    expect(chat.status).to_have_text("Đã chép")
    assert chat.page.evaluate("navigator.clipboard.readText()") == reply.text


def test_a_checklist_is_copied_where_the_page_has_no_clipboard(visit: Visit) -> None:
    chat = visit(viewport=PHONE, permissions=["clipboard-read"]).open()
    reply = replies("vi")["checklist"]
    show(chat, reply)
    chat.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')) }")
    chat.answers.last.get_by_role("button", name="Chép").click()
    expect(chat.answers.last.get_by_role("button", name="Đã chép")).to_be_visible()
    assert chat.page.evaluate("navigator.clipboard.readText()") == reply.text


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 860}])
def test_a_checklist_is_printed_alone(visit: Visit, viewport: dict[str, int]) -> None:
    chat = visit(viewport=viewport).open()
    reply = replies("vi")["checklist"]
    show(chat, reply)
    page: Page = chat.page
    page.evaluate("window.print = () => { window.printed = true }")
    chat.answers.last.get_by_role("button", name="In", exact=True).click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.locator(".id-card-assistant-paper")).to_have_text(reply.text)
    expect(page.locator(".id-card-assistant-paper")).to_be_visible()
    expect(chat.window).to_be_hidden()
    expect(page.locator("header, main, footer").first).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".id-card-assistant-paper")).to_have_count(0)
    expect(chat.window).to_be_visible()
