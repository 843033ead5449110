"""Small things that a channel remembers for a while: in memory, or in Redis where REDIS_URL is set."""

from __future__ import annotations

import logging
import os
import time
from collections import OrderedDict

import redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

MAX_KEPT = 50_000
"""Things remembered in memory by one store; the oldest go first."""

_REDIS_TIMEOUT_SECONDS = 1.0


class Store:
    """Texts by key, each forgotten `seconds` after it was put."""

    def __init__(self, name: str, seconds: float, redis_url: str | None = None) -> None:
        self._name, self._seconds = name, seconds
        self._kept: OrderedDict[str, tuple[float, str]] = OrderedDict()
        url = os.environ.get("REDIS_URL", "") if redis_url is None else redis_url
        self._redis = (
            redis.Redis.from_url(
                url,
                decode_responses=True,
                socket_timeout=_REDIS_TIMEOUT_SECONDS,
                socket_connect_timeout=_REDIS_TIMEOUT_SECONDS,
            )
            if url
            else None
        )

    def put(self, key: str, value: str) -> None:
        """Remember `value` under `key`, in place of what stood there."""
        if self._redis is not None:
            try:
                self._redis.set(self._key(key), value, px=int(self._seconds * 1000))
                return
            except RedisError as error:
                logger.error("%s: kept in memory only, REDIS_URL cannot be reached: %s", self._name, error)
        self._kept.pop(key, None)
        while len(self._kept) >= MAX_KEPT:
            self._kept.popitem(last=False)
        self._kept[key] = (time.monotonic() + self._seconds, value)

    def get(self, key: str) -> str | None:
        """Return what stands under `key`, None when it was never put or is forgotten."""
        if self._redis is not None:
            try:
                kept: str | None = self._redis.get(self._key(key))
                return kept
            except RedisError as error:
                logger.error("%s: read from memory only, REDIS_URL cannot be reached: %s", self._name, error)
        until, value = self._kept.get(key, (0.0, ""))
        return value if until > time.monotonic() else None

    def drop(self, key: str) -> None:
        """Forget what stands under `key`."""
        self._kept.pop(key, None)
        if self._redis is not None:
            try:
                self._redis.delete(self._key(key))
            except RedisError as error:
                logger.error("%s: not forgotten, REDIS_URL cannot be reached: %s", self._name, error)

    def _key(self, key: str) -> str:
        return f"{self._name}/{key}"
