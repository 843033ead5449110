"""Identity numbers in every spelling, on every channel: none reaches the dialogue, a store or the logs."""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.core import limits
from bot.channels.core.tables import Table
from tests.channels.assistant import Assistant
from tests.channels.numbers import shows, spelled
from tests.channels.platforms import PLATFORMS, Platform, Website, body, until

pytestmark = pytest.mark.asyncio

MESSAGES_A_CHANNEL = 500


@pytest.fixture
def loose_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "GLOBAL_LIMIT", "100000/minute")
    monkeypatch.setattr(limits, "ADDRESS_LIMIT", "100000/minute")
    monkeypatch.setenv("WEB_SESSION_SECRET", "loopback-session-secret-of-some-length")


Say = Callable[[str, int], Awaitable[None]]


@pytest_asyncio.fixture(params=[*PLATFORMS, Website.name])
async def channel(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, loose_limits: None
) -> AsyncIterator[tuple[Assistant, Say]]:
    """An assistant with one channel, and how to say something there as a new person each time."""
    name = request.param
    if name == Website.name:
        assistant = Assistant(Website.channel)
        await assistant.start()
        yield assistant, _say_to_web(assistant)
        await assistant.stop()
        return
    platform = PLATFORMS[name]()
    for key, value in platform.environment().items():
        monkeypatch.setenv(key, value)
    await platform.start()
    assistant = Assistant(platform.channel)
    await assistant.start()
    yield assistant, _say_to_platform(assistant, platform)
    await assistant.stop()
    await platform.stop()


async def test_no_identity_number_is_kept(channel: tuple[Assistant, Say], caplog: pytest.LogCaptureFixture) -> None:
    assistant, say = channel
    caplog.set_level(logging.DEBUG)
    chance = random.Random(20261122)
    said = [spelled(chance) for _ in range(MESSAGES_A_CHANNEL)]
    for batch in range(0, len(said), 20):
        numbered = list(enumerate(said))[batch : batch + 20]
        await asyncio.gather(*(say(message, number) for number, (_, _, message) in numbered))
    await until(lambda: len(assistant.agent.received) == len(said), seconds=30)

    stored = await assistant.agent.stored() + assistant.bridge.database.call(_dump)
    logged = "\n".join(record.getMessage() for record in caplog.records)
    kept = [json.dumps([m.text, m.metadata], ensure_ascii=False) for m in assistant.agent.received]
    for digits, written, message in said:
        assert not [text for text in kept if shows(text, digits)], message
        for place in (stored, logged):
            assert digits not in place, message
            assert written not in place, message


def _say_to_platform(assistant: Assistant, platform: Platform) -> Say:
    async def say(message: str, number: int) -> None:
        sent = body(platform.event(str(50_000 + number), message, number + 1), escaped=number % 2 == 0)
        assert await assistant.post(platform.name, sent, platform.headers(sent)) == 200

    return say


def _say_to_web(assistant: Assistant) -> Say:
    async def say(message: str, number: int) -> None:
        opened = await assistant.client.post(f"{assistant.url}/web/session", json={})
        fields = {"token": opened.json()["token"], "text": message}
        answered = await assistant.client.post(f"{assistant.url}/web/message", json=fields)
        assert answered.status_code == 200

    return say


def _dump(session: Session) -> str:
    """Return every row of the bridge's tables, as one text."""
    rows = [row for table in Table.metadata.sorted_tables for row in session.execute(select(table)).mappings()]
    assert len(rows) > MESSAGES_A_CHANNEL
    return json.dumps([dict(row) for row in rows], ensure_ascii=False)
