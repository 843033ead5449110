"""The assistant's server with its channels, on loopback, a stub in place of the trained dialogue."""

from __future__ import annotations

import asyncio
import itertools
import socket
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
import httpx
from rasa.core.channels.channel import UserMessage, register
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.server import add_root_route
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.utils.common import class_from_module_path
from sanic import Sanic

Reply = Callable[[str], list[dict[str, Any]]]

Sanic.test_mode = True  # several servers, one after the other, in one process
_names = itertools.count()


class StubAgent:
    """Keeps what reaches the dialogue, as Rasa does, and answers by `reply` after `delay` seconds."""

    def __init__(self) -> None:
        self.domain = Domain.empty()
        self.tracker_store = InMemoryTrackerStore(self.domain)
        self.lock_store = InMemoryLockStore()
        self.received: list[UserMessage] = []
        self.reply: Reply = lambda text: [{"text": f"Trả lời: {text}"}]
        self.delay = 0.0

    @property
    def texts(self) -> list[str]:
        return [message.text or "" for message in self.received]

    async def handle_message(self, message: UserMessage) -> None:
        async with self.lock_store.lock(message.sender_id):
            self.received.append(message)
            tracker = await self.tracker_store.get_or_create_tracker(message.sender_id)
            tracker.update(UserUttered(message.text, metadata=message.metadata, message_id=message.message_id))
            await self.tracker_store.save(tracker)
            await asyncio.sleep(self.delay)
            for answer in self.reply(message.text or ""):
                await message.output_channel.send_response(message.sender_id, answer)
                tracker.update(BotUttered(answer["text"], {"buttons": answer.get("buttons")}))
            await self.tracker_store.save(tracker)

    async def stored(self) -> str:
        """Return all that the tracker store holds, as one text."""
        return "\n".join(str(kept) for kept in self.tracker_store.store.values())


class Assistant:
    """A running server with the channels of the given class paths, as credentials.yml lists them."""

    def __init__(self, *channels: str) -> None:
        self.agent = StubAgent()
        self.app = Sanic(f"assistant_{next(_names)}", configure_logging=False)
        add_root_route(self.app)
        register([class_from_module_path(c).from_credentials(None) for c in channels], self.app, "/webhooks/")
        self.app.ctx.agent = self.agent
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/webhooks"
        self.client = httpx.AsyncClient(trust_env=False, timeout=10)
        self._posting: aiohttp.ClientSession  # much faster than httpx, which matters under load

    async def start(self) -> None:
        server: Any = await self.app.create_server(sock=self._socket, return_asyncio_server=True, access_log=False)
        await server.startup()
        await server.before_start()
        await server.after_start()
        self._server = server
        self._posting = aiohttp.ClientSession()

    async def stop(self) -> None:
        await self.client.aclose()
        await self._posting.close()
        await self._server.before_stop()
        await self._server.close()
        for connection in list(self._server.connections):
            connection.abort()
        await self._server.after_stop()

    async def post(self, channel: str, body: bytes, headers: Mapping[Any, Any]) -> int:
        """Send a request to a channel's webhook; return the HTTP status of the answer."""
        status, _ = await self.request(f"{channel}/webhook", body, headers)
        return status

    async def request(self, path: str, body: bytes, headers: Mapping[Any, Any]) -> tuple[int, bytes]:
        """Send a request to a path under /webhooks/; return the HTTP status and the body of the answer."""
        named = {_text(name): _text(value) for name, value in headers.items()}
        async with self._posting.post(
            f"{self.url}/{path}", data=body, headers={"Content-Type": "application/json", **named}
        ) as answered:
            return answered.status, await answered.read()


def _text(header: str | bytes) -> str:
    return header.decode("utf-8", "surrogateescape") if isinstance(header, bytes) else header
