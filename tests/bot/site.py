"""Rasa's server on loopback: a channel's routes, with a dialogue that echoes in place of Rasa's."""

from __future__ import annotations

import asyncio
import itertools
import socket
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from sanic import Sanic

DOMAIN = Domain.from_dict({"slots": {"language": {"type": "text", "mappings": [{"type": "custom"}]}}})
Sanic.test_mode = True  # several servers, one after the other, in one process
_numbers = itertools.count()


class Dialogue:
    """Stands in for Rasa's agent: answers "<text>!" with a button; says nothing or fails when told to."""

    def __init__(self, store: TrackerStore | None = None) -> None:
        self.domain = DOMAIN
        self.tracker_store = FailSafeTrackerStore(store or InMemoryTrackerStore(DOMAIN))
        self.lock_store = InMemoryLockStore()
        self.received: list[UserMessage] = []
        self.language: str | None = None
        self.silent = False
        self.error: Exception | None = None
        self.seconds = 0.0

    def is_ready(self) -> bool:
        return True

    async def handle_message(self, message: UserMessage) -> None:
        self.received.append(message)
        await asyncio.sleep(self.seconds)
        tracker = await self.tracker_store.get_or_create_tracker(message.sender_id)
        tracker.update(UserUttered(message.text, metadata=message.metadata, message_id=message.message_id))
        if self.language:
            tracker.update(SlotSet("language", self.language))
        if not self.silent:
            said = BotUttered(
                f"{message.text}!",
                {"buttons": [{"title": "Lệ phí?", "payload": "/fee"}], "custom": {"status": "chat"}},
            )
            tracker.update(said)
            await message.output_channel.send_response(message.sender_id, said.message())
        await self.tracker_store.save(tracker)
        if self.error:
            raise self.error


class Site:
    """A channel mounted as Rasa mounts it, served on loopback, and a client that calls it."""

    def __init__(self, channel: InputChannel, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self.app = Sanic(f"site-{next(_numbers)}", configure_logging=False)
        self.app.ctx.agent = dialogue
        blueprint = channel.blueprint(dialogue.handle_message)
        self.app.blueprint(blueprint, url_prefix=f"/webhooks/{channel.url_prefix()}")
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        port = self._wait_for(self._serve())
        self._client = httpx.Client(base_url=f"http://127.0.0.1:{port}", verify=False)
        self.get, self.post = self._client.get, self._client.post

    @property
    def origin(self) -> str:
        return str(self._client.base_url).rstrip("/")

    def post_together(self, path: str, bodies: list[dict[str, Any]]) -> list[httpx.Response]:
        with ThreadPoolExecutor(len(bodies)) as pool:
            return list(pool.map(lambda body: self.post(path, json=body), bodies))

    def stored(self, sender: str) -> list[str]:
        """Return the texts that the tracker holds, of both sides."""
        tracker = asyncio.run(self.dialogue.tracker_store.retrieve(sender))
        return [event.text for event in tracker.events if hasattr(event, "text")] if tracker else []

    def close(self) -> None:
        self._client.close()
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _serve(self) -> int:
        listening = socket.create_server(("127.0.0.1", 0))
        server: Any = await self.app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
        await server.startup()
        return int(listening.getsockname()[1])

    def _wait_for(self, task: Coroutine[Any, Any, int]) -> int:
        return asyncio.run_coroutine_threadsafe(task, self._loop).result(10)
