"""What is known of one office of this installation: where it is, when it is open, what it tells its citizens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

SHOWN = ("page", "widget", "answers")
"""Where a notice may be shown."""


class OfficeError(ValueError):
    """What is wrong with a file: one sentence for each fault, with the file, the field and what to write."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Words:
    """A text in each language."""

    vi: str
    es: str
    en: str

    def say(self, language: str) -> str:
        """Return the text in a language ("vi", "es", "en")."""
        return {"vi": self.vi, "es": self.es, "en": self.en}[language]


@dataclass(frozen=True)
class Telephone:
    """A number as people write it ("028 1234 5678"), and what it is for."""

    number: str
    purpose: Words


@dataclass(frozen=True)
class Span:
    """A stretch of a day in which the office is open."""

    start: time
    end: time


@dataclass(frozen=True)
class Closure:
    """Days on which the office is closed besides the public holidays; first and last day are included."""

    first: date
    last: date
    reason: Words


@dataclass(frozen=True)
class Notice:
    """What the office tells its citizens from one day to another, and where it is shown."""

    first: date
    last: date
    shown: frozenset[str]
    topics: frozenset[str]
    text: Words


@dataclass(frozen=True)
class Office:
    """One office. What its file leaves out is None or empty; nothing is filled in for it.

    hours: weekday (0 is Monday) -> spans; empty when no hours are known. holidays: whose public holidays close it
    ("vn", "cn"), None for none. second_person: whether a correction is approved by somebody who did not write it.
    accounts and pages: what leads to it; with neither it is the one of the installation. handover_email and
    handover_inbox: where its cases go, the installation's place where they are None.
    """

    key: str
    name: Words
    address: Words | None
    country: str | None
    map: str | None
    booking: str | None
    portal: str | None
    telephones: tuple[Telephone, ...]
    hours: Mapping[int, tuple[Span, ...]]
    holidays: str | None
    closures: tuple[Closure, ...]
    notices: tuple[Notice, ...]
    controller: Words | None
    contact: str | None
    second_person: bool
    accounts: frozenset[str]
    pages: tuple[str, ...]
    handover_email: str | None = None
    handover_inbox: int | None = None

    def notices_on(self, day: date, shown: str) -> tuple[Notice, ...]:
        """Return the notices of a day for one place to show them ("page", "widget", "answers")."""
        return tuple(one for one in self.notices if one.first <= day <= one.last and shown in one.shown)

    def is_for_all(self) -> bool:
        """Say whether it is the office of every account and page."""
        return not self.accounts and not self.pages
