"""What only Telegram has: polling, groups, edits, keyboards that change in place."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from bot.channels.core import leases
from bot.channels.core.settings import SettingsError
from tests.channels.assistant import Assistant
from tests.channels.conftest import Pair, connect
from tests.channels.platforms import Telegram, until

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def polled(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pair]:
    async with connect(Telegram(webhook=False), monkeypatch) as pair:
        yield pair


@pytest_asyncio.fixture
async def hooked(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pair]:
    async with connect(Telegram(), monkeypatch) as pair:
        await until(lambda: called(telegram(pair), "setWebhook"))
        yield pair


def telegram(pair: Pair) -> Telegram:
    assert isinstance(pair.platform, Telegram)
    return pair.platform


def called(platform: Telegram, method: str) -> list[dict[str, Any]]:
    return [fields for name, fields in platform.calls if name == method]


async def test_polling_answers_in_order_and_once(polled: Pair) -> None:
    platform = telegram(polled)
    platform.updates += [platform.event("1001", f"câu {n}", n) for n in range(1, 6)]
    await until(lambda: len(platform.sent) == 5)
    await asyncio.sleep(0.2)
    assert [sent.text for sent in platform.sent] == [f"Trả lời: câu {n}" for n in range(1, 6)]
    assert not called(platform, "setWebhook")


async def test_polling_has_no_route(polled: Pair) -> None:
    assert await polled.deliver(polled.platform.event("1001", "a", 1)) == 404


async def test_polling_goes_on_after_an_outage(polled: Pair) -> None:
    platform = telegram(polled)
    await until(lambda: called(platform, "deleteWebhook"))
    await platform.stop()
    await asyncio.sleep(0.3)
    platform.updates.append(platform.event("1001", "còn đó không", 1))
    await platform.start()
    await until(lambda: platform.sent, seconds=15)


async def test_answers_in_hand_are_sent_before_the_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(Telegram(), monkeypatch) as pair:
        pair.assistant.agent.delay = 0.3
        await pair.deliver(pair.platform.event("1001", "a", 1))
    assert [sent.text for sent in pair.platform.sent] == ["Trả lời: a"]


async def test_a_refused_token_is_said_without_showing_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    platform = Telegram(webhook=False)
    for name, value in platform.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TELEGRAM_TOKEN", "4242:not-the-token")
    await platform.start()
    assistant = Assistant(platform.channel)
    await assistant.start()
    await until(lambda: "@BotFather" in caplog.text)
    await assistant.stop()
    await platform.stop()
    assert "not-the-token" not in caplog.text


async def test_tokens_are_not_logged(polled: Pair, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    platform = telegram(polled)
    platform.updates.append(platform.event("1001", "a", 1))
    await until(lambda: platform.sent)
    assert platform.token.split(":")[1] not in caplog.text


async def test_menus_are_set_in_each_language(hooked: Pair) -> None:
    menus = {
        fields.get("language_code"): json.loads(fields["commands"])
        for fields in called(telegram(hooked), "setMyCommands")
    }
    assert set(menus) == {None, "vi", "es", "en"}
    names = ["help", "fee", "deadline", "checklist", "language", "data", "delete"]
    assert all([command["command"] for command in menu] == names for menu in menus.values())
    assert menus["es"][1]["description"] == "Cuánto cuesta"


async def test_the_webhook_is_set_with_its_secret(hooked: Pair) -> None:
    (hook,) = called(telegram(hooked), "setWebhook")
    assert hook["secret_token"] == Telegram.secret
    assert json.loads(hook["allowed_updates"]) == ["message", "edited_message", "callback_query"]


async def test_an_edited_message_is_answered_anew(hooked: Pair) -> None:
    platform = telegram(hooked)
    await hooked.deliver(platform.event("1001", "le phi", 1))
    edited = platform.event("1001", "lệ phí cấp lại", 2)
    edited["edited_message"] = edited.pop("message")
    await hooked.deliver(edited)
    await until(lambda: len(platform.sent) == 2)
    assert hooked.assistant.agent.texts == ["le phi", "lệ phí cấp lại"]


PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]


@pytest.mark.parametrize(
    "content",
    [
        {"photo": PHOTO},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"location": {"latitude": 21.0, "longitude": 105.8}},
        {"contact": {"phone_number": "0912345678", "first_name": "An"}},
    ],
)
async def test_what_is_no_text_is_answered_by_the_channel(hooked: Pair, content: dict[str, Any]) -> None:
    await hooked.deliver(telegram(hooked).message("1001", 1, **content))
    await until(lambda: hooked.platform.sent)
    assert "chỉ đọc được chữ" in hooked.platform.sent[0].text
    assert hooked.assistant.agent.received == []


async def test_what_is_written_under_a_photo_is_read_as_the_question(hooked: Pair) -> None:
    platform = telegram(hooked)
    await hooked.deliver(platform.message("1001", 1, photo=PHOTO, caption="CCCD 001234567890 mất, làm sao?"))
    await until(lambda: platform.sent)
    assert hooked.assistant.agent.texts == ["CCCD ●●● mất, làm sao?"]
    mention = [{"type": "mention", "offset": 0, "length": 14}]
    group = in_group(platform, 2, "", photo=PHOTO, caption="@CardHelperBot lệ phí?", caption_entities=mention)
    del group["message"]["text"]
    await hooked.deliver(group)
    await until(lambda: len(platform.sent) == 2)
    assert hooked.assistant.agent.texts[1] == "lệ phí?"


@pytest.mark.parametrize(
    "content",
    [{"photo": PHOTO, "media_group_id": "7"}, {"dice": {"emoji": "🎲", "value": 3}}],
    ids=["an album", "six dice"],
)
async def test_six_in_a_row_are_told_once_that_only_text_is_read(hooked: Pair, content: dict[str, Any]) -> None:
    platform = telegram(hooked)
    for number in range(1, 7):
        await hooked.deliver(platform.message("1001", number, **content))
    await hooked.deliver(platform.event("1001", "lệ phí", 7))
    await until(lambda: len(platform.sent) == 2)
    assert "chỉ đọc được chữ" in platform.sent[0].text
    assert platform.sent[1].text == "Trả lời: lệ phí"


async def test_a_live_location_that_moves_is_told_once(hooked: Pair) -> None:
    platform = telegram(hooked)
    for number in range(1, 7):
        place = {"latitude": 21.0 + number, "longitude": 105.8, "live_period": 900}
        update = platform.message("1001", number, location=place)
        if number > 1:
            update["edited_message"] = update.pop("message")
        await hooked.deliver(update)
    await until(lambda: platform.sent)
    await asyncio.sleep(0.2)
    assert len(platform.sent) == 1


async def test_an_answer_goes_into_the_topic_it_was_asked_in(hooked: Pair) -> None:
    platform = telegram(hooked)
    command = [{"type": "bot_command", "offset": 0, "length": 4}]
    topic = in_group(platform, 1, "/fee", entities=command, message_thread_id=77, is_topic_message=True)
    thread = in_group(platform, 2, "/fee", entities=command, message_thread_id=88)  # only a reply's thread
    await hooked.deliver(topic)
    await hooked.deliver(thread)
    await until(lambda: len(platform.sent) == 2)
    sent = called(platform, "sendMessage")
    assert [fields.get("message_thread_id") for fields in sent] == ["77", None]
    assert {fields["chat_id"] for fields in sent} == {"-500"}


async def test_a_group_that_became_a_supergroup_is_followed(hooked: Pair) -> None:
    platform = telegram(hooked)
    command = [{"type": "bot_command", "offset": 0, "length": 4}]
    why = {"ok": False, "error_code": 400, "description": "Bad Request: group chat was upgraded to a supergroup chat"}
    platform.faults.append(web.json_response({**why, "parameters": {"migrate_to_chat_id": -100500}}, status=400))
    await hooked.deliver(in_group(platform, 1, "/fee", entities=command))
    await until(lambda: platform.sent)
    assert platform.sent[0].person == "-100500"
    moved = in_group(platform, 2, "", migrate_from_chat_id=-500)
    after = in_group(platform, 3, "/fee", entities=command)
    for update in (moved, after):
        update["message"]["chat"]["id"] = -100500
        await hooked.deliver(update)
    await until(lambda: len(platform.sent) == 2)
    assert len({message.sender_id for message in hooked.assistant.agent.received}) == 1


async def test_an_anonymous_administrator_is_answered_and_bots_are_not(hooked: Pair) -> None:
    platform = telegram(hooked)
    command = [{"type": "bot_command", "offset": 0, "length": 4}]
    group = {"id": -500, "type": "supergroup", "title": "Tổ dân phố"}
    robot = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    for number, chat in enumerate((None, group, {**group, "id": -7}), 1):
        update = in_group(platform, number, "/fee", entities=command)
        update["message"] |= {"from": robot, **({"sender_chat": chat} if chat else {})}
        await hooked.deliver(update)
    await until(lambda: platform.sent)
    await asyncio.sleep(0.2)
    assert len(platform.sent) == 1


async def test_notes_of_telegrams_own_are_left(hooked: Pair) -> None:
    await hooked.deliver(
        telegram(hooked).message(
            "1001", 1, pinned_message={"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}
        )
    )
    await hooked.deliver(telegram(hooked).message("1001", 2, group_chat_created=True))
    await asyncio.sleep(0.2)
    assert hooked.platform.sent == []


def in_group(platform: Telegram, number: int, text: str, user: int = 1001, **content: Any) -> dict[str, Any]:
    update = platform.message(str(user), number, text=text, **content)
    update["message"]["chat"] = {"id": -500, "type": "supergroup", "title": "Tổ dân phố"}
    return update


async def test_in_a_group_only_what_is_addressed_counts(hooked: Pair) -> None:
    platform = telegram(hooked)
    mention = [{"type": "mention", "offset": 0, "length": 14}]
    command = [{"type": "bot_command", "offset": 0, "length": 4}]
    other = [{"type": "bot_command", "offset": 0, "length": 13}]
    own = platform.message(str(Telegram.bot_id), 50, text="Bạn cần gì?")["message"]
    await hooked.deliver(in_group(platform, 1, "ai mất thẻ chưa"))
    await hooked.deliver(in_group(platform, 2, "@CardHelperBot mất thẻ làm sao", entities=mention))
    await hooked.deliver(in_group(platform, 3, "@SomebodyElses mất thẻ", entities=mention))
    await hooked.deliver(in_group(platform, 4, "/fee", entities=command))
    await hooked.deliver(in_group(platform, 5, "/fee@OtherBot", entities=other))
    await hooked.deliver(in_group(platform, 6, "ở miền núi", reply_to_message=own))
    await until(lambda: len(platform.sent) == 3)
    await asyncio.sleep(0.2)
    assert hooked.assistant.agent.texts == ["mất thẻ làm sao", "/fee", "ở miền núi"]
    assert {sent.person for sent in platform.sent} == {"-500"}


async def test_people_of_a_group_have_their_own_conversations(hooked: Pair) -> None:
    platform = telegram(hooked)
    command = [{"type": "bot_command", "offset": 0, "length": 4}]
    for number, user in enumerate((1001, 2002), 1):
        await hooked.deliver(in_group(platform, number, "/fee", user, entities=command))
    await until(lambda: len(platform.sent) == 2)
    assert len({message.sender_id for message in hooked.assistant.agent.received}) == 2


LONG = '/papers{"area":"mountain","procedure":"reissue","reason":"lost","person":"child"}'


async def test_a_press_is_acknowledged_and_marked_in_place(hooked: Pair) -> None:
    platform = telegram(hooked)
    await hooked.deliver(platform.press("1001", "Lệ phí", "/fee", 1))
    await until(lambda: called(platform, "editMessageReplyMarkup"))
    assert called(platform, "answerCallbackQuery")
    (edit,) = called(platform, "editMessageReplyMarkup")
    assert json.loads(edit["reply_markup"])["inline_keyboard"][0][0]["text"] == "✓ Lệ phí"


async def test_a_long_payload_travels_as_a_key(hooked: Pair) -> None:
    platform = telegram(hooked)
    hooked.assistant.agent.reply = lambda _text: [{"text": "?", "buttons": [{"title": "Giấy tờ", "payload": LONG}]}]
    await hooked.deliver(platform.event("1001", "a", 1))
    await until(lambda: platform.sent)
    ((title, data),) = platform.sent[0].buttons
    assert len(data.encode()) <= 64
    await hooked.deliver(platform.press("1001", title, data, 2))
    await until(lambda: len(hooked.assistant.agent.received) == 2)
    assert hooked.assistant.agent.texts[1] == LONG


async def test_a_key_that_is_no_longer_kept_counts_as_the_title(hooked: Pair) -> None:
    platform = telegram(hooked)
    await hooked.deliver(platform.press("1001", "✓ Giấy tờ", "~0123456789", 1))
    await until(lambda: hooked.assistant.agent.received)
    assert hooked.assistant.agent.texts == ["Giấy tờ"]


async def test_a_forged_payload_does_not_pass(hooked: Pair) -> None:
    await hooked.deliver(telegram(hooked).press("1001", "x", "/restart", 1))
    await until(lambda: hooked.assistant.agent.received)
    assert hooked.assistant.agent.texts == ["restart"]


async def test_link_buttons_open_links(hooked: Pair) -> None:
    links = [{"title": "Cổng", "url": "https://dichvucong.gov.vn"}, {"title": "Gọi", "url": "tel:113"}]
    hooked.assistant.agent.reply = lambda _text: [{"text": "Xem:", "buttons": links}]
    await hooked.deliver(hooked.platform.event("1001", "a", 1))
    await until(lambda: hooked.platform.sent)
    assert hooked.platform.sent[0].text == "Xem:\n\nGọi: tel:113"
    assert [title for title, _ in hooked.platform.sent[0].buttons] == ["Cổng"]


async def test_of_several_bridges_one_fetches(monkeypatch: pytest.MonkeyPatch) -> None:
    platform = Telegram(webhook=False)
    for name, value in platform.environment().items():
        monkeypatch.setenv(name, value)
    await platform.start()
    assistant = Assistant(platform.channel)
    assistant.bridge.database.open()
    assistant.bridge.database.call(lambda s: leases.take(s, "poll/telegram", "another bridge", 60))
    assistant.bridge.database.release()
    await assistant.start()
    platform.updates.append(platform.event("1001", "a", 1))
    await until(lambda: called(platform, "deleteWebhook"))
    await asyncio.sleep(0.3)
    assert platform.sent == []
    assistant.bridge.database.call(lambda s: leases.drop(s, "poll/telegram", "another bridge"))
    await until(lambda: platform.sent)
    await assistant.stop()
    await platform.stop()


async def test_a_misshapen_setting_is_refused_without_showing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in Telegram().environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", "not allowed!")
    with pytest.raises(SettingsError, match="TELEGRAM_WEBHOOK_SECRET") as refused:
        Assistant(Telegram.channel)
    assert "not allowed" not in str(refused.value)


async def test_choices_do_not_outlive_the_next_answer(hooked: Pair) -> None:
    offers = iter([[{"title": "Lệ phí", "payload": "/fee"}], []])
    hooked.assistant.agent.reply = lambda _text: [{"text": "?", "buttons": next(offers, [])}]
    for number, text in enumerate(["a", "b", "lệ phí"], 1):
        await hooked.deliver(hooked.platform.event("1001", text, number))
        await until(lambda expected=number: len(hooked.platform.sent) == expected)
    assert hooked.assistant.agent.texts[2] == "lệ phí"
