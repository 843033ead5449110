from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from bot.channels.core.masking import PLACEHOLDER
from bot.rest import RestInput
from tests.bot.site import Dialogue, Site
from tests.channels.numbers import shows, spelled

WEBHOOK = "/webhooks/rest/webhook"


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site(RestInput(), Dialogue())
    yield served
    served.close()


def say(site: Any, message: str, **more: Any) -> list[dict[str, Any]]:
    answer = site.post(WEBHOOK, json={"sender": "an", "message": message, **more})
    assert answer.status_code == 200
    return list(answer.json())


def test_text_buttons_and_custom_travel_in_one_message(site: Any) -> None:
    assert say(site, "mất thẻ") == [
        {
            "recipient_id": "an",
            "text": "mất thẻ!",
            "buttons": [{"title": "Lệ phí?", "payload": "/fee"}],
            "custom": {"status": "chat"},
        }
    ]


def test_the_dialogue_never_sees_a_personal_number(site: Any) -> None:
    say(site, "CMND 123 456 789")
    received = site.dialogue.received[-1]
    assert received.text == f"CMND {PLACEHOLDER}"
    assert received.metadata == {"edge": {"masked": True}}
    assert received.input_channel == "rest"


def test_only_our_own_payloads_are_commands(site: Any) -> None:
    say(site, '/fee{"reason":"lost"}')
    say(site, "/restart")
    assert [message.text for message in site.dialogue.received] == ['/fee{"reason":"lost"}', "restart"]


def test_of_the_metadata_only_the_language_passes(site: Any) -> None:
    say(site, "hola", metadata={"language": "es", "phone": "0912345678"})
    say(site, "hola", metadata={"language": "xx"})
    assert [message.metadata for message in site.dialogue.received] == [
        {"edge": {}, "language": "es"},
        {"edge": {}},
    ]


@pytest.mark.parametrize("silent", [True, False])
def test_a_dialogue_that_fails_is_told_kindly_in_the_language_found(site: Any, silent: bool) -> None:
    site.dialogue.silent, site.dialogue.language = silent, "es"
    site.dialogue.error = RuntimeError("broken")
    (answer,) = say(site, "hola")
    if silent:
        assert answer["text"].startswith("Disculpe")
        assert answer["custom"] == {
            "status": "abstain",
            "language": "es",
            "reason": "unavailable",
            "citations": [],
        }
    else:
        assert answer["text"] == "hola!"


def test_an_action_server_that_is_down_is_told_and_the_next_message_works(site: Any) -> None:
    site.dialogue.silent = True
    assert say(site, "mất thẻ")[0]["custom"]["reason"] == "unavailable"
    site.dialogue.silent = False
    assert say(site, "mất thẻ")[0]["text"] == "mất thẻ!"


def test_an_answer_that_takes_too_long_is_given_up(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.dialogue.ANSWER_TIMEOUT_SECONDS", 0.05)
    site.dialogue.seconds = 5
    assert say(site, "mất thẻ", metadata={"language": "en"})[0]["text"].startswith("Sorry")


def test_too_many_messages_get_a_word_on_it(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.rest.SENDER_LIMIT", "2/minute")
    crowded = type(site)(RestInput(), site.dialogue)
    answers = [say(crowded, "x")[0] for _ in range(3)]
    assert [answer["custom"].get("reason") for answer in answers] == [None, None, "too_many"]
    assert len(site.dialogue.received) == 2
    crowded.close()


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"{bad", "no JSON"),
        (b"", "JSON object"),
        (b"\xff\xfe", "no JSON"),
        (b"[]", "JSON object"),
        (b'{"message": "x"}', '"sender"'),
        (b'{"sender": "", "message": "x"}', '"sender"'),
        (b'{"sender": 5, "message": "x"}', '"sender"'),
        (b'{"sender": "an"}', '"message"'),
        (b'{"sender": "an", "message": null}', '"message"'),
        (b'{"sender": "an", "message": ["x"]}', '"message"'),
    ],
)
def test_what_cannot_be_read_is_named(site: Any, body: bytes, error: str) -> None:
    answer = site.post(WEBHOOK, content=body)
    assert answer.status_code == 400
    assert error in answer.json()["error"]


def test_the_same_id_gets_the_same_answer_and_one_turn(site: Any) -> None:
    site.dialogue.seconds = 0.05
    body = {"sender": "an", "message": "mất thẻ", "id": "7-1", "channel": "telegram"}
    answers = site.post_together(WEBHOOK, [body] * 4)
    answers.append(site.post(WEBHOOK, json=body))
    assert {answer.text for answer in answers} == {answers[0].text}
    assert len(site.dialogue.received) == 1
    assert site.dialogue.received[0].input_channel == "telegram"
    assert say(site, "mất thẻ", id="7-2")[0]["text"] == "mất thẻ!"
    assert len(site.dialogue.received) == 2


def test_a_turn_with_an_id_that_fails_may_be_asked_again(site: Any) -> None:
    site.dialogue.silent = True
    body = {"sender": "an", "message": "mất thẻ", "id": "7-1"}
    assert site.post(WEBHOOK, json=body).status_code == 500
    site.dialogue.silent = False
    assert site.post(WEBHOOK, json=body).json()[0]["text"] == "mất thẻ!"


def test_without_a_model_nothing_is_answered_and_nobody_is_well(site: Any) -> None:
    site.app.ctx.agent = None
    assert site.get("/webhooks/rest/").status_code == 503
    assert site.post(WEBHOOK, json={"sender": "an", "message": "x", "id": "7-1"}).status_code == 503


def test_what_a_caller_did_to_a_message_is_kept(site: Any) -> None:
    say(site, "CMND ●●●", metadata={"edge": {"masked": True, "too_long": "yes", "surprise": True}})
    assert site.dialogue.received[-1].metadata == {"edge": {"masked": True}}


def test_what_the_dialogue_remembers_is_deleted(site: Any) -> None:
    say(site, "mất thẻ")
    answer = site.post("/webhooks/rest/forget", json={"sender": "an"})
    assert (answer.status_code, answer.json()) == (200, {"deleted": True})
    assert site.stored("an") == []
    assert site.post("/webhooks/rest/forget", json={}).status_code == 400


def test_what_the_dialogue_remembers_is_told(site: Any) -> None:
    say(site, "mất thẻ")
    told = site.post("/webhooks/rest/remembered", json={"sender": "an"}).json()
    assert [event["text"] for event in told["events"] if "text" in event] == ["mất thẻ", "mất thẻ!"]
    assert site.post("/webhooks/rest/remembered", json={}).status_code == 400
    site.app.ctx.agent = None
    assert site.post("/webhooks/rest/remembered", json={"sender": "an"}).status_code == 503


def test_no_identity_number_reaches_the_dialogue(site: Any) -> None:
    chance = random.Random(20261122)
    for _ in range(200):
        digits, written, message = spelled(chance)
        say(site, message)
        assert not shows(site.dialogue.received[-1].text, digits), message
        assert written not in site.dialogue.received[-1].text, message
