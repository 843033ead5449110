"""What was read where a day was told in words ("mùng 10 tháng 3 âm lịch", "next Monday"), said with the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions import formats
from actions.possible import is_day
from actions.question import Question
from actions.reply import Reply
from common.wording import say

SENTENCES = {"lunar_date": "utter_lunar_date", "worded_date": "utter_worded_date"}
USED = ("date", "received_date", "birth_date", "issue_date", "expiry_date")
"""Dates that an answer may be counted from; of a day in a story nothing is said."""
ANSWERED = {"lunar_date": ("computed", "retrieved"), "worded_date": ("computed",)}


def said(replies: Sequence[Reply], question: Question) -> list[Reply]:
    """Return the replies, the first one opened by the days that were read; a day that it writes out is not repeated.

    Of a lunar date both calendars are always said.
    """
    first, *others = replies
    notes = [
        note
        for entity in SENTENCES
        if first.status in ANSWERED[entity]
        for value in question.entities.get(entity, ())
        if (note := _note(entity, str(value), question, first.text))
    ]
    text = "\n".join([*dict.fromkeys(notes), first.text])
    return [replace(first, text=text), *others] if notes else list(replies)


def of_the_moon(question: Question) -> list[Reply]:
    """Return what was read of the lunar dates of a message, where no answer says it."""
    read = (_note("lunar_date", str(value), question, "") for value in question.entities.get("lunar_date", ()))
    return [
        Reply(text=note, status="clarify", language=question.language, reason="lunar_date") for note in read if note
    ]


def _note(entity: str, value: str, question: Question, answer: str) -> str | None:
    day, _, words = value.partition(" ")
    if not words or not is_day(day) or not any(day in question.entities.get(role, ()) for role in USED):
        return None
    solar, language = date.fromisoformat(day), question.language
    written = (formats.short_date(solar, language), formats.long_date(solar, language))
    if entity != "lunar_date" and any(form in answer for form in written):
        return None
    return say(SENTENCES[entity], language, said=words, day=formats.long_date(solar, language, weekday=True))
