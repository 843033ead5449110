"""What every platform's webhook checks before it believes a request."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

logger = logging.getLogger(__name__)

MAX_BODY_BYTES = 1_000_000
"""Largest request that a webhook reads; a message of Telegram's 4,096 characters has some 20 kB."""


Fields = dict[str, Any]


def listen(
    routes: Blueprint,
    is_genuine: Callable[[Request, Fields], bool],
    take: Callable[[Fields], Awaitable[None]],
) -> None:
    """Add POST /webhook, which lets `take` have what a genuine request holds.

    A body that is no JSON object is answered with 400, a request that is not genuine with 403; all else with
    200, also what cannot be understood, lest the platform send it again and again.
    """

    @routes.route("/webhook", methods=["POST"])
    async def receive(request: Request) -> HTTPResponse:
        fields = json_object(request.body)
        if fields is None:
            return response.empty(400)
        if not is_genuine(request, fields):
            logger.warning("%s: a request that does not prove to be the platform's was refused", routes.name)
            return response.empty(403)
        try:
            await take(fields)
        except Exception as error:  # its text may hold the person's words
            logger.error("%s: an event was left: %s", routes.name, type(error).__name__)
        return response.empty(200)


def same(given: str | None, secret: str) -> bool:
    """Say whether a header holds the secret (or proof), in a time that tells nothing of what was right."""
    return hmac.compare_digest((given or "").encode(errors="replace"), secret.encode())


def json_object(body: bytes) -> Fields | None:
    """Return the JSON object of a request, None when the body is too large or is no JSON object."""
    if len(body) > MAX_BODY_BYTES:
        return None
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


def quiet_libraries() -> None:
    """Keep the HTTP libraries from logging: their lines hold tokens (in addresses) and people's words."""
    for name in ("httpx", "httpcore", "telegram", "aiohttp.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
