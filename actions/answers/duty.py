"""Answers on until when somebody must apply for a first card, which is no term of the office."""

from __future__ import annotations

from datetime import date

from actions import formats
from actions.anatomy import Answer
from actions.answers import parts
from actions.law import duties
from actions.law.card_rows import Duty
from actions.law.renewal_cases import Days
from actions.possible import is_day
from actions.question import Question, days_of
from actions.reply import Reply
from common.wording import say

TERM, OWN = "term", "own"
"""The entity of a term that is not the office's, and its value where it is the citizen's own."""
FIRST = "first_card"
"""The reason of who has no card yet."""
NEAR = 1
"""Full years beyond the age of the duty in which who asks for his term asks for that of a first card."""


def answer(question: Question, today: date) -> Reply | None:
    """Return until when a first card must be applied for; None where something else is asked or none is on file."""
    if OWN not in question.entities.get(TERM, ()) or question.reason not in (None, FIRST):
        return None
    row = duties.duty(parts.default_document(question), today)
    if row is None or question.procedure not in (None, "first") or not _is_of_a_first_card(question, row):
        return None
    day = _last_day(question, row)
    language = question.language
    computed = {
        "kind": "duty",
        "document": row.documents[0],
        "age": row.age,
        "months": row.months,
        "last_day": day.isoformat() if day else None,
        "confidence": row.confidence,
        "as_of": today.isoformat(),
        "rules": [row.id],
    }
    cited = parts.citations(row.basis, language, today)
    return parts.computed_reply(question, Answer(_lead(row, day, language, today)), cited, computed, FIRST)


def _is_of_a_first_card(question: Question, row: Duty) -> bool:
    """Say whether somebody has no card yet, or is about as old as the duty begins."""
    if question.reason == FIRST:
        return True
    return question.age is not None and row.age <= question.age <= row.age + NEAR


def _last_day(question: Question, row: Duty) -> date | None:
    """Return the last day, where the whole day of birth is told."""
    if not is_day(question.birth_date):
        return None
    return duties.last_days(row, Days(*days_of(str(question.birth_date)))).last


def _lead(row: Duty, day: date | None, language: str, today: date) -> str:
    if row.months == 0:
        return say("utter_duty_at_once", language, age=row.age)
    if day is None:
        return say("utter_duty_months", language, age=row.age, months=row.months)
    key = "utter_duty_over" if day < today else "utter_duty_until"
    return say(key, language, age=row.age, months=row.months, day=formats.long_date(day, language))
