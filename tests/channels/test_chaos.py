"""The chaos of chaos.py in a minute, with a stand-in for Rasa; `make chaos` takes Rasa itself, and longer."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.channels.chaos import ACKNOWLEDGED_SECONDS, Plan, Report, chaos, connections, order

MINUTE = Plan(messages=1_500, a_second=50.0, seconds=45.0, kills=(1.0, 3.0))


@pytest.mark.parametrize("large", [False, True], ids=["sqlite", "postgresql"])
def test_a_minute_of_kills_loses_doubles_and_disorders_nothing(tmp_path: Path, large: bool) -> None:
    report = asyncio.run(chaos(MINUTE, tmp_path, large, stand_in=True))
    print("\n".join(report.lines()))
    assert report.sent >= 0.9 * MINUTE.messages
    assert report.deliveries > 2 * report.sent
    assert sum(report.kills.values()) >= 5
    assert report.stops == ({"postgresql": 1, "redis": 1} if large else {})
    assert report.faults() == []


def test_what_was_there_when_its_turn_came_may_not_be_overtaken() -> None:
    # conversation, position, received, turn, answered
    in_order = [("a", 1, 0.0, 1.0, 2.0), ("a", 2, 0.0, 2.0, 3.0), ("b", 1, 9.0, 9.0, 9.5)]
    arrived_late = [("a", 2, 0.0, 1.0, 2.0), ("a", 1, 1.5, 2.0, 3.0)]
    overtaken = [("a", 2, 0.0, 1.0, 2.0), ("a", 1, 0.5, 2.0, 3.0)]
    assert [order(rows) for rows in (in_order, arrived_late, overtaken)] == [(0, 0), (1, 0), (1, 1)]


def test_a_report_names_its_faults() -> None:
    assert Report(sent=1, answered=1, twice=1, on_the_wire=1).faults() == []
    assert len(Report(sent=1, lost=["x"], twice=2, on_the_wire=1, disordered=1).faults()) == 3


def test_an_acknowledgement_above_the_bar_is_named() -> None:
    assert Report(waits=[ACKNOWLEDGED_SECONDS / 2] * 100).slow() == []
    assert Report(waits=[ACKNOWLEDGED_SECONDS * 2] * 100).slow() == ["acknowledgement p99 400 ms, the bar is 200 ms"]


def test_pages_that_wait_keep_nobody_from_a_connection() -> None:
    pages = 150

    async def deliver() -> None:
        waiting, answered = asyncio.Event(), asyncio.Event()
        held: list[web.Request] = []

        async def page(request: web.Request) -> web.Response:
            held.append(request)
            if len(held) == pages:
                waiting.set()
            await answered.wait()
            return web.Response()

        async def webhook(_request: web.Request) -> web.Response:
            return web.Response()

        app = web.Application()
        app.add_routes([web.get("/page", page), web.get("/webhook", webhook)])
        async with TestServer(app) as server, connections() as http:
            asked = [asyncio.create_task(http.get(server.make_url("/page"))) for _ in range(pages)]
            async with asyncio.timeout(20):
                await waiting.wait()
                (await http.get(server.make_url("/webhook"))).release()
            answered.set()
            for response in await asyncio.gather(*asked):
                response.release()

    asyncio.run(deliver())
