"""The website's channel: the chat widget, its demonstration page, and the conversation behind them.

What the browser and the server say to each other is in docs/widget.md. Settings: WEB_SESSION_SECRET (made and kept
in var/ when it is not set) and WEB_ALLOWED_ORIGINS (the other websites that may embed the widget).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.channels.core import conversations, votes, whose
from bot.channels.core.bridge import Bridge
from bot.channels.core.database import OUTAGES, cause
from bot.channels.core.incoming import Answer, Incoming
from bot.channels.core.notices import notice
from bot.channels.core.rasa_client import RasaAway
from bot.channels.core.tables import Conversation, Message
from bot.channels.core.webhooks import json_object, read_body
from bot.channels.privacy import deletion, introduction, register
from bot.channels.web.pages import pages
from bot.channels.web.sessions import (
    Tokens,
    WebError,
    allowed_origins,
    hidden_address,
    is_allowed,
    session_secret,
)
from common.vocabulary import LANGUAGES

logger = logging.getLogger(__name__)

WIDGET_FOLDER = Path(__file__).parents[2] / "widget" / "dist"

MAX_BODY = 64 * 1024
"""Bytes of a request; a question of 2,000 characters needs at most 12,000."""

ANSWER_SECONDS = 60.0
"""How long a request waits for its answer; the page may ask again with the same id, also after it."""

LOOK_SECONDS = 0.25
"""Between two looks whether another bridge has the answer."""

HINTS = ("office", "country")
"""Fields of a message that travel to the dialogue as its metadata."""
_HINT = re.compile(r"[a-z0-9_-]{1,64}")
_CURSOR = re.compile(r"\d{1,18}")
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")

Handler = Callable[[Request], Awaitable[Response]]


class Web:
    """The website's routes under /webhooks/web/: page, widget, session, message, history, vote, delete, health."""

    name = "web"

    @classmethod
    def create(cls, bridge: Bridge) -> Web:
        """Return the channel, which is always on; raise SettingsError when a setting is misshapen."""
        made = cls(bridge)
        logger.info("web: on (/webhooks/web/)")
        return made

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._origins = allowed_origins(bridge.settings.web_allowed_origins)
        self._secret = session_secret(bridge.settings.web_session_secret)
        self._tokens = Tokens(self._secret)
        self._intake = bridge.intake(self.name, self._secret, None)

    def routes(self) -> Sequence[BaseRoute]:
        """See Channel; the API is open to the websites that may embed the widget."""
        api = (
            ("/session", self._session, "POST"),
            ("/message", self._message, "POST"),
            ("/history", self._history, "GET"),
            ("/news", self._news, "GET"),
            ("/vote", self._vote, "POST"),
            ("/delete", self._delete, "POST"),
        )
        guarded = [Route(path, self._guarded(handler), methods=[method, "OPTIONS"]) for path, handler, method in api]
        told = Route("/introduction", self._introduction)
        days = self._bridge.settings.keep_days
        return [*guarded, told, Route("/health", self._health), *pages(WIDGET_FOLDER, days)]

    async def start(self) -> None:
        """See Channel; pages call by themselves."""

    async def stop(self) -> None:
        """See Channel."""

    async def close(self) -> None:
        """See Channel."""

    async def _session(self, _request: Request) -> Response:
        return _json({"token": self._tokens.open()})

    async def _message(self, request: Request) -> Response:
        """Answer a message or a button; the same `id` again gets the same answer."""
        body = await _body(request)
        sender = self._tokens.sender(body.get("token"))
        pressed = body.get("payload") is not None
        said = body["payload"] if pressed else body.get("text")
        if not isinstance(said, str):
            raise WebError(400, '"text" or "payload" must be a text')
        delivery = body.get("id")
        if delivery is not None and not (isinstance(delivery, str) and _ID.fullmatch(delivery)):
            raise WebError(400, '"id" must be 8 to 64 letters, digits, - or _')
        language = body.get("language") if body.get("language") in LANGUAGES else None
        incoming = Incoming(
            person=sender,
            text=said,
            kind="press" if pressed else "text",
            delivery=f"{sender}/{delivery}" if delivery else None,
            language=language,
            hints=_hints(request, body),
        )
        address = hidden_address(request.client.host if request.client else "", _named(request), self._secret)
        taken = await self._intake.receive_from_page(sender, incoming, address)
        if taken.refusal is not None:
            known = await self._bridge.database.run(lambda session: session.get(Conversation, sender))
            return _json({"messages": [notice(taken.refusal, (known.language if known else None) or language)]})
        answers = await self._answers(taken.message_id or 0, taken.is_known)
        if answers is None:
            raise WebError(503, "the answer takes longer than usual: ask again with the same id")
        return _json({"messages": answers})

    async def _answers(self, message_id: int, is_known: bool) -> list[Answer] | None:
        """Wait for the answer, whichever bridge gives it; None when there is none in time.

        is_known: the message was taken before, so that its answer is looked for at once.
        """

        def look(session: Session) -> list[Answer] | None:
            message = session.get(Message, message_id)
            if message is None:  # deleted meanwhile
                return []
            return (message.answers or []) if message.state == "answered" else None

        end = time.monotonic() + ANSWER_SECONDS
        with self._bridge.worker.told_of(message_id) as answered:
            answers = await self._bridge.database.run(look) if is_known else None
            while answers is None and time.monotonic() < end:
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(answered.wait(), LOOK_SECONDS)
                answers = await self._bridge.database.run(look)
        return answers

    async def _history(self, request: Request) -> Response:
        sender = self._sender_of(request)

        def look(session: Session) -> dict[str, Any]:
            return {**conversations.news(session, sender, None), "messages": conversations.history(session, sender)}

        return _json(await self._bridge.database.run(look))

    async def _news(self, request: Request) -> Response:
        """Tell what came without a question: officers' words, behind the cursor `after` that the page was given."""
        sender, after = self._sender_of(request), request.query_params.get("after", "")
        if not _CURSOR.fullmatch(after):
            raise WebError(400, '"after" must be the cursor of a history or of news')
        return _json(await self._bridge.database.run(lambda s: conversations.news(s, sender, int(after))))

    def _sender_of(self, request: Request) -> str:
        return self._tokens.sender(request.headers.get("authorization", "").removeprefix("Bearer "))

    async def _introduction(self, request: Request) -> Response:
        """Tell what a person is to read before the first question (`?lang=`, `?office=`): {"text"}."""
        asked = {"office": request.query_params.get("office", "")}
        office = whose.office_itself(self.name, _hints(request, asked))
        said = introduction.text(request.query_params.get("lang"), self._bridge.settings.keep_days, office)
        answered = _json({"text": said})
        answered.headers["Access-Control-Allow-Origin"] = "*"  # it is public; the conversation is not
        return answered

    async def _vote(self, request: Request) -> Response:
        """Keep whether an answer helped: {"token", "id" of the message, "vote": "up" or "down", "reason"}."""
        body = await _body(request)
        sender = self._tokens.sender(body.get("token"))
        delivery, vote = body.get("id"), body.get("vote")
        if not isinstance(delivery, str) or not isinstance(vote, str) or vote not in votes.VOTES:
            raise WebError(400, '"id" must be a message\'s, "vote" must be "up" or "down"')
        reason = body.get("reason")
        if reason is not None and not (reason in votes.REASONS and vote == "down"):
            raise WebError(400, f'"reason" must be one of {", ".join(votes.REASONS)}, of the vote "down"')
        hidden = self._intake.hidden(f"{sender}/{delivery}")

        def keep(session: Session) -> bool:
            message = conversations.answered_to(session, sender, hidden)
            if message is not None:
                votes.keep(session, message, votes.Ballot(message.id, votes.VOTES[vote], reason))
            return message is not None

        if not await self._bridge.database.run(keep):
            raise WebError(404, "there is no answer to a message with this id")
        return _json({"kept": True})

    async def _delete(self, request: Request) -> Response:
        """Delete what was said in a session, here and in what the dialogue remembers."""
        sender = self._tokens.sender((await _body(request)).get("token"))
        try:
            await self._bridge.rasa.forget(None, sender)
        except RasaAway as error:
            logger.error("web: a conversation cannot be deleted now: %s", error)
            raise WebError(503, "it could not be deleted now: the server's log says why") from None

        def delete(session: Session) -> None:
            deletion.carry_out(session, sender, keep_deliveries=False)
            register.done(session, register.enter(session, "delete"))

        await self._bridge.database.run(delete)
        return _json({"deleted": True})

    async def _health(self, _request: Request) -> Response:
        ready = any((await self._bridge.rasa.health()).values())
        return _json({"status": "ok" if ready else "starting"}, status=200 if ready else 503)

    def _guarded(self, handler: Handler) -> Handler:
        """Let a handler raise WebError, and answer other websites only where they are allowed."""

        @wraps(handler)
        async def answer(request: Request) -> Response:
            origin = request.headers.get("origin")
            if origin and not is_allowed(origin, request.headers.get("host", ""), self._origins):
                return _json({"error": f"the website {origin} is not in WEB_ALLOWED_ORIGINS"}, status=403)
            if request.method == "OPTIONS":
                return Response(status_code=204, headers=_preflight(origin))
            try:
                answered = await handler(request)
            except WebError as error:
                answered = _json({"error": error.error}, status=error.status)
            except OUTAGES as error:
                logger.error("web: the database takes nothing: %s", cause(error))
                answered = _json({"error": "nothing can be kept now: ask again with the same id"}, status=503)
            if origin:
                answered.headers.update({"Access-Control-Allow-Origin": origin, "Vary": "Origin"})
            return answered

        return answer


