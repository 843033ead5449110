from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.channels import answers
from bot.channels.answers import RecentAnswers

pytestmark = pytest.mark.asyncio

OK = [{"text": "ok"}]


class Asked:
    """Counts how often it was asked, and fails the first `failures` times."""

    def __init__(self, failures: int = 0) -> None:
        self.times, self._failures = 0, failures

    async def __call__(self) -> list[dict[str, Any]]:
        self.times += 1
        await asyncio.sleep(0.01)
        if self.times <= self._failures:
            raise OSError("broken")
        return OK


async def test_the_same_message_gets_the_same_answer_once() -> None:
    recent, ask = RecentAnswers(), Asked()
    assert await asyncio.gather(*(recent.get("an", "m1", ask) for _ in range(5))) == [OK] * 5
    assert ask.times == 1
    await recent.get("an", "m2", ask)
    await recent.get("binh", "m1", ask)
    assert ask.times == 3


async def test_a_failed_answer_is_asked_again() -> None:
    recent, ask = RecentAnswers(), Asked(failures=1)
    with pytest.raises(OSError, match="broken"):
        await recent.get("an", "m1", ask)
    assert await recent.get("an", "m1", ask) == OK


async def test_a_deleted_conversation_is_not_answered_from_memory() -> None:
    recent, ask = RecentAnswers(), Asked()
    await recent.get("an", "m1", ask)
    await recent.get("binh", "m1", ask)
    await recent.forget("an")
    await recent.get("an", "m1", ask)
    await recent.get("binh", "m1", ask)
    assert ask.times == 3


async def test_the_memory_is_bounded_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MAX_REMEMBERED", 3)
    recent, ask = RecentAnswers(), Asked()
    for number in range(10):
        await recent.get("an", str(number), ask)
    assert len(recent._own) == 3
    monkeypatch.setattr(answers, "DELIVERY_MEMORY_SECONDS", 0)
    await recent.forget("an")
    await recent.get("an", "m1", ask)
    await recent.get("binh", "m1", ask)
    assert len(recent._own) == 1


async def test_while_redis_is_away_each_process_remembers_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    recent, ask = RecentAnswers(), Asked()
    assert [await recent.get("an", "m1", ask) for _ in range(2)] == [OK, OK]
    assert ask.times == 1
