"""Zalo Official Account: a signed webhook, answers by the message API with its rotating tokens.

Settings: ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_SECRET, ZALO_REFRESH_TOKEN; ZALO_API_BASE, ZALO_OAUTH_BASE.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request

from bot.channels import delivery, settings, webhooks, zalo_api
from bot.channels.buttons import Button, with_numbers
from bot.channels.desk import Desk, Incoming
from bot.channels.dialogue import Message, OnMessage
from bot.channels.splitting import split
from bot.channels.zalo_api import Part
from bot.channels.zalo_tokens import TokenKeeper

logger = logging.getLogger(__name__)

TOKEN_FILE = Path("var/zalo-token.json")

TOKEN_CHECK_SECONDS = 12 * 60 * 60
"""Between two looks at the tokens: a refresh token that nobody uses for three months ends."""

REQUEST_SECONDS = 20.0
"""Longest wait for one answer of Zalo's."""


class ZaloInput(InputChannel):
    """POST /webhooks/zalo/webhook: the account's events."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "zalo"

    @classmethod
    def from_credentials(cls, _credentials: dict[str, Any] | None) -> ZaloInput:
        """Read the settings; raise SettingsError when they are half set."""
        given = settings.read(
            cls.name(),
            required=("ZALO_APP_ID", "ZALO_APP_SECRET", "ZALO_OA_SECRET", "ZALO_REFRESH_TOKEN"),
            defaults={
                "ZALO_API_BASE": "https://openapi.zalo.me",
                "ZALO_OAUTH_BASE": "https://oauth.zaloapp.com",
            },
        )
        if given:
            logger.info("zalo: on (webhook)")
        return cls(given)

    def __init__(self, given: dict[str, str] | None) -> None:
        self._given = given

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """Return the channel's routes, none when it is off."""
        routes = Blueprint("zalo", __name__)
        if self._given is None:
            return routes
        webhooks.quiet_libraries()
        app_id, secret = self._given["ZALO_APP_ID"], self._given["ZALO_OA_SECRET"]
        outlet = _Outlet(self._given)
        desk = Desk(self.name(), secret, outlet, on_new_message)
        desk.attach(routes)

        @routes.listener("after_server_start")
        async def start(_app: Sanic[Any, Any], _loop: object) -> None:
            outlet.keep_tokens()

        @routes.listener("before_server_stop")
        async def stop(_app: Sanic[Any, Any], _loop: object) -> None:
            await desk.close()
            await outlet.close()

        def is_genuine(request: Request, fields: webhooks.Fields) -> bool:
            stamp, proof = webhooks.text(fields.get("timestamp")), request.headers.get("X-ZEvent-Signature")
            return zalo_api.is_signed(request.body, stamp, proof, app_id, secret)

        async def take(fields: webhooks.Fields) -> None:
            happened = zalo_api.event(fields)
            if isinstance(happened, Incoming):
                await desk.receive(happened)
            elif isinstance(happened, zalo_api.Withdrawal):
                desk.forget(happened.person, happened.order)
            elif isinstance(happened, zalo_api.OfficerWord):
                await desk.pause(happened.person)

        webhooks.listen(routes, is_genuine, take)
        return routes


class _Outlet:
    """The message API."""

    def __init__(self, given: dict[str, str]) -> None:
        self._client = httpx.AsyncClient(timeout=REQUEST_SECONDS)
        self._url = f"{given['ZALO_API_BASE'].rstrip('/')}/v3.0/oa/message/cs"
        self._tokens = TokenKeeper(
            TOKEN_FILE,
            given["ZALO_APP_ID"],
            given["ZALO_APP_SECRET"],
            given["ZALO_REFRESH_TOKEN"],
            given["ZALO_OAUTH_BASE"],
            self._client,
        )
        self._plain = False
        self._keeper: asyncio.Task[None] | None = None

    def keep_tokens(self) -> None:
        """Look after the tokens in the background, from now on."""

        async def keep() -> None:
            while True:
                await delivery.reach("zalo", self._tokens.access)
                await asyncio.sleep(TOKEN_CHECK_SECONDS)

        self._keeper = asyncio.create_task(keep())

    def parts(self, message: Message) -> Sequence[Part]:
        """See Outlet."""
        return zalo_api.parts(message, self._plain)

    def numbers(self, offered: Sequence[Button]) -> bool:
        """See Outlet."""
        return zalo_api.is_numbered(offered, self._plain)

    async def send(self, person: str, part: Part) -> None:
        """See Outlet; a message whose buttons are refused goes out with numbered choices, as all later do."""
        try:
            await self._send(person, part)
        except zalo_api.BadForm as error:
            if not part.offered:
                raise
            logger.warning("zalo: buttons are not taken, choices are numbered from now on: %s", error)
            self._plain = True
            shown = with_numbers(part.text, part.offered)
            for piece in split(shown, zalo_api.MAX_TEXT, delivery.utf16_units):
                await self._send(person, Part(piece))

    async def typing(self, person: str) -> None:
        """See Outlet; Zalo has no such sign."""

    async def close(self) -> None:
        """End the connections."""
        if self._keeper is not None:
            self._keeper.cancel()
        await self._client.aclose()

    async def _send(self, person: str, part: Part) -> None:
        token = await self._tokens.access()
        answer = await self._post(token, person, part)
        if answer.get("error") in zalo_api.TOKEN_ERRORS:
            token = await self._tokens.renew(token)
            answer = await self._post(token, person, part)
        error = zalo_api.send_error(answer)
        if error is not None:
            raise error

    async def _post(self, token: str, person: str, part: Part) -> dict[str, object]:
        body = zalo_api.send_body(person, part)
        return delivery.fields(
            await delivery.post(self._client, self._url, headers={"access_token": token}, json=body)
        )
