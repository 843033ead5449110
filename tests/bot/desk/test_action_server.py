from __future__ import annotations

import asyncio
import logging

import httpx
import pytest

from bot.desk.action_server import ActionServer


def served(answer: httpx.Response | None) -> tuple[ActionServer, list[httpx.Request]]:
    """An action server that gives one answer, or none because it is away; and what it was asked."""
    asked: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if answer is None:
            raise httpx.ConnectError("away")
        return answer

    server = ActionServer("http://127.0.0.1:5055")
    server._client = httpx.AsyncClient(base_url="http://127.0.0.1:5055", transport=httpx.MockTransport(handle))
    return server, asked


def test_questions_travel_in_the_body() -> None:
    server, asked = served(httpx.Response(200, json={"groups": []}))
    assert asyncio.run(server.groups([("mất thẻ", "vi")], "en")) == {"groups": []}
    assert asked[0].url.path == "/review/groups"
    assert not asked[0].url.query


@pytest.mark.parametrize("answer", [None, httpx.Response(500, text="mất thẻ"), httpx.Response(200, text="no JSON")])
def test_what_it_does_not_tell_is_none_and_no_words_are_logged(
    answer: httpx.Response | None, caplog: pytest.LogCaptureFixture
) -> None:
    server, _ = served(answer)
    with caplog.at_level(logging.DEBUG, "bot.desk"):
        assert asyncio.run(server.groups([("mất thẻ", "vi")], "vi")) is None
    assert "/review/groups" in caplog.text
    assert "mất thẻ" not in caplog.text


def test_the_law_is_asked_for() -> None:
    server, asked = served(httpx.Response(200, json={"overdue": []}))
    assert asyncio.run(server.law()) == {"overdue": []}
    assert asked[0].method == "GET"
