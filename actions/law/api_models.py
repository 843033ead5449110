"""What the API is asked and what it answers: parameters with their choices and examples, results with their data."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from actions.law import cases, loading, version
from actions.law.checklists import Checklist
from actions.law.deadlines import Deadline
from actions.law.errors import CaseError
from actions.law.explanation import Working
from actions.law.fees import Fee
from actions.law.renewals import Renewal
from actions.places.place import Place
from common import clock, vocabulary

_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _iso(value: Any, info: ValidationInfo) -> date:
    """Read a day written YYYY-MM-DD, and nothing that merely may be taken for one."""
    try:
        if isinstance(value, str) and _A_DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise CaseError(str(info.field_name), "impossible_date")


def _flag(value: Any, info: ValidationInfo) -> bool:
    if value in (True, "true"):
        return True
    if value in (False, "false"):
        return False
    raise CaseError(str(info.field_name), "invalid")


def _number(value: Any, info: ValidationInfo) -> Any:
    """Refuse what JSON does not call a number: a text, true or false."""
    if isinstance(value, bool | str):
        raise CaseError(str(info.field_name), "invalid")
    return value


def _choice(values: list[str], example: str, description: str) -> Any:
    """Return the schema of a key; the case itself refuses another one, and names the choices."""
    return WithJsonSchema({"type": "string", "enum": values, "description": description, "examples": [example]})


def _of(kind: str, example: str, description: str) -> Any:
    return _choice(list(vocabulary.load().values(kind)), example, description)


def _words(example: str, description: str) -> Any:
    return WithJsonSchema({"type": "string", "description": description, "examples": [example]})


def day_schema(example: str, description: str) -> Any:
    """Return the schema of a day."""
    return WithJsonSchema({"type": "string", "format": "date", "description": description, "examples": [example]})


Day = Annotated[date, BeforeValidator(_iso)]
Document = Annotated[str, _choice(loading.load().cards, "can_cuoc", "The card that is held or asked about.")]
Procedure = Annotated[str, _of("procedure", "reissue", "What is asked for; the reason decides where both are given.")]
Reason = Annotated[str, _of("reason", "lost", "What happened to the card.")]
Channel = Annotated[str, _of("channel", "online", "How it is filed.")]
Persons = list[Annotated[str, _of("person", "disabled", "Who the holder is; may be repeated.")]]
Area = Annotated[str, _words("phường Hải Châu", "A key (city, remote, other, ward, commune) or a place by its unit.")]
Province = Annotated[str, _words("TP. Đà Nẵng", "A province by any usual name, or an address that ends with one.")]
Age = Annotated[int, Field(ge=0, le=cases.OLDEST, description="Age in whole years.", examples=[34])]
IssueYear = Annotated[
    int, Field(ge=1, le=cases.LAST_DAY.year, description="The year of issue alone."), BeforeValidator(_number)
]
Language = Annotated[
    Literal["vi", "es", "en"], Field(description="The language of the detail in problems.", examples=["en"])
]
Flag = Annotated[bool, BeforeValidator(_flag)]
Trace = Annotated[Flag, Field(description="Whether to add the working: rows taken and left out, sums, ages, days.")]
Today = Annotated[Day, day_schema("2026-11-29", "The day that the question is about; today when left out.")]
Received = Annotated[Day, day_schema("2026-11-19", "The day on which the complete file was handed in.")]
No = SkipJsonSchema[None]
"""A parameter that is left out: in an address nothing can be sent for it, in a body null can."""


class Asked(BaseModel):
    """What every question may hold."""

    model_config = ConfigDict(extra="forbid")

    trace: Trace = False
    language: Language = "en"

    def case(self) -> dict[str, Any]:
        """Return the values of the case, without what only shapes the answer."""
        return self.model_dump(exclude={"trace", "language"}, exclude_none=True)


class FeeQuery(Asked):
    """Whose fee, for what, on which day."""

    document: Document
    procedure: Procedure | No = None
    reason: Reason | No = None
    channel: Channel | No = None
    persons: Persons = []
    area: Area | No = None
    province: Province | No = None
    age: Age | No = None
    day: Today | No = None


class ChecklistQuery(FeeQuery):
    """What happened to which card, to whom."""

    expired: Annotated[Flag, Field(description="Whether the card had already run out.")] = False


class DeadlineQuery(Asked):
    """A file that was complete on a day."""

    document: Document
    procedure: Procedure | No = None
    reason: Reason | No = None
    area: Area | No = None
    channel: Channel | No = None
    received: Received


class RenewalQuestion(Asked):
    """A card in hand. Its holder's birth date is sent in the body, never in an address that logs keep."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"document": "cccd", "birth_date": "1990-05-20", "issue_year": 2021}]},
    )

    document: Document
    birth_date: Annotated[Day, day_schema("1990-05-20", "The holder's birth date.")] | None = None
    issue_date: Annotated[Day, day_schema("2021-03-15", "The issue date of the card.")] | None = None
    issue_year: IssueYear | None = None
    day: Today | None = None


class PlacesQuery(BaseModel):
    """A place as people write it."""

    model_config = ConfigDict(extra="forbid")

    written: Annotated[
        str,
        Field(
            description="An address, the name of a place of today or before July 2025, or a question that names one.",
            max_length=500,
            examples=["xã Hòa Ninh, huyện Hòa Vang, Đà Nẵng"],
        ),
    ]
    language: Language = "en"


class Data(BaseModel):
    """Which data an answer rests on: their fingerprint, and the day on which it was given."""

    version: Annotated[str, Field(examples=["3f9a0c71d2be"])]
    day: date


class Answer(BaseModel):
    """What every answer holds."""

    data: Data


class FeeAnswer(Answer):
    """A fee."""

    result: Fee
    trace: Working | None = None


class DeadlineAnswer(Answer):
    """A deadline."""

    result: Deadline
    trace: Working | None = None


class RenewalAnswer(Answer):
    """Until when a card is valid."""

    result: Renewal
    trace: Working | None = None


class ChecklistAnswer(Answer):
    """One list to keep."""

    result: Checklist
    trace: Working | None = None


class PlaceFound(BaseModel):
    """What was read of a place: its province by key and usual names where one is named, the area by the word for its
    unit, and what it is today: its commune, ward or special zone with its police, or all that may be meant.
    """

    province: str | None
    names: tuple[str, ...]
    area: str | None
    today: Place


class PlacesAnswer(Answer):
    """A place."""

    result: PlaceFound


def data() -> Data:
    """Return the data that answers rest on today."""
    return Data(version=version.data_version(), day=clock.today())
