"""What an office has corrected answers before all that the repository knows; whose word it is stands in the answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions import formats
from actions.anatomy import Answer, AnswerLine
from actions.answers import office, parts
from actions.corrections import checks, current, nearness
from actions.question import Question
from actions.reply import Reply
from actions.search.encoding import encode
from actions.topics import goes_on
from common import offices
from common.corrections.definition import Correction
from common.wording import say

PASSED_BY = ("scam", "emergency", "change_language", "unreadable", "human_handoff")
"""Intents that no correction answers: warnings and a way to a person stay as they are."""
COMPARED = ("document", "procedure", "reason")
STATUS = "correction"
"""The status of the citation that names the office's word, beside those of passages."""


def by_an_office(question: Question, today: date) -> list[Reply]:
    """Return the correction that answers a message; nothing where there is none."""
    found = correction_of(question, today)
    return [reply(found, question.language, today)] if found else []


def correction_of(question: Question, today: date) -> Correction | None:
    """Return the correction that is near enough to a question that was typed, and of its office and subject."""
    known = current.current()
    if not len(known.vectors) or goes_on(question) or question.intent in PASSED_BY:
        return None
    own = office.of(question)
    vector = encode(question.text, question.language) if question.vector is None else question.vector
    country = None if question.country_assumed else question.country
    found, _ = nearness.nearest(
        known, vector, question.language, today, own.key if own else None, _named(question), country
    )
    return found


def _named(question: Question) -> dict[str, tuple[str, ...]]:
    """Return what a question is about as far as it is known: what it names, and what the talk was about before."""
    told: dict[str, tuple[str, ...]] = {
        name: (str(getattr(question, name)),) for name in COMPARED if getattr(question, name)
    }
    return {**told, "person": question.persons} if question.persons else told


def reply(correction: Correction, language: str, today: date) -> Reply:
    """Return a correction as an answer: the office's word first among what it cites."""
    draft = correction.draft
    lines = [AnswerLine(line.label, line.words[language]) for line in draft.lines]
    answer = Answer(draft.lead[language], (*lines, *_practice(correction, language)), draft.doubt.get(language, ""))
    cited = [citation(correction, language), *parts.citations(_passages(draft.rests_on), language, today)]
    return Reply(
        text=answer.text(language, parts.basis(cited[: parts.TEXTS_IN_TEXT], language)),
        status="retrieved",
        language=language,
        buttons=parts.next_buttons(draft.about.topic, language),
        citations=cited,
        topic=draft.about.topic,
        answer=answer,
        correction={"id": correction.id, "version": correction.version, "until": draft.last.isoformat()},
    )


def citation(correction: Correction, language: str) -> dict[str, Any]:
    """Return an office's word as what an answer cites, in the form of a passage's citation."""
    draft = correction.draft
    return {
        "source": "correction",
        "ref": f"correction#{correction.id}-{correction.version}",
        "title": said_by(draft.office, language),
        "number": None,
        "place": say(
            "utter_correction_place", language, number=correction.id, until=formats.short_date(draft.last, language)
        ),
        "in_force_from": draft.first.isoformat(),
        "in_force_to": draft.last.isoformat(),
        "status": STATUS,
        "confidence": "medium" if draft.practice_of else "high",
        "page": None,
        "text": draft.lead[language],
    }


def said_by(key: str | None, language: str) -> str:
    """Return the name of the office whose correction it is, or of whoever runs the assistant."""
    own = offices.current().named(key)
    return own.name.say(language) if own else say("utter_operator", language)


def _practice(correction: Correction, language: str) -> list[AnswerLine]:
    """Return whose practice an answer is, and what the text says instead, where it is no text's rule."""
    draft = correction.draft
    if not draft.practice_of:
        return []
    own = next((one for one in offices.current().all() if one.key == draft.practice_of), None)
    whose = own.name.say(language) if own else draft.practice_of
    text = draft.text_says.get(language) or say("utter_text_is_silent", language)
    return [AnswerLine("practice", say("utter_practice_of", language, office=whose)), AnswerLine("text", text)]


def _passages(rests_on: tuple[str, ...]) -> list[str]:
    """Return the passages to cite for what a correction rests on; a row of the law by its own."""
    known = checks.grounds()
    return [ref for one in rests_on if (ground := known.find(one)) for ref in ground.passages]
