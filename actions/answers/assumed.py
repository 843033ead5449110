"""Whose card an answer is about where nothing told it: the likelier one, said so, and the other one offered."""

from __future__ import annotations

from dataclasses import replace

from actions.answers import parts
from actions.question import Question
from actions.reply import Reply
from common.wording import buttons, say

DEFAULT_COUNTRY = "vn"
"""Whose card is meant where no question unit tells it."""
ANSWERED = ("computed", "retrieved")


def said(reply: Reply, question: Question) -> Reply:
    """Return an answer that says whose card it is about, with a button for the other country's."""
    if reply.status not in ANSWERED:
        return reply
    country = str(question.country)
    note = say("utter_assumed_country", question.language, country=parts.label("country", country, question.language))
    others = [one for one in buttons("utter_ask_country", question.language) if f'"{country}"' not in one["payload"]]
    return replace(reply, text=f"{reply.text}\n{note}", buttons=[*others, *reply.buttons], assumed_country=country)
