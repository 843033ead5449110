"""What only the Zalo Bot platform has: polling one update at a time, direct chats, no buttons."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.channels.conftest import Pair, connect
from tests.channels.platforms import ZaloBot, until

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def polled(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pair]:
    async with connect(ZaloBot(webhook=False), monkeypatch) as pair:
        yield pair


def platform_of(pair: Pair) -> ZaloBot:
    assert isinstance(pair.platform, ZaloBot)
    return pair.platform


async def test_polling_answers_in_order_and_once(polled: Pair) -> None:
    platform = platform_of(polled)
    platform.updates.extend(platform.event("1001", f"câu {n}", n) for n in (1, 2, 3, 3))
    await until(lambda: len(platform.sent) == 3)
    await asyncio.sleep(0.2)
    assert [sent.text for sent in platform.sent] == [f"Trả lời: câu {n}" for n in (1, 2, 3)]
    assert "deleteWebhook" in platform.calls
    assert "setWebhook" not in platform.calls


async def test_polling_goes_on_after_an_outage(polled: Pair) -> None:
    platform = platform_of(polled)
    await until(lambda: "getUpdates" in platform.calls)
    await platform.stop()
    await asyncio.sleep(0.2)
    platform.updates.append(platform.event("1001", "còn đó không", 1))
    await platform.start()
    await until(lambda: platform.sent)


async def test_groups_and_bots_are_left(polled: Pair) -> None:
    platform = platform_of(polled)
    group, bot = platform.event("1001", "a", 1), platform.event("1001", "b", 2)
    group["result"]["message"]["chat"]["chat_type"] = "GROUP"
    bot["result"]["message"]["from"]["is_bot"] = True
    platform.updates.extend([group, bot, platform.event("1001", "c", 3)])
    await until(lambda: platform.sent)
    assert polled.assistant.agent.texts == ["c"]


async def test_a_picture_is_answered_by_the_channel(polled: Pair) -> None:
    platform = platform_of(polled)
    event = platform.event("1001", "", 1)
    event["result"]["event_name"] = "message.image.received"
    platform.updates.append(event)
    await until(lambda: platform.sent)
    assert "chỉ đọc được chữ" in platform.sent[0].text


async def test_what_is_written_under_a_picture_is_read_as_the_question(polled: Pair) -> None:
    platform = platform_of(polled)
    event = platform.event("1001", "", 1)
    event["result"]["event_name"] = "message.image.received"
    event["result"]["message"]["caption"] = "lệ phí cấp lại"
    platform.updates.append(event)
    await until(lambda: platform.sent)
    assert polled.assistant.agent.texts == ["lệ phí cấp lại"]


async def test_a_webhook_may_come_without_its_wrapping(monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(ZaloBot(), monkeypatch) as pair:
        assert await pair.deliver(pair.platform.event("1001", "a", 1)["result"]) == 200
        await until(lambda: pair.platform.sent)
        assert "setWebhook" in platform_of(pair).calls
