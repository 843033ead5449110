"""Small things that a channel remembers for a while: in memory, or in Redis where REDIS_URL is set."""

from __future__ import annotations

import time
from collections import OrderedDict

from bot.channels import shared

MAX_KEPT = 50_000
"""Things that one store remembers in memory; the oldest go first."""


class Store:
    """Texts by key, each forgotten `seconds` after it was put."""

    def __init__(self, name: str, seconds: float, most: int = MAX_KEPT) -> None:
        """`most` is how many are remembered in memory; Redis has its own bounds."""
        self._own = _Own(seconds, most)
        self._name, self._milliseconds = name, int(seconds * 1000)
        self._shared = shared.memory()

    def put(self, key: str, value: str) -> None:
        """Remember `value` under `key`, in place of what stood there."""
        if self._shared is None:
            self._own.put(key, value)
            return
        redis, name = self._shared.redis, self._key(key)
        self._shared.ask(lambda: redis.set(name, value, px=self._milliseconds), lambda: self._own.put(key, value))

    def add(self, key: str, value: str = "1") -> bool:
        """Remember `value` under `key` unless something stands there; say whether the place was free."""
        if self._shared is None:
            return self._own.add(key, value)
        redis, name = self._shared.redis, self._key(key)
        return self._shared.ask(
            lambda: bool(redis.set(name, value, px=self._milliseconds, nx=True)), lambda: self._own.add(key, value)
        )

    def get(self, key: str) -> str | None:
        """Return what stands under `key`, None when it was never put or is forgotten."""
        if self._shared is None:
            return self._own.get(key)
        redis, name = self._shared.redis, self._key(key)
        kept: str | None = self._shared.ask(lambda: redis.get(name), lambda: self._own.get(key))
        return kept

    def drop(self, key: str) -> None:
        """Forget what stands under `key`."""
        self._own.drop(key)
        if self._shared is not None:
            redis, name = self._shared.redis, self._key(key)
            self._shared.ask(lambda: redis.delete(name), lambda: 0)

    def _key(self, key: str) -> str:
        return f"{self._name}/{key}"


class _Own:
    """The memory of this process."""

    def __init__(self, seconds: float, most: int) -> None:
        self._seconds, self._most = seconds, most
        self._kept: OrderedDict[str, tuple[float, str]] = OrderedDict()

    def put(self, key: str, value: str) -> None:
        now = time.monotonic()
        self._kept.pop(key, None)
        while self._kept and (len(self._kept) >= self._most or next(iter(self._kept.values()))[0] <= now):
            self._kept.popitem(last=False)
        self._kept[key] = (now + self._seconds, value)

    def add(self, key: str, value: str) -> bool:
        free = self.get(key) is None
        if free:
            self.put(key, value)
        return free

    def get(self, key: str) -> str | None:
        until, value = self._kept.get(key, (0.0, ""))
        return value if until > time.monotonic() else None

    def drop(self, key: str) -> None:
        self._kept.pop(key, None)
