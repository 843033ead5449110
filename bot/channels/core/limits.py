"""How much one sender, one internet address and everybody together may write.

Counted in this process, or in Redis by several bridges together. While Redis is away each counts for itself.
"""

from __future__ import annotations

import logging
import time
from typing import Any, Literal

from limits import RateLimitItem, parse
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

SENDER_LIMIT = "30/minute"
"""Messages of one sender: a person who types without a pause stays under it."""

ADDRESS_LIMIT = "300/minute"
"""Messages from one internet address: many people may share one, but nobody takes everybody's share."""

GLOBAL_LIMIT = "6000/minute"
"""Messages of all senders of a channel together."""

WARNING_SECONDS = 60.0
"""A sender above the limit is told so once in this time, or the warnings would be a flood themselves."""

AWAY_SECONDS = 10.0
"""How long Redis is left alone after it failed."""

SLACK_SECONDS = 5.0
"""How much longer than its time a count may last: Redis tells whole seconds, of a moment ago."""

TIMEOUTS: dict[str, float] = {"socket_timeout": 1.0, "socket_connect_timeout": 1.0}
"""Seconds that Redis has for an answer; a platform waits for its acknowledgement meanwhile, Zalo two seconds."""

Refusal = Literal["too_many", "busy"]


class Limits:
    """The counts of all channels."""

    def __init__(self, redis_url: str = "") -> None:
        # Older versions of the library hold their storage by a weak reference only.
        self._memory, self._redis = storage_from_string("memory://"), _redis(redis_url) if redis_url else None
        self._own = FixedWindowRateLimiter(self._memory)
        self._common = FixedWindowRateLimiter(self._redis) if self._redis else None
        self._away_until = 0.0

    def refusal(self, channel: str, sender: str, address: str | None = None) -> Refusal | None:
        """Count a message; return why it goes no further, None when it is within all limits."""
        if not self.within(SENDER_LIMIT, channel, sender):
            return "too_many"
        if address is not None and not self.within(ADDRESS_LIMIT, channel, "address", address):
            return "too_many"
        return None if self.within(GLOBAL_LIMIT, channel) else "busy"

    def within(self, limit: str, *names: str) -> bool:
        """Count one hit under `names`; say whether it is within the limit."""
        item: RateLimitItem = parse(limit)
        if self._common is not None and time.monotonic() >= self._away_until:
            try:
                return _hit(self._common, self._redis, item, *names)
            except RedisError as error:
                self._away_until = time.monotonic() + AWAY_SECONDS
                logger.error("REDIS_URL cannot be reached, each bridge counts limits for itself: %s", error)
        return _hit(self._own, self._memory, item, *names)


def _hit(counts: FixedWindowRateLimiter, storage: Any, item: RateLimitItem, *names: str) -> bool:
    """Count one hit; a count that would last longer than its time was begun before the clock was set back: anew."""
    if counts.hit(item, *names):
        return True
    if storage.get_expiry(item.key_for(*names)) <= time.time() + item.get_expiry() + SLACK_SECONDS:
        return False
    storage.clear(item.key_for(*names))
    return bool(counts.hit(item, *names))


def _redis(url: str) -> Storage:
    storage = storage_from_string(url, **TIMEOUTS)
    assert isinstance(storage, Storage)
    return storage
