"""Which days a question is about."""

from __future__ import annotations

from datetime import date

from actions.answers import parts
from actions.question import Case, days_of
from actions.search.passage_features import SOURCE_OF_LAW

A_DAY = "2026-11-22"
"""How long the ISO text of a whole day is; a month or a year is shorter."""


def asked_days(case: Case, today: date) -> tuple[date, date]:
    """Return the first and last day asked about.

    A date that is named counts most (a single day only in the message that names it or goes on from it: "I lost
    it yesterday" is not about the fee of yesterday); else the last day of a law that is named and no longer in
    force; else today.
    """
    if case.date and (len(case.date) < len(A_DAY) or case.said("date") or case.said("cue")):
        return days_of(case.date)
    if case.received_date:
        return days_of(case.received_date)
    if case.law:
        last = parts.library().source(SOURCE_OF_LAW[case.law]).in_force_to
        if last is not None and last < today:
            return last, last
    return today, today
