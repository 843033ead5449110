"""Zalo Bot platform: a bot with a token only, for offices without a paid Official Account.

Long polling by default, or a webhook behind a secret. Settings: ZALO_BOT_TOKEN; ZALO_BOT_WEBHOOK_URL with
ZALO_BOT_WEBHOOK_SECRET; ZALO_BOT_API_BASE.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from typing import Any

import httpx
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic

from bot.channels import delivery, settings, webhooks, zalo_bot_api
from bot.channels.buttons import Button
from bot.channels.desk import Desk
from bot.channels.dialogue import Message, OnMessage

logger = logging.getLogger(__name__)

POLL_SECONDS = 30
"""How long Zalo holds a request for updates open."""

REQUEST_SECONDS = 20.0
"""Longest wait for any other answer of Zalo's."""

IDLE_SECONDS = 0.5
"""Pause after an answer without updates, lest a platform that does not hold requests open be flooded."""

SECRET_HEADER = "X-Bot-Api-Secret-Token"

_SECRET = r"[!-~]{8,256}"


class ZaloBotInput(InputChannel):
    """POST /webhooks/zalo_bot/webhook, where a webhook is set; else no route, updates are fetched."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "zalo_bot"

    @classmethod
    def from_credentials(cls, _credentials: dict[str, Any] | None) -> ZaloBotInput:
        """Read the settings; raise SettingsError when they are half set or misshapen."""
        given = settings.read(
            cls.name(),
            required=("ZALO_BOT_TOKEN",),
            together=("ZALO_BOT_WEBHOOK_URL", "ZALO_BOT_WEBHOOK_SECRET"),
            defaults={"ZALO_BOT_API_BASE": "https://bot-api.zaloplatforms.com"},
        )
        if given:
            url = given["ZALO_BOT_WEBHOOK_URL"]
            if url:
                secret = given["ZALO_BOT_WEBHOOK_SECRET"]
                settings.require("ZALO_BOT_WEBHOOK_URL", url, r"https?://\S+", "the webhook's https address")
                settings.require("ZALO_BOT_WEBHOOK_SECRET", secret, _SECRET, "8 to 256 characters without spaces")
            else:
                settings.require_one_worker(cls.name(), "ZALO_BOT_WEBHOOK_URL")
            logger.info("zalo_bot: on (%s)", "webhook" if url else "long polling")
        return cls(given)

    def __init__(self, given: dict[str, str] | None) -> None:
        self._given = given

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """Return the channel's routes, none when it is off."""
        routes = Blueprint("zalo_bot", __name__)
        if self._given is None:
            return routes
        webhooks.quiet_libraries()
        connection = _Connection(self._given, on_new_message)
        connection.attach(routes)
        secret = self._given["ZALO_BOT_WEBHOOK_SECRET"]
        if not secret:
            return routes

        webhooks.listen(
            routes,
            lambda request, _fields: webhooks.same(request.headers.get(SECRET_HEADER), secret),
            connection.take,
        )
        return routes


class _Connection:
    """The bot's connection with Zalo, from the server's start to its stop; the desk's outlet."""

    def __init__(self, given: dict[str, str], on_new_message: OnMessage) -> None:
        self._given = given
        self._base = f"{given['ZALO_BOT_API_BASE'].rstrip('/')}/bot{given['ZALO_BOT_TOKEN']}"
        self._client = httpx.AsyncClient(timeout=REQUEST_SECONDS)
        self._desk = Desk("zalo_bot", given["ZALO_BOT_TOKEN"], self, on_new_message)
        self._work: asyncio.Task[None] | None = None

    def attach(self, routes: Blueprint) -> None:
        """Connect when the server has started, in the background; disconnect before it stops."""

        @routes.listener("after_server_start")
        async def start(_app: Sanic[Any, Any], _loop: object) -> None:
            self._work = asyncio.create_task(self._open())

        @routes.listener("before_server_stop")
        async def stop(_app: Sanic[Any, Any], _loop: object) -> None:
            if self._work is not None:
                self._work.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await self._work
            await self._desk.close()
            await self._client.aclose()

        self._desk.attach(routes)

    async def take(self, fields: webhooks.Fields) -> None:
        """Take the updates in a webhook's request or in an answer to getUpdates."""
        for incoming in zalo_bot_api.incoming(fields):
            await self._desk.receive(incoming)

    def parts(self, message: Message) -> Sequence[str]:
        """See Outlet."""
        return zalo_bot_api.parts(message)

    def numbers(self, _offered: Sequence[Button]) -> bool:
        """See Outlet; the platform has no buttons."""
        return True

    async def send(self, person: str, part: str) -> None:
        """See Outlet."""
        await self._call("sendMessage", {"chat_id": person, "text": part})

    async def typing(self, person: str) -> None:
        """See Outlet."""
        await self._call("sendChatAction", {"chat_id": person, "action": "typing"})

    async def _open(self) -> None:
        url = self._given["ZALO_BOT_WEBHOOK_URL"]
        if url:
            hook = {"url": url, "secret_token": self._given["ZALO_BOT_WEBHOOK_SECRET"]}
            await delivery.reach("zalo_bot", lambda: self._call("setWebhook", hook))
        elif await delivery.reach("zalo_bot", lambda: self._call("deleteWebhook", {})):
            while await delivery.reach("zalo_bot", self._poll):
                pass

    async def _poll(self) -> None:
        fields = await self._call("getUpdates", {"timeout": str(POLL_SECONDS)}, POLL_SECONDS + REQUEST_SECONDS)
        if not zalo_bot_api.incoming(fields):
            await asyncio.sleep(IDLE_SECONDS)
        try:
            await self.take(fields)
        except Exception as error:  # its text may hold the person's words
            logger.error("zalo_bot: an update was left: %s", type(error).__name__)

    async def _call(self, method: str, fields: dict[str, Any], seconds: float = REQUEST_SECONDS) -> dict[str, Any]:
        """Call a method of the platform's; raise a SendError when it does not do it."""
        answered = await delivery.post(self._client, f"{self._base}/{method}", json=fields, timeout=seconds)
        answer = delivery.fields(answered)
        error = zalo_bot_api.send_error(answered.status_code, answer)
        if error is not None:
            raise error
        return answer
