"""The last answer once more: repeated, shorter, in simpler words, or told to be wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from actions import formats
from actions.anatomy import Answer
from actions.answers import parts, person, units
from actions.possible import is_day
from actions.question import Question
from actions.reply import Reply
from actions.topics import main_topic
from common import vocabulary
from common.wording import buttons, say

ANSWERED = ("computed", "retrieved")
NAMED = ("document", "procedure", "reason", "channel", "area")
"""What of a case is said in the words of data/vocabulary.yml."""
DATES = ("date", "received_date", "birth_date", "issue_date", "expiry_date")
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_TEXTS = (
    "điều|khoản|luật|nghị định|thông tư|article|clause|law|decree|circular|artículo|apartado|ley|decreto|reglamento"
)
_CITED = re.compile(
    rf"\s*\((?:[^()]|\([^()]*\))*\b(?:{_TEXTS})\b(?:[^()]|\([^()]*\))*\)"
    r"|,?\s*\b(?:theo|under|according to|según|conforme al?)\s+(?:điều|khoản|article|clause|(?:el )?artículo)\s+\d+"
    r"(?:,?\s+(?:khoản|clause|apartado)\s+\d+|\(\d+\))*",
    re.IGNORECASE,
)
"""Where a text or a place in it is named within a sentence: "(Điều 24 khoản 1)"."""


def replies(wish: Question, last: Question | None, answered: Sequence[Reply], today: date) -> list[Reply]:
    """Return what `wish` makes of the last question's answers; without one, the question what is to be told."""
    if last is None or not answered:
        return [_nothing(wish)]
    if wish.intent == "wrong_answer":
        return [disputed(last, answered, today)]
    change = CHANGES.get(wish.intent)
    return [change(reply) for reply in answered] if change else list(answered)


def shorter(reply: Reply) -> Reply:
    """Return an answer's lead alone, or the first sentence of one that has no parts."""
    if reply.status not in ANSWERED:
        return reply
    lead = reply.answer.lead if reply.answer else _SENTENCE.split(reply.text, maxsplit=1)[0]
    return replace(reply, text=lead, answer=Answer(lead))


def simpler(reply: Reply) -> Reply:
    """Return an answer's lead and lines without the texts that they rest on."""
    if reply.status not in ANSWERED:
        return reply
    if reply.answer is None:
        return replace(reply, text=plain(reply.text))
    lines = tuple(replace(line, text=plain(line.text)) for line in reply.answer.lines)
    answer = Answer(plain(reply.answer.lead), lines)
    return replace(reply, text=answer.text(reply.language), answer=answer)


def plain(text: str) -> str:
    """Return a text without the articles and laws that it names in brackets or as its ground."""
    return _CITED.sub("", text)


def disputed(last: Question, answered: Sequence[Reply], today: date) -> Reply:
    """Return what was read of the last question, the nearest other questions, and how to reach a person."""
    language = last.language
    said = {reply.unit for reply in answered}
    _, hits = units.found(last, today)
    others = units.offers([hit for hit in hits if hit.entry.unit.id not in said], language)
    told = say("utter_read_as", language, read=_read(last, answered[0]))
    return Reply(
        text=parts.paragraphs(told, say("utter_nearest_others", language) if others else "", person.answer(last).text),
        status="clarify",
        language=language,
        buttons=others,
        reason="disputed",
    )


def _read(question: Question, reply: Reply) -> str:
    """Return a question as it was read: what is asked, and each detail of the case."""
    language, known = question.language, vocabulary.load()
    topic = reply.topic or main_topic(question) or ""
    asked = known.label("topic", topic, language) if known.is_known("topic", topic) else f"“{question.text}”"
    named = [(kind, getattr(question, kind)) for kind in NAMED] + [("person", one) for one in question.persons]
    labels = [known.label(kind, str(value), language) for kind, value in named if value]
    age = [say("utter_of_age", language, age=question.age)] if question.age is not None else []
    days = [_day(str(value), language) for name in DATES if (value := getattr(question, name))]
    return ", ".join(dict.fromkeys([asked, *labels, *age, *days]))


def _day(value: str, language: str) -> str:
    return formats.short_date(date.fromisoformat(value), language) if is_day(value) else value


def _nothing(question: Question) -> Reply:
    return Reply(
        text=say("utter_no_answer_yet", question.language),
        status="clarify",
        language=question.language,
        buttons=buttons("utter_help", question.language),
        reason="topic_missing",
    )


CHANGES: Mapping[str, Callable[[Reply], Reply]] = {"shorter_answer": shorter, "simpler_answer": simpler}
WISHES = (*CHANGES, "repeat_answer", "wrong_answer")
"""Intents that are about the answer just given."""
