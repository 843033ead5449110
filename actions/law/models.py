"""The law as dated rows: what data/law/*.yml may hold and how it is read.

Every figure that the assistant says is a field of a row. A row has an id, a period (inclusive days, null = open),
the passages it rests on, and how sure it is. Python knows how to pick rows, never what is in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator

# The areas that time limits tell apart (a limit that names none holds in all three).
AREAS_OF_LIMITS = ("city", "remote", "other")

Confidence = Literal["high", "medium", "low"]
_SURENESS: tuple[Confidence, ...] = ("low", "medium", "high")
Unit = Literal["working", "calendar"]


class LawDataError(ValueError):
    """The law data cannot be used; `problems` lists every fault with the file or row it is in."""

    def __init__(self, problems: Sequence[str]):
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


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
    """A dated fact: what it rests on, how sure it is, and the day on which somebody must look at it again."""

    id: str
    basis: tuple[str, ...]
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


class Document(Row):
    """A kind of card: since when the data speak of it, what came before and after it."""

    document: str
    country: str
    predecessor: str | None = None
    successor: str | None = None
    issued_until: date | None = None
    usable_until: date | None = None
    procedures: tuple[str, ...]


class FeeLine(Row):
    """One line of a tariff. `reasons` name when it applies; `general` makes it the line of its procedure when no
    reason is known; `also` are procedures that citizens ask for and that the law treats as this one.

    `amount` null: the national texts set no figure. `other_amount`: the other reading of an open question.
    """

    documents: tuple[str, ...]
    procedure: str
    also: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    general: bool = False
    tariff: str
    currency: Literal["VND", "CNY"]
    amount: int | None
    other_amount: int | None = None
    province: str | None = None
    areas: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_why_free(self) -> FeeLine:
        if self.amount == 0 and self.note is None:
            raise ValueError("a free line needs a note that says why")
        if not self.general and not self.reasons:
            raise ValueError("a line must be general or name its reasons")
        return self


class Reduction(Row):
    """What lowers the lines of a tariff: `percent` of the base is paid. With `conditions` it is only offered."""

    tariffs: tuple[str, ...]
    kind: Literal["half", "online_half", "area_half", "waiver"]
    percent: int
    documents: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    conditions: tuple[Words, ...] = ()


class Exemption(Row):
    """Who pays nothing under a tariff: named persons, an age range (whole years, inclusive), or named reasons."""

    tariffs: tuple[str, ...]
    procedures: tuple[str, ...]
    persons: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    min_age: int | None = None
    max_age: int | None = None


class Horizon(Row):
    """From `valid_from` on, the paid lines of these tariffs may still be changed by a text that is not out yet."""

    tariffs: tuple[str, ...]


class Delivery(Row):
    """What getting the card at home costs, apart from the fee."""

    documents: tuple[str, ...]


class TimeLimit(Row):
    """How long the office may take. `role` "also": another, shorter figure that was published beside the limit."""

    documents: tuple[str, ...]
    procedures: tuple[str, ...]
    areas: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    role: Literal["limit", "also"] = "limit"
    days: int
    unit: Unit
    extension: int | None = None
    extension_note: Words | None = None


class Counting(Row):
    """How days are counted in a country."""

    country: str
    rolls_forward: bool
    rest_day: Words


class Band(Frozen):
    """Validity by age at issue, whole years inclusive; `years` null = no expiry."""

    min_age: int
    max_age: int | None = None
    years: int | None = None


class RenewalRule(Row):
    """Until when a card that was issued in the period is valid: milestone ages, years by age band, or months."""

    documents: tuple[str, ...]
    ages: tuple[int, ...] = ()
    window_years: int = 0
    min_age: int = 0
    bands: tuple[Band, ...] = ()
    months: int | None = None


class Ending(Row):
    """A day after which a kind of card is valid for nobody, whatever it says."""

    documents: tuple[str, ...]
    usable_until: date


class Grace(Row):
    """Cards that expire between two days (inclusive) are valid until `extended_to`."""

    documents: tuple[str, ...]
    expires_from: date
    expires_to: date
    extended_to: date


class RenewalNote(Row):
    """A rule that an answer about renewal must add."""

    documents: tuple[str, ...]
    when: Literal["always", "due", "leap_day"]


class Unsure(Frozen):
    """Days of a notice that are less sure than the rest of it."""

    days: tuple[date, ...]
    confidence: Confidence
    doubt: Words


class Tentative(Frozen):
    """A proposed swap that nobody has decided: never applied, always mentioned."""

    id: str
    rest: tuple[date, ...]
    worked: tuple[date, ...]
    basis: tuple[str, ...]
    doubt: Words


class Notice(Row):
    """The days of one year by its official notice: weekdays off and weekend days worked."""

    country: str
    year: int
    rest: tuple[date, ...]
    worked: tuple[date, ...]
    unsure: tuple[Unsure, ...] = ()
    tentative: tuple[Tentative, ...] = ()

    @model_validator(mode="after")
    def _of_its_year(self) -> Notice:
        for day in (*self.rest, *self.worked):
            if day.year != self.year:
                raise ValueError(f"{day} is not in {self.year}")
        if any(day.weekday() > 4 for day in self.rest) or any(day.weekday() < 5 for day in self.worked):
            raise ValueError("rest lists weekdays only, worked lists Saturdays and Sundays only")
        return self


class WithoutNotice(Row):
    """What to say of a year of a country that has no notice on file."""

    country: str


class DayName(Frozen):
    """How a day off is called; `package` is its name in the `holidays` package."""

    package: str
    words: Words


class Paper(Row):
    """A paper to bring; `persons` name who must bring it (empty = everybody on the route), and up to `max_age` the
    age makes one of them.
    """

    label: Words
    persons: tuple[str, ...] = ()
    max_age: int | None = None


class Place(Row):
    """Where to go, for these documents and procedures (none = all of the document's)."""

    documents: tuple[str, ...]
    procedures: tuple[str, ...] = ()
    label: Words


class PersonNote(Row):
    """What changes for a person (soldier, returnee, ...) on any route of these documents."""

    documents: tuple[str, ...]
    persons: tuple[str, ...]


class Route(Row):
    """From what happened (document, reason) to what is done: procedure, papers, online or not, which fee."""

    documents: tuple[str, ...]
    reasons: tuple[str, ...]
    expired: bool = False
    min_age: int | None = None
    max_age: int | None = None
    procedure: str
    fee_reason: str | None = None
    papers: tuple[str, ...]
    online: Literal["full", "booking", "regional", "none"]
    online_note: Words | None = None
    biometrics: bool
    biometrics_note: Words | None = None
    steps: tuple[Words, ...] = ()


class Gap(Period):
    """A period about which nothing is known or in which a thing did not exist, written down with its reason."""

    kind: Literal["fee", "time_limit", "exemption", "renewal", "route"]
    documents: tuple[str, ...]
    procedures: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    why: Words


class Province(Frozen):
    """A province by key; `names` are the ways it is written."""

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Law:
    """All rows of data/law, checked against one another."""

    documents: tuple[Document, ...] = ()
    fee_lines: tuple[FeeLine, ...] = ()
    reductions: tuple[Reduction, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    horizons: tuple[Horizon, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()
    countings: tuple[Counting, ...] = ()
    renewal_rules: tuple[RenewalRule, ...] = ()
    endings: tuple[Ending, ...] = ()
    graces: tuple[Grace, ...] = ()
    renewal_notes: tuple[RenewalNote, ...] = ()
    notices: tuple[Notice, ...] = ()
    without_notice: tuple[WithoutNotice, ...] = ()
    day_names: tuple[DayName, ...] = ()
    papers: tuple[Paper, ...] = ()
    places: tuple[Place, ...] = ()
    person_notes: tuple[PersonNote, ...] = ()
    routes: tuple[Route, ...] = ()
    gaps: tuple[Gap, ...] = ()
    provinces: tuple[Province, ...] = ()

    def rows(self) -> Iterator[Row]:
        """All dated rows, in the order of the files."""
        for part in fields(self):
            for item in getattr(self, part.name):
                if isinstance(item, Row):
                    yield item

    @cached_property
    def by_id(self) -> dict[str, Row]:
        """The rows by their id."""
        return {row.id: row for row in self.rows()}

    @property
    def cards(self) -> list[str]:
        """The documents that the law tables are about; an electronic identity is none."""
        return [row.document for row in self.documents]

    def document(self, key: str) -> Document:
        """Return the row of a kind of card; KeyError when there is none."""
        for row in self.documents:
            if row.document == key:
                return row
        raise KeyError(key)


MODELS: dict[str, type[BaseModel]] = {
    "documents": Document,
    "fee_lines": FeeLine,
    "reductions": Reduction,
    "exemptions": Exemption,
    "horizons": Horizon,
    "deliveries": Delivery,
    "time_limits": TimeLimit,
    "countings": Counting,
    "renewal_rules": RenewalRule,
    "endings": Ending,
    "graces": Grace,
    "renewal_notes": RenewalNote,
    "notices": Notice,
    "without_notice": WithoutNotice,
    "day_names": DayName,
    "papers": Paper,
    "places": Place,
    "person_notes": PersonNote,
    "routes": Route,
    "gaps": Gap,
    "provinces": Province,
}


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
