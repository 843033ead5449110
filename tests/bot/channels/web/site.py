"""The website on loopback: the bridge, with a dialogue that echoes in place of Rasa's, and a client that calls it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from tests.channels.assistant import Assistant, StubAgent
from tests.channels.platforms import Website


class Dialogue(StubAgent):
    """Answers "<text>!" with a button; says nothing when told to."""

    silent = False

    def __init__(self) -> None:
        super().__init__()
        self.reply = self._echo

    @property
    def seconds(self) -> float:
        return self.delay

    @seconds.setter
    def seconds(self, seconds: float) -> None:
        self.delay = seconds

    def _echo(self, text: str) -> list[dict[str, Any]]:
        if self.silent:
            raise RuntimeError("nothing to say")
        fee = {"title": "Lệ phí?", "payload": "/fee"}
        return [{"text": f"{text}!", "buttons": [fee], "custom": {"status": "chat"}}]


class Site:
    """A running bridge with the website's channel."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.dialogue = Dialogue()
        self._assistant = self._wait_for(self._serve())
        self.origin = self._assistant.url.removesuffix("/webhooks")
        self._client = httpx.Client(base_url=self.origin, trust_env=False)
        self.get, self.post, self.options = self._client.get, self._client.post, self._client.options

    def post_together(self, path: str, bodies: list[dict[str, Any]]) -> list[httpx.Response]:
        with ThreadPoolExecutor(len(bodies)) as pool:
            return list(pool.map(lambda body: self.post(path, json=body), bodies))

    def stop_rasa(self) -> None:
        self._wait_for(self.dialogue.stop())

    def close(self) -> None:
        self._client.close()
        self._wait_for(self._assistant.stop())
        self._wait_for(self.dialogue.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _serve(self) -> Assistant:
        await self.dialogue.start()
        assistant = Assistant(Website.channel, agent=self.dialogue)
        await assistant.start()
        return assistant

    def _wait_for(self, task: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(task, self._loop).result(20)
