"""Vietnam's lunar calendar, from the new moons and the sun's place at UTC+7.

A lunar month begins on the day of the new moon in Vietnam. The month in which the winter solstice lies is the
eleventh; where thirteen months lie between two of them, the first without a major term of the sun is a leap month
and bears the number of the one before. China's calendar follows the same rules at UTC+8, and so differs by a day
or a month in some years (1985, 2007, 2030). The positions are the short series of Meeus, Astronomical Algorithms,
chapters 25 and 49: good to minutes, from 1800 to 2199.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import pi, sin
from typing import NamedTuple

HOURS_FROM_UTC = 7
FIRST_YEAR, LAST_YEAR = 1900, 2099
_ELEVENTH, _MONTHS = 11, 12
_J2000 = 2451545.0
_CENTURY = 36525.0
_SYNODIC_MONTH = 29.530588861
_FIRST_NEW_MOON = 2451550.09766
_JULIAN_DAY_OF_ORDINAL_0 = 1721424.5
"""The Julian day on which date.fromordinal's day 0 begins, at midnight UTC."""
_DEGREE = pi / 180


class LunarDay(NamedTuple):
    """A day of the lunar calendar; `year` is the solar year in which the lunar year begins."""

    day: int
    month: int
    year: int
    leap: bool = False


def solar_day(lunar: LunarDay) -> date:
    """Return the solar day of a lunar one; raises ValueError where the lunar calendar has no such day."""
    if not FIRST_YEAR <= lunar.year <= LAST_YEAR:
        raise ValueError(f"the lunar year {lunar.year} is not between {FIRST_YEAR} and {LAST_YEAR}")
    months = _year(lunar.year)
    start = months.get((lunar.month, lunar.leap))
    if start is None:
        raise ValueError(f"the lunar year {lunar.year} has no such month: {lunar.month}, leap: {lunar.leap}")
    first, length = start
    if not 1 <= lunar.day <= length:
        raise ValueError(f"the lunar month {lunar.month}/{lunar.year} has {length} days, not {lunar.day}")
    return date.fromordinal(first + lunar.day - 1)


def lunar_day(day: date) -> LunarDay:
    """Return the lunar day of a solar one."""
    for year in (day.year, day.year - 1):
        for (month, leap), (first, length) in _year(year).items():
            if first <= day.toordinal() < first + length:
                return LunarDay(day.toordinal() - first + 1, month, year, leap)
    raise ValueError(f"no lunar day of {day}")


def new_year(year: int) -> date:
    """Return the first day of Tết in a year."""
    return solar_day(LunarDay(1, 1, year))


def last_day(year: int) -> LunarDay:
    """Return the last day of a lunar year, the 29th or the 30th of its twelfth month."""
    return LunarDay(_year(year)[_MONTHS, False][1], _MONTHS, year)


@lru_cache(maxsize=512)
def _year(year: int) -> dict[tuple[int, bool], tuple[int, int]]:
    """Return the months of a lunar year: (number, leap) -> (ordinal of its first day, number of days)."""
    months = {}
    for named in (_from_eleventh(year), _from_eleventh(year + 1)):
        for number, leap, of_year, first, length in named:
            if of_year == year:
                months[number, leap] = (first, length)
    return months


def _from_eleventh(year: int) -> list[tuple[int, bool, int, int, int]]:
    """Return the months from the eleventh of `year` - 1 on: number, leap, year, first day, number of days."""
    moon, following = _eleventh_month(year - 1), _eleventh_month(year)
    leap_year = following - moon == _MONTHS + 1
    months = []
    number, leap_found = _ELEVENTH, False
    for step in range(following - moon):
        first, end = _new_moon_day(moon + step), _new_moon_day(moon + step + 1)
        leap = leap_year and not leap_found and step > 0 and _term(first) == _term(end)
        leap_found |= leap
        if step > 0 and not leap:
            number = number % _MONTHS + 1
        months.append((number, leap, year - 1 if number >= _ELEVENTH else year, first, end - first))
    return months


def _eleventh_month(year: int) -> int:
    """Return the number of the new moon that begins the month of the winter solstice."""
    end_of_year = date(year, 12, 31).toordinal()
    moon = int((end_of_year + _JULIAN_DAY_OF_ORDINAL_0 - _FIRST_NEW_MOON) / _SYNODIC_MONTH) + 1
    while _new_moon_day(moon) > end_of_year:
        moon -= 1
    # The solstice is major term 9; a month that begins after it is the twelfth.
    return moon - 1 if _term(_new_moon_day(moon)) >= 9 else moon


def _term(ordinal: int) -> int:
    """Return the last major term of the sun before a day begins in Vietnam: 0 is the spring equinox, 9 winter."""
    return int(_sun_longitude(ordinal + _JULIAN_DAY_OF_ORDINAL_0 - HOURS_FROM_UTC / 24) / 30)


def _new_moon_day(moon: int) -> int:
    """Return the ordinal of the day in Vietnam on which a new moon falls; number 0 is that of January 2000."""
    return int(_new_moon(moon) - _JULIAN_DAY_OF_ORDINAL_0 + HOURS_FROM_UTC / 24)


@lru_cache(maxsize=4096)
def _new_moon(k: int) -> float:
    """Return the Julian day (UTC) of a new moon."""
    t = k * _SYNODIC_MONTH / _CENTURY
    mean = _FIRST_NEW_MOON + _SYNODIC_MONTH * k + t * t * (0.00015437 - t * 0.00000015)
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    sun = (2.5534 + 29.1053567 * k - 0.0000014 * t * t) * _DEGREE
    moon = (201.5643 + 385.81693528 * k + 0.0107582 * t * t) * _DEGREE
    latitude = (160.7108 + 390.67050284 * k - 0.0016118 * t * t) * _DEGREE
    node = (124.7746 - 1.56375588 * k + 0.0020672 * t * t) * _DEGREE
    true = (
        -0.40720 * sin(moon)
        + 0.17241 * e * sin(sun)
        + 0.01608 * sin(2 * moon)
        + 0.01039 * sin(2 * latitude)
        + 0.00739 * e * sin(moon - sun)
        - 0.00514 * e * sin(moon + sun)
        + 0.00208 * e * e * sin(2 * sun)
        - 0.00111 * sin(moon - 2 * latitude)
        - 0.00057 * sin(moon + 2 * latitude)
        + 0.00056 * e * sin(2 * moon + sun)
        - 0.00042 * sin(3 * moon)
        + 0.00042 * e * sin(sun + 2 * latitude)
        + 0.00038 * e * sin(sun - 2 * latitude)
        - 0.00024 * e * sin(2 * moon - sun)
        - 0.00017 * sin(node)
        + 0.000325 * sin((299.77 + 0.107408 * k) * _DEGREE)
    )
    return mean + true - _clock_difference(t)


def _clock_difference(t: float) -> float:
    """Return dynamical less universal time in days, `t` centuries from 2000: a parabola near 1900-2100."""
    return (64.0 + 60.0 * t + 60.0 * t * t if t > -0.5 else 29.0 + 50.0 * (t + 0.5)) / 86400


def _sun_longitude(julian_day: float) -> float:
    """Return the sun's apparent longitude in degrees, 0 to 360."""
    t = (julian_day - _J2000) / _CENTURY
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    anomaly = (357.52911 + 35999.05029 * t - 0.0001537 * t * t) * _DEGREE
    centre = (
        (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly)
        + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
        + 0.000289 * sin(3 * anomaly)
    )
    apparent = mean + centre - 0.00569 - 0.00478 * sin((125.04 - 1934.136 * t) * _DEGREE)
    return apparent % 360
