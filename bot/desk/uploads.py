"""A form that brings a file, as a browser sends it (multipart/form-data)."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

MAX_FILE = 20_000_000
"""Bytes of a file; the action server refuses a larger one too."""
MAX_FIELDS = 20
MAX_FIELD = 8 * 1024
"""Bytes of a field beside the file."""


@dataclass(frozen=True)
class Upload:
    """A file that was sent, and what it is called."""

    name: str
    data: bytes


async def form_and_file(request: Request) -> tuple[dict[str, str] | None, Upload | None]:
    """Return a form's fields and its file; no fields when it is no such form, or longer than it says or may be."""
    if request.headers.get("content-type", "").split(";")[0] != "multipart/form-data":
        return None, None
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MAX_FILE + MAX_FIELDS * MAX_FIELD:
        return None, None
    try:
        form = await request.form(max_files=1, max_fields=MAX_FIELDS, max_part_size=MAX_FIELD)
    except (HTTPException, MultiPartException):  # malformed, or more than that
        return None, None
    fields: dict[str, str] = {}
    upload = None
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            upload = Upload(value.filename or "", await value.read()) if value.filename else None
        else:
            fields[name] = value
    await form.close()
    return fields, upload
