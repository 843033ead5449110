"""The year of a day without one, where the message names it elsewhere: "late in 2022 … it expired on 8/11"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.nlu.calendar_words import DateSpan
from bot.nlu.date_roles import asks_a_figure, date_roles, speaks_of_now

OF_A_STORY = "event_date"
_TELLS_A_YEAR = ("date", OF_A_STORY)
"""Roles of a year in which a message may take place; a year of birth or of a card's issue is none."""
_HAS_ITS_OWN = ("birth_date", "impossible_date")
"""Roles of a day that takes no year from the message."""


def in_told_years(text: str, folded: str, spans: Sequence[DateSpan], today: date) -> tuple[list[DateSpan], list[str]]:
    """Return the spans and their roles, days without a year in the one year that the message tells.

    A year that has given a day its place is no time asked about besides.
    """
    roles = date_roles(text, folded, spans, today)
    told = [
        place
        for place, (span, role) in enumerate(zip(spans, roles, strict=True))
        if role in _TELLS_A_YEAR and len(str(span.value)) == len("2024") and not asks_a_figure(folded, span)
    ]
    years = {str(spans[place].value) for place in told}
    if len(years) != 1:
        return list(spans), roles
    year = int(years.pop())
    moved = {
        place: day
        for place, (span, role) in enumerate(zip(spans, roles, strict=True))
        if role not in _HAS_ITS_OWN and (day := _of_year(folded, span, year, today))
    }
    if not moved:
        return list(spans), roles
    placed = [
        replace(span, value=moved[place], yearless=False) if place in moved else span
        for place, span in enumerate(spans)
    ]
    roles = date_roles(text, folded, placed, today)
    return placed, [OF_A_STORY if place in told else role for place, role in enumerate(roles)]


def _of_year(folded: str, span: DateSpan, year: int, today: date) -> str | None:
    """Return a day without a year in a year, None where its own words tell another one."""
    if not span.yearless or span.reading == "lunar" or span.value is None or speaks_of_now(folded, span):
        return None
    try:
        day = date.fromisoformat(f"{year:04d}{span.value[4:]}")
    except ValueError:
        return None
    fits = {"ahead": day >= today, "behind": day <= today, "near": False, None: True}
    return day.isoformat() if fits[span.side] else None
