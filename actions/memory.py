"""What the dialogue remembers of a question: the next one is read over it."""

from __future__ import annotations

from typing import Any

from actions.persons import OF_A_PERSON, OF_HIS_CASE, remembered
from actions.question import Question


def to_remember(question: Question) -> dict[str, Any]:
    """Return what to remember of a question, so that it can be answered again, or for the other country's card."""
    return {
        "waits": question.country_assumed or question.country is None,
        "intent": question.intent,
        "sure": question.sure,
        "text": question.text,
        "entities": {name: list(values) for name, values in question.entities.items()},
        "intents": dict(question.intents),
        "question_kinds": dict(question.question_kinds),
        "rest": question.rest,
    }


def subject_of(question: Question) -> dict[str, Any]:
    """Return what the talk is about after a question: the next one changes some of it."""
    known = {slot: getattr(question, slot) for slot in (*OF_A_PERSON[1:], *OF_HIS_CASE)}
    persons = list(question.persons)
    return {
        "country": question.country,
        "document": question.document,
        "reason": question.reason,
        "persons": persons,
        "who": question.who,
        "people": remembered(question.people, question.who, {**known, "person": persons}),
    }
