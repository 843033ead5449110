from __future__ import annotations

import asyncio

import pytest

from bot.channels.core.tasks import Tasks, every


def test_what_fails_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []

    async def work() -> None:
        done.append(1)
        if len(done) == 1:
            raise KeyError("words of a person")

    async def scenario() -> None:
        task = every(0.01, work)
        await asyncio.sleep(0.1)
        task.cancel()

    asyncio.run(scenario())
    assert len(done) > 2
    assert "KeyError" in caplog.text
    assert "words" not in caplog.text


def test_a_task_that_fails_is_said_and_the_others_end(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise KeyError("words")

    async def scenario() -> bool:
        tasks, waiting = Tasks("chat"), asyncio.Event()

        async def wait() -> None:
            try:
                await asyncio.sleep(60)
            finally:
                waiting.set()

        tasks.spawn(fail())
        tasks.spawn(wait())
        await asyncio.sleep(0.01)
        await tasks.cancel()
        return waiting.is_set()

    assert asyncio.run(scenario())
    assert "chat: KeyError" in caplog.text
