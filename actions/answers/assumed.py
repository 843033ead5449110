"""Whose card an answer is about where nothing told it: the likelier one, said so, and the other one offered."""

from __future__ import annotations

from dataclasses import replace

from actions.answers import office, parts
from actions.question import Question
from actions.reply import Reply
from common.wording import buttons, say

DEFAULT_COUNTRY = "vn"
"""Whose card is meant where no question unit tells it."""
ANSWERED = ("computed", "retrieved")


def country(question: Question) -> str:
    """Return whose card is meant where nothing told it: that of the office of the conversation, else Vietnam's."""
    return office.country_of(question) or DEFAULT_COUNTRY


def said(reply: Reply, question: Question) -> Reply:
    """Return an answer that says whose card it is about, with a button for the other country's."""
    if reply.status not in ANSWERED:
        return reply
    taken = str(question.country)
    note = say("utter_assumed_country", question.language, country=parts.label("country", taken, question.language))
    others = [one for one in buttons("utter_ask_country", question.language) if f'"{taken}"' not in one["payload"]]
    return replace(reply, text=f"{reply.text}\n{note}", buttons=[*others, *reply.buttons], assumed_country=taken)
