"""Which days a question is about."""

from __future__ import annotations

from datetime import date

from actions.answers import parts
from actions.question import Question, days_of
from actions.search.passage_features import SOURCE_OF_LAW

A_DAY = "2026-11-22"
"""How long the ISO text of a whole day is; a month or a year is shorter."""


def asked_days(question: Question, today: date) -> tuple[date, date]:
    """Return the first and last day asked about.

    A date that is named counts most (a single day only in the message that names it or goes on from it: "I lost
    it yesterday" is not about the fee of yesterday); else the last day of a law that is named and no longer in
    force; else today.
    """
    if names_its_days(question):
        return days_of(str(question.date))
    if question.received_date:
        return days_of(question.received_date)
    return days_of_the_rule(question, today)


def days_of_the_rule(question: Question, today: date) -> tuple[date, date]:
    """Return the first and last day whose rule is asked for: as `asked_days`, but the day of filing tells none.

    "I applied last month, may I still take it back" asks for the rule of today; only a fee or a limit is counted by
    the day on which the file was taken.
    """
    if names_its_days(question):
        return days_of(str(question.date))
    if question.law:
        last = parts.library().source(SOURCE_OF_LAW[question.law]).in_force_to
        if last is not None and last < today:
            return last, last
    return today, today


def names_its_days(question: Question) -> bool:
    """Say whether days are named that are asked about: a month or a year of before stays so, a day does not."""
    return bool(question.date) and (
        len(str(question.date)) < len(A_DAY) or question.said("date") or question.said("cue")
    )
