"""The website's channel: the chat widget, its demonstration page, and the conversation behind them.

A session is opened by the server: its id is random and its token signed, so that nobody can join another
person's conversation by guessing. Settings: WEB_SESSION_SECRET (made and kept in var/ when it is not set) and
WEB_ALLOWED_ORIGINS (the other websites that may embed the widget, separated by commas).
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
import logging
import os
import re
import secrets
import time
from collections.abc import Callable, Coroutine
from functools import wraps
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels import commands, dialogue, settings
from bot.channels.answers import RecentAnswers
from bot.channels.dialogue import Message, OnMessage
from bot.channels.edge import Accepted, Edge, Refused
from bot.channels.notices import LANGUAGES
from bot.channels.settings import SettingsError
from bot.channels.shared import aside
from bot.channels.web_pages import add_pages

logger = logging.getLogger(__name__)

WIDGET_FOLDER = Path(__file__).parent.parent / "widget" / "dist"
SECRET_FILE = Path("var/web-session-secret")

MIN_SECRET = 16
"""Characters of a session secret; a shorter one could be found by trying."""

SESSION_SECONDS = 30 * 24 * 60 * 60
"""How long a token opens its conversation."""

MAX_BODY = 64 * 1024
"""Bytes of a request; a question of 2,000 characters needs at most 12,000."""

_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")

Handler = Callable[[Request], Coroutine[Any, Any, HTTPResponse]]


class WebError(Exception):
    """What a request did wrong, as the widget's developer reads it: an HTTP status and {"error": ...}."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status, self.error = status, error


