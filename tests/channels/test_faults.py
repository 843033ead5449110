"""What happens when something beneath the bridge breaks: what people see, what is kept, how it heals."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import web

from bot.channels.core import answering
from bot.channels.web import channel as page
from common.text import MAX_QUESTION
from tests.channels.conftest import Pair, connect
from tests.channels.platforms import CHANNELS, Messenger, Website, body, until

pytestmark = pytest.mark.asyncio

QUESTION = "Tôi bị mất thẻ căn cước, giờ phải làm sao?"
BROKEN = {"full": "PRAGMA max_page_count = 1", "read-only": "PRAGMA query_only = ON"}
WHOLE = {"full": "PRAGMA max_page_count = 1000000", "read-only": "PRAGMA query_only = OFF"}
"""SQLite gives the errors of a full disk and of a read-only file by itself when it is told so."""


@pytest_asyncio.fixture
async def messenger(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pair]:
    async with connect(Messenger(), monkeypatch) as connected:
        yield connected


async def tell(pair: Pair, pragma: str) -> None:
    """Say it to the bridge's connection, outside a transaction."""
    database = pair.assistant.bridge.database

    def say() -> None:
        connection = database.engine.raw_connection()
        connection.driver_connection.execute(pragma)
        connection.close()

    await asyncio.wrap_future(database._threads.submit(say))


@pytest.mark.parametrize("fault", list(BROKEN))
@pytest.mark.parametrize("channel", list(CHANNELS))
async def test_what_cannot_be_kept_is_not_acknowledged_and_comes_again(
    channel: str, fault: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(page, "ANSWER_SECONDS", 1.0)
    async with connect(CHANNELS[channel](), monkeypatch) as pair:
        people = [str(1000 + number) for number in range(1, 10)]
        if isinstance(pair.platform, Website):
            for person in people:
                await pair.platform.token(pair.assistant, person)
        await tell(pair, BROKEN[fault])
        for number, person in enumerate(people, 1):  # some find room in pages that are there already
            asked = pair.platform.event(person, (QUESTION * 60)[: MAX_QUESTION - 1], number)
            if (status := await pair.deliver(asked)) != 200:
                break
        assert status == 503
        await tell(pair, WHOLE[fault])
        assert await pair.deliver(asked) == 200
        await until(lambda: [sent.person for sent in pair.platform.sent].count(person) >= 1)
    assert ("disk is full" if fault == "full" else "readonly database") in caplog.text
    assert QUESTION not in caplog.text


async def test_an_answer_that_cannot_be_written_is_written_when_it_can_be(messenger: Pair) -> None:
    messenger.assistant.agent.delay = 0.3
    assert await messenger.deliver(messenger.platform.event("1001", QUESTION, 1)) == 200
    await until(lambda: messenger.assistant.agent.received)
    await tell(messenger, BROKEN["read-only"])
    await asyncio.sleep(0.5)
    assert messenger.platform.sent == []
    await tell(messenger, WHOLE["read-only"])
    await until(lambda: messenger.platform.sent)
    await asyncio.sleep(0.2)
    assert len(messenger.platform.sent) == len(messenger.assistant.agent.received) == 1


@pytest.mark.parametrize("seconds", [-3600.0, 3600.0, 86_400.0], ids=["an hour back", "an hour on", "over midnight"])
async def test_a_clock_that_is_set_holds_nothing_up(
    messenger: Pair, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    messenger.platform.faults.extend(web.json_response({"error": {"code": 613}}, status=400) for _ in range(3))
    await messenger.deliver(messenger.platform.event("1001", "first", 1))
    await until(lambda: messenger.platform.attempts)
    clock = time.time
    monkeypatch.setattr(time, "time", lambda: clock() + seconds)
    # Of another day's window nothing is answered; these are of the new one.
    for number, person in ((2, "1001"), (3, "2002")):
        event = messenger.platform.event(person, f"câu {number}", number)
        event["entry"][0]["messaging"][0]["timestamp"] += int(seconds * 1000)
        assert await messenger.deliver(event) == 200
    await until(lambda: len(messenger.platform.sent) == 3, seconds=15)
    own = [sent.text for sent in messenger.platform.sent if sent.person == "1001"]
    assert sorted(own) == ["Trả lời: câu 2", "Trả lời: first"]


async def test_while_rasa_is_away_a_chat_waits_and_is_answered(messenger: Pair) -> None:
    agent = messenger.assistant.agent
    await agent.pause()
    assert await messenger.deliver(messenger.platform.event("1001", QUESTION, 1)) == 200
    await asyncio.sleep(0.5)
    assert messenger.platform.sent == []
    await agent.resume()
    await until(lambda: messenger.platform.sent, seconds=15)
    assert messenger.platform.sent[0].text == f"Trả lời: {QUESTION}"


async def test_who_waits_for_long_is_told(messenger: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "PATIENCE_SECONDS", 0.5)
    await messenger.assistant.agent.pause()
    await messenger.deliver(messenger.platform.event("1001", QUESTION, 1))
    await until(lambda: messenger.platform.sent, seconds=15)
    assert "tạm ngừng" in messenger.platform.sent[0].text
    await messenger.assistant.agent.resume()
    await messenger.deliver(messenger.platform.event("1001", QUESTION, 2))
    await until(lambda: len(messenger.platform.sent) == 2)
    assert messenger.platform.sent[1].text == f"Trả lời: {QUESTION}"


async def test_a_page_is_told_sooner_and_its_history_keeps_the_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "PAGE_PATIENCE_SECONDS", 0.5)
    async with connect(Website(), monkeypatch) as pair:
        website = pair.platform
        assert isinstance(website, Website)
        await website.token(pair.assistant, "1001")
        await pair.assistant.agent.pause()
        assert await pair.deliver(website.event("1001", QUESTION, 1)) == 200
        assert "tạm ngừng" in website.sent[0].text
        headers = {"Authorization": f"Bearer {website.tokens['1001']}"}
        said = await pair.assistant.client.get(f"{pair.assistant.url}/web/history", headers=headers)
        assert [message["text"] for message in said.json()["messages"]] == [QUESTION, website.sent[0].text]
        await pair.assistant.agent.resume()


async def test_while_rasa_is_away_nothing_is_said_to_be_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(Website(), monkeypatch) as pair:
        website = pair.platform
        assert isinstance(website, Website)
        await pair.deliver(website.event("1001", QUESTION, 1))
        await pair.assistant.agent.pause()
        sent = body({"token": website.tokens["1001"]})
        assert (await pair.assistant.request("web/delete", sent, {}))[0] == 503
        await pair.assistant.agent.resume()
        assert (await pair.assistant.request("web/delete", sent, {}))[0] == 200
