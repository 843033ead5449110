from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.requests import Request

from bot.desk.uploads import MAX_FIELD, MAX_FILE, Upload, form_and_file

KIND = "multipart/form-data; boundary=x"


def part(head: str, body: bytes) -> bytes:
    return b"--x\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + body + b"\r\n"


def read(body: bytes, kind: str = KIND, length: str | None = None) -> tuple[dict[str, str] | None, Upload | None]:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    told = {"content-type": kind, "content-length": str(len(body)) if length is None else length}
    headers = [(name.encode(), value.encode()) for name, value in told.items() if value]
    return asyncio.run(form_and_file(Request({"type": "http", "method": "POST", "headers": headers}, receive)))


def test_fields_and_the_file_are_read() -> None:
    sent = part('name="title"', "Quyết định".encode()) + part('name="file"; filename="qđ.pdf"', b"%PDF") + b"--x--\r\n"
    assert read(sent) == ({"title": "Quyết định"}, Upload("qđ.pdf", b"%PDF"))


def test_a_form_in_which_no_file_was_chosen_has_none() -> None:
    assert read(part('name="file"; filename=""', b"") + b"--x--\r\n") == ({}, None)


@pytest.mark.parametrize(
    ("kind", "length"),
    [("application/x-www-form-urlencoded", None), (KIND, ""), (KIND, "x"), (KIND, str(2 * MAX_FILE))],
)
def test_what_is_no_such_form_or_too_long_is_refused(kind: str, length: str | None) -> None:
    assert read(part('name="a"', b"1") + b"--x--\r\n", kind, length) == (None, None)


def test_a_field_that_is_too_long_is_refused() -> None:
    assert read(part('name="a"', b"1" * (MAX_FIELD + 1)) + b"--x--\r\n") == (None, None)
