"""What every webhook checks before it believes a request; routes are tested with each platform."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette

from bot.channels.core.webhooks import MAX_BODY_BYTES, Fields, json_object, row, rows, same, text, webhook


@pytest.mark.parametrize(
    ("given", "right"),
    [("s3cret", True), ("s3cre", False), ("", False), (None, False), ("S3CRET", False), ("é\ud800", False)],
)
def test_only_the_whole_secret_is_the_secret(given: str | None, right: bool) -> None:
    assert same(given, "s3cret") is right


def test_an_object_is_read() -> None:
    assert json_object('{"text": "mất thẻ"}'.encode()) == {"text": "mất thẻ"}


@pytest.mark.parametrize("body", [b"", b"[]", b'"text"', b"7", b"null", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_object_is_none(body: bytes) -> None:
    assert json_object(body) is None


def test_of_a_list_the_objects_are_kept() -> None:
    assert rows([{"a": 1}, "b", None, {"c": 2}]) == [{"a": 1}, {"c": 2}]
    for value in (None, {"a": 1}, "ab", 7):
        assert rows(value) == []


def test_what_is_no_object_is_an_empty_one() -> None:
    assert row({"a": 1}) == {"a": 1}
    values: tuple[Any, ...] = (None, [], "a", 7)
    for value in values:
        assert row(value) == {}


@pytest.mark.parametrize(
    ("value", "said"), [("123", "123"), (123, "123"), (0, "0"), (True, ""), (None, ""), (1.5, ""), ({}, "")]
)
def test_an_identifier_is_text_or_a_whole_number(value: object, said: str) -> None:
    assert text(value) == said


def posted(body: bytes, take: Callable[[Fields], Awaitable[None]], genuine: bool = True) -> int:
    app = Starlette(routes=[webhook("chat", lambda _request, _body, _fields: genuine, take)])

    async def post() -> int:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://bridge") as client:
            return (await client.post("/webhook", content=body)).status_code

    return asyncio.run(post())


async def nothing(_fields: Fields) -> None:
    """Take it."""


async def fail(_fields: Fields) -> None:
    raise KeyError("words of a person")


async def full(_fields: Fields) -> None:
    raise OperationalError("insert", {}, Exception("database or disk is full"))


def test_what_is_too_large_is_not_read() -> None:
    frame = b'{"a":""}'
    fits = b'{"a":"' + b"x" * (MAX_BODY_BYTES - len(frame)) + b'"}'
    assert (len(fits), posted(fits, nothing), posted(fits + b" ", nothing)) == (MAX_BODY_BYTES, 200, 400)


def test_what_does_not_prove_to_be_the_platforms_is_refused() -> None:
    assert posted(b"{}", nothing, genuine=False) == 403


def test_an_event_that_cannot_be_understood_is_left_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    assert posted(b"{}", fail) == 200
    assert "KeyError" in caplog.text
    assert "words" not in caplog.text


def test_what_cannot_be_kept_is_not_acknowledged(caplog: pytest.LogCaptureFixture) -> None:
    assert posted(b"{}", full) == 503
    assert "disk is full" in caplog.text
