"""Rasa's workers asked: one after the other when they are away, the own one first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bot.channels.core.rasa_client import RasaAway, RasaClient, TurnFailed

ONE, TWO = "http://one", "http://two"
TURN = {"sender": "chat-a", "message": "xin chào", "id": "1"}
ANSWER = [{"recipient_id": "chat-a", "text": "Chào bạn", "buttons": [], "custom": {"status": "chat"}}]


def client(handle: Callable[[httpx.Request], httpx.Response], *workers: str) -> RasaClient:
    made = RasaClient(workers or (ONE, TWO))
    made._client = httpx.AsyncClient(transport=httpx.MockTransport(handle))
    return made


def ask(made: RasaClient, worker: str | None = None) -> Any:
    return asyncio.run(made.ask(worker, TURN))


def test_an_answer_is_whole_and_says_who_gave_it() -> None:
    answers, worker = ask(client(lambda _request: httpx.Response(200, json=ANSWER), ONE))
    assert answers == [{"text": "Chào bạn", "custom": {"status": "chat"}}]
    assert worker == ONE


@pytest.mark.parametrize("own", [ONE, TWO])
def test_a_conversation_stays_with_its_worker(own: str) -> None:
    made = client(lambda _request: httpx.Response(200, json=ANSWER))
    assert ask(made, own)[1] == own


def test_another_takes_over_and_a_dead_one_is_left_alone_for_a_while() -> None:
    asked: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        if request.url.host == "one":
            raise httpx.ConnectError("refused")
        return httpx.Response(200, json=ANSWER)

    made = client(handle)
    assert ask(made, ONE)[1] == TWO
    assert ask(made, ONE)[1] == TWO
    assert asked == ["one", "two", "two"]


def test_a_kept_connection_that_ended_is_tried_anew() -> None:
    asked: list[int] = []

    def handle(_request: httpx.Request) -> httpx.Response:
        asked.append(1)
        if len(asked) == 1:
            raise httpx.RemoteProtocolError("closed")
        return httpx.Response(200, json=ANSWER)

    assert ask(client(handle, ONE))[1] == ONE


def test_a_turn_that_failed_is_told_apart_from_a_worker_that_is_away() -> None:
    with pytest.raises(TurnFailed):
        ask(client(lambda _request: httpx.Response(500, json={"error": "x"})))

    def away(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(RasaAway, match="ConnectError"):
        ask(client(away))


def test_a_slow_worker_is_not_doubled_by_another() -> None:
    asked: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        raise httpx.ReadTimeout("slow")

    with pytest.raises(RasaAway):
        ask(client(handle), ONE)
    assert asked == ["one"]


def test_a_deletion_that_was_not_done_is_said() -> None:
    made = client(lambda _request: httpx.Response(503, json={"deleted": False}))
    with pytest.raises(RasaAway, match="503"):
        asyncio.run(made.forget(None, "chat-a"))
