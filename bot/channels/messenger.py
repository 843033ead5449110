"""Messenger: a webhook that believes only Meta's signature, answers by the Send API.

Settings: MESSENGER_APP_SECRET, MESSENGER_PAGE_TOKEN, MESSENGER_VERIFY_TOKEN; MESSENGER_API_BASE.
`python -m bot.channels.messenger profile` sets the page's greeting, its start button and its menus.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Sequence
from typing import Any

import httpx
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels import delivery, messenger_api, settings, webhooks
from bot.channels.buttons import Button, Payloads
from bot.channels.desk import Desk
from bot.channels.dialogue import Message, OnMessage
from bot.channels.shared import aside

logger = logging.getLogger(__name__)

REQUEST_SECONDS = 20.0
"""Longest wait for one answer of Messenger's."""


class MessengerInput(InputChannel):
    """GET and POST /webhooks/messenger/webhook: the subscription's handshake, and events."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "messenger"

    @classmethod
    def from_credentials(cls, _credentials: dict[str, Any] | None) -> MessengerInput:
        """Read the settings; raise SettingsError when they are half set."""
        given = read_settings()
        if given:
            logger.info("messenger: on (webhook)")
        return cls(given)

    def __init__(self, given: dict[str, str] | None) -> None:
        self._given = given

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """Return the channel's routes, none when it is off."""
        routes = Blueprint("messenger", __name__)
        if self._given is None:
            return routes
        webhooks.quiet_libraries()
        secret, verify = self._given["MESSENGER_APP_SECRET"], self._given["MESSENGER_VERIFY_TOKEN"]
        outlet = _Outlet(self._given)
        desk = Desk(self.name(), secret, outlet, on_new_message)
        desk.attach(routes)

        @routes.listener("before_server_stop")
        async def stop(_app: Sanic[Any, Any], _loop: object) -> None:
            await desk.close()
            await outlet.close()

        @routes.route("/webhook", methods=["GET"])
        async def subscribe(request: Request) -> HTTPResponse:
            asked = request.args.get("hub.mode") == "subscribe"
            if not asked or not webhooks.same(request.args.get("hub.verify_token"), verify):
                logger.warning("messenger: a subscription without MESSENGER_VERIFY_TOKEN was refused")
                return response.empty(403)
            return response.text(request.args.get("hub.challenge") or "")

        def is_genuine(request: Request, _fields: webhooks.Fields) -> bool:
            return messenger_api.is_signed(request.body, request.headers.get("X-Hub-Signature-256"), secret)

        async def take(fields: webhooks.Fields) -> None:
            for incoming in await aside(lambda: messenger_api.incoming(fields, outlet.payloads)):
                await desk.receive(incoming)

        webhooks.listen(routes, is_genuine, take)
        return routes


class _Outlet:
    """The Send API."""

    def __init__(self, given: dict[str, str]) -> None:
        self.payloads = Payloads("messenger", messenger_api.MAX_PAYLOAD_BYTES)
        self._base = given["MESSENGER_API_BASE"].rstrip("/")
        self._client = httpx.AsyncClient(
            timeout=REQUEST_SECONDS, params={"access_token": given["MESSENGER_PAGE_TOKEN"]}
        )

    def parts(self, message: Message) -> Sequence[dict[str, Any]]:
        """See Outlet."""
        return messenger_api.parts(message, self.payloads)

    def numbers(self, offered: Sequence[Button]) -> bool:
        """See Outlet."""
        return messenger_api.is_numbered(offered)

    async def send(self, person: str, part: dict[str, Any]) -> None:
        """See Outlet."""
        await self.call("me/messages", {"recipient": {"id": person}, "messaging_type": "RESPONSE", "message": part})

    async def typing(self, person: str) -> None:
        """See Outlet."""
        await self.call("me/messages", {"recipient": {"id": person}, "sender_action": "typing_on"})

    async def call(self, path: str, fields: dict[str, Any]) -> None:
        """POST to the Graph API; raise a SendError when it does not take it."""
        answered = await delivery.post(self._client, f"{self._base}/{path}", json=fields)
        error = messenger_api.send_error(answered.status_code, delivery.fields(answered))
        if error is not None:
            raise error

    async def close(self) -> None:
        """End the connections."""
        await self._client.aclose()


def read_settings() -> dict[str, str] | None:
    """Return the settings, None when Messenger is off; raise SettingsError when they are half set."""
    return settings.read(
        "messenger",
        required=("MESSENGER_APP_SECRET", "MESSENGER_PAGE_TOKEN", "MESSENGER_VERIFY_TOKEN"),
        defaults={"MESSENGER_API_BASE": "https://graph.facebook.com/v25.0"},
    )


async def set_profile(given: dict[str, str]) -> None:
    """Set the page's greeting, start button and menus; raise a SendError when Messenger refuses."""
    outlet = _Outlet(given)
    try:
        await delivery.persist(lambda: outlet.call("me/messenger_profile", messenger_api.profile()))
    finally:
        await outlet.close()


def main(arguments: Sequence[str]) -> str | None:
    """Run the command; return what went wrong."""
    if list(arguments) != ["profile"]:
        return "usage: python -m bot.channels.messenger profile"
    webhooks.quiet_libraries()
    try:
        given = read_settings()
        if given is None:
            return "Messenger is off: set MESSENGER_APP_SECRET, MESSENGER_PAGE_TOKEN, MESSENGER_VERIFY_TOKEN"
        asyncio.run(set_profile(given))
    except (settings.SettingsError, delivery.SendError) as error:
        return f"the profile was not set: {error}"
    print(f"The profile is set: greeting, start button and menus in {len(messenger_api.LOCALES)} locales.")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
