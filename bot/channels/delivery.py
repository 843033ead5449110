"""Answers brought to a platform: in order for each sender, tried again when the platform is busy."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import logging
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx

logger = logging.getLogger(__name__)

Job = Callable[[], Awaitable[None]]
T = TypeVar("T")

ATTEMPTS = 6
"""Times that one message is offered to a platform before it is given up."""

FIRST_WAIT_SECONDS = 1.0
"""Wait before the second attempt; it doubles with each further one: some 30 s in all."""

LONGEST_WAIT_SECONDS = 300.0
"""Longest wait that a platform may ask for; an answer that comes later than that helps nobody."""

MAX_WAITING = 100
"""Jobs of one sender that may wait; more come together only when a platform does not take answers for long."""

MAX_SENDERS = 20_000
"""Senders that may wait at once."""

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


async def persist(attempt: Callable[[], Awaitable[T]]) -> T:
    """Return what `attempt` returns, trying again with growing waits as long as it raises TryAgain.

    Raise the last TryAgain after ATTEMPTS, or at once when the platform asks for too long a wait.
    """
    for number in itertools.count(1):
        try:
            return await attempt()
        except TryAgain as error:
            if number >= ATTEMPTS or (error.after or 0) > LONGEST_WAIT_SECONDS:
                raise
            await asyncio.sleep(_wait(number) if error.after is None else error.after)
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


class Queue:
    """Jobs of many senders: those of one sender one after the other, those of different senders at once.

    A sender's waiting jobs run by their `order` (the platform's own count or time), so that a delivery that
    overtook an earlier one on the way still waits for it.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, list[tuple[float, int, Job]]] = {}
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._arrival = itertools.count()

    def is_full(self, sender: str) -> bool:
        """Say whether so much waits that a further message of this sender should be left."""
        return len(self._waiting.get(sender, ())) >= MAX_WAITING or len(self._waiting) >= MAX_SENDERS

    def put(self, sender: str, order: float, job: Job) -> None:
        """Let `job` run when the sender's earlier ones are done; must be called in the event loop."""
        heapq.heappush(self._waiting.setdefault(sender, []), (order, next(self._arrival), job))
        if sender not in self._workers:
            self._workers[sender] = asyncio.get_running_loop().create_task(self._work(sender))

    async def close(self, seconds: float) -> None:
        """Wait up to `seconds` for the jobs in hand, then give up what is left."""
        workers = list(self._workers.values())
        if not workers:
            return
        _, unfinished = await asyncio.wait(workers, timeout=seconds)
        for worker in unfinished:
            worker.cancel()
        if unfinished:
            logger.warning("%d conversations were cut off by the stop", len(unfinished))

    async def _work(self, sender: str) -> None:
        try:
            while self._waiting[sender]:
                _, _, job = heapq.heappop(self._waiting[sender])
                try:
                    await job()
                except Exception:
                    logger.exception("an answer failed")
        finally:
            del self._waiting[sender], self._workers[sender]
