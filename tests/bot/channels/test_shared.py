from __future__ import annotations

import asyncio
import threading
import time
from functools import partial

import pytest
from redis.exceptions import ConnectionError as RedisAway

from bot.channels import shared
from bot.channels.settings import SettingsError
from bot.channels.shared import Shared, aside


def away() -> str:
    raise RedisAway("refused")


def test_a_redis_that_fails_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("bot.channels.shared.time.monotonic", lambda: clock[0])
    memory = Shared("redis://127.0.0.1:1/0")
    assert memory.ask(lambda: "together", lambda: "alone") == "together"
    assert memory.ask(away, lambda: "alone") == "alone"
    assert memory.ask(lambda: "together", lambda: "alone") == "alone"
    clock[0] += shared.AWAY_SECONDS
    assert memory.ask(lambda: "together", lambda: "alone") == "together"


def test_without_redis_nothing_leaves_the_event_loop() -> None:
    assert asyncio.run(aside(threading.get_ident)) == threading.get_ident()
    assert shared.memory() is None


def test_a_slow_redis_does_not_hold_up_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    done: list[int] = []

    def work(number: int) -> None:
        time.sleep(0.05)
        done.append(number)

    async def scenario() -> int:
        asked = asyncio.gather(*(aside(partial(work, number)) for number in range(4)))
        turns = 0
        while not asked.done():
            await asyncio.sleep(0.005)
            turns += 1
        return turns

    assert asyncio.run(scenario()) > 10
    assert done == [0, 1, 2, 3]


@pytest.mark.parametrize("number", ["2", "many"])
def test_several_processes_without_redis_are_refused(monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    monkeypatch.setenv("SANIC_WORKERS", number)
    with pytest.raises(SettingsError, match="SANIC_WORKERS"):
        shared.memory()
