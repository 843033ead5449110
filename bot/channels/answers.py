"""Answers by message id: a page that asks again, because the network broke, gets the same answer."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from bot.channels import shared
from bot.channels.dialogue import ANSWER_TIMEOUT_SECONDS, Message
from bot.channels.edge import DELIVERY_MEMORY_SECONDS
from bot.channels.shared import aside

MAX_REMEMBERED = 5_000
"""Answers remembered in memory; the oldest go first."""

LOOK_SECONDS = 0.1
"""Between two looks whether another process has the answer."""

T = TypeVar("T")
Ask = Callable[[], Awaitable[list[Message]]]


class RecentAnswers:
    """The answers of the last two hours, in common with other processes where REDIS_URL is set."""

    def __init__(self) -> None:
        self._own: dict[tuple[str, str], tuple[float, asyncio.Future[list[Message]]]] = {}
        self._shared = shared.memory()

    async def get(self, sender: str, message: str, ask: Ask) -> list[Message]:
        """Return the answer to a sender's message, waiting for it where it is under way, or ask for it."""
        key = (sender, message)
        self._drop_old()
        if key not in self._own:
            answer = asyncio.ensure_future(self._together(sender, message, ask))
            self._own[key] = (time.monotonic() + DELIVERY_MEMORY_SECONDS, answer)
            answer.add_done_callback(lambda done: self._drop_failed(key, done))
        # Shielded: a page that hangs up does not take the answer from the one that asks again.
        return await asyncio.shield(self._own[key][1])

    async def forget(self, sender: str) -> None:
        """Drop the answers of one sender."""
        for key in [key for key in self._own if key[0] == sender]:
            del self._own[key]
        if self._shared is not None:
            redis, place = self._shared.redis, _place(sender)
            await self._ask_redis(lambda: redis.delete(place), 0)

    async def _together(self, sender: str, message: str, ask: Ask) -> list[Message]:
        """Ask, unless another process was asked before: then wait for its answer."""
        if self._shared is None:
            return await ask()
        redis, place = self._shared.redis, _place(sender)
        end = time.monotonic() + ANSWER_TIMEOUT_SECONDS
        while not await self._ask_redis(lambda: redis.hsetnx(place, message, ""), 1):
            kept = await self._ask_redis(lambda: redis.hget(place, message), None)
            if kept:
                answers: list[Message] = json.loads(kept)
                return answers
            if time.monotonic() > end:  # the process that was asked has stopped
                break
            await asyncio.sleep(LOOK_SECONDS)
        try:
            answered = await ask()
        except BaseException:
            await self._ask_redis(lambda: redis.hdel(place, message), 0)
            raise
        await self._ask_redis(partial(redis.hset, place, message, json.dumps(answered)), 0)
        await self._ask_redis(lambda: redis.expire(place, DELIVERY_MEMORY_SECONDS), 0)
        return answered

    async def _ask_redis(self, question: Callable[[], T], otherwise: T) -> T:
        assert self._shared is not None
        together = self._shared
        return await aside(lambda: together.ask(question, lambda: otherwise))

    def _drop_old(self) -> None:
        now = time.monotonic()
        while self._own and (len(self._own) >= MAX_REMEMBERED or next(iter(self._own.values()))[0] <= now):
            del self._own[next(iter(self._own))]

    def _drop_failed(self, key: tuple[str, str], done: asyncio.Future[list[Message]]) -> None:
        if done.cancelled() or done.exception():
            self._own.pop(key, None)


def _place(sender: str) -> str:
    return f"answers/{sender}"
