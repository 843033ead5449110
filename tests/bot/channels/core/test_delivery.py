from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx
import pytest

from bot.channels.core import delivery
from bot.channels.core.delivery import Gone, Rejected, SendError, TryAgain

pytestmark = pytest.mark.asyncio


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits asked for, in seconds; none is waited."""
    asked: list[float] = []

    async def note(seconds: float) -> None:
        asked.append(seconds)

    monkeypatch.setattr("bot.channels.core.delivery.asyncio.sleep", note)
    monkeypatch.setattr("bot.channels.core.delivery.random.uniform", lambda _low, _high: 1.0)
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


@pytest.mark.parametrize(
    ("failed", "asked", "wait"), [(1, None, 1.0), (3, None, 4.0), (2, 7.0, 7.0), (6, None, None), (1, 301.0, None)]
)
async def test_how_long_to_wait(waits: list[float], failed: int, asked: float | None, wait: float | None) -> None:
    assert delivery.wait_before(failed, asked) == wait
