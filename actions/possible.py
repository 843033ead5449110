"""Which values a slot or an entity may hold: anybody can send a payload, and no value may ever raise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from common import vocabulary
from common.wording import say

KIND_OF_SLOT = {
    name: name for name in ("document", "country", "procedure", "reason", "area", "channel", "person", "neighbour")
} | {"aspect": "topic", "beside": "neighbour", "other_country": "other_country", "abroad": "other_country"}
"""Slots and entities whose values come from data/vocabulary.yml, and the kind they are of there."""
LAWS = ("law_2014", "law_2023", "bill", "procedure_2001195", "page_thuan_duc", "page_da_nang")
"""The texts that a citizen can name (data/entities/law.yml)."""
AGES = ("age", "age_then", "issue_age")
DATE_SLOTS = ("date", "received_date", "birth_date", "issue_date", "expiry_date", "event_date")
DAY_SLOTS = ("expiry_date",)
"""Dates that say nothing unless the day is known."""
FIRST_YEAR, LAST_YEAR = 1900, 2099
_ISO = re.compile(r"(?P<y>[0-9]{4})(?:-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?)?")
_BIRTHDAY = re.compile(r"--(?P<m>[0-9]{2})-(?P<d>[0-9]{2})")
"""A birth date whose year is not told."""
_A_YEAR_TYPED = re.compile(r"\d{4}|\d[/.\-]\d{1,2}[/.\-]\d{2}|['’]\d{2}|\b(?:năm|nam|del|ano|año)\s+\d{2}\b")
_LEAP_YEAR = 2024
_LONGEST_AGE = 3
MOST_SHOWN = 40
"""Characters shown of a value that cannot be."""


def is_date(value: Any) -> bool:
    """Say whether a value is a day, a month or a year that exists, as ISO text: "2026-11-22", "2022-03", "2021"."""
    parts = _ISO.fullmatch(value) if isinstance(value, str) else None
    if parts is None or not FIRST_YEAR <= int(parts["y"]) <= LAST_YEAR:
        return False
    return _exists(int(parts["y"]), int(parts["m"] or 1), int(parts["d"] or 1))


def is_day(value: Any) -> bool:
    """Say whether a value is a whole day."""
    return is_date(value) and len(value) == len("2026-11-22")


def is_part_of_birth(value: Any) -> bool:
    """Say whether a value is a birth date that lacks something: "1992", "1992-05", or "--05-20" without the year."""
    birthday = _BIRTHDAY.fullmatch(value) if isinstance(value, str) else None
    if birthday:
        return _exists(_LEAP_YEAR, int(birthday["m"]), int(birthday["d"]))
    return is_date(value) and not is_day(value)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_said(key: str) -> bool:
    try:
        say(key, "vi", limit=0)
    except KeyError:
        return False
    return True


def completed(before: Any, value: str, text: str) -> str:
    """Return a birth date with what was told of it before: "1992", then "20/5" is "1992-05-20".

    value: what the message `text` tells. Without a year in the text the one of a whole day was only the likeliest.
    """
    if not is_part_of_birth(before):
        return value
    told = str(before)
    if told.startswith("--"):
        return f"{value}{told[1:]}" if is_date(value) and len(value) == len("1992") else value
    day = (
        value[2:] if value.startswith("--") else value[5:] if is_day(value) and not _A_YEAR_TYPED.search(text) else ""
    )
    whole = f"{told[:4]}-{day.lstrip('-')}"
    return whole if day and is_day(whole) and whole.startswith(told[:4]) else value


def is_possible(name: str, value: Any) -> bool:
    """Say whether one value may stand in a slot or an entity of this name."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return False
    if name in KIND_OF_SLOT:
        return vocabulary.load().is_known(KIND_OF_SLOT[name], str(value))
    if name in DATE_SLOTS:
        return is_date(value) or (name == "birth_date" and is_part_of_birth(value))
    if name == "language":
        return value in vocabulary.LANGUAGES
    if name == "law":
        return value in LAWS
    if name == "problem":
        return _is_said(f"utter_{value}")
    if name in AGES:
        return str(value).isdecimal() and len(str(value)) <= _LONGEST_AGE
    return True


def possible_entities(entities: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Any, ...]]:
    """Return the values of a message by entity: those that cannot be are left out, a date as an `impossible_date`."""
    named: dict[str, tuple[Any, ...]] = {}
    for entity in entities:
        name, value = str(entity.get("entity")), entity.get("value")
        for one in value if isinstance(value, list | tuple) else (value,):
            if is_possible(name, one):
                named[name] = (*named.get(name, ()), one)
            elif name in DATE_SLOTS and one is not None:
                named["impossible_date"] = (*named.get("impossible_date", ()), str(one)[:MOST_SHOWN])
    return named
