"""What every webhook checks before it believes a request; routes are tested with each platform."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.webhooks import MAX_BODY_BYTES, json_object, row, rows, same, text


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


def test_what_is_too_large_is_not_read() -> None:
    assert json_object(b'{"a":"' + b"x" * MAX_BODY_BYTES + b'"}') is None
    fits = b'{"a":"' + b"x" * (MAX_BODY_BYTES - 8) + b'"}'
    assert len(fits) == MAX_BODY_BYTES
    assert json_object(fits) is not None


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
