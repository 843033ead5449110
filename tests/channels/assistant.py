"""The bridge with its channels, on loopback, a stub in place of Rasa with the trained dialogue."""

from __future__ import annotations

import asyncio
import pkgutil
import socket
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import uvicorn
from aiohttp import web

from bot.channels import app
from bot.channels.core import settings

Reply = Callable[[str], list[dict[str, Any]]]


@dataclass(frozen=True)
class Heard:
    """A message as it reaches the dialogue."""

    text: str
    sender_id: str
    metadata: dict[str, Any]
    channel: str


@dataclass
class TrackerStore:
    """What the dialogue keeps: sender -> texts of both sides."""

    store: dict[str, list[str]] = field(default_factory=dict)


class StubAgent:
    """Rasa's REST channel: keeps what reaches the dialogue and answers by `reply` after `delay` seconds.

    It also is the action server, as far as the bridge asks that: for its health, and whether the `office` is open.
    The same id again gets the same answer; a `reply` that raises is answered with 500 (bot/rest.py).
    """

    def __init__(self) -> None:
        self.tracker_store = TrackerStore()
        self.received: list[Heard] = []
        self.reply: Reply = lambda text: [{"text": f"Trả lời: {text}"}]
        self.delay = 0.0
        self.office: dict[str, Any] | None = None
        self._answered: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self._socket = _listening()
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.received]

    async def stored(self) -> str:
        """Return all that the tracker store holds, as one text."""
        return "\n".join(text for texts in self.tracker_store.store.values() for text in texts)

    async def start(self) -> None:
        app = web.Application(client_max_size=10_000_000)
        app.router.add_get("/health", self._well)  # the action server's
        app.router.add_get("/page/home", self._home)  # the action server's, too
        app.router.add_get("/webhooks/rest/", self._well)
        app.router.add_post("/webhooks/rest/webhook", self._turn)
        app.router.add_post("/webhooks/rest/forget", self._forget)
        app.router.add_post("/webhooks/rest/remembered", self._remembered)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.SockSite(self._runner, self._socket).start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def pause(self) -> None:
        """Be away: nobody listens any more."""
        self._port = self._socket.getsockname()[1]
        await self.stop()

    async def resume(self) -> None:
        """Be there again, under the same address."""
        self._socket = _listening(self._port)
        await self.start()

    async def _well(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def _home(self, _request: web.Request) -> web.Response:
        return web.json_response({"office": self.office, "notices": [], "widget_notices": []})

    async def _turn(self, request: web.Request) -> web.Response:
        fields = await request.json()
        key = fields["sender"], fields["id"]
        if key in self._answered:
            return web.json_response(self._answered[key])
        self.received.append(Heard(fields["message"], fields["sender"], fields["metadata"], fields["channel"]))
        kept = self.tracker_store.store.setdefault(fields["sender"], [])
        kept.append(fields["message"])
        await asyncio.sleep(self.delay)
        try:
            answers = self.reply(fields["message"])
        except Exception:
            return web.json_response({"error": "the turn failed"}, status=500)
        kept += [answer["text"] for answer in answers]
        self._answered[key] = [{"recipient_id": fields["sender"], **answer} for answer in answers]
        return web.json_response(self._answered[key])

    async def _remembered(self, request: web.Request) -> web.Response:
        texts = self.tracker_store.store.get((await request.json())["sender"], [])
        return web.json_response({"slots": {"language": "vi"} if texts else {}, "events": texts})

    async def _forget(self, request: web.Request) -> web.Response:
        self.tracker_store.store.pop((await request.json())["sender"], None)
        return web.json_response({"deleted": True})


class Assistant:
    """A running bridge with the channels of the given class paths, and a stub that it asks."""

    def __init__(self, *channels: str, folder: Path | None = None, agent: StubAgent | None = None) -> None:
        self.agent = agent or StubAgent()
        self._owns_agent = agent is None
        self.folder = folder or Path(tempfile.mkdtemp(prefix="bridge-"))
        given = settings.load()
        values = {"rasa_urls": self.agent.url, "actions_url": self.agent.url}
        if given.database_url.startswith("sqlite"):
            values["database_url"] = f"sqlite:///{self.folder}/bridge.db"
        classes = [pkgutil.resolve_name(path) for path in channels]
        self.app = app.create(given.model_copy(update=values), [made.create for made in classes])
        self._socket = _listening()
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/webhooks"
        self.client = httpx.AsyncClient(trust_env=False, timeout=10)
        self._posting: aiohttp.ClientSession  # much faster than httpx, which matters under load
        self._server = uvicorn.Server(uvicorn.Config(self.app, log_config=None, access_log=False, lifespan="on"))

    @property
    def bridge(self) -> Any:
        return self.app.state.bridge

    async def start(self) -> None:
        if self._owns_agent:
            await self.agent.start()
        self._serving = asyncio.create_task(self._server._serve(sockets=[self._socket]))
        while not self._server.started:
            assert not self._serving.done(), self._serving
            await asyncio.sleep(0.005)
        self._posting = aiohttp.ClientSession()

    async def stop(self) -> None:
        await self.client.aclose()
        await self._posting.close()
        self._server.should_exit = True
        await self._serving
        if self._owns_agent:
            await self.agent.stop()

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


def _listening(port: int = 0) -> socket.socket:
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(("127.0.0.1", port))
    bound.listen(128)
    return bound


def _text(header: str | bytes) -> str:
    return header.decode("utf-8", "surrogateescape") if isinstance(header, bytes) else header
