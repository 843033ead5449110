"""What all processes of an installation remember together: in Redis, where REDIS_URL names one.

Redis is asked in a thread of its own, lest a slow one hold up the event loop, and left alone for a while
after it failed: until then each process remembers for itself.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

import redis
from redis.exceptions import RedisError

from bot.channels import settings
from bot.channels.settings import SettingsError

logger = logging.getLogger(__name__)

T = TypeVar("T")

TIMEOUTS: dict[str, float] = {"socket_timeout": 1.0, "socket_connect_timeout": 1.0}
"""Seconds that Redis has for an answer; a platform waits for its acknowledgement meanwhile, Zalo two seconds."""

AWAY_SECONDS = 10.0
"""How long Redis is left alone after it failed."""

# One thread: what is asked first is answered first, so that messages keep their order.
_thread = ThreadPoolExecutor(1, thread_name_prefix="shared")


class Shared:
    """A Redis that may be away."""

    def __init__(self, url: str) -> None:
        self.redis: redis.Redis[str] = redis.Redis.from_url(url, decode_responses=True, **TIMEOUTS)
        self._away_until = 0.0

    def ask(self, together: Callable[[], T], alone: Callable[[], T]) -> T:
        """Return what `together` gets from Redis; while Redis is away, what `alone` finds in this process."""
        if time.monotonic() >= self._away_until:
            try:
                return together()
            except RedisError as error:
                self._away_until = time.monotonic() + AWAY_SECONDS
                logger.error(
                    "REDIS_URL cannot be reached, deliveries, limits and choices are remembered by each process "
                    "for itself: %s",
                    error,
                )
        return alone()


def redis_url() -> str:
    """Return REDIS_URL, empty when each process remembers for itself; raise SettingsError when it is no address."""
    url = os.environ.get("REDIS_URL", "").strip()
    if url and not re.fullmatch(r"(rediss?|unix)://\S+", url):
        raise SettingsError("REDIS_URL must be an address such as redis://127.0.0.1:6379/0 (docs/channels.md).")
    return url


def memory() -> Shared | None:
    """Return what is remembered together, None when there is one process; raise SettingsError for several."""
    url = redis_url()
    if not url and settings.workers() > 1:
        raise SettingsError(
            "SANIC_WORKERS asks for several processes, which would each answer what a platform delivers twice: "
            "set REDIS_URL, or SANIC_WORKERS=1 (docs/deploy.md)."
        )
    return _connected(url) if url else None


async def aside(work: Callable[[], T]) -> T:
    """Return what `work` does, done aside of the event loop when it may ask Redis; in the order asked for."""
    if not redis_url():
        return work()
    return await asyncio.get_running_loop().run_in_executor(_thread, work)


@cache
def _connected(url: str) -> Shared:
    return Shared(url)
