"""What the office of a conversation adds to an answer: itself where somebody must go, and its notices on a topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from actions import opening
from actions.anatomy import MOST_LINES, AnswerLine
from actions.corrections import current
from actions.question import Question
from actions.reply import Reply
from common import offices
from common.clock import now
from common.office import Office

WHERE_TO_GO = ("place", "checklist")
"""Topics whose answers say where to go, and so name the office too."""


def of(question: Question) -> Office | None:
    """Return the office that a conversation is with, None where there is none or nobody can tell which."""
    return offices.current().named(question.office)


def country_of(question: Question) -> str | None:
    """Return the country whose card is meant at an office where nothing else tells it."""
    office = of(question)
    return office.country if office else None


def beside(reply: Reply, question: Question, at: datetime | None = None) -> Reply:
    """Return an answer with what the office adds to it: a line with itself, a line for each notice on its topic.

    An office says nothing on a card of another country than its own.
    """
    own = of(question)
    home = own.country if own else None
    if reply.status not in ("computed", "retrieved") or question.country != (home or "vn"):
        return reply
    at = at or now()
    lines = [AnswerLine("office", _line(own, at, reply.language))] if own and reply.topic in WHERE_TO_GO else []
    told = notices(own, at.date(), "answers", reply.language, reply.topic) if reply.topic else []
    lines += [AnswerLine("notice", text) for text in told]
    if not lines:
        return reply
    text = "\n".join([reply.text, *(line.said(reply.language) for line in lines)])
    answer = reply.answer and replace(
        reply.answer, lines=(*reply.answer.lines[: max(0, MOST_LINES - len(lines))], *lines)
    )
    contact = {"office": described(own, at, reply.language)} if own else reply.contact
    return replace(reply, text=text, answer=answer, contact=contact)


def notices(office: Office | None, day: date, shown: str, language: str, topic: str | None = None) -> list[str]:
    """Return the texts of a day's notices for one place to show them: those of an office's file, then live ones.

    topic: of an answer, where they are shown on answers.
    """
    filed = office.notices_on(day, shown) if office else ()
    live = current.current().notices_on(day, shown, office.key if office else None)
    return [
        *(one.text.say(language) for one in filed if topic is None or topic in one.topics),
        *(one.draft.text[language] for one in live if topic is None or topic in one.draft.topics),
    ]


def described(office: Office, at: datetime, language: str) -> dict[str, Any]:
    """Return an office in one language as channels and pages show it; what its file leaves out is None or empty."""
    found = opening.opening(office, at)
    return {
        "key": office.key,
        "name": office.name.say(language),
        "address": office.address.say(language) if office.address else None,
        "map": office.map,
        "booking": office.booking,
        "portal": office.portal,
        "telephones": telephones(office, language),
        "open": found.is_open if found else None,
        "opening": opening.said(found, at, language) if found else None,
        "controller": office.controller.say(language) if office.controller else None,
        "contact": office.contact,
    }


def telephones(office: Office, language: str) -> list[Mapping[str, str]]:
    """Return an office's numbers as written, each with what it is for."""
    return [{"number": one.number, "for": one.purpose.say(language)} for one in office.telephones]


def _line(office: Office, at: datetime, language: str) -> str:
    found = opening.opening(office, at)
    said = [
        office.name.say(language),
        office.address.say(language) if office.address else "",
        opening.said(found, at, language) if found else "",
        ", ".join(one.number for one in office.telephones),
    ]
    return f"{'; '.join(part for part in said if part)}."
