"""Telegram's channel by long polling against the public emulator (npm ci in tests/channels)."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from bot.channels.privacy import introduction
from tests.channels.assistant import Assistant
from tests.channels.platforms import Platform, Telegram, until

FOLDER = Path(__file__).parent
TOKEN = "4242:loopback-token"
PERSON = {"id": 1001, "first_name": "An", "username": "an", "is_bot": False, "language_code": "vi"}
CHAT = {"id": 1001, "first_name": "An", "username": "an", "type": "private"}

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.skipif(
        not (FOLDER / "node_modules").is_dir() or shutil.which("node") is None,
        reason="npm ci in tests/channels installs the emulator",
    ),
]


class Person:
    """Someone who talks to the bot through the emulator."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client = httpx.AsyncClient(trust_env=False)
        self.read: list[dict[str, Any]] = []

    async def say(self, text: str) -> None:
        message = {"botToken": TOKEN, "from": PERSON, "chat": CHAT, "date": int(time.time()), "text": text}
        await self._client.post(f"{self._url}/sendMessage", json=message)

    async def press(self, data: str) -> None:
        shown = {"message_id": 2, "from": PERSON, "chat": CHAT, "date": int(time.time()), "text": "?"}
        query = {"botToken": TOKEN, "from": PERSON, "message": shown, "data": data, "chat_instance": "1"}
        await self._client.post(f"{self._url}/sendCallback", json=query)

    async def wait(self, count: int) -> list[dict[str, Any]]:
        for _ in range(100):
            answered = await self._client.post(f"{self._url}/getUpdates", json={"token": TOKEN, "chatId": 1001})
            told = [update["message"] for update in answered.json()["result"]]
            self.read += [message for message in told if not introduction.is_one(message["text"])]
            if len(self.read) >= count:
                break
            await asyncio.sleep(0.05)
        return self.read

    async def leave(self) -> None:
        await self._client.aclose()


@pytest_asyncio.fixture
async def emulated(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Assistant, Person]]:
    port = Platform().port
    node = await asyncio.create_subprocess_exec(
        "node", "emulator.js", str(port), cwd=FOLDER, stdout=asyncio.subprocess.PIPE
    )
    assert node.stdout is not None
    assert await asyncio.wait_for(node.stdout.readline(), 20) == b"ready\n"
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_BASE", f"http://127.0.0.1:{port}")
    assistant = Assistant(Telegram.channel)
    person = Person(f"http://127.0.0.1:{port}")
    await assistant.start()
    yield assistant, person
    await assistant.stop()
    await person.leave()
    node.terminate()
    await node.wait()


async def test_a_conversation(emulated: tuple[Assistant, Person]) -> None:
    assistant, person = emulated
    buttons = [{"title": "Lệ phí", "payload": "/fee"}, {"title": "Mất thẻ", "payload": '/lost_card{"reason":"lost"}'}]
    assistant.agent.reply = lambda text: [{"text": f"Bạn nói: {text} <b>&", "buttons": buttons}]
    await person.say("/start")
    (greeting,) = await person.wait(1)
    assert greeting["text"] == "Bạn nói: /greet &lt;b&gt;&amp;"
    assert greeting["parse_mode"] == "HTML"
    keyboard = greeting["reply_markup"]["inline_keyboard"]
    assert [b["text"] for row in keyboard for b in row] == ["Lệ phí", "Mất thẻ"]

    await person.press(keyboard[0][1]["callback_data"])
    await person.wait(2)
    await person.say("mất thẻ 001234567890 phải làm sao")
    assert len(await person.wait(3)) == 3
    await until(lambda: len(assistant.agent.received) == 3)
    assert assistant.agent.texts == ["/greet", '/lost_card{"reason":"lost"}', "mất thẻ ●●● phải làm sao"]
