"""Picks rows by named conditions. Whoever listens hears why each other row was left out: the one place that knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal

from actions.law.rows import Row, RowT

Why = Literal[
    "day",
    "issued",
    "procedure",
    "reason",
    "reason_excluded",
    "general",
    "person",
    "age",
    "area",
    "province",
    "channel",
    "document",
    "expired",
    "special",
    "first_of_many",
    "free_anyway",
    "settled",
    "moment",
    "expiry",
]
"""What a row was left out for; explanation_words.py says each to a person."""


@dataclass(frozen=True)
class LeftOut:
    """A row that might have been taken, and why it was not."""

    row: Row
    why: Why


_heard: ContextVar[list[LeftOut] | None] = ContextVar("left_out", default=None)


@contextmanager
def listening() -> Iterator[list[LeftOut]]:
    """Collect what is left out while the context is open, in the order of the decisions."""
    heard: list[LeftOut] = []
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


@dataclass(frozen=True)
class Selection(Generic[RowT]):
    """Rows that met every condition so far, in their order."""

    rows: tuple[RowT, ...]

    def where(self, why: Why | None, holds: Callable[[RowT], bool]) -> Selection[RowT]:
        """Return the rows for which a condition holds; the others are left out.

        why: what they are left out for. None: they are about something else and not mentioned.
        """
        fits = [holds(row) for row in self.rows]
        if why is not None:
            leave_out((row for row, fit in zip(self.rows, fits, strict=True) if not fit), why)
        return Selection(tuple(row for row, fit in zip(self.rows, fits, strict=True) if fit))

    def on(self, day: date, why: Why = "day") -> Selection[RowT]:
        """Return the rows that are in force on a day; the others are left out."""
        return self.where(why, lambda row: row.covers(day))

    def first(self) -> RowT | None:
        """Return the first row, None when there is none; the others are left out."""
        leave_out(self.rows[1:], "first_of_many")
        return self.rows[0] if self.rows else None


def select(rows: Iterable[RowT]) -> Selection[RowT]:
    """Return rows to pick from."""
    return Selection(tuple(rows))


def leave_out(rows: Iterable[Row], why: Why) -> None:
    """Tell whoever listens that rows are not taken, and why."""
    heard = _heard.get()
    if heard is not None:
        heard.extend(LeftOut(row, why) for row in rows)
