"""Rasa's REST channel with whole answers: for the bridge, tests, scripts and other programs on this machine."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa.core.channels.rest import RestInput as RasaRestInput
from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import dialogue, keeping
from bot.channels.core.gatekeeper import ODDITIES, Accepted, read_payload
from bot.channels.core.limits import Limits
from bot.dialogue import Message, OnMessage, TurnFailed
from common import logs

logger = logging.getLogger(__name__)

SENDER_LIMIT = "1200/minute"
"""A program speaks faster than a person; the channel is reached from this machine only."""

MAX_SENDER = 128
"""Characters of a sender's name."""


class RestInput(RasaRestInput):
    """POST /webhooks/rest/webhook {"sender", "message"} -> [{"recipient_id", "text", "buttons", "custom"}].

    One answer is one object. A message may be an allow-listed button payload. Of "metadata" only "language"
    is read, a hint for the first turn, and "edge", what a caller had to do to the message. What cannot be read is
    answered with 400 and {"error": why}.

    The bridge sends an "id" besides: the same id again gets the same answer, and a turn that failed is answered with
    500, without a model with 503, so that it can ask again. "channel" is what the tracker keeps as the origin.
    POST /webhooks/rest/forget {"sender"} deletes what the dialogue remembers of a sender, .../remembered tells it.
    """

    @classmethod
    def from_credentials(cls, _credentials: dict[str, Any] | None) -> RestInput:
        """There is nothing to set. Rasa calls this before it listens: from here on its log holds nobody's words."""
        logs.configure()
        keeping.check()
        logger.info("rest: on (for programs on this machine)")
        return cls()

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """Return the channel's routes."""
        routes = Blueprint("rest", __name__)
        limits = Limits()
        turns: dict[tuple[str, str], asyncio.Task[list[Message]]] = {}

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            ready = _is_ready(request)
            return response.json({"status": "ok" if ready else "no model"}, status=200 if ready else 503)

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                fields = _fields(request)
            except ValueError as error:
                return response.json({"error": str(error)}, status=400)
            sender, identity = fields["sender"], fields["id"]
            channel = fields["channel"] or self.name()
            if not limits.within(SENDER_LIMIT, sender):
                return response.json([await dialogue.word(_agent(request), sender, "too_many", fields["language"])])
            turn = (_agent(request), on_new_message, channel, sender, fields["accepted"], fields["language"])
            if identity is None:
                return response.json(await dialogue.answer(*turn))
            if not _is_ready(request):
                return response.json({"error": "no model is loaded: the log says why"}, status=503)
            key = (sender, identity)
            if key not in turns:  # who asked may be gone when the answer comes, and ask again
                turns[key] = asyncio.ensure_future(dialogue.turn(*turn, identity))
                turns[key].add_done_callback(lambda _done: turns.pop(key, None))
            try:
                return response.json(await asyncio.shield(turns[key]))
            except TurnFailed as error:
                return response.json({"error": str(error)}, status=500)

        @routes.route("/forget", methods=["POST"])
        async def forget(request: Request) -> HTTPResponse:
            try:
                sender = _sender(_object(request))
            except ValueError as error:
                return response.json({"error": str(error)}, status=400)
            done = await dialogue.forget(_agent(request), sender)
            return response.json({"deleted": done}, status=200 if done else 503)

        @routes.route("/remembered", methods=["POST"])
        async def remembered(request: Request) -> HTTPResponse:
            try:
                sender = _sender(_object(request))
            except ValueError as error:
                return response.json({"error": str(error)}, status=400)
            if not _is_ready(request):
                return response.json({"error": "no model is loaded: the log says why"}, status=503)
            return response.json(await dialogue.remembered(_agent(request), sender), dumps=keeping.dumps)

        keeping.begin(routes)
        return routes


def _agent(request: Request) -> Any:
    return getattr(request.app.ctx, "agent", None)


def _is_ready(request: Request) -> bool:
    agent = _agent(request)
    return agent is not None and agent.is_ready()


def _object(request: Request) -> dict[str, Any]:
    try:
        body: Any = request.json
    except InvalidUsage:
        raise ValueError("the body is no JSON") from None
    if not isinstance(body, dict):
        raise ValueError('the body must be a JSON object: {"sender": "...", "message": "..."}')
    return body


def _sender(body: dict[str, Any]) -> str:
    sender = body.get("sender")
    if not isinstance(sender, str) or not 0 < len(sender.strip()) <= MAX_SENDER:
        raise ValueError(f'"sender" must be a text of 1 to {MAX_SENDER} characters')
    return sender


def _fields(request: Request) -> dict[str, Any]:
    """Return what a request asks; raise ValueError with what is wrong for the caller to read."""
    body = _object(request)
    sender, message = _sender(body), body.get("message")
    if not isinstance(message, str):
        raise ValueError('"message" must be a text')
    metadata = _object_in(body, "metadata")
    named = {name: body.get(name) for name in ("id", "channel")}
    for name, value in named.items():
        if value is not None and not (isinstance(value, str) and 0 < len(value) <= MAX_SENDER):
            raise ValueError(f'"{name}" must be a text of 1 to {MAX_SENDER} characters')
    done = _object_in(metadata, "edge")
    accepted = read_payload(message)
    accepted = Accepted(accepted.text, *(getattr(accepted, o) or done.get(o) is True for o in ODDITIES[:2]))
    return {"sender": sender, "accepted": accepted, "language": metadata.get("language"), **named}


def _object_in(body: dict[str, Any], name: str) -> dict[str, Any]:
    value = body.get(name)
    return value if isinstance(value, dict) else {}
