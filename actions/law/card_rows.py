"""The rows on the cards themselves: which there are, and until when one is valid."""

from __future__ import annotations

from datetime import date
from typing import Literal

from actions.law.rows import Frozen, Row


class Document(Row):
    """A kind of card: since when the data speak of it, what came before and after it."""

    document: str
    country: str
    predecessor: str | None = None
    successor: str | None = None
    issued_until: date | None = None
    usable_until: date | None = None
    procedures: tuple[str, ...]


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


class Duty(Row):
    """Until when somebody must apply for a first card: `months` after the birthday of `age`, 0 on that day itself."""

    documents: tuple[str, ...]
    age: int
    months: int


class RenewalNote(Row):
    """A rule that an answer about renewal must add."""

    documents: tuple[str, ...]
    when: Literal["always", "due", "leap_day"]
