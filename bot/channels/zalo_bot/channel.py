"""Zalo Bot platform: a bot with a token only, for offices without a paid Official Account.

Long polling by default, or a webhook behind a secret. Settings: ZALO_BOT_TOKEN; ZALO_BOT_WEBHOOK_URL with
ZALO_BOT_WEBHOOK_SECRET; ZALO_BOT_API_BASE.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import httpx
from starlette.routing import BaseRoute

from bot.channels.core import delivery, settings, webhooks
from bot.channels.core.bridge import Bridge
from bot.channels.core.buttons import Button, Payloads
from bot.channels.core.database import OUTAGES, cause
from bot.channels.core.incoming import Answer, Body
from bot.channels.core.polling import poll
from bot.channels.core.tasks import Tasks
from bot.channels.zalo_bot import adapter

logger = logging.getLogger(__name__)

POLL_SECONDS = 30
"""How long Zalo holds a request for updates open."""

REQUEST_SECONDS = 20.0
"""Longest wait for any other answer of Zalo's."""

IDLE_SECONDS = 0.5
"""Pause after an answer without updates, lest a platform that does not hold requests open be flooded."""

SECRET_HEADER = "X-Bot-Api-Secret-Token"

_SECRET = r"[!-~]{8,256}"


class ZaloBot:
    """The bot's connection with Zalo, and the way out to it."""

    name = "zalo_bot"
    payload_limit = 1_000_000  # no buttons: nothing is carried by them

    @classmethod
    def create(cls, bridge: Bridge) -> ZaloBot | None:
        """Return the channel, None when it is off; raise SettingsError when it is half set or misshapen."""
        given = settings.read(
            cls.name,
            required=("ZALO_BOT_TOKEN",),
            together=("ZALO_BOT_WEBHOOK_URL", "ZALO_BOT_WEBHOOK_SECRET"),
            values=bridge.settings.named,
        )
        if given is None:
            return None
        url = given["ZALO_BOT_WEBHOOK_URL"]
        if url:
            secret = given["ZALO_BOT_WEBHOOK_SECRET"]
            settings.require("ZALO_BOT_WEBHOOK_URL", url, r"https?://\S+", "the webhook's https address")
            settings.require("ZALO_BOT_WEBHOOK_SECRET", secret, _SECRET, "8 to 256 characters without spaces")
        logger.info("zalo_bot: on (%s)", "webhook" if url else "long polling")
        return cls(bridge, given)

    def __init__(self, bridge: Bridge, given: dict[str, str]) -> None:
        self._url, self._secret = given["ZALO_BOT_WEBHOOK_URL"], given["ZALO_BOT_WEBHOOK_SECRET"]
        self._base = f"{given['ZALO_BOT_API_BASE'].rstrip('/')}/bot{given['ZALO_BOT_TOKEN']}"
        self._client = httpx.AsyncClient(timeout=REQUEST_SECONDS)
        self._bridge = bridge
        self._intake = bridge.intake(self.name, given["ZALO_BOT_TOKEN"], self)
        self._connection = Tasks(self.name)

    def routes(self) -> Sequence[BaseRoute]:
        """See Channel; none when updates are fetched."""
        if not self._url:
            return ()
        return (webhooks.webhook(self.name, webhooks.bears(SECRET_HEADER, self._secret), self._take),)

    async def start(self) -> None:
        """See Channel."""
        self._connection.spawn(self._open())

    async def stop(self) -> None:
        """See Channel."""
        await self._connection.cancel()
        if not self._url:
            await self._bridge.yield_up(f"poll/{self.name}")

    async def close(self) -> None:
        """See Channel."""
        await self._client.aclose()

    def parts(self, answer: Answer, _payloads: Payloads) -> Sequence[Body]:
        """See Outlet."""
        return [{"text": text} for text in adapter.parts(answer)]

    def numbers(self, _offered: Sequence[Button]) -> bool:
        """See Outlet; the platform has no buttons."""
        return True

    def file(self, _name: str, _content: str) -> None:
        """See Outlet; the platform takes text alone."""

    async def send(self, person: str, part: Body) -> None:
        """See Outlet."""
        await self._call("sendMessage", {"chat_id": person, "text": part["text"]})

    async def typing(self, person: str) -> None:
        """See Outlet."""
        await self._call("sendChatAction", {"chat_id": person, "action": "typing"})

    async def _take(self, fields: webhooks.Fields) -> None:
        """Take the updates in a webhook's request or in an answer to getUpdates."""
        arrived = adapter.incoming(fields)
        if arrived:
            await self._intake.receive(lambda _payloads: arrived)

    async def _open(self) -> None:
        if self._url:
            hook = {"url": self._url, "secret_token": self._secret}
            await delivery.reach(self.name, lambda: self._call("setWebhook", hook))
        elif await delivery.reach(self.name, lambda: self._call("deleteWebhook", {})):
            await poll(self._bridge, self.name, self._fetch)

    async def _fetch(self) -> None:
        """Fetch what is new. The platform keeps no place: what it has handed out it does not hand out again."""
        fields = await self._call("getUpdates", {"timeout": str(POLL_SECONDS)}, POLL_SECONDS + REQUEST_SECONDS)
        if not adapter.incoming(fields):
            await asyncio.sleep(IDLE_SECONDS)
        while True:
            try:
                await self._take(fields)
            except OUTAGES as error:  # a second request would lose it
                logger.error("zalo_bot: the database takes nothing, trying again: %s", cause(error))
                await asyncio.sleep(1.0)
            except Exception as error:  # its text may hold the person's words
                logger.error("zalo_bot: an update was left: %s", type(error).__name__)
                return
            else:
                return

    async def _call(self, method: str, fields: dict[str, Any], seconds: float = REQUEST_SECONDS) -> dict[str, Any]:
        """Call a method of the platform's; raise a SendError when it does not do it."""
        answered = await delivery.post(self._client, f"{self._base}/{method}", json=fields, timeout=seconds)
        answer = delivery.fields(answered)
        error = adapter.send_error(answered.status_code, answer)
        if error is not None:
            raise error
        return answer
