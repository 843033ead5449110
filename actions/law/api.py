"""The calculators over HTTP: `app` runs alone (`python -m actions.law serve`) or mounted, as at /v1."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI, Query
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from actions.law import api_calendar, api_page, explanation, loading, problems
from actions.law import api_models as models
from actions.law.checklists import ChecklistCase
from actions.law.deadlines import DeadlineCase
from actions.law.errors import CaseError
from actions.law.fees import FeeCase
from actions.law.renewals import RenewalCase
from actions.places import provinces
from actions.places.place import place as place_of_today
from common import clock

DESCRIPTION = """
What an identity card of Vietnam or China costs, how long it takes, until when it is valid and what to bring, by the
law of any day. The same functions answer in the chat and on the command line.

Nothing that is sent is kept. Every answer names the rows and passages that it rests on, how sure they are
(confidence) and what is not certain (doubts). Words that a person may read are given in Vietnamese, Spanish and
English. Errors are problem details (RFC 9457) that name the field to give or change.
"""
PROBLEMS = {
    problems.NOTHING_ON_FILE: "Nothing is on file on that case or day, or no such place is known.",
    problems.CANNOT_BE: "The case lacks the named detail, or its details cannot be true together.",
    problems.MALFORMED: "A parameter is missing, unknown or not of its kind.",
}


def _problem(description: str) -> dict[str, Any]:
    schema = problems.Problem.model_json_schema()
    return {"description": description, "content": {problems.MEDIA_TYPE: {"schema": schema}}}


app = FastAPI(
    title="Identity card law",
    version="1",
    description=DESCRIPTION,
    # The usual pages load their scripts from a third party.
    docs_url=None,
    redoc_url=None,
    exception_handlers={
        CaseError: problems.of_case,
        RequestValidationError: problems.of_request,
        HTTPException: problems.of_http,
    },
    responses={status: _problem(description) for status, description in PROBLEMS.items()},
)


@app.get("/fee", summary="What it costs")
def fee(asked: Annotated[models.FeeQuery, Query()]) -> models.FeeAnswer:
    """Return the fee of a case on a day: the base, what lowers it and until when, in person and online."""
    result, working = explanation.of_fee(FeeCase(**_on_a_day(asked)))
    return models.FeeAnswer(data=models.data(), result=result, trace=working if asked.trace else None)


@app.get("/deadline", summary="By which day it must be ready")
def deadline(asked: Annotated[models.DeadlineQuery, Query()]) -> models.DeadlineAnswer:
    """Return the last day by which the office must be done, with the days that do not count."""
    result, working = explanation.of_deadline(DeadlineCase(**asked.case()))
    return models.DeadlineAnswer(data=models.data(), result=result, trace=working if asked.trace else None)


@app.post(
    "/renewal",
    summary="Until when a card is valid",
    responses={problems.UNREADABLE: _problem("The body is no text in UTF-8.")},
)
def renewal(asked: models.RenewalQuestion) -> models.RenewalAnswer:
    """Return the day on which a card must be changed. Birth dates are sent in the body, so that no log keeps them."""
    result, working = explanation.of_renewal(RenewalCase(**_on_a_day(asked)))
    return models.RenewalAnswer(data=models.data(), result=result, trace=working if asked.trace else None)


@app.get("/checklist", summary="What to do, bring and pay, and where")
def checklist(asked: Annotated[models.ChecklistQuery, Query()]) -> models.ChecklistAnswer:
    """Return the whole route of a case as one list."""
    result, working = explanation.of_checklist(ChecklistCase(**_on_a_day(asked)))
    return models.ChecklistAnswer(data=models.data(), result=result, trace=working if asked.trace else None)


@app.get("/places", summary="What a place is: its province, and its commune of today")
def place(asked: Annotated[models.PlacesQuery, Query()]) -> models.PlacesAnswer:
    """Return the province that is named, the area that the word for the unit tells, and what an old place is today.

    An old commune that was split comes with all its parts (`split`), a name that several bore with all who bore it
    (`which`): nothing is guessed.
    """
    known = loading.load().provinces
    key = provinces.province_of(asked.written, known)
    today = place_of_today(asked.written)
    if key is None and today.status == "unknown":
        raise CaseError("written", "unknown", value=asked.written)
    names = next((province.names for province in known if province.key == key), ())
    found = models.PlaceFound(province=key, names=names, area=provinces.area_of(asked.written), today=today)
    return models.PlacesAnswer(data=models.data(), result=found)


app.include_router(api_calendar.router)


@app.get("/", include_in_schema=False)
def page() -> HTMLResponse:
    """Return the page that describes all this to people."""
    return HTMLResponse(api_page.html(app.openapi()))


@app.get("/style.css", include_in_schema=False)
def style() -> Response:
    """Return the page's style: a file of its own, so that no page needs inline styles (Content-Security-Policy)."""
    return Response(api_page.style(), media_type="text/css")


def _on_a_day(asked: models.Asked) -> dict[str, Any]:
    return {"day": clock.today(), **asked.case()}
