"""What every platform's webhook checks before it believes a request."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.core.database import OUTAGES, cause

logger = logging.getLogger(__name__)

MAX_BODY_BYTES = 1_000_000
"""Largest request that a webhook reads; a message of Telegram's 4,096 characters has some 20 kB."""


Fields = dict[str, Any]


def webhook(
    channel: str,
    is_genuine: Callable[[Request, bytes, Fields], bool],
    take: Callable[[Fields], Awaitable[None]],
) -> Route:
    """Return POST /webhook, which lets `take` have what a genuine request holds.

    A body that is no JSON object is answered with 400, a request that is not genuine with 403, one that cannot be
    kept with 503, so that the platform sends it again; all else with 200, also what cannot be understood, lest the
    platform send it again and again.
    """

    async def receive(request: Request) -> Response:
        body = await read_body(request, MAX_BODY_BYTES)
        fields = json_object(body) if body is not None else None
        if body is None or fields is None:
            return Response(status_code=400)
        if not is_genuine(request, body, fields):
            logger.warning("%s: a request that does not prove to be the platform's was refused", channel)
            return Response(status_code=403)
        try:
            await take(fields)
        except OUTAGES as error:
            logger.error("%s: the database takes nothing, the platform is to send it again: %s", channel, cause(error))
            return Response(status_code=503)
        except Exception as error:  # its text may hold the person's words
            logger.error("%s: an event was left: %s", channel, type(error).__name__)
        return Response(status_code=200)

    return Route("/webhook", receive, methods=["POST"])


async def read_body(request: Request, most: int) -> bytes | None:
    """Return the body of a request, None when it has more than `most` bytes."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            return None
    return bytes(body)


def bears(header: str, secret: str) -> Callable[[Request, bytes, Fields], bool]:
    """Return the proof of a platform that sends an agreed secret along in a header."""
    return lambda request, _body, _fields: same(request.headers.get(header), secret)


def same(given: str | None, secret: str) -> bool:
    """Say whether a header holds the secret (or proof), in a time that tells nothing of what was right."""
    return hmac.compare_digest((given or "").encode(errors="replace"), secret.encode())


def json_object(body: bytes) -> Fields | None:
    """Return the JSON object of a request, None when the body is no JSON object."""
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def rows(value: object) -> list[Fields]:
    """Return the objects of a JSON list; whatever is not an object, or no list at all, is left out."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def row(value: object) -> Fields:
    """Return a JSON object, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def text(value: object) -> str:
    """Return a JSON text or whole number as text, an empty one for anything else."""
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
