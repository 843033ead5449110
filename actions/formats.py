"""Money, dates and counts as people read them in Vietnamese, Spanish and English (Babel)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

# Vietnamese writes the parts of a date out; CLDR's own long form ("1 tháng 12, 2026") is not what citizens use.
_LONG = {"vi": "'ngày' d 'tháng' M 'năm' y", "es": "d 'de' MMMM 'de' y", "en": "d MMMM y"}
_WITH_WEEKDAY = {"vi": "EEEE, 'ngày' d 'tháng' M 'năm' y", "es": "EEEE, d 'de' MMMM 'de' y", "en": "EEEE, d MMMM y"}

# The everyday words of a unit, by the plural category that Babel gives for a number.
_UNITS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "VND": {
        "vi": {"other": "{n} đồng"},
        "es": {"one": "{n} dong", "other": "{n} dongs"},
        "en": {"other": "{n} dong"},
    },
    "CNY": {
        "vi": {"other": "{n} nhân dân tệ"},
        "es": {"one": "{n} yuan", "other": "{n} yuanes"},
        "en": {"other": "{n} yuan"},
    },
    "working": {
        "vi": {"other": "{n} ngày làm việc"},
        "es": {"one": "{n} día hábil", "other": "{n} días hábiles"},
        "en": {"one": "{n} working day", "other": "{n} working days"},
    },
    "calendar": {
        "vi": {"other": "{n} ngày"},
        "es": {"one": "{n} día natural", "other": "{n} días naturales"},
        "en": {"one": "{n} calendar day", "other": "{n} calendar days"},
    },
    "years": {
        "vi": {"other": "{n} năm"},
        "es": {"one": "{n} año", "other": "{n} años"},
        "en": {"one": "{n} year", "other": "{n} years"},
    },
    "age": {
        "vi": {"other": "{n} tuổi"},
        "es": {"one": "{n} año", "other": "{n} años"},
        "en": {"one": "{n} year old", "other": "{n} years old"},
    },
}


def count(number: int, unit: str, language: str) -> str:
    """Return a number with its unit ("VND", "working", "years", ... as in _UNITS): 7 working -> "7 ngày làm việc"."""
    words = _UNITS[unit][language]
    category = Locale(language).plural_form(number)
    return words.get(category, words["other"]).format(n=format_decimal(number, locale=language))


def money(amount: int, currency: str, language: str) -> str:
    """Return an amount in whole units of its currency: 35000 VND -> "35.000 đồng", "35.000 dongs", "35,000 dong"."""
    return count(amount, currency, language)


def days(number: int, unit: str, language: str) -> str:
    """Return a number of "working" or "calendar" days: "7 ngày làm việc", "7 días hábiles", "7 working days"."""
    return count(number, unit, language)


def long_date(day: date, language: str, weekday: bool = False) -> str:
    """Return a day written out: "ngày 1 tháng 12 năm 2026", "1 de diciembre de 2026", "1 December 2026"."""
    return format_date(day, (_WITH_WEEKDAY if weekday else _LONG)[language], locale=language)


def short_date(day: date, language: str) -> str:
    """Return a day in figures: "01/12/2026" in Vietnamese and Spanish, "1 Dec 2026" in English."""
    return format_date(day, "d MMM y" if language == "en" else "dd/MM/y", locale=language)


def weekday(day: date, language: str) -> str:
    """Return the name of a day of the week: "Thứ Hai", "lunes", "Monday"."""
    return format_date(day, "EEEE", locale=language)
