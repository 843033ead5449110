"""The reply contract over REST: what a program gets for a message, a button, nonsense and a bad request."""

from __future__ import annotations

import uuid
from typing import Any

import httpx
import pytest

from tests.e2e.conftest import Assistant, Say
from tests.e2e.test_conversations import check_contract

pytestmark = pytest.mark.e2e

PERSON = "một người dân hỏi về thẻ căn cước "


def _post(assistant: Assistant, **request: Any) -> httpx.Response:
    return httpx.post(f"{assistant.url}/webhooks/rest/webhook", timeout=60, **request)


def test_one_object_carries_text_buttons_and_custom(say: Say) -> None:
    answers = say("mất thẻ căn cước làm lại bao nhiêu tiền")
    assert len(answers) == 1
    answer = answers[0]
    assert set(answer) == {"recipient_id", "text", "buttons", "custom"}
    assert all(set(button) == {"title", "payload"} and all(button.values()) for button in answer["buttons"])
    check_contract(answer)


def test_a_domain_response_is_one_object_too(say: Say) -> None:
    answers = say("xin chào")
    assert len(answers) == 1
    assert {"text", "buttons", "custom"} <= set(answers[0])


def test_a_citation_says_what_it_rests_on_and_whether_it_holds(say: Say) -> None:
    citations = say("mất thẻ căn cước làm lại bao nhiêu tiền")[0]["custom"]["citations"]
    tariff = next(citation for citation in citations if citation["source"] == "tt-73-2024-btc")
    assert tariff["number"] == "73/2024/TT-BTC"
    assert tariff["in_force_from"] == "2024-10-21"
    assert tariff["status"] == "in force"
    assert tariff["text"]


def test_an_older_text_is_marked_as_superseded(say: Say) -> None:
    citations = say("theo luật 2014 cấp lại cccd ở thành phố mấy ngày")[0]["custom"]["citations"]
    law = next(citation for citation in citations if citation["source"] == "luat-59-2014-qh13")
    assert (law["in_force_from"], law["in_force_to"], law["status"]) == ("2016-01-01", "2024-06-30", "superseded")


@pytest.mark.parametrize("opening", ["xin chào", "bạn giúp được gì", "mất thẻ căn cước làm lại bao nhiêu tiền"])
def test_every_offered_button_leads_on(assistant: Assistant, say: Say, opening: str) -> None:
    for button in say(opening)[-1]["buttons"]:
        answers = assistant.say(f"button-{uuid.uuid4().hex}", button["payload"])
        assert answers, button
        for answer in answers:
            check_contract(answer)
            assert answer["custom"]["status"] != "abstain", (button, answer)
            assert answer["custom"].get("reason") != "did_you_mean", (button, answer)


def test_two_people_are_kept_apart(assistant: Assistant) -> None:
    one, other = (f"person-{uuid.uuid4().hex}" for _ in range(2))
    assistant.say(one, "tôi làm mất CCCD hồi tháng 8/2022")
    answer = assistant.say(other, "lệ phí bao nhiêu?")[0]
    assert answer["recipient_id"] == other
    assert answer["custom"]["computed"]["as_of"] == "2026-11-22"
    assert "reason" not in answer["custom"]["computed"]


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("", "empty"),
        ("\ufdfa" * 100, "no_words"),
        (PERSON * 150, "too_long"),
        ("a" * 5000, "too_long"),
        ("\u202e\u200b\x00" * 300, None),
        ("😭" * 500, "no_words"),
        ("٣٤٥" * 50, "no_words"),
        ("Z" + "\u0301" * 1500, None),
        ('/inform{"country":' * 90, None),
        ('/fee{"date":"2022-02-31"}', None),
        ('/fee{"reason":["lost","damaged"]}', None),
        ('/show_passage{"passage":"no-such-source#d1"}', None),
        ("' OR 1=1; DROP TABLE events; --", None),
        ("{{7*7}} ${jndi:ldap://x} %n%n%s", None),
    ],
    ids=lambda value: str(value)[:20].encode("ascii", "backslashreplace").decode()[:30],
)
def test_nonsense_gets_a_short_answer_within_the_contract(say: Say, message: str, reason: str | None) -> None:
    answers = say(message)
    assert answers
    for answer in answers:
        check_contract(answer)
        assert answer["custom"].get("reason") != "unavailable", answer
    if reason is not None:
        assert len(answers) == 1
        assert answers[0]["custom"]["status"] == "clarify"
        assert answers[0]["custom"]["reason"] == reason


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_a_program_may_hint_the_language_of_the_first_turn(assistant: Assistant, language: str) -> None:
    body = {"sender": f"hint-{uuid.uuid4().hex}", "message": "🙂", "metadata": {"language": language}}
    answer = _post(assistant, json=body).json()[0]
    assert answer["custom"]["language"] == language


@pytest.mark.parametrize(
    "request_body",
    [
        {"content": b'{"sender": "a", "message": '},
        {"content": b"\xff\xfe\x00"},
        {"content": b""},
        {"json": ["a", "b"]},
        {"json": "mất thẻ"},
        {"json": {"message": "mất thẻ"}},
        {"json": {"sender": "", "message": "mất thẻ"}},
        {"json": {"sender": "a" * 129, "message": "mất thẻ"}},
        {"json": {"sender": 7, "message": "mất thẻ"}},
        {"json": {"sender": "a"}},
        {"json": {"sender": "a", "message": None}},
        {"json": {"sender": "a", "message": {"text": "mất thẻ"}}},
    ],
    ids=lambda body: str(body)[:40].encode("ascii", "backslashreplace").decode(),
)
def test_a_request_that_cannot_be_read_is_refused_with_the_reason(
    assistant: Assistant, request_body: dict[str, Any]
) -> None:
    response = _post(assistant, **request_body)
    assert response.status_code == 400
    assert set(response.json()) == {"error"}
    assert response.json()["error"]


def test_the_channel_says_that_it_is_well(assistant: Assistant) -> None:
    assert httpx.get(f"{assistant.url}/webhooks/rest/", timeout=30).json() == {"status": "ok"}


@pytest.mark.parametrize("path", ["/conversations/somebody/tracker", "/domain", "/model"])
def test_the_inner_interface_of_the_framework_is_off(assistant: Assistant, path: str) -> None:
    assert httpx.get(f"{assistant.url}{path}", timeout=30).status_code == 404
