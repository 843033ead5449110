"""Errors of the API as problem details (RFC 9457): which field, which code, a kind sentence and a way on."""

from __future__ import annotations

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from actions.law.errors import CaseError
from common import vocabulary

MEDIA_TYPE = "application/problem+json"
UNREADABLE, MALFORMED, NOTHING_ON_FILE, CANNOT_BE = 400, 422, 404, 409

_NOTHING_ON_FILE = ("gap", "no_procedure", "before_document", "not_issued_then", "too_far")
_READ_BY_US = ("province", "area", "written")
"""Fields that take a person's words: one that is not known is no malformed request."""

TITLES = {
    MALFORMED: "The request is malformed",
    NOTHING_ON_FILE: "Nothing on file",
    CANNOT_BE: "The case lacks a detail or contradicts itself",
}


class Problem(BaseModel):
    """What a client gets instead of a result. `field` is the parameter to give or change, `code` says what is wrong
    with it, `choices` what it may be.
    """

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None
    code: str | None = None
    choices: tuple[str, ...] = ()


def status_of(error: CaseError) -> int:
    """Return the status of an error: malformed, about nothing on file, or a case that cannot be."""
    if error.code in _NOTHING_ON_FILE or (error.code == "unknown" and error.field in _READ_BY_US):
        return NOTHING_ON_FILE
    return MALFORMED if error.code == "unknown" else CANNOT_BE


async def of_case(request: Request, error: CaseError) -> JSONResponse:
    """Return the problem of a case that cannot be answered as it is."""
    return _of_error(request, error, status_of(error))


async def of_request(request: Request, error: RequestValidationError) -> JSONResponse:
    """Return the problem of the first parameter that cannot be read; values that were sent are not repeated."""
    fault = error.errors()[0]
    known = fault.get("ctx", {}).get("error")
    if isinstance(known, CaseError):
        return _of_error(request, known, MALFORMED)
    field = str(fault["loc"][1]) if len(fault["loc"]) > 1 else None
    code = "missing" if fault["type"] == "missing" else "invalid"
    detail = f"{field or 'body'}: {fault['msg']}"
    return _response(MALFORMED, TITLES[MALFORMED], detail, field, code)


async def of_http(request: Request, error: HTTPException) -> JSONResponse:
    """Return the problem of an address or method that does not exist."""
    response = _response(error.status_code, error.detail, error.detail)
    response.headers.update(error.headers or {})
    return response


def _of_error(request: Request, error: CaseError, status: int) -> JSONResponse:
    return _response(status, TITLES[status], error.say(_language(request)), error.field, error.code, error.choices)


def _response(
    status: int,
    title: str,
    detail: str,
    field: str | None = None,
    code: str | None = None,
    choices: tuple[str, ...] = (),
) -> JSONResponse:
    problem = Problem(
        type=f"./#{code}" if code else "about:blank",
        title=title,
        status=status,
        detail=detail,
        field=field,
        code=code,
        choices=choices,
    )
    return JSONResponse(problem.model_dump(), status, media_type=MEDIA_TYPE)


def _language(request: Request) -> str:
    asked = request.query_params.get("language")
    return asked if asked in vocabulary.LANGUAGES else "en"
