"""Calendar weeks by ISO 8601 ("2026-W48"), Monday to Sunday, in Vietnam's time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from common.clock import TIME_ZONE


@dataclass(frozen=True)
class Week:
    """One week; `monday` is its first day."""

    monday: date

    @classmethod
    def of(cls, day: date) -> Week:
        """Return the week that a day lies in."""
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def named(cls, name: str, otherwise: date) -> Week:
        """Return the week "2026-W48"; that of the day `otherwise` where the name is none."""
        year, _, number = name.partition("-W")
        try:
            monday = date.fromisocalendar(int(year), int(number), 1)
        except (ValueError, OverflowError):
            return cls.of(otherwise)
        # There is a week before it and one after it.
        return cls(monday if date.min.year < monday.year < date.max.year else cls.of(otherwise).monday)

    @property
    def name(self) -> str:
        """The week's name."""
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def days(self) -> list[date]:
        """Its seven days."""
        return [self.monday + timedelta(days=count) for count in range(7)]

    def other(self, weeks: int) -> Week:
        """Return the week so many later, or with a negative number earlier."""
        return Week(self.monday + timedelta(weeks=weeks))


def seconds_of(day: date) -> tuple[float, float]:
    """Return the first second of a day and that of the next one, since 1970."""
    begins = [datetime.combine(one, time(), TIME_ZONE).timestamp() for one in (day, day + timedelta(days=1))]
    return begins[0], begins[1]
