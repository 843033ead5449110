from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from starlette.requests import Request

from bot.desk import sessions
from bot.desk.frame import MAX_FORM, RowConvertor, form_of, is_from_us

FORM = "application/x-www-form-urlencoded"


def request(body: bytes = b"", kind: str = FORM, **headers: str) -> Request:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    told = {"content-type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {"type": "http", "method": "POST", "headers": [(a.encode(), b.encode()) for a, b in told.items()]}
    return Request(scope, receive)


def fields(*given: Any, **named: Any) -> dict[str, str] | None:
    return asyncio.run(form_of(request(*given, **named)))


def test_a_forms_fields_are_read() -> None:
    assert fields(b"a=1&b=%C4%91%E1%BB%95i+th%E1%BA%BB&c=&a=2") == {"a": "2", "b": "đổi thẻ", "c": ""}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"a=1", "application/json"),
        (b"a=1", ""),
        (b"\xff", FORM),
        (b"a=" + b"x" * MAX_FORM, FORM),
        (b"a&" * 201, FORM),
    ],
)
def test_what_is_no_form_is_none(body: bytes, kind: str) -> None:
    assert fields(body, kind) is None


def test_a_form_is_believed_by_its_word_and_by_what_the_browser_says() -> None:
    token = sessions.new_token()
    form = {"form_word": sessions.form_word(token)}
    assert is_from_us(request(sec_fetch_site="same-origin"), form, token)
    assert is_from_us(request(), form, token)  # an old browser says nothing
    assert not is_from_us(request(sec_fetch_site="same-site"), form, token)
    assert not is_from_us(request(), {}, token)
    assert not is_from_us(request(), form, sessions.new_token())


def test_what_no_database_keeps_is_left_out_of_a_form() -> None:
    assert fields(b"words=th%00e") == {"words": "the"}


@pytest.mark.parametrize(("number", "is_one"), [("7", True), ("9" * 18, True), ("9" * 19, False), ("-1", False)])
def test_a_number_longer_than_a_row_has_is_none(number: str, is_one: bool) -> None:
    assert (re.fullmatch(RowConvertor.regex, number) is not None) is is_one
