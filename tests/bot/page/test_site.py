from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from bot.page import site

KEEP_DAYS = 45
OFFICE = {
    "key": "mau",
    "name": "Phường <Mẫu>",
    "address": "Số 1",
    "map": "https://maps.example.org/?a=1&b=2",
    "booking": None,
    "portal": "https://dichvucong.gov.vn",
    "telephones": [{"number": "028 1234 5678", "for": "trực ban"}],
    "open": True,
    "opening": "đang mở cửa đến 11:30",
    "controller": "Phường Mẫu",
    "contact": "dulieu@example.org",
}
SECTION = {
    "title": "Replace it",
    "answer": {
        "lead": "Go to any Công an phường.",
        "lines": [{"label": "pay", "name": "Pay", "text": "35,000 dong & more"}],
        "doubt": "",
        "more": "1. One.\n2. Two.",
    },
    "text": "",
    "citations": [{"title": "Law on Identification", "place": "Điều 25", "number": "26/2023/QH15"}],
    "numbers": [],
    "filing": {"document": "can_cuoc", "reason": "lost"},
}


def data(**fields: Any) -> dict[str, Any]:
    return {"language": "en", "day": "2026-11-30", "office": None, "notices": [], "sections": [SECTION], **fields}


def html(path: str, told: dict[str, Any] | None, language: str = "en") -> str:
    asked = site.asked(path, {"lang": language})
    assert asked is not None
    return site.html(asked, told, KEEP_DAYS)


@pytest.mark.parametrize(
    ("path", "view", "told"),
    [
        ("", "home", "/page/home?language=es"),
        ("privacy", "privacy", "/page/home?language=es"),
        ("tasks/lost", "task", "/page/lost?language=es"),
        ("office", "office", "/page/home?language=es"),
    ],
)
def test_an_address_leads_to_a_page_and_to_what_it_needs(path: str, view: str, told: str) -> None:
    asked = site.asked(path, {"lang": "es"})
    assert asked is not None
    assert (asked.view, asked.data) == (view, told)


@pytest.mark.parametrize("path", ["tasks", "tasks/", "tasks/tax", "tasks/lost/more", "message", "../x"])
def test_any_other_address_is_no_page(path: str) -> None:
    assert site.asked(path, {}) is None


def test_the_office_goes_along() -> None:
    asked = site.asked("", {"lang": "vi"}, office="phuong-mau")
    assert asked is not None
    assert asked.data == "/page/home?language=vi&office=phuong-mau"
    assert 'data-office="phuong-mau"' in site.html(asked, data(), KEEP_DAYS)


@pytest.mark.parametrize(
    ("chosen", "browser", "language"),
    [
        ("es", "vi", "es"),
        ("", "vi-VN,vi;q=0.9", "vi"),
        ("", "es-419,es;q=0.9,en;q=0.8", "es"),
        ("", "en-GB", "en"),
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "en"),
        ("", "zh-CN", "en"),
        ("", "fr,vi;q=0.2,es;q=0.5", "es"),
        ("", "", "vi"),
        ("", "*", "vi"),
        ("xx", "en;q=x, es", "es"),
    ],
)
def test_the_browser_chooses_the_language_until_somebody_does(chosen: str, browser: str, language: str) -> None:
    assert site.spoken(chosen, browser) == language


def test_a_task_is_answered_in_the_page_itself() -> None:
    page = html("tasks/lost", data())
    assert '<html lang="en">' in page
    assert "35,000 dong &amp; more" in page
    assert '<span lang="vi">Công an phường</span>' in page
    assert "Sources (1)" in page
    assert '<span lang="vi">Điều 25</span> (26/2023/QH15)' in page
    assert "By the rules of 30 Nov 2026." in page
    assert 'src="../widget.js"' in page
    assert 'data-filing="document=can_cuoc&amp;reason=lost"' in page


def test_the_office_is_shown_with_numbers_to_tap() -> None:
    page = html("", data(office=OFFICE, notices=["Tầng 2 <b>"]), "vi")
    assert "Phường &lt;Mẫu&gt;" in page
    assert '<a href="tel:02812345678">028 1234 5678</a>' in page
    assert "Đang mở cửa đến 11:30" in page
    assert "Tầng 2 &lt;b&gt;" in page
    assert 'href="https://maps.example.org/?a=1&amp;b=2"' in page


def test_the_name_of_an_office_is_marked_as_vietnamese_in_the_head_too() -> None:
    page = html("", data(office={**OFFICE, "name": "Police of Phường Mẫu"}))
    head = page.split("</header>")[0]
    assert '?lang=en">Police of <span lang="vi">Phường Mẫu</span></a>' in head


def test_who_answers_for_the_data_is_told_where_it_is_known() -> None:
    assert "dulieu@example.org" in html("privacy", data(office=OFFICE))
    assert "Responsible for the data" not in html("privacy", data())


@pytest.mark.parametrize(("language", "kept"), [("vi", "45 ngày"), ("es", "45 días"), ("en", "45 days")])
def test_how_long_a_conversation_is_kept_is_what_the_bridge_is_set_to(language: str, kept: str) -> None:
    assert kept in html("privacy", data(), language)


def test_an_example_never_names_a_day_that_has_passed() -> None:
    assert "If I file on 30 Nov 2026" in html("", data())
    assert "If I file on" not in html("", None), "without a clock no day is named"


@pytest.mark.parametrize(
    ("path", "person"), [("", "tasks/person"), ("privacy", "tasks/person"), ("tasks/lost", "../tasks/person")]
)
def test_every_page_leads_to_a_person(path: str, person: str) -> None:
    assert f'<a href="{person}?lang=en">Talk to a person</a> ·' in html(path, data())


@pytest.mark.parametrize("path", ["", "privacy", "tasks/money"])
def test_without_data_the_frame_remains(path: str) -> None:
    page = html(path, None, "vi")
    assert "widget.js" in page
    assert ("đang khởi động" in page) == path.startswith("tasks/")


def test_every_word_is_there_in_three_languages() -> None:
    words = yaml.safe_load((site.FOLDER / "words.yml").read_text(encoding="utf-8"))
    assert all(set(said) == set(site.LANGUAGE_NAMES) and all(said.values()) for said in words.values())
    assert {*site.TASKS, *(f"{task}_about" for task in site.TASKS)} <= set(words)


def test_no_page_needs_what_its_policy_forbids() -> None:
    for path in ("", "privacy", "tasks/lost"):
        page = html(path, data(office=OFFICE))
        assert "style=" not in page
        assert "<style" not in page
        assert " on" not in page.replace(" on ", " ").split("<body>")[0]
        assert page.count("<script") == page.count("<script src=")


def test_the_widget_is_told_of_the_office_and_its_notices() -> None:
    asked = site.asked("office", {"lang": "vi", "office": "phuong-mau"}, office="another")
    assert asked is not None
    assert asked.office == "phuong-mau", "the tag's own office counts"
    body, headers = site.answer(asked, data(office=OFFICE, widget_notices=["Tầng 2"]), KEEP_DAYS)
    assert json.loads(body) == {"office": OFFICE, "notices": ["Tầng 2"]}
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(site.answer(asked, None, KEEP_DAYS)[0]) == {"office": None, "notices": []}
    assert site.answer(site.Asked("home", "vi"), None, KEEP_DAYS)[1]["Content-Type"].startswith("text/html")
