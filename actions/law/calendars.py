"""Working days of Vietnam and China: the yearly notices of data/law, or the `holidays` package without one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import holidays

from actions.law import models
from actions.law.calendar_rows import Notice, Tentative, WithoutNotice
from actions.law.rows import Confidence, Frozen, Row, Words, lowest, unique

Why = Literal["weekend", "holiday", "observed", "swap"]

_SATURDAY = 5
# The package marks a day off in lieu and a swapped day in the English name of the day.
_OBSERVED = " (observed)"
_SUBSTITUTED = "Day off (substituted"


class DayOff(Frozen):
    """A day that is not worked: why, and how it is called."""

    day: date
    why: Why
    name: Words


class Sureness(Frozen):
    """How sure a stretch of a calendar is. `estimates`: one sentence for each year without a notice."""

    rows: tuple[str, ...]
    basis: tuple[str, ...]
    confidence: Confidence
    doubts: tuple[Words, ...]
    estimates: tuple[Words, ...]
    swaps: tuple[Tentative, ...]


@dataclass(frozen=True)
class Calendar:
    """The working days of a country ("vn", "cn"), with tentative swaps applied or (as a rule) not."""

    country: str
    law: models.Law
    tentative: bool = False

    def is_working(self, day: date) -> bool:
        """Say whether offices work on `day`: weekdays that are not off, and weekend days that are worked."""
        notice = self.notice(day.year)
        swaps = notice.tentative if notice and self.tentative else ()
        if any(day in swap.rest for swap in swaps):
            return False
        if any(day in swap.worked for swap in swaps):
            return True
        if notice:
            return day in notice.worked or (day.weekday() < _SATURDAY and day not in notice.rest)
        names, worked = _package_year(self.country, day.year)
        return day in worked or (day.weekday() < _SATURDAY and day not in names)

    def day_off(self, day: date) -> DayOff | None:
        """Return why `day` is not worked, None when it is."""
        if self.is_working(day):
            return None
        said = {name.package: name.words for name in self.law.day_names}
        if day.weekday() >= _SATURDAY:
            return DayOff(day=day, why="weekend", name=said["weekend"])
        name = _package_year(self.country, day.year)[0].get(day, _SUBSTITUTED)
        if name.startswith(_SUBSTITUTED):
            return DayOff(day=day, why="swap", name=said["swap"])
        if name.endswith(_OBSERVED):
            return DayOff(day=day, why="observed", name=said["observed"])
        return DayOff(day=day, why="holiday", name=said.get(name, said["holiday"]))

    def next_working(self, day: date) -> date:
        """Return `day` if it is worked, else the next day that is."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def add_working_days(self, day: date, number: int) -> date:
        """Return the `number`-th working day after `day`, which itself is not counted."""
        for _ in range(number):
            day = self.next_working(day + timedelta(days=1))
        return day

    def days_off(self, first: date, last: date) -> tuple[DayOff, ...]:
        """Return the days from `first` to `last`, both included, that are not worked."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return tuple(off for off in map(self.day_off, days) if off is not None)

    def notice(self, year: int) -> Notice | None:
        """Return the notice of a year, None when there is none on file."""
        return next((row for row in self.law.notices if (row.country, row.year) == (self.country, year)), None)

    def sureness(self, first: date, last: date) -> Sureness:
        """Say how sure the days from `first` to `last` are, and on which rows and documents they rest."""
        used: list[Row] = []
        confidences: list[Confidence] = []
        doubts: list[Words] = []
        guessed: list[Words] = []
        open_swaps: list[Tentative] = []
        for year in range(first.year, last.year + 1):
            notice = self.notice(year)
            if notice is None:
                row = next(row for row in self.law.without_notice if row.country == self.country)
                used.append(row)
                guessed.append(_of_year(row, year))
                continue
            used.append(notice)
            if notice.doubt:
                doubts.append(notice.doubt)
            for unsure in notice.unsure:
                if any(first <= day <= last for day in unsure.days):
                    confidences.append(unsure.confidence)
                    doubts.append(unsure.doubt)
            open_swaps += [
                swap for swap in notice.tentative if any(first <= day <= last for day in (*swap.rest, *swap.worked))
            ]
        doubts += [swap.doubt for swap in open_swaps]
        return Sureness(
            rows=tuple(row.id for row in used),
            basis=unique(
                [*(ref for row in used for ref in row.basis), *(ref for swap in open_swaps for ref in swap.basis)]
            ),
            confidence=lowest([*confidences, *(row.confidence for row in used)]),
            doubts=unique([*guessed, *doubts]),
            estimates=tuple(guessed),
            swaps=tuple(open_swaps),
        )


def _of_year(row: WithoutNotice, year: int) -> Words:
    doubt = row.doubt or Words(vi="", es="", en="")
    return Words(**{language: words.format(year=year) for language, words in doubt.model_dump().items()})


@lru_cache(maxsize=256)
def _package_year(country: str, year: int) -> tuple[Mapping[date, str], frozenset[date]]:
    """The package's days off of a year by their English names, and its weekend days worked."""
    days = holidays.country_holidays(country.upper(), years=year, language="en_US")
    return dict(days.items()), frozenset(day for day in days.weekend_workdays if day.year == year)
