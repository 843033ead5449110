"""Handing over as a part of the bridge: its ways to the office, Chatwoot's webhook, the officers' page, the courier.

Settings: CHATWOOT_URL, CHATWOOT_ACCOUNT_ID, CHATWOOT_INBOX_ID, CHATWOOT_TOKEN, CHATWOOT_WEBHOOK_SECRET; or
HANDOVER_EMAIL, SMTP_HOST, SMTP_SENDER and what the mail server wants besides; HANDOVER_LANGUAGE.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from starlette.requests import Request
from starlette.routing import BaseRoute

from bot.channels.core import handovers, settings, webhooks
from bot.channels.core.bridge import Bridge
from bot.channels.core.settings import SettingsError
from bot.channels.handover import chatwoot
from bot.channels.handover.chatwoot import Chatwoot
from bot.channels.handover.courier import Courier
from bot.channels.handover.mail import Mail
from bot.channels.handover.page import CasePage, CaseTokens
from bot.channels.handover.ways import Way, chosen
from bot.channels.web.sessions import session_secret

logger = logging.getLogger(__name__)

CHATWOOT = ("CHATWOOT_URL", "CHATWOOT_ACCOUNT_ID", "CHATWOOT_INBOX_ID", "CHATWOOT_TOKEN")
MAIL = ("HANDOVER_EMAIL", "SMTP_HOST", "SMTP_SENDER")


class Handover:
    """What the bridge does to hand talks over; nothing where neither Chatwoot nor e-mail is set."""

    name = "handover"

    def __init__(self, bridge: Bridge) -> None:
        """Take the settings; raise SettingsError when they are half set or misshapen."""
        given = bridge.settings.named
        settings.require("HANDOVER_LANGUAGE", given["HANDOVER_LANGUAGE"], "vi|es|en", "vi, es or en")
        self._bridge, self._secret = bridge, given["CHATWOOT_WEBHOOK_SECRET"]
        self._ways: dict[str, Way] = {}
        self._pages: list[BaseRoute] = []
        self._open_chatwoot(given)
        self._open_mail(given)
        bridge.turns.way = chosen(self._ways)
        self._courier = Courier(bridge.database, self._ways, given["HANDOVER_LANGUAGE"], bridge.worker.wake)

    def routes(self) -> Sequence[BaseRoute]:
        """See Channel: Chatwoot's webhook where it is signed, the officers' page where cases go by e-mail."""
        hook = webhooks.webhook("chatwoot", self._is_genuine, self._take)
        return [*([hook] if "chatwoot" in self._ways and self._secret else []), *self._pages]

    async def start(self) -> None:
        """See Channel."""
        if self._ways:
            await self._courier.start()

    async def stop(self) -> None:
        """See Channel."""
        await self._courier.stop()

    async def close(self) -> None:
        """See Channel; the ways were closed with the courier."""

    def _open_chatwoot(self, named: dict[str, str]) -> None:
        given = settings.read("handover by chatwoot", CHATWOOT, (), named)
        if given is None:
            return
        settings.require(
            "CHATWOOT_URL", given["CHATWOOT_URL"], r"https?://\S+", "an address such as https://chat.gov.vn"
        )
        for name in CHATWOOT[1:3]:
            settings.require(name, given[name], r"[1-9]\d*", "a number: it stands in the inbox's address in Chatwoot")
        self._ways["chatwoot"] = Chatwoot(given)
        logger.info("handover by chatwoot: on (%s)", "webhook" if self._secret else "asked every few seconds")

    def _open_mail(self, named: dict[str, str]) -> None:
        given = settings.read("handover by mail", MAIL, ("SMTP_USER", "SMTP_PASSWORD"), named)
        if given is None:
            return
        settings.require("SMTP_SECURITY", given["SMTP_SECURITY"], "starttls|tls|none", "starttls, tls or none")
        for name in ("HANDOVER_EMAIL", "SMTP_SENDER"):
            settings.require(name, given[name], r"[^@\s]+@[^@\s]+", "an address such as phuong@example.gov.vn")
        if not given["PUBLIC_URL"]:
            raise SettingsError("HANDOVER_EMAIL needs PUBLIC_URL: the mail leads to a page on which officers answer.")
        tokens = CaseTokens(session_secret(given["WEB_SESSION_SECRET"]))
        base = given["PUBLIC_URL"].rstrip("/")
        self._ways["mail"] = Mail(given, lambda case: f"{base}/webhooks/handover/case/{tokens.of(case)}")
        page = CasePage(self._bridge.database, tokens, given["HANDOVER_LANGUAGE"], self._bridge.worker.wake)
        self._pages = list(page.routes())
        logger.info("handover by mail: on")

    def _is_genuine(self, request: Request, body: bytes, _fields: webhooks.Fields) -> bool:
        stamp, signature = (request.headers.get(f"X-Chatwoot-{name}") for name in ("Timestamp", "Signature"))
        return chatwoot.is_signed(self._secret, body, stamp, signature)

    async def _take(self, event: webhooks.Fields) -> None:
        thread = chatwoot.thread_of(event)
        if thread is not None:
            await self._bridge.database.run(lambda session: handovers.look_now(session, thread))
