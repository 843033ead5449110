"""What a question tells of a case without naming it: which card is held, what is done with it, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.law import cases, loading, renewals
from actions.law.rows import in_force
from actions.question import Question, days_of

OF_AGE = "age"
"""The reason of a change at one of the ages of the law."""
LOST, EXPIRED = "lost", "expired"
LATE = 2
"""Years after the first age in which a card is mostly the first one; an exchange at that age is free as well."""
OLDER_FIRST = ("cmnd", "cccd", "can_cuoc")
"""The cards of Vietnam in the order in which they came."""


def complete(question: Question, today: date) -> Question:
    """Return a question with what it tells of its case: the card that is held, its procedure, its reason.

    Of two cards in one message the older is held and changed into the newer. A child gets a first card; who names an
    age of change, or the coming birthday that it is, changes the card for his age.
    """
    if question.country == "vn" and lost_past_an_age(question):
        # The age of today is past the one of the change.
        return _held(replace(question, reason=OF_AGE, procedure="exchange", age=None))
    if question.country != "vn" or question.reason:
        return _held(question)
    young = "child" in question.persons if question.age is None else question.age < renewals.first_age() + LATE
    if young and not question.procedure:
        return replace(question, procedure="first")
    of_change = question.age in _ages_of_change(today)
    if of_change and (question.procedure == "exchange" or (not question.procedure and _is_to_come(question, today))):
        return _held(replace(question, reason=OF_AGE))
    return _held(question)


def lost_past_an_age(question: Question) -> bool:
    """Say whether a lost card had ended before at one of the ages of the law: it is exchanged, not issued again."""
    named = set(question.entities.get("reason", ()))
    return LOST in named and bool(named & {OF_AGE, EXPIRED}) and question.document in (None, "cccd", "can_cuoc")


def _held(question: Question) -> Question:
    named = set(question.entities.get("document", ()))
    cards = [card for card in OLDER_FIRST if card in named]
    if len(cards) < 2 or question.country != "vn":
        return question
    changed = question.reason is None and question.procedure in (None, "exchange", "conversion")
    return replace(question, document=cards[0], procedure="conversion" if changed else question.procedure)


def _is_to_come(question: Question, today: date) -> bool:
    """Say whether the birthday of the age that is told lies ahead: "I turn 60 on 3 March"."""
    if question.age is None or question.birth_date is None or not question.said("birth_date"):
        return False
    return cases.years_after(days_of(question.birth_date)[1], question.age) >= today


def _ages_of_change(today: date) -> set[int]:
    return {age for rule in in_force(loading.load().renewal_rules, today) for age in rule.ages}
