"""What every channel must do: the chat platforms over their webhooks, played on loopback, and the website.

`absent` says of a case where it does not exist, and why; `pytest -rs` lists it. What one platform alone has is
tested beside this: batches (test_messenger_channel.py, and test_telegram_channel.py by polling; the others send
one event a request), rotating tokens, officers who take over, and withdrawal (test_zalo_channel.py: only Zalo has
these; elsewhere the delete command below withdraws), origins and sessions (test_web_channel.py).
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
from typing import Any

import pytest
from aiohttp import web

from bot.channels.core import worker
from bot.channels.core.settings import SettingsError
from tests.channels.assistant import Assistant
from tests.channels.conftest import Pair
from tests.channels.platforms import PLATFORMS, Messenger, Platform, body, until

pytestmark = pytest.mark.asyncio

QUESTION = "Tôi bị mất thẻ căn cước, giờ phải làm sao?"


async def settle(pair: Pair) -> None:
    """Give a wrong extra answer the time to show."""
    await asyncio.sleep(0.15)


async def test_a_question_is_answered(pair: Pair) -> None:
    assert await pair.deliver(pair.platform.event("1001", QUESTION, 1)) == 200
    await until(lambda: pair.platform.sent)
    assert [(s.person, s.text) for s in pair.platform.sent] == [("1001", f"Trả lời: {QUESTION}")]


async def test_a_body_may_be_escaped_or_raw(pair: Pair) -> None:
    assert await pair.deliver(pair.platform.event("1001", QUESTION, 1), escaped=True) == 200
    assert await pair.deliver(pair.platform.event("1001", QUESTION, 2), escaped=False) == 200
    await until(lambda: len(pair.platform.sent) == 2)
    assert pair.assistant.agent.texts == [QUESTION, QUESTION]


async def test_a_forged_request_is_refused(pair: Pair) -> None:
    for sent, headers in await pair.platform.forgeries(pair.assistant, pair.platform.event("1001", QUESTION, 1)):
        assert await pair.post(sent, headers) == pair.platform.forbidden, (sent, headers)
    await settle(pair)
    assert pair.assistant.agent.received == []


async def test_malformed_json_is_a_bad_request(pair: Pair) -> None:
    event = body(pair.platform.event("1001", QUESTION, 1))
    signed = pair.platform.headers(event)
    for broken in (b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b"[" * 100_000, b" " * 1_000_001):
        # The signature is right where the platform has one over any bytes.
        headers = pair.platform.headers(broken) if isinstance(pair.platform, Messenger) else signed
        assert await pair.post(broken, headers) in (400, 413)
    assert await pair.deliver(pair.platform.event("1001", QUESTION, 2)) == 200
    await until(lambda: len(pair.platform.sent) == 1)


@pytest.mark.parametrize("value", [None, 5, "x", [], [1], {"a": 1}, {"id": {}}, True])
async def test_fields_of_another_kind_do_no_harm(pair: Pair, value: Any) -> None:
    event = pair.platform.event("1001", QUESTION, 1)
    # A platform would send again what is refused; a page's developer is told what is wrong.
    understood = (200, 400) if pair.platform.name == "web" else (200,)
    for name in [name for name in event if name != "timestamp"]:
        assert await pair.deliver({**event, name: value}) in understood
    message = json.loads(json.dumps(event).replace(json.dumps(QUESTION), json.dumps(value)))
    assert await pair.deliver(message) in understood
    await settle(pair)
    assert await pair.deliver(pair.platform.event("2002", QUESTION, 9)) == 200
    await until(lambda: any(sent.person == "2002" for sent in pair.platform.sent))


@pytest.mark.absent(web="a page sends nothing but messages; other paths are 404 (test_web_channel.py)")
async def test_an_unknown_event_is_acknowledged_and_left(pair: Pair) -> None:
    assert await pair.deliver(pair.platform.unknown(1)) == 200
    await settle(pair)
    assert pair.assistant.agent.received == []
    assert pair.platform.sent == []


async def test_a_delivery_that_comes_five_times_is_answered_once(pair: Pair) -> None:
    event = pair.platform.event("1001", QUESTION, 1)
    statuses = await asyncio.gather(*(pair.deliver(event) for _ in range(5)))
    assert statuses == [200] * 5
    await until(lambda: pair.platform.sent)
    await settle(pair)
    assert len(pair.platform.sent) == len(pair.assistant.agent.received) == 1


@pytest.mark.absent(web="a page sends the next message when it has the answer to the last, so none overtakes")
async def test_a_sender_is_answered_in_order_whatever_overtakes(pair: Pair) -> None:
    pair.assistant.agent.delay = 0.05
    await pair.deliver(pair.platform.event("1001", "first", 1))
    await until(lambda: pair.assistant.agent.received)
    for number, text in ((4, "fourth"), (2, "second"), (3, "third")):
        await pair.deliver(pair.platform.event("1001", text, number))
    await until(lambda: len(pair.platform.sent) == 4)
    assert pair.assistant.agent.texts == ["first", "second", "third", "fourth"]


async def test_senders_do_not_wait_for_each_other(pair: Pair) -> None:
    pair.assistant.agent.delay = 0.4
    started = asyncio.get_running_loop().time()
    events = [pair.platform.event(str(1000 + number), QUESTION, number) for number in range(1, 7)]
    await asyncio.gather(*(pair.deliver(event) for event in events))
    await until(lambda: len(pair.platform.sent) == 6)
    assert asyncio.get_running_loop().time() - started < 1.5


async def test_ten_thousand_characters_in_are_not_lost_on_the_way(pair: Pair) -> None:
    assert await pair.deliver(pair.platform.event("1001", "mất thẻ " * 1250, 1)) == 200
    await until(lambda: pair.platform.sent)
    (message,) = pair.assistant.agent.received
    assert message.metadata["edge"]["too_long"] is True
    assert len(message.text or "") <= 200


@pytest.mark.absent(web="a page shows an answer of any length whole (test_web_channel.py)")
async def test_ten_thousand_characters_out_are_split_at_sentences(pair: Pair) -> None:
    answer = " ".join(f"Đây là câu số {number}, nói về giấy tờ cần mang theo." for number in range(250))
    assert len(answer) > 10_000
    pair.assistant.agent.reply = lambda _text: [{"text": answer}]
    await pair.deliver(pair.platform.event("1001", QUESTION, 1))
    await until(lambda: " ".join(sent.text for sent in pair.platform.sent) == answer)
    assert all(sent.text.endswith(".") for sent in pair.platform.sent)
    assert len(pair.platform.sent) <= len(answer) // pair.platform.limit + 2


async def test_signs_of_markup_arrive_as_they_are(pair: Pair) -> None:
    answer = "Lệ phí < 70.000 & > 50.000 <b>đ</b> \"'`*_[]()~"
    pair.assistant.agent.reply = lambda _text: [{"text": answer}]
    await pair.deliver(pair.platform.event("1001", QUESTION, 1))
    await until(lambda: pair.platform.sent)
    assert pair.platform.sent[0].text == answer


@pytest.mark.absent(web="nothing is sent to a page: it asks again by itself, with the same id (tests/widget)")
async def test_a_busy_and_a_broken_platform_get_the_answer_in_the_end(pair: Pair) -> None:
    broken = web.Response(status=500, text="<html>oops</html>")
    pair.platform.faults.extend([pair.platform.busy(), broken, web.Response(status=502), pair.platform.busy()])
    await pair.deliver(pair.platform.event("1001", QUESTION, 1))
    await until(lambda: pair.platform.sent)
    await settle(pair)
    assert len(pair.platform.sent) == 1
    assert pair.platform.attempts == 5


@pytest.mark.absent(web="nothing is sent to a page")
async def test_a_platform_that_stays_broken_is_given_up_and_said(pair: Pair, caplog: pytest.LogCaptureFixture) -> None:
    pair.platform.faults.extend(web.Response(status=500) for _ in range(6))
    await pair.deliver(pair.platform.event("1001", "first", 1))
    await pair.deliver(pair.platform.event("1001", "second", 2))
    await until(lambda: pair.platform.sent)
    assert [sent.text for sent in pair.platform.sent] == ["Trả lời: second"]
    assert "an answer was not delivered" in caplog.text


@pytest.mark.absent(web="nothing is sent to a page")
async def test_who_blocked_the_bot_is_not_tried_again(pair: Pair) -> None:
    pair.assistant.agent.reply = lambda _text: [{"text": "one"}, {"text": "two"}]
    pair.platform.faults.append(pair.platform.blocked())
    await pair.deliver(pair.platform.event("1001", QUESTION, 1))
    await until(lambda: pair.platform.attempts)
    await settle(pair)
    assert pair.platform.attempts == 1


CHOICES = [
    {"title": "Mất thẻ", "payload": '/lost_card{"reason":"lost"}'},
    {"title": "Lệ phí", "payload": "/fee"},
    {"title": "Làm ở tỉnh khác", "payload": '/place{"area":"mountain","reason":"lost","procedure":"reissue"}'},
]


@pytest.mark.parametrize("index", [0, 1, 2])
async def test_a_pressed_button_sends_its_payload(pair: Pair, index: int) -> None:
    pair.assistant.agent.reply = lambda _text: [{"text": "Bạn cần gì?", "buttons": CHOICES}]
    await pair.deliver(pair.platform.event("1001", "xin chào", 1))
    await until(lambda: pair.platform.sent)
    (sent,) = pair.platform.sent
    title, data = sent.buttons[index] if sent.buttons else (str(index + 1), "")
    if not sent.buttons:
        assert f"{index + 1}. {CHOICES[index]['title']}" in sent.text
    await pair.deliver(pair.platform.press("1001", title, data, 2))
    await until(lambda: len(pair.assistant.agent.received) == 2)
    assert pair.assistant.agent.texts[1] == CHOICES[index]["payload"]


@pytest.mark.absent(web="what is typed is a question there; a button sends its payload")
async def test_a_typed_title_counts_as_the_button(pair: Pair) -> None:
    pair.assistant.agent.reply = lambda _text: [{"text": "Bạn cần gì?", "buttons": CHOICES}]
    await pair.deliver(pair.platform.event("1001", "xin chào", 1))
    await until(lambda: pair.platform.sent)
    await pair.deliver(pair.platform.event("1001", "le phi", 2))
    await until(lambda: len(pair.assistant.agent.received) == 2)
    assert pair.assistant.agent.texts[1] == "/fee"


async def test_many_long_choices_are_numbered_or_fit(pair: Pair) -> None:
    many = [
        {"title": f"Trường hợp số {n}: giấy tờ cần mang", "payload": f'/papers{{"area":"{n}"}}'} for n in range(15)
    ]
    pair.assistant.agent.reply = lambda _text: [{"text": "Bạn thuộc trường hợp nào?", "buttons": many}]
    await pair.deliver(pair.platform.event("1001", "giấy tờ", 1))
    await until(lambda: pair.platform.sent)
    shown = pair.platform.sent[0].text + "".join(title for title, _ in pair.platform.sent[0].buttons)
    assert all(choice["title"] in shown for choice in many)
    if pair.platform.name not in ("telegram", "web"):  # those have as many buttons as are offered
        await pair.deliver(pair.platform.event("1001", "15", 2))
        await until(lambda: len(pair.assistant.agent.received) == 2)
        assert pair.assistant.agent.texts[1] == many[14]["payload"]


async def test_a_typed_payload_does_not_reach_the_dialogue(pair: Pair) -> None:
    for number, typed in enumerate(["/restart", '/inform{"document":"cccd"}', "//session_start"], 1):
        await pair.deliver(pair.platform.event("1001", typed, number))
    await until(lambda: len(pair.assistant.agent.received) == 3)
    assert not any(text.startswith("/") for text in pair.assistant.agent.texts)


async def test_commands_are_the_same_everywhere(pair: Pair) -> None:
    typed = ["/start", "/help", "/language", "/fee", "/deadline", "/checklist", "/start lost_card", "/start x'; --"]
    for number, text in enumerate(typed, 1):
        await pair.deliver(pair.platform.event("1001", text, number))
    await until(lambda: len(pair.assistant.agent.received) == len(typed))
    expected = ["/greet", "/help", "/change_language", "/fee", "/timeline", "/checklist", "/lost_card", "start x'; --"]
    assert pair.assistant.agent.texts == expected


async def test_a_conversation_is_deleted_after_a_second_word(pair: Pair) -> None:
    agent = pair.assistant.agent
    await pair.deliver(pair.platform.event("1001", QUESTION, 1))
    await pair.deliver(pair.platform.event("2002", QUESTION, 2))
    await until(lambda: len(pair.platform.sent) == 2)
    await pair.deliver(pair.platform.event("1001", "/delete", 3))
    await until(lambda: len(pair.platform.sent) == 3)
    assert len(agent.tracker_store.store) == 2
    sent = pair.platform.sent[2]
    title, data = sent.buttons[0] if sent.buttons else ("1", "")
    await pair.deliver(pair.platform.press("1001", title, data, 4))
    await until(lambda: len(pair.platform.sent) == 4)
    assert "Đã xóa" in pair.platform.sent[3].text
    assert len(agent.tracker_store.store) == 1
    assert len(agent.received) == 2


@pytest.mark.absent(web="each request has an answer, so each one above the limit is told (test_web_channel.py)")
async def test_a_flood_is_warned_once(pair: Pair) -> None:
    for number in range(1, 41):
        assert await pair.deliver(pair.platform.event("1001", f"câu {number}", number)) == 200
    await until(lambda: len(pair.assistant.agent.received) == 30)
    await settle(pair)
    warnings = [sent for sent in pair.platform.sent if "nhanh quá" in sent.text]
    assert len(warnings) == 1
    assert len(pair.platform.sent) == 31


async def test_the_dialogue_does_not_learn_the_platforms_id(pair: Pair) -> None:
    await pair.deliver(pair.platform.event("123456789", QUESTION, 1))
    await pair.deliver(pair.platform.event("123456789", QUESTION, 2))
    await until(lambda: len(pair.platform.sent) == 2)
    senders = {message.sender_id for message in pair.assistant.agent.received}
    assert len(senders) == 1
    assert "123456789" not in senders.pop()


async def test_a_dialogue_that_fails_is_apologised_for(pair: Pair) -> None:
    def fail(_text: str) -> list[dict[str, Any]]:
        raise RuntimeError("broken")

    pair.assistant.agent.reply = fail
    await pair.deliver(pair.platform.event("1001", QUESTION, 1))
    await until(lambda: pair.platform.sent)
    assert "tạm ngừng" in pair.platform.sent[0].text


@pytest.mark.absent(web="the page itself shows that an answer is under way (tests/widget)")
async def test_typing_is_shown_and_renewed(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "TYPING_SECONDS", 0.1)
    pair.assistant.agent.delay = 1.0
    await pair.deliver(pair.platform.event("1001", QUESTION, 1))
    await until(lambda: pair.platform.sent)
    shown = pair.platform.typing
    assert shown == 0 if pair.platform.name == "zalo" else shown >= 3
    await settle(pair)
    assert pair.platform.typing == shown


@pytest.mark.parametrize("name", PLATFORMS)
async def test_a_platform_that_is_away_does_not_stop_the_server(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    platform = PLATFORMS[name]()
    for key, value in platform.environment().items():
        monkeypatch.setenv(key, value)
    assistant = Assistant(platform.channel)
    await assistant.start()  # nobody answers at the platform's address
    pair = Pair(platform, assistant)
    assert await pair.deliver(platform.event("1001", QUESTION, 1)) == 200
    await until(lambda: assistant.agent.received)
    await platform.start()
    await until(lambda: platform.sent)
    await assistant.stop()
    await platform.stop()


@pytest.mark.parametrize("name", PLATFORMS)
async def test_without_settings_the_channel_is_off(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    platform: Platform = PLATFORMS[name]()
    assistant = Assistant(platform.channel)
    await assistant.start()
    sent = body(platform.event("1001", QUESTION, 1))
    assert await assistant.post(name, sent, platform.headers(sent)) == 404
    await assistant.stop()
    assert f"{name}: off (" in caplog.text


@pytest.mark.parametrize("name", PLATFORMS)
async def test_half_set_the_server_does_not_start(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    platform = PLATFORMS[name]()
    secrets = {k: v for k, v in platform.environment().items() if not k.endswith("_BASE")}
    for missing in secrets:
        for key, value in secrets.items():
            monkeypatch.setenv(key, value)
        monkeypatch.delenv(missing)
        with pytest.raises(SettingsError, match=missing):
            Assistant(platform.channel)


async def test_garbage_never_breaks_the_server(pair: Pair) -> None:
    chance = random.Random(7)
    event = pair.platform.event("1001", QUESTION, 1)
    text = body(event).decode()
    for _ in range(150):
        cut = list(text)
        for _ in range(chance.randint(1, 6)):
            cut[chance.randrange(len(cut))] = chance.choice('{}[]":,0aạ\\\u0000')
        sent = "".join(cut).encode()
        try:
            headers = pair.platform.headers(sent)
        except (ValueError, KeyError, TypeError, AttributeError):
            headers = {}
        assert await pair.post(sent, headers) in (200, 400, pair.platform.forbidden)
