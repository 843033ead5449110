"""When a calculation cannot be made: the kind sentence of its error, with buttons for what is missing."""

from __future__ import annotations

from actions.answers import parts
from actions.law.errors import CaseError
from actions.question import Question
from actions.reply import Reply, button

ENTITY_OF_FIELD = {"persons": "person", "received": "received_date", "day": "date"}
BUTTON_FIELDS = ("document", "procedure", "reason", "area", "channel")
MAX_BUTTONS = 5
"""More choices than this are named in the sentence, not shown as buttons."""


def refused(error: CaseError, question: Question) -> Reply:
    """Return the reply to a question that lacks something or holds something impossible."""
    entity = ENTITY_OF_FIELD.get(error.field, error.field)
    choices = error.choices if error.field in BUTTON_FIELDS and len(error.choices) <= MAX_BUTTONS else ()
    return Reply(
        text=error.say(question.language),
        status="clarify",
        language=question.language,
        buttons=[
            button(parts.label(error.field, choice, question.language), f'/inform{{"{entity}":"{choice}"}}')
            for choice in choices
        ],
        reason=f"{error.field}_{error.code}",
    )
