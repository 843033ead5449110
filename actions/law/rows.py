"""What every row of data/law has: a period, the passages it rests on, how sure it is, the day to look at it again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator

Confidence = Literal["high", "medium", "low"]
_SURENESS: tuple[Confidence, ...] = ("low", "medium", "high")


class Frozen(BaseModel):
    """A value that never changes and refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Frozen):
    """One sentence in the three languages."""

    vi: str
    es: str
    en: str

    def say(self, language: str) -> str:
        """Return the sentence in `language` ("vi", "es", "en")."""
        return str(getattr(self, language))


class Period(Frozen):
    """Inclusive days; null = open (a null start: the first day is not known)."""

    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValueError("valid_from is after valid_to")
        return self

    @property
    def first(self) -> date:
        """The first day, date.min when open."""
        return self.valid_from or date.min

    @property
    def last(self) -> date:
        """The last day, date.max when open."""
        return self.valid_to or date.max

    def covers(self, day: date) -> bool:
        """Say whether `day` lies in the period."""
        return self.first <= day <= self.last


class Row(Period):
    """A dated fact: what it rests on, how sure it is, and the day on which somebody must look at it again.

    `also_in`: passages of the founding documents that say the same. They are accounted for, never cited.
    """

    id: str
    basis: tuple[str, ...]
    also_in: tuple[str, ...] = ()
    confidence: Confidence = "high"
    doubt: Words | None = None
    note: Words | None = None
    review: date | None = None

    @model_validator(mode="after")
    def _told(self) -> Row:
        if not self.basis:
            raise ValueError("a row needs the passages it rests on (basis)")
        if self.confidence != "high" and self.doubt is None:
            raise ValueError("a row that is not sure must say what is uncertain (doubt)")
        if self.valid_to is None and self.review is None:
            raise ValueError("a row without an end needs a review day")
        return self


def lowest(confidences: Iterable[Confidence]) -> Confidence:
    """Return the least sure of some confidences ("high" for none)."""
    return min(confidences, key=_SURENESS.index, default="high")


T = TypeVar("T")
RowT = TypeVar("RowT", bound=Row)


def unique(items: Iterable[T]) -> tuple[T, ...]:
    """Return the items without repeats, in their first order."""
    return tuple(dict.fromkeys(items))


def in_force(rows: Iterable[RowT], day: date) -> tuple[RowT, ...]:
    """Return the rows whose period covers `day`."""
    return tuple(row for row in rows if row.covers(day))
