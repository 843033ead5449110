"""Rasa's REST channel with whole answers: for tests, scripts and other programs on this machine."""

from __future__ import annotations

import logging
from typing import Any

from rasa.core.channels.rest import RestInput as RasaRestInput
from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels import dialogue
from bot.channels.dialogue import OnMessage
from bot.channels.edge import Edge, Refused
from bot.channels.shared import aside, redis_url

logger = logging.getLogger(__name__)

SENDER_LIMIT = "1200/minute"
"""A program speaks faster than a person; the channel is reached from this machine only."""

MAX_SENDER = 128
"""Characters of a sender's name."""


class RestInput(RasaRestInput):
    """POST /webhooks/rest/webhook {"sender", "message"} -> [{"recipient_id", "text", "buttons", "custom"}].

    One answer is one object. A message may be an allow-listed button payload. Of "metadata" only "language"
    is read, a hint for the first turn. What cannot be read is answered with 400 and {"error": why}.
    """

    @classmethod
    def from_credentials(cls, _credentials: dict[str, Any] | None) -> RestInput:
        """There is nothing to set; raise SettingsError when what all channels share is misshapen."""
        redis_url()
        logger.info("rest: on (for programs on this machine)")
        return cls()

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """Return the channel's routes."""
        routes = Blueprint("rest", __name__)
        edge = Edge(self.name(), sender_limit=SENDER_LIMIT)

        @routes.route("/", methods=["GET"])
        async def health(_request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                sender, message, language = _fields(request)
            except ValueError as error:
                return response.json({"error": str(error)}, status=400)
            agent = getattr(request.app.ctx, "agent", None)
            judged = await aside(lambda: edge.press(sender, message))
            if isinstance(judged, Refused):
                return response.json([await dialogue.word(agent, sender, judged.reason, language)])
            answers = await dialogue.answer(agent, on_new_message, self.name(), sender, judged, language)
            return response.json(answers)

        return routes


def _fields(request: Request) -> tuple[str, str, str | None]:
    """Return sender, message and language; raise ValueError with what is wrong for the caller to read."""
    try:
        body: Any = request.json
    except InvalidUsage:
        raise ValueError("the body is no JSON") from None
    if not isinstance(body, dict):
        raise ValueError('the body must be a JSON object: {"sender": "...", "message": "..."}')
    sender, message = body.get("sender"), body.get("message")
    if not isinstance(sender, str) or not 0 < len(sender.strip()) <= MAX_SENDER:
        raise ValueError(f'"sender" must be a text of 1 to {MAX_SENDER} characters')
    if not isinstance(message, str):
        raise ValueError('"message" must be a text')
    metadata = body.get("metadata")
    return sender, message, metadata.get("language") if isinstance(metadata, dict) else None