class Tokens:
    """Signs and checks session tokens: "<id>.<opened, seconds>.<signature>"."""

    def __init__(self, secret: str, clock: Callable[[], float] = time.time) -> None:
        self._secret = secret.encode()
        self._clock = clock

    def open(self) -> str:
        """Return the token of a new session."""
        content = f"{secrets.token_urlsafe(18)}.{int(self._clock())}"
        return f"{content}.{self._signature(content)}"

    def sender(self, token: object) -> str:
        """Return the sender of a token; raise WebError 401 when it is forged, damaged or too old."""
        if isinstance(token, str) and token.isascii() and token.count(".") == 2:
            content, _, signature = token.rpartition(".")
            session, _, opened = content.partition(".")
            if hmac.compare_digest(signature, self._signature(content)):
                if self._clock() - int(opened) <= SESSION_SECONDS:
                    return f"web-{session}"
                raise WebError(401, "the session is over: open a new one")
        raise WebError(401, "no valid session token: open a session first")

    def _signature(self, content: str) -> str:
        digest = hmac.new(self._secret, content.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


class WebInput(InputChannel):
    """The website's routes under /webhooks/web/: page, widget, session, message, history, delete, health."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name, which is also its path."""
        return "web"

    @classmethod
    def from_credentials(cls, _credentials: dict[str, Any] | None) -> WebInput:
        """Read the settings; raise SettingsError when one is misshapen."""
        secret = os.environ.get("WEB_SESSION_SECRET", "").strip()
        if secret:
            settings.require("WEB_SESSION_SECRET", secret, rf".{{{MIN_SECRET},}}", f"{MIN_SECRET} characters or more")
        allowed_origins()
        logger.info("web: on (/webhooks/web/)")
        return cls()

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """Return the channel's routes."""
        routes = Blueprint("web", __name__)
        _Api(on_new_message).add_to(routes)
        add_pages(routes, WIDGET_FOLDER)
        return routes


class _Api:
    """What the widget calls: it opens a session, sends messages, reads its history, deletes it."""

    def __init__(self, on_new_message: OnMessage) -> None:
        self._on_new_message = on_new_message
        self._edge = Edge(WebInput.name())
        self._secret = session_secret()
        self._tokens = Tokens(self._secret)
        self._recent = RecentAnswers()
        self._origins = allowed_origins()

    def add_to(self, routes: Blueprint) -> None:
        """Add the routes of the API, each open to the websites that may embed the widget."""
        for path, handler, method in (
            ("/session", self.session, "POST"),
            ("/message", self.message, "POST"),
            ("/history", self.history, "GET"),
            ("/delete", self.delete, "POST"),
        ):
            routes.add_route(self._guarded(handler), path, methods=[method, "OPTIONS"])
        routes.add_route(_health, "/health", methods=["GET"], name="health")
        routes.middleware(self.preflight, "response")

    async def session(self, _request: Request) -> HTTPResponse:
        """Open a session."""
        return _json({"token": self._tokens.open()})

    async def message(self, request: Request) -> HTTPResponse:
        """Answer a message or a button; the same `id` again gets the same answer."""
        body = _body(request)
        sender = self._tokens.sender(body.get("token"))
        said = body.get("text") if body.get("payload") is None else body["payload"]
        if not isinstance(said, str):
            raise WebError(400, '"text" or "payload" must be a text')
        payload = commands.payload(said) if body.get("payload") is None else said
        delivery = body.get("id")
        if delivery is not None and not (isinstance(delivery, str) and _ID.fullmatch(delivery)):
            raise WebError(400, '"id" must be 8 to 64 letters, digits, - or _')
        language = body.get("language") if body.get("language") in LANGUAGES else None
        agent, address = _agent(request), _address(request, self._secret)

        def judge() -> Accepted | Refused:
            if payload is None:
                return self._edge.receive(sender, said, address=address)
            return self._edge.press(sender, payload, address=address)

        async def ask() -> list[Message]:
            judged = await aside(judge)
            if isinstance(judged, Refused):
                reason: str = judged.reason
            elif payload == commands.DELETE_ASKED:
                reason = "delete_asked"
            elif payload == commands.DELETE_CONFIRMED:
                deleted = await dialogue.word(agent, sender, "deleted", language)
                if await self._forget(agent, sender):
                    return [deleted]
                reason = "not_deleted"
            else:
                return await dialogue.answer(agent, self._on_new_message, WebInput.name(), sender, judged, language)
            return [await dialogue.word(agent, sender, reason, language)]

        answers = await (ask() if delivery is None else self._recent.get(sender, delivery, ask))
        return _json({"messages": [_without_recipient(answer) for answer in answers]})

    async def history(self, request: Request) -> HTTPResponse:
        """Return what was said in a session."""
        sender = self._tokens.sender(request.headers.get("authorization", "").removeprefix("Bearer "))
        agent = _agent(request)
        if agent is None or agent.tracker_store is None:
            raise WebError(503, "the assistant is still starting")
        return _json({"messages": await dialogue.history(agent, sender)})

    async def delete(self, request: Request) -> HTTPResponse:
        """Delete what was said in a session."""
        sender = self._tokens.sender(_body(request).get("token"))
        if not await self._forget(_agent(request), sender):
            raise WebError(503, "it could not be deleted now: the server's log says why")
        return _json({"deleted": True})

    async def preflight(self, request: Request, answered: HTTPResponse) -> None:
        """Answer a browser's question whether another website may call."""
        origin = request.headers.get("origin")
        if request.method == "OPTIONS" and origin and _is_allowed(origin, request.host, self._origins):
            answered.headers.update(
                {
                    "Access-Control-Allow-Origin": origin,
                    "Access-Control-Allow-Methods": "GET, POST",
                    "Access-Control-Allow-Headers": "content-type, authorization",
                    "Access-Control-Max-Age": "600",
                    "Vary": "Origin",
                }
            )

    async def _forget(self, agent: Agent | None, sender: str) -> bool:
        forgotten = await dialogue.forget(agent, sender)
        await self._recent.forget(sender)
        return forgotten

    def _guarded(self, handler: Handler) -> Handler:
        """Let a handler raise WebError, and answer other websites only where they are allowed."""

        @wraps(handler)
        async def answer(request: Request) -> HTTPResponse:
            origin = request.headers.get("origin")
            if origin and not _is_allowed(origin, request.host, self._origins):
                return _json({"error": f"the website {origin} is not in WEB_ALLOWED_ORIGINS"}, status=403)
            try:
                answered = await handler(request)
            except WebError as error:
                answered = _json({"error": error.error}, status=error.status)
            if origin:
                answered.headers.update({"Access-Control-Allow-Origin": origin, "Vary": "Origin"})
            return answered

        return answer


async def _health(request: Request) -> HTTPResponse:
    agent = _agent(request)
    ready = agent is not None and agent.is_ready()
    return _json({"status": "ok" if ready else "starting"}, status=200 if ready else 503)


def session_secret() -> str:
    """Return WEB_SESSION_SECRET, or the one kept in var/, made at the first start."""
    secret = os.environ.get("WEB_SESSION_SECRET", "").strip()
    if secret:
        return secret
    SECRET_FILE.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(SECRET_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return SECRET_FILE.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return SECRET_FILE.read_text(encoding="ascii").strip()


def allowed_origins() -> frozenset[str]:
    """Return the websites of WEB_ALLOWED_ORIGINS; raise SettingsError for one that is no origin."""
    origins = [origin.strip().rstrip("/") for origin in os.environ.get("WEB_ALLOWED_ORIGINS", "").split(",")]
    for origin in filter(None, origins):
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
            raise SettingsError(
                f"WEB_ALLOWED_ORIGINS: {origin!r} is not like https://www.example.gov.vn (docs/channels.md)."
            )
    return frozenset(filter(None, origins))


def _is_allowed(origin: str, host: str, origins: frozenset[str]) -> bool:
    return origin in origins or urlsplit(origin).netloc == host


def _agent(request: Request) -> Agent | None:
    return getattr(request.app.ctx, "agent", None)


def _address(request: Request, secret: str) -> str:
    """Return a keyed hash of the address that a request came from."""
    whole = client_address(request.ip, request.headers.get("x-real-ip", ""))
    return hashlib.blake2b(whole.encode(), key=secret.encode()[:64], digest_size=15).hexdigest()


def client_address(peer: str, named: str) -> str:
    """Return where a request came from: `peer`, or what a web server before us `named`; of IPv6 the /64 network.

    Only a peer on this machine or in its network may name another. One person has a whole IPv6 network.
    """
    with contextlib.suppress(ValueError):
        address = ip_address(peer)
        if address.is_private or address.is_loopback:
            with contextlib.suppress(ValueError):
                address = ip_address(named)
        return str(ip_network(f"{address}/64", strict=False) if address.version == 6 else address)
    return peer


def _body(request: Request) -> dict[str, Any]:
    if len(request.body) > MAX_BODY:
        raise WebError(413, f"the body is longer than {MAX_BODY} bytes")
    try:
        body = request.json
    except InvalidUsage:
        raise WebError(400, "the body is no JSON") from None
    if not isinstance(body, dict):
        raise WebError(400, "the body must be a JSON object")
    return body


def _without_recipient(message: Message) -> Message:
    return {key: value for key, value in message.items() if key != "recipient_id"}


def _json(content: dict[str, Any], status: int = 200) -> HTTPResponse:
    body = json.dumps(content, ensure_ascii=False)
    return response.text(body, status=status, content_type="application/json", headers={"Cache-Control": "no-store"})
