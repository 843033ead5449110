"""The page on which an officer answers a case that came by e-mail: whoever has the signed address may.

It works without JavaScript; a reload sends nothing twice.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.core import handovers, metrics
from bot.channels.core.conversations import SAID
from bot.channels.core.database import Database
from bot.channels.core.masking import mask_identity
from bot.channels.core.tables import Handover, Message
from bot.channels.core.webhooks import read_body
from bot.channels.handover import summary, words
from bot.page.filling import environment

MAX_BODY = 64 * 1024
MAX_TEXT = 4000
"""Characters of an officer's answer."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_NONCE = re.compile(r"[0-9a-f]{16}")


class CaseTokens:
    """Signs the addresses of cases."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(b"handover" + secret.encode()).digest()

    def of(self, case: str) -> str:
        """Return the token of a case: "<case>.<signature>"."""
        return f"{case}.{hmac.new(self._key, case.encode(), hashlib.sha256).hexdigest()[:32]}"

    def case(self, token: str) -> str | None:
        """Return the case of a token, None for a forged one."""
        case = token.partition(".")[0]
        return case if hmac.compare_digest(token.encode(), self.of(case).encode()) else None


class CasePage:
    """GET and POST /case/<token>."""

    def __init__(self, database: Database, tokens: CaseTokens, language: str, wake: Callable[[], None]) -> None:
        self._database, self._tokens, self._language, self._wake = database, tokens, language, wake

    def routes(self) -> Sequence[BaseRoute]:
        """Return the page's routes."""
        return [
            Route("/case/{token}", self._show, methods=["GET"]),
            Route("/case/{token}", self._take, methods=["POST"]),
        ]

    async def _show(self, request: Request) -> Response:
        case = self._tokens.case(request.path_params["token"])
        shown = await self._database.run(lambda session: self._shown(session, case))
        known = shown is not None
        said = {key: text[self._language] for key, text in words.read()["office"].items()}
        values = {"case": case, "shown": shown, "say": said, "language": self._language, "most": MAX_TEXT}
        page = (
            environment(Path(__file__).parent)
            .get_template("case.html")
            .render(**values, nonce=secrets.token_hex(8), sent="sent" in request.query_params)
        )
        return HTMLResponse(page, 200 if known else 404, HEADERS)

    async def _take(self, request: Request) -> Response:
        case = self._tokens.case(request.path_params["token"])
        body = await read_body(request, MAX_BODY)
        fields = {name: values[0] for name, values in parse_qs((body or b"").decode(errors="replace")).items()}
        text, nonce = fields.get("text", "").strip(), fields.get("nonce", "")
        if case is None or len(text) > MAX_TEXT or not _NONCE.fullmatch(nonce):
            return HTMLResponse("", 400, HEADERS)
        await self._database.run(lambda session: _answered(session, case, text, nonce, "close" in fields))
        self._wake()
        return RedirectResponse(f"{request.url.path}?sent=1", 303, HEADERS)

    def _shown(self, session: Session, case: str | None) -> dict[str, Any] | None:
        """Return the talk, what was written since, and whether the case is open; None where there is none."""
        handover = session.get(Handover, case) if case else None
        if handover is None:
            return None
        kept = summary.talk(session, handover, self._language)
        rows = Message.conversation == handover.conversation, Message.id > handover.asked_by
        later = select(Message).where(*rows).order_by(Message.id)
        given = [
            (("citizen" if message.kind in SAID else "officer"), message.text)
            for message in session.scalars(later)
            if message.kind == "officer" or (message.kind in SAID and not message.answers)
        ]
        return {"summary": kept.summary, "later": given, "open": handover.state == "open"}


def _answered(session: Session, case: str, text: str, nonce: str, closes: bool) -> None:
    handover = session.get(Handover, case)
    if handover is None or handover.state != "open":
        return
    if text:
        handovers.officer_said(session, handover, nonce, mask_identity(text))
        metrics.HANDOVERS.labels(handover.channel, "answered").inc()
    if closes:
        handovers.close(session, handover, "resolved")
        metrics.HANDOVERS.labels(handover.channel, "resolved").inc()
