"""The rows on days: how a country counts them, and which ones its yearly notices make days off or of work."""

from __future__ import annotations

from datetime import date

from pydantic import model_validator

from actions.law.rows import Confidence, Frozen, Row, Words


class Counting(Row):
    """How days are counted in a country."""

    country: str
    rolls_forward: bool
    rest_day: Words


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
