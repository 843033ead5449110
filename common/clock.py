"""The one clock: the day and the time in Vietnam, or the fixed day of the setting ASSISTANT_TODAY.

Nothing else asks the machine for the day (tests/common/test_clock.py): dialogue, law, training and tests agree on it.
"""

from __future__ import annotations

import os
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

TIME_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""Whose day it is: that of the offices the answers speak of; China is one hour ahead."""
SETTING = "ASSISTANT_TODAY"


class ClockError(ValueError):
    """The setting holds something that is no day."""


def now() -> datetime:
    """Return the time in Vietnam, with its zone; on the fixed day where one is set, at the machine's time of day."""
    at = datetime.now(TIME_ZONE)
    fixed = os.environ.get(SETTING)
    if not fixed:
        return at
    try:
        return datetime.combine(date.fromisoformat(fixed), at.timetz())
    except ValueError as error:
        raise ClockError(f"{SETTING}={fixed!r} is no day: write it as 2026-11-22, or leave it out") from error


def today() -> date:
    """Return the day in Vietnam, or the fixed one."""
    return now().date()


def time_of(seconds: float) -> datetime:
    """Return the time in Vietnam at seconds since 1970; a fixed day does not change what was."""
    return datetime.fromtimestamp(seconds, TIME_ZONE)


def day_of(seconds: float) -> date:
    """Return the day in Vietnam of a time in seconds since 1970."""
    return time_of(seconds).date()


def start_of(day: date) -> float:
    """Return when a day begins in Vietnam, in seconds since 1970."""
    return datetime.combine(day, time.min, TIME_ZONE).timestamp()
