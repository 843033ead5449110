from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import httpx
import pytest

from bot.channels import delivery
from bot.channels.delivery import Gone, Queue, Rejected, SendError, TryAgain

pytestmark = pytest.mark.asyncio


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits asked for, in seconds; none is waited."""
    asked: list[float] = []

    async def note(seconds: float) -> None:
        asked.append(seconds)

    monkeypatch.setattr("bot.channels.delivery.asyncio.sleep", note)
    monkeypatch.setattr("bot.channels.delivery.random.uniform", lambda _low, _high: 1.0)
    return asked


def failing(*errors: SendError) -> Callable[[], Awaitable[str]]:
    left = list(errors)

    async def attempt() -> str:
        if left:
            raise left.pop(0)
        return "sent"

    return attempt


async def test_waits_grow(waits: list[float]) -> None:
    assert await delivery.persist(failing(*[TryAgain("busy")] * 5)) == "sent"
    assert waits == [1, 2, 4, 8, 16]


async def test_the_platforms_own_wait_is_obeyed(waits: list[float]) -> None:
    assert await delivery.persist(failing(TryAgain("busy", 7), TryAgain("busy", 0))) == "sent"
    assert waits == [7, 0]


async def test_after_six_attempts_it_is_given_up(waits: list[float]) -> None:
    with pytest.raises(TryAgain):
        await delivery.persist(failing(*[TryAgain("busy")] * 6))


async def test_a_wait_that_helps_nobody_is_not_waited(waits: list[float]) -> None:
    with pytest.raises(TryAgain):
        await delivery.persist(failing(TryAgain("busy", 3600)))
    assert waits == []


@pytest.mark.parametrize("error", [Gone("blocked"), Rejected("too long")])
async def test_a_refusal_is_not_tried_again(waits: list[float], error: SendError) -> None:
    with pytest.raises(type(error)):
        await delivery.persist(failing(error))
    assert waits == []


async def test_a_platform_is_waited_for_however_long(waits: list[float], caplog: pytest.LogCaptureFixture) -> None:
    assert await delivery.reach("chat", failing(*[TryAgain("away")] * 10))
    assert max(waits) == delivery.RECONNECT_SECONDS
    assert caplog.text.count("cannot be reached") == 1


async def test_a_refusing_platform_is_said(caplog: pytest.LogCaptureFixture) -> None:
    assert not await delivery.reach("chat", failing(Rejected("wrong token: set CHAT_TOKEN")))
    assert "set CHAT_TOKEN" in caplog.text


@pytest.mark.parametrize(
    ("status", "headers", "after"),
    [(429, {"Retry-After": "3"}, 3.0), (429, {}, None), (503, {"Retry-After": "soon"}, None)],
)
async def test_what_an_http_status_means(status: int, headers: dict[str, str], after: float | None) -> None:
    transport = httpx.MockTransport(lambda _request: httpx.Response(status, headers=headers))
    async with httpx.AsyncClient(transport=transport) as client:
        with pytest.raises(TryAgain) as busy:
            await delivery.post(client, "https://chat.test/send?token=secret", json={})
    assert busy.value.after == after
    assert "secret" not in str(busy.value)


async def test_a_page_in_place_of_an_answer_is_tried_again() -> None:
    for text in ("<html>", "[1]", ""):
        with pytest.raises(TryAgain):
            delivery.fields(httpx.Response(200, text=text))
    assert delivery.fields(httpx.Response(200, text='{"error": 0}')) == {"error": 0}


async def test_the_queue_keeps_each_senders_order() -> None:
    queue, done = Queue(), []

    def job(name: str, seconds: float = 0.0) -> Callable[[], Awaitable[None]]:
        async def work() -> None:
            await asyncio.sleep(seconds)
            done.append(name)

        return work

    queue.put("a", 1, job("a1", 0.05))
    await asyncio.sleep(0.01)
    queue.put("a", 3, job("a3"))
    queue.put("a", 2, job("a2"))
    queue.put("b", 9, job("b9"))
    await queue.close(1)
    assert done == ["b9", "a1", "a2", "a3"]


async def test_a_job_that_fails_does_not_hold_up_the_next(caplog: pytest.LogCaptureFixture) -> None:
    queue, done = Queue(), []

    async def fail() -> None:
        raise RuntimeError("broken")

    async def work() -> None:
        done.append(1)

    queue.put("a", 1, fail)
    queue.put("a", 2, work)
    await queue.close(1)
    assert done == [1]
    assert "an answer failed" in caplog.text


async def test_the_stop_does_not_wait_for_ever(caplog: pytest.LogCaptureFixture) -> None:
    queue = Queue()
    queue.put("a", 1, lambda: asyncio.sleep(60))
    await queue.close(0.01)
    assert "1 conversations were cut off" in caplog.text
    await Queue().close(1)


async def test_what_waits_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "MAX_WAITING", 2)
    monkeypatch.setattr(delivery, "MAX_SENDERS", 2)
    queue = Queue()
    queue.put("a", 1, lambda: asyncio.sleep(0))
    assert not queue.is_full("a")
    queue.put("a", 2, lambda: asyncio.sleep(0))
    assert queue.is_full("a")
    assert not queue.is_full("b")
    queue.put("b", 1, lambda: asyncio.sleep(0))
    assert queue.is_full("c")
    await queue.close(1)
    assert not queue.is_full("a")
    assert (queue._waiting, queue._workers) == ({}, {})
