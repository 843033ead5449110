"""Answers on old places: which commune an old one is since July 2025, whose police, and that any does for a card."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.anatomy import Answer
from actions.answers import parts
from actions.places import told
from actions.places.place import Place, place
from actions.places.words import read
from actions.question import Question
from actions.reply import Button, Reply, button
from common.wording import say

ASPECT = "old_place"
"""What a message asks for that wants to know what an old place is now (data/entities/aspect.yml), and its topic."""
MOST_OPTIONS = 6
"""Buttons offered; of more, the district or province must be written."""


def answer(question: Question, today: date) -> Reply | None:
    """Return what the place in a message is today, or a question back; None where the message names no place."""
    found = place(question.text, today)
    language = question.language
    if found.status == "unknown" and not read(question.text).markers:
        return None
    lead = told.lead(found, language)
    if found.status in ("which", "district", "unknown"):
        return Reply(
            text=parts.paragraphs(lead, told.choices(found, language)),
            status="clarify",
            language=language,
            reason=f"old_place_{found.status}",
            buttons=_options(found, language),
            topic=ASPECT,
        )
    lines = [
        *parts.line("places", told.choices(found, language)),
        *parts.line("who", told.police(found, language)),
    ]
    cited = parts.citations(found.basis, language, today)
    computed = {"kind": "place", **found.model_dump(mode="json", exclude={"basis", "any_police", "doubt"})}
    computed["rules"] = computed.pop("rows")
    reply = parts.computed_reply(
        question, Answer(lead, tuple(lines), found.doubt.say(language), ""), cited, computed, ASPECT
    )
    return replace(reply, buttons=[*_options(found, language), *reply.buttons])


def _options(found: Place, language: str) -> list[Button]:
    """The old units that may be meant, or the new ones that a split unit became, as questions of their own."""
    if found.status == "split":
        asked = [
            (one.name, say("utter_ask_new_place", language, place=one.name, province=one.province))
            for one in found.new
        ]
    elif found.status == "which":
        named = [told.old(one) for one in found.old]
        asked = [(name, say("utter_ask_old_place", language, place=name)) for name in named]
    else:
        return []
    return [button(title, payload) for title, payload in asked] if len(asked) <= MOST_OPTIONS else []
