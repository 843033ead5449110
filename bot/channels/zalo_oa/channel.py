"""Zalo Official Account: a signed webhook, answers by the message API with its rotating tokens.

Settings: ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_SECRET, ZALO_REFRESH_TOKEN; ZALO_API_BASE, ZALO_OAUTH_BASE.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

import httpx
from starlette.requests import Request
from starlette.routing import BaseRoute

from bot.channels.core import delivery, settings, webhooks
from bot.channels.core.bridge import Bridge
from bot.channels.core.buttons import Button, Payloads, with_numbers
from bot.channels.core.incoming import Answer, Body, Incoming
from bot.channels.core.splitting import split
from bot.channels.core.tasks import Tasks
from bot.channels.zalo_oa import adapter
from bot.channels.zalo_oa.adapter import Part
from bot.channels.zalo_oa.tokens import TokenKeeper

logger = logging.getLogger(__name__)

TOKEN_FILE = Path("var/zalo-token.json")

TOKEN_CHECK_SECONDS = 12 * 60 * 60
"""Between two looks at the tokens: a refresh token that nobody uses for three months ends."""

REQUEST_SECONDS = 20.0
"""Longest wait for one answer of Zalo's."""


class ZaloOA:
    """The account's webhook, and the message API as the way out."""

    name = "zalo"
    payload_limit = 1_000_000  # a button comes back as its title

    @classmethod
    def create(cls, bridge: Bridge) -> ZaloOA | None:
        """Return the channel, None when it is off; raise SettingsError when it is half set."""
        given = settings.read(
            cls.name,
            required=("ZALO_APP_ID", "ZALO_APP_SECRET", "ZALO_OA_SECRET", "ZALO_REFRESH_TOKEN"),
            together=(),
            values=bridge.settings.named,
        )
        if given is None:
            return None
        logger.info("zalo: on (webhook)")
        return cls(bridge, given)

    def __init__(self, bridge: Bridge, given: dict[str, str]) -> None:
        self._app_id, self._secret = given["ZALO_APP_ID"], given["ZALO_OA_SECRET"]
        self._client = httpx.AsyncClient(timeout=REQUEST_SECONDS)
        self._url = f"{given['ZALO_API_BASE'].rstrip('/')}/v3.0/oa/message/cs"
        self._tokens = TokenKeeper(
            TOKEN_FILE,
            self._app_id,
            given["ZALO_APP_SECRET"],
            given["ZALO_REFRESH_TOKEN"],
            given["ZALO_OAUTH_BASE"],
            self._client,
        )
        self._plain = False
        self._intake = bridge.intake(self.name, self._secret, self)
        self._tasks = Tasks(self.name)

    def routes(self) -> Sequence[BaseRoute]:
        """See Channel: the account's events."""
        return (webhooks.webhook(self.name, self._is_genuine, self._take),)

    async def start(self) -> None:
        """See Channel: looks after the tokens from now on."""

        async def keep() -> None:
            while True:
                await delivery.reach(self.name, self._tokens.access)
                await asyncio.sleep(TOKEN_CHECK_SECONDS)

        self._tasks.spawn(keep())

    async def stop(self) -> None:
        """See Channel; nothing is fetched."""

    async def close(self) -> None:
        """See Channel."""
        await self._tasks.cancel()
        await self._client.aclose()

    def parts(self, answer: Answer, _payloads: Payloads) -> Sequence[Body]:
        """See Outlet."""
        return [part.body for part in adapter.parts(answer, self._plain)]

    def numbers(self, offered: Sequence[Button]) -> bool:
        """See Outlet."""
        return adapter.is_numbered(offered, self._plain)

    def file(self, _name: str, _content: str) -> None:
        """See Outlet; which files Zalo takes is not confirmed."""

    async def send(self, person: str, part: Body) -> None:
        """See Outlet; a message whose buttons are refused goes out with numbered choices, as all later do."""
        made = Part.of(part)
        try:
            await self._send(person, made)
        except adapter.BadForm as error:
            if not made.offered:
                raise
            logger.warning("zalo: buttons are not taken, choices are numbered from now on: %s", error)
            self._plain = True
            for piece in split(with_numbers(made.text, made.offered), adapter.MAX_TEXT, delivery.utf16_units):
                await self._send(person, Part(piece))

    async def typing(self, person: str) -> None:
        """See Outlet; Zalo has no such sign."""

    def _is_genuine(self, request: Request, body: bytes, fields: webhooks.Fields) -> bool:
        stamp, proof = webhooks.text(fields.get("timestamp")), request.headers.get("X-ZEvent-Signature")
        return adapter.is_signed(body, stamp, proof, self._app_id, self._secret)

    async def _take(self, fields: webhooks.Fields) -> None:
        happened = adapter.event(fields)
        if isinstance(happened, Incoming):
            await self._intake.receive(lambda _payloads: [happened])
        elif isinstance(happened, adapter.Withdrawal):
            await self._intake.forget(happened.person, happened.order)
        elif isinstance(happened, adapter.OfficerWord):
            await self._intake.pause(happened.person)

    async def _send(self, person: str, part: Part) -> None:
        token = await self._tokens.access()
        answer = await self._post(token, person, part)
        if answer.get("error") in adapter.TOKEN_ERRORS:
            token = await self._tokens.renew(token)
            answer = await self._post(token, person, part)
        error = adapter.send_error(answer)
        if error is not None:
            raise error

    async def _post(self, token: str, person: str, part: Part) -> dict[str, object]:
        body = adapter.send_body(person, part)
        return delivery.fields(
            await delivery.post(self._client, self._url, headers={"access_token": token}, json=body)
        )