def _hints(request: Request, body: Mapping[str, Any]) -> dict[str, str]:
    """Return what the page tells beside the words: whose office it is, whose card is meant there.

    Of a page that tells no office it is the one whose file names the page's address.
    """
    told = {name: body.get(name) for name in HINTS}
    hints = {name: value for name, value in told.items() if isinstance(value, str) and _HINT.fullmatch(value)}
    page = request.headers.get("referer") or f"{request.headers.get('origin', '')}/"
    return {**whose.of_the_page(page), **hints}


def _preflight(origin: str | None) -> dict[str, str]:
    """Return the answer to a browser's question whether another website may call."""
    if not origin:
        return {}
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "content-type, authorization",
        "Access-Control-Max-Age": "600",
        "Vary": "Origin",
    }


def _named(request: Request) -> str:
    return request.headers.get("x-real-ip", "")


async def _body(request: Request) -> dict[str, Any]:
    body = await read_body(request, MAX_BODY)
    if body is None:
        raise WebError(413, f"the body is longer than {MAX_BODY} bytes")
    fields = json_object(body)
    if fields is None:
        raise WebError(400, "the body must be a JSON object")
    return fields


def _json(content: dict[str, Any], status: int = 200) -> Response:
    body = json.dumps(content, ensure_ascii=False)
    return Response(body, status, media_type="application/json", headers={"Cache-Control": "no-store"})
