"""Messenger: a webhook that believes only Meta's signature, answers by the Send API.

Settings: MESSENGER_APP_SECRET, MESSENGER_PAGE_TOKEN, MESSENGER_VERIFY_TOKEN; MESSENGER_API_BASE.
`python -m bot.channels.messenger profile` sets the page's greeting, its start button and its menus.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence

import httpx
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.core import delivery, settings, webhooks
from bot.channels.core.bridge import Bridge
from bot.channels.core.buttons import Button, Payloads
from bot.channels.core.incoming import Answer, Body
from bot.channels.messenger import adapter

logger = logging.getLogger(__name__)

REQUEST_SECONDS = 20.0
"""Longest wait for one answer of Messenger's."""

FILES = (".txt", ".json")
"""The ends of the names of files that go out as files."""


class Graph:
    """Meta's Graph API."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._base = given["MESSENGER_API_BASE"].rstrip("/")
        self._client = httpx.AsyncClient(
            timeout=REQUEST_SECONDS, params={"access_token": given["MESSENGER_PAGE_TOKEN"]}
        )

    async def call(self, path: str, fields: Body) -> None:
        """POST; raise a SendError when it does not take it."""
        self._check(await delivery.post(self._client, f"{self._base}/{path}", json=fields))

    async def send_file(self, person: str, name: str, content: str) -> None:
        """POST a file; raise a SendError when it does not take it."""
        attachment = {"type": "file", "payload": {"is_reusable": False}}
        fields = {"recipient": {"id": person}, "message": {"attachment": attachment}}
        form = {key: json.dumps(value) for key, value in fields.items()} | {"messaging_type": "RESPONSE"}
        file = {"filedata": (name, content.encode(), "text/plain; charset=utf-8")}
        self._check(await delivery.post(self._client, f"{self._base}/me/messages", data=form, files=file))

    def _check(self, answered: httpx.Response) -> None:
        error = adapter.send_error(answered.status_code, delivery.fields(answered))
        if error is not None:
            raise error

    async def close(self) -> None:
        """End the connections."""
        await self._client.aclose()


class Messenger:
    """The page's webhook, and the Send API as the way out."""

    name = "messenger"
    payload_limit = adapter.MAX_PAYLOAD_BYTES

    @classmethod
    def create(cls, bridge: Bridge) -> Messenger | None:
        """Return the channel, None when it is off; raise SettingsError when it is half set."""
        given = read_settings(bridge.settings)
        if given is None:
            return None
        logger.info("messenger: on (webhook)")
        return cls(bridge, given)

    def __init__(self, bridge: Bridge, given: dict[str, str]) -> None:
        self._secret, self._verify = given["MESSENGER_APP_SECRET"], given["MESSENGER_VERIFY_TOKEN"]
        self._graph = Graph(given)
        self._intake = bridge.intake(self.name, self._secret, self)

    def routes(self) -> Sequence[BaseRoute]:
        """See Channel: the subscription's handshake, and events."""
        return (
            Route("/webhook", self._subscribe, methods=["GET"]),
            webhooks.webhook(self.name, self._is_genuine, self._take),
        )

    async def start(self) -> None:
        """See Channel; Meta calls by itself."""

    async def stop(self) -> None:
        """See Channel; nothing is fetched."""

    async def close(self) -> None:
        """See Channel."""
        await self._graph.close()

    def parts(self, answer: Answer, payloads: Payloads) -> Sequence[Body]:
        """See Outlet."""
        return adapter.parts(answer, payloads)

    def numbers(self, offered: Sequence[Button]) -> bool:
        """See Outlet."""
        return adapter.is_numbered(offered)

    def file(self, name: str, content: str) -> Body | None:
        """See Outlet; that Messenger takes calendar files is not confirmed, so a day goes out as a link."""
        return {"file": name, "content": content} if name.endswith(FILES) else None

    async def send(self, person: str, part: Body) -> None:
        """See Outlet."""
        if "file" in part:
            await self._graph.send_file(person, part["file"], part["content"])
            return
        message = {"recipient": {"id": person}, "messaging_type": "RESPONSE", "message": part}
        await self._graph.call("me/messages", message)

    async def typing(self, person: str) -> None:
        """See Outlet."""
        await self._graph.call("me/messages", {"recipient": {"id": person}, "sender_action": "typing_on"})

    def _is_genuine(self, request: Request, body: bytes, _fields: webhooks.Fields) -> bool:
        return adapter.is_signed(body, request.headers.get("X-Hub-Signature-256"), self._secret)

    async def _subscribe(self, request: Request) -> Response:
        asked = request.query_params
        if asked.get("hub.mode") != "subscribe" or not webhooks.same(asked.get("hub.verify_token"), self._verify):
            logger.warning("messenger: a subscription without MESSENGER_VERIFY_TOKEN was refused")
            return Response(status_code=403)
        return PlainTextResponse(asked.get("hub.challenge") or "")

    async def _take(self, fields: webhooks.Fields) -> None:
        await self._intake.receive(lambda payloads: adapter.incoming(fields, payloads))


def read_settings(given: settings.Settings) -> dict[str, str] | None:
    """Return the settings, None when Messenger is off; raise SettingsError when they are half set."""
    required = ("MESSENGER_APP_SECRET", "MESSENGER_PAGE_TOKEN", "MESSENGER_VERIFY_TOKEN")
    return settings.read("messenger", required, (), given.named)
