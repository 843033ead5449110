"""The calendar file of the API: a deadline by the parameters that compute it, a renewal by its day."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from actions.law import api_models as models
from actions.law import calendar_files
from actions.law.deadlines import DeadlineCase, deadline
from actions.law.errors import CaseError

router = APIRouter()
Due = Annotated[models.Day, models.day_schema("2030-05-20", "Of a renewal: the day, as POST /renewal computed it.")]


class CalendarQuery(BaseModel):
    """Which day to take along: of a deadline what computes it, of a renewal the day itself."""

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[Literal["deadline", "renewal"], Field(description="What falls due.", examples=["deadline"])]
    document: models.Document
    procedure: models.Procedure | models.No = None
    reason: models.Reason | models.No = None
    area: models.Area | models.No = None
    channel: models.Channel | models.No = None
    received: models.Received | models.No = None
    due: Due | models.No = None
    language: models.Language = "vi"

    def entry(self) -> calendar_files.Entry:
        """Return the day to take along; CaseError names what is missing, or belongs to the other kind."""
        asked = self.model_dump(exclude={"kind", "language"}, exclude_none=True)
        if self.kind == "deadline":
            _refuse({"due"} & set(asked))
            return calendar_files.of_deadline(deadline(DeadlineCase(**asked)))
        _refuse(set(asked) - {"document", "due"})
        return calendar_files.of_day(calendar_files.DueCase(**asked))


def _refuse(fields: set[str]) -> None:
    for field in sorted(fields):
        raise CaseError(field, "invalid")


@router.get(
    "/calendar.ics",
    summary="A day to take along as a calendar file",
    response_class=Response,
    responses={200: {"content": {calendar_files.MEDIA_TYPE: {"schema": {"type": "string"}}}}},
)
def calendar(asked: Annotated[CalendarQuery, Query()]) -> Response:
    """Return a calendar file (RFC 5545) with an alarm. It holds no birth date, no age and no number."""
    entry = asked.entry()
    return Response(
        calendar_files.file(entry, asked.language),
        media_type=calendar_files.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{calendar_files.name(entry)}"'},
    )
