"""What can be done with an answer: say it otherwise, hear it, keep its day, share it, vote on it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Download, expect

from actions.answers import deadline, renewal
from tests.actions.answers.conftest import library  # noqa: F401  (a fixture)
from tests.widget.conftest import PHONE, Chat
from tests.widget.stub import DIST
from tests.widget.test_cards import case, show
from tests.widget.test_page import QUESTIONS, Visit
from tests.widget.test_view import LONG, answer_with, keep_votes

TODAY = date(2026, 11, 22)
WORDS = {"vi": ("Ngắn hơn", "Dễ hiểu hơn"), "es": ("Más corto", "Más sencillo"), "en": ("Shorter", "Simpler")}
VOICES = """
    // Like a browser's: the voices are there some time after they were first asked for.
    let there = false;
    window.heard = [];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    Object.defineProperty(window, 'speechSynthesis', {value: {
        speaking: false,
        getVoices() { setTimeout(() => { there = true; }, 0); return there ? VOICES : []; },
        speak(said) { this.speaking = true; window.heard.push([said.text, said.voice.name, said.lang]); },
        cancel() { this.speaking = false; },
    }});
"""


def voices(chat: Chat, *known: dict[str, Any]) -> Chat:
    """Give the browser these voices, and open the chat."""
    chat.page.add_init_script(VOICES.replace("VOICES", json.dumps(known)))
    chat.page.reload()
    return chat.open()


class TestSaidOtherwise:
    @pytest.mark.parametrize("language", list(WORDS))
    def test_the_last_answer_is_asked_for_shorter_or_simpler_in_the_assistants_own_payloads(
        self, visit: Visit, language: str
    ) -> None:
        chat = visit(f"?lang={language}").open()
        answer_with(chat, {**LONG, "custom": {**LONG["custom"], "language": language}})
        sent = []
        for word in WORDS[language]:
            answer = chat.ask(QUESTIONS[language])
            with chat.page.expect_request("**/message") as request:
                answer.get_by_role("button", name=word).click()
            sent.append(json.loads(request.value.post_data or "{}")["payload"])
            expect(chat.questions.last).to_contain_text(word)
            expect(chat.answers).to_have_count(2 * len(sent))
        assert sent == ["/shorter_answer", "/simpler_answer"]

    def test_the_lead_alone_is_left_and_cannot_be_shortened_again(self, visit: Visit) -> None:
        chat = visit().open()
        first = chat.ask(QUESTIONS["vi"])
        lead = first.locator(".lead").inner_text()
        first.get_by_role("button", name="Ngắn hơn").click()
        expect(chat.answers).to_have_count(2, timeout=20_000)
        expect(chat.answers.last.locator(".lead")).to_have_text(lead)
        expect(chat.answers.last.locator(".lines")).to_have_count(0)
        expect(chat.log.locator(".wish")).to_have_count(0)

    def test_only_the_last_answer_can_be_changed(self, visit: Visit) -> None:
        chat = visit().open()
        answer_with(chat, LONG)
        for _ in range(2):
            chat.ask("?")
        expect(chat.log.locator(".wish")).to_have_count(2)
        expect(chat.answers.last.locator(".wish")).to_have_count(2)
        expect(chat.answers.first.get_by_role("button", name="Chép")).to_be_visible()

    def test_the_keyboard_stays_at_the_field(self, visit: Visit) -> None:
        chat = visit().open()
        answer_with(chat, LONG)
        chat.ask("?").get_by_role("button", name="Dễ hiểu hơn").press("Enter")
        expect(chat.answers).to_have_count(2)
        expect(chat.field).to_be_focused()


class TestReadingAloud:
    def test_a_voice_of_the_device_reads_the_answer_and_is_silent_when_pressed_again(self, visit: Visit) -> None:
        own = {"name": "Linh", "lang": "vi-VN", "localService": True}
        chat = voices(visit(), own, {"name": "Mónica", "lang": "es-ES", "localService": True})
        answer_with(chat, LONG)
        listen = chat.ask("?").get_by_role("button", name="Nghe")
        listen.click()
        assert chat.page.evaluate("heard") == [[LONG["text"], "Linh", "vi"]]
        assert chat.page.evaluate("speechSynthesis.speaking")
        listen.click()
        assert not chat.page.evaluate("speechSynthesis.speaking")
        assert chat.page.evaluate("heard.length") == 1

    def test_another_answer_is_read_instead(self, visit: Visit) -> None:
        chat = voices(visit(), {"name": "Linh", "lang": "vi-VN", "localService": True})
        for text in ("Một. Hai.", "Ba. Bốn."):
            answer_with(chat, {**LONG, "text": text})
            chat.ask("?").get_by_role("button", name="Nghe").click()
        assert chat.page.evaluate("heard.map(([text]) => text)") == ["Một. Hai.", "Ba. Bốn."]

    def test_it_ends_with_the_window(self, visit: Visit) -> None:
        chat = voices(visit(), {"name": "Linh", "lang": "vi-VN", "localService": True})
        answer_with(chat, LONG)
        chat.ask("?").get_by_role("button", name="Nghe").click()
        chat.window.get_by_role("button", name="Đóng").click()
        chat.page.wait_for_function("!speechSynthesis.speaking", timeout=5_000)

    @pytest.mark.parametrize(
        "known",
        [
            [],
            [{"name": "Away", "lang": "vi-VN", "localService": False}],
            [{"name": "Mónica", "lang": "es-ES", "localService": True}],
        ],
        ids=["no voice", "a voice that speaks from a server", "a voice of another language"],
    )
    def test_without_a_local_voice_of_the_language_it_is_not_offered(
        self, visit: Visit, known: list[dict[str, Any]]
    ) -> None:
        chat = voices(visit(), *known)
        answer_with(chat, LONG)
        answer = chat.ask("?")
        expect(answer.get_by_role("button", name="Chép")).to_be_visible()
        expect(answer.get_by_role("button", name="Nghe")).to_have_count(0)

    def test_a_browser_that_cannot_speak_works(self, visit: Visit) -> None:
        chat = visit()
        chat.page.add_init_script("Object.defineProperty(window, 'speechSynthesis', {value: undefined})")
        chat.page.reload()
        answer_with(chat.open(), LONG)
        expect(chat.ask("?").get_by_role("button", name="Nghe")).to_have_count(0)


def day_in(kept: Download) -> tuple[date, str]:
    """Return the day of a calendar file, and the file."""
    content = kept.path().read_text(encoding="utf-8")
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    return event.decoded("dtstart"), content


@pytest.mark.usefixtures("library")
class TestKeptDay:
    def test_a_deadline_is_saved_to_the_calendar_from_the_answer_and_from_your_list(self, visit: Visit) -> None:
        chat = visit().open()
        filed = {"document": "can_cuoc", "procedure": "reissue", "reason": "lost", "received_date": "2026-11-23"}
        reply = deadline.answer(case("vi", **filed), TODAY)
        show(chat, reply)
        assert reply.computed is not None
        last_day = reply.computed["last_day"]
        for place in (chat.answers.last, chat.page.locator(".list .items")):
            link = place.get_by_role("link", name="Lưu vào lịch")
            with chat.page.expect_download() as kept:
                link.click()
            assert kept.value.suggested_filename == f"deadline-{last_day}.ics"
            assert day_in(kept.value)[0].isoformat() == last_day
        assert chat.axe() == []

    def test_the_file_of_a_renewal_says_nothing_of_the_birth_it_was_counted_from(self, visit: Visit) -> None:
        chat = visit().open()
        born = {"document": "cccd", "issue_date": "2022-03-01", "birth_date": "1990-05-21"}
        reply = renewal.answer(case("vi", **born), TODAY)
        assert "1990" in reply.text
        show(chat, reply)
        link = chat.page.locator(".list .items").get_by_role("link", name="Lưu vào lịch")
        assert "1990" not in (link.get_attribute("href") or "")
        with chat.page.expect_download() as kept:
            link.click()
        day, content = day_in(kept.value)
        assert day == date(2030, 5, 21)
        assert "1990" not in content

    def test_a_list_kept_on_the_device_keeps_its_day(self, visit: Visit) -> None:
        chat = visit().open()
        filed = {"document": "can_cuoc", "procedure": "reissue", "reason": "lost", "received_date": "2026-11-23"}
        show(chat, deadline.answer(case("vi", **filed), TODAY))
        chat.page.reload()
        keep = chat.page.locator(".list .items").get_by_role("link", name="Lưu vào lịch")
        expect(keep).to_be_visible()
        chat.page.emulate_media(media="print")
        expect(keep).to_be_hidden()

    @pytest.mark.parametrize(
        "elsewhere", ["https://elsewhere.example/v1/calendar.ics?a=b", "javascript:alert(1)", "/x", ""]
    )
    def test_no_other_address_is_offered(self, visit: Visit, elsewhere: str) -> None:
        chat = visit().open()
        kept = {"computed": {"kind": "deadline"}, "take_along": {"title": "Lưu vào lịch", "address": elsewhere}}
        answer_with(chat, {**LONG, "custom": {**LONG["custom"], **kept}})
        chat.ask("?")
        expect(chat.page.locator(".list .items > li")).to_have_count(1)
        expect(chat.page.get_by_role("link", name="Lưu vào lịch")).to_have_count(0)

    def test_the_browser_makes_no_calendar_of_its_own(self) -> None:
        assert "VCALENDAR" not in (DIST / "chat.js").read_text(encoding="utf-8")


@pytest.mark.usefixtures("library")
def test_all_of_it_fits_a_phone_and_is_accessible(visit: Visit) -> None:
    chat = voices(visit(viewport=PHONE, has_touch=True), {"name": "Linh", "lang": "vi-VN", "localService": True})
    filed = {"document": "can_cuoc", "procedure": "reissue", "reason": "lost", "received_date": "2026-11-23"}
    show(chat, deadline.answer(case("vi", **filed), TODAY))
    names = chat.answers.last.locator(".tool").all_inner_texts()
    assert names == [
        "Chép", "In", "Chia sẻ", "Nghe", "Danh sách của bạn",
        "Lưu vào lịch", "Ngắn hơn", "Dễ hiểu hơn", "Có ích", "Chưa đúng ý",
    ]  # fmt: skip
    assert chat.log.evaluate("log => log.scrollWidth <= log.clientWidth")
    assert chat.axe() == []


def test_a_question_is_shared_by_a_link_whose_words_no_server_sees(visit: Visit) -> None:
    chat = visit(permissions=["clipboard-read", "clipboard-write"]).open()
    answer_with(chat, LONG)
    chat.ask("Mất thẻ & làm lại?").get_by_role("button", name="Chia sẻ").click()
    expect(chat.status).to_have_text("Đã chép đường dẫn")
    link = chat.page.evaluate("navigator.clipboard.readText()")
    asked: list[str] = []
    other = visit()
    other.page.on("request", lambda request: asked.append(request.url))
    other.page.goto(link)
    expect(other.page.locator("#ask")).to_have_value("Mất thẻ & làm lại?")
    assert not [url for url in asked if "%20th" in url.split("#")[0]]


def test_whether_an_answer_helped_is_told_once(visit: Visit) -> None:
    chat = visit().open()
    answer_with(chat, LONG)
    votes = keep_votes(chat)
    with chat.page.expect_request("**/message") as sent:
        answer = chat.ask("Mất thẻ")
    answer.get_by_role("button", name="Có ích").click()
    expect(answer.get_by_role("button", name="Cảm ơn bạn")).to_be_visible()
    expect(answer.get_by_role("button", name="Chưa đúng ý")).to_have_count(0)
    assert [(vote["id"], vote["vote"]) for vote in votes] == [(json.loads(sent.value.post_data or "{}")["id"], "up")]


def test_a_vote_that_is_not_kept_says_so(visit: Visit) -> None:
    chat = visit().open()
    answer_with(chat, LONG)
    chat.page.route("**/vote", lambda route: route.fulfill(status=503, body="{}"))
    answer = chat.ask("Mất thẻ")
    answer.get_by_role("button", name="Chưa đúng ý").click()
    expect(chat.status).to_have_text("Chưa ghi nhận được")
    expect(answer.get_by_role("button", name="Có ích")).to_be_visible()
