"""What a platform may answer when it is sent something, and how long to wait before it is tried again."""

from __future__ import annotations

import asyncio
import itertools
import logging
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx

logger = logging.getLogger(__name__)

T = TypeVar("T")

ATTEMPTS = 6
"""Times that one message is offered to a platform before it is given up."""

FIRST_WAIT_SECONDS = 1.0
"""Wait before the second attempt; it doubles with each further one: some 30 s in all."""

LONGEST_WAIT_SECONDS = 300.0
"""Longest wait that a platform may ask for; an answer that comes later than that helps nobody."""

RECONNECT_SECONDS = 60.0
"""Longest wait between two attempts to reach a platform that is away when the server starts."""


class SendError(Exception):
    """A message did not get through; the text says why, for the operator."""


class TryAgain(SendError):
    """The platform is busy or away; `after` is the wait it asks for, in seconds, where it says one."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class Gone(SendError):
    """The person cannot be written to (blocked, left): trying again would only annoy the platform."""


class Rejected(SendError):
    """The platform will not take this message, now or later."""


def wait_before(failed: int, asked: float | None) -> float | None:
    """Return the seconds before the next attempt after `failed` ones, None when there is to be none.

    `asked` is the wait that the platform asks for, where it says one.
    """
    if failed >= ATTEMPTS or (asked or 0) > LONGEST_WAIT_SECONDS:
        return None
    return _wait(failed) if asked is None else asked


async def persist(attempt: Callable[[], Awaitable[T]]) -> T:
    """Return what `attempt` returns, trying again with growing waits as long as it raises TryAgain.

    Raise the last TryAgain after ATTEMPTS, or at once when the platform asks for too long a wait.
    """
    for number in itertools.count(1):
        try:
            return await attempt()
        except TryAgain as error:
            wait = wait_before(number, error.after)
            if wait is None:
                raise
            await asyncio.sleep(wait)
    raise AssertionError("unreachable")


async def reach(platform: str, attempt: Callable[[], Awaitable[object]]) -> bool:
    """Try until the platform answers, however long it is away; return False when it refuses for good."""
    for number in itertools.count(1):
        try:
            await attempt()
        except TryAgain as error:
            if number == 1:
                logger.warning("%s: cannot be reached, trying again until it can: %s", platform, error)
            await asyncio.sleep(error.after or min(_wait(number), RECONNECT_SECONDS))
        except SendError as error:
            logger.error("%s: not connected: %s", platform, error)
            return False
        else:
            if number > 1:
                logger.info("%s: reached", platform)
            return True
    raise AssertionError("unreachable")


async def post(client: httpx.AsyncClient, url: str, **request: object) -> httpx.Response:
    """POST and return the response; raise TryAgain when the platform is away, busy (429) or broken (5xx)."""
    try:
        response = await client.post(url, **request)  # type: ignore[arg-type]
    except httpx.TransportError as error:  # its text names no address, so no token either
        raise TryAgain(f"{type(error).__name__} {error}".strip()) from None
    if response.status_code == 429 or response.status_code >= 500:
        raise TryAgain(f"HTTP {response.status_code}", retry_after(response.headers.get("Retry-After")))
    return response


def fields(response: httpx.Response) -> dict[str, object]:
    """Return the JSON object that a platform answered; raise TryAgain when it is none (a proxy's page)."""
    try:
        answer = response.json()
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise TryAgain(f"HTTP {response.status_code} without a JSON object")
    return answer


def utf16_units(text: str) -> int:
    """Return the length of `text` as the platforms count it: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def retry_after(header: str | None) -> float | None:
    """Return the seconds of a Retry-After header, None when it holds no number."""
    try:
        return max(0.0, float(header or ""))
    except ValueError:
        return None


def _wait(number: int) -> float:
    return FIRST_WAIT_SECONDS * 2.0 ** min(number - 1, 16) * random.uniform(0.8, 1.2)
