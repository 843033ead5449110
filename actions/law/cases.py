"""What a citizen's case is made of, checked at the edge: every wrong value is an error that names its field."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo

from actions.law import errors, loading, models
from actions.law.card_rows import Document
from actions.places import provinces
from common import vocabulary

# Nobody older holds a card (the oldest person known reached 122).
OLDEST = 122
FEBRUARY_29 = (2, 29)
LAST_DAY = date(2100, 12, 31)
"""The last day that a case may be about: within a lifetime of today; the law of later days is nobody's guess."""


class Case(BaseModel):
    """A case; making one from wrong values raises `errors.CaseError`, which names the field."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __init__(self, **values: Any):
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise errors.from_validation(error) from error


def _known(kind: str) -> Any:
    def check(value: str, info: ValidationInfo) -> str:
        known = vocabulary.load()
        if not known.is_known(kind, value):
            raise errors.CaseError(str(info.field_name), "unknown", known.values(kind), value=value)
        return value

    return AfterValidator(check)


def _province(value: str, info: ValidationInfo) -> str:
    key = provinces.province_of(value, loading.load().provinces)
    if key is not None:
        return key
    raise errors.CaseError(str(info.field_name), "unknown", value=value)


def _area(value: str) -> str:
    known = vocabulary.load()
    return value if known.is_known("area", value) else provinces.area_of(value) or value


def _card(value: str, info: ValidationInfo) -> str:
    cards = loading.load().cards
    if value not in cards:
        raise errors.CaseError(str(info.field_name), "unknown", tuple(cards), value=value)
    return value


def _possible_age(value: int, info: ValidationInfo) -> int:
    if not 0 <= value <= OLDEST:
        raise errors.CaseError(str(info.field_name), "invalid")
    return value


def _within_reach(value: date, info: ValidationInfo) -> date:
    if value > LAST_DAY:
        raise errors.CaseError(str(info.field_name), "too_far", last_day=LAST_DAY)
    return value


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


DocumentKey = Annotated[str, AfterValidator(_card)]
ProcedureKey = Annotated[str, _known("procedure")]
ReasonKey = Annotated[str, _known("reason")]
ChannelKey = Annotated[str, _known("channel")]
AreaKey = Annotated[str, _known("area"), BeforeValidator(_area)]
PersonKey = Annotated[str, _known("person")]
Persons = Annotated[tuple[PersonKey, ...], BeforeValidator(_listed)]
ProvinceKey = Annotated[str, AfterValidator(_province)]
Day = Annotated[date, AfterValidator(_within_reach)]
Age = Annotated[int, AfterValidator(_possible_age)]


def document_of(document: str, day: date, law: models.Law, field: str = "day") -> Document:
    """Return the row of a document; CaseError on the `field` that holds the day when it did not exist yet."""
    row = law.document(document)
    if day < row.first:
        raise errors.CaseError(
            field, "before_document", day=day, document=document, first_day=row.first, predecessor=row.predecessor
        )
    return row


def document_on(document: str, day: date, law: models.Law | None = None) -> str:
    """Return which card stands for `document` on a day: asked about thẻ căn cước in 2022 it is the CCCD.

    A later document is not put in the place of an older one: somebody may still hold a CCCD today.
    """
    law = law or loading.load()
    row = law.document(document)
    while day < row.first and row.predecessor is not None:
        row = law.document(row.predecessor)
    return row.document


def issued_document(document: str, procedure: str, day: date, law: models.Law) -> str:
    """Return which card is handed out on a day to the holder of `document`: its successor once it is no longer
    issued, or when he changes from the older document.
    """
    row = law.document(document)
    while row.successor is not None and day >= law.document(row.successor).first:
        ended = row.issued_until is not None and day > row.issued_until
        if not ended and procedure != "conversion":
            break
        row = law.document(row.successor)
    return row.document


def written_gap(
    law: models.Law, kind: str, document: str, day: date, procedure: str | None = None, reason: str | None = None
) -> models.Gap | None:
    """Return the written gap that says why there is nothing on that day, if there is one."""
    for gap in law.gaps:
        named = (*gap.procedures, *gap.reasons)
        fits = not named or procedure in gap.procedures or reason in gap.reasons
        if gap.kind == kind and document in gap.documents and fits and gap.covers(day):
            return gap
    return None


def age_on(birth: date, day: date) -> int:
    """Return the full years of somebody on a day."""
    years = day.year - birth.year
    return years if years_after(birth, years) <= day else years - 1


def years_after(day: date, years: int) -> date:
    """Return the same day some years later (or, for a negative number, earlier); 28 February where there is no 29."""
    year = day.year + years
    if (day.month, day.day) == FEBRUARY_29 and not isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)
