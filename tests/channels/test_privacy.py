"""Identity numbers in every spelling, on every channel: none reaches the dialogue, its store or the logs."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import unicodedata
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.channels import edge, web
from tests.channels.assistant import Assistant
from tests.channels.platforms import PLATFORMS, Platform, body, until

pytestmark = pytest.mark.asyncio

MESSAGES_A_CHANNEL = 500
OWN_CHANNELS = ("web", "rest")

BEFORE = (
    "",
    "cccd của tôi là ",
    "Số CMND: ",
    "tôi tên An, số thẻ ",
    "mất thẻ số",
    "my card number is ",
    "mi número de documento: ",
    "身份证 ",
    "(",
    "ngày 20/05/1990, số ",
    "lệ phí 70.000 đồng, cccd ",
    "năm 2024 tôi làm thẻ ",
)
AFTER = (
    "",
    " bị mất",
    " ạ",
    ", làm lại ở đâu?",
    ".",
    " cấp ngày 01/07/2024",
    " and it is lost",
    ")",
    " Đồng Nai",
    "!",
)
GAPS = ("", " ", ".", "-", " . ", "\u00a0", "\u200b", "–", "  ", "/", "_", " - ")
DIGITS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")


def spelled(chance: random.Random) -> tuple[str, str, str]:
    """Return an identity number's digits, one of its spellings, and a message that holds it so."""
    length = chance.choice([9, 12, 12, 12, 17])
    digits = "0" * (length == 12) + "".join(chance.choice("0123456789") for _ in range(length - (length == 12)))
    if length == 17:
        digits = chance.choice(["110101199003", "440305198811"]) + digits[12:]
    gap = chance.choice(GAPS)
    size = chance.choice([1, 2, 3, 4, 6, 99])
    groups = [digits[start : start + size] for start in range(0, length, size)]
    script = chance.choice([DIGITS[0], DIGITS[0], *DIGITS])
    written = gap.join(groups).translate(str.maketrans(DIGITS[0], script)) + ("X" if length == 17 else "")
    return digits, written, chance.choice(BEFORE) + written + chance.choice(AFTER)


def shows(text: str, digits: str) -> bool:
    """Say whether the number stands in the text, whatever lies between its digits."""
    found = "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())
    return digits in found


@pytest.fixture
def loose_limits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(edge, "GLOBAL_LIMIT", "100000/minute")
    monkeypatch.setattr(edge, "ADDRESS_LIMIT", "100000/minute")
    monkeypatch.setattr(web, "SECRET_FILE", tmp_path / "web-secret")
    monkeypatch.setenv("WEB_SESSION_SECRET", "loopback-session-secret-of-some-length")


Say = Callable[[str, int], Awaitable[None]]


@pytest_asyncio.fixture(params=[*PLATFORMS, *OWN_CHANNELS])
async def channel(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, loose_limits: None
) -> AsyncIterator[tuple[Assistant, Say]]:
    """An assistant with one channel, and how to say something there as a new person each time."""
    name = request.param
    if name in OWN_CHANNELS:
        assistant = Assistant(f"bot.channels.{name}.{name.title()}Input")
        await assistant.start()
        yield assistant, _say_to_web(assistant) if name == "web" else _say_to_rest(assistant)
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

    stored = await assistant.agent.stored()
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


def _say_to_rest(assistant: Assistant) -> Say:
    async def say(message: str, number: int) -> None:
        fields = {"sender": f"someone-{number}", "message": message}
        answered = await assistant.client.post(f"{assistant.url}/rest/webhook", json=fields)
        assert answered.status_code == 200

    return say
