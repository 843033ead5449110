"""The rows on getting a card: how long it takes, which route a case goes, what to bring and where, for whom."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from actions.law.rows import Frozen, Row, Words

# The areas that time limits tell apart (a limit that names none holds in all three).
AREAS_OF_LIMITS = ("city", "remote", "other")

Unit = Literal["working", "calendar"]


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

    @model_validator(mode="after")
    def _has_a_first_day(self) -> TimeLimit:
        if self.valid_from is None:
            raise ValueError("a time limit needs a first day: it must not answer for a day before it existed")
        return self


class Route(Row):
    """From what happened (document, reason) to what is done: procedure, papers, online or not, which fee.

    Without reasons it is asked for by its procedure.
    """

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


class PersonRule(Row):
    """Who a person can be: an age range (whole years, inclusive), and the documents that are not for him. The note
    says why.
    """

    person: str
    min_age: int | None = None
    max_age: int | None = None
    not_for: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_why(self) -> PersonRule:
        if self.note is None:
            raise ValueError("a rule on a person needs a note that says why")
        return self


class PersonNote(Row):
    """What changes for a person (soldier, returnee, ...) on any route of these documents."""

    documents: tuple[str, ...]
    persons: tuple[str, ...]


class Province(Frozen):
    """A province by key; `names` are the ways it is written. `city`: whether it is a centrally run city."""

    key: str
    names: tuple[str, ...]
    city: bool = False
