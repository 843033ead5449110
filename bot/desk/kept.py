"""Questions as the bridge keeps them, masked: those to look at, those that a search finds; of one office or of all.

Every function reads within a transaction that its caller began (reads.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from bot.channels.core.tables import Message
from common.text import fold

LOW_CONFIDENCE = 0.5
"""An answer that was chosen with less is to be looked at: it is likelier wrong than right, as the search sees it."""

MADE_UP = "made-up"
"""The channel's account of messages that scripts/made_up_week.py made up: no person asked them."""

NO_QUESTION = ("empty", "no_words", "garbled", "too_long", "closed", "too_many", "busy", "unavailable")
"""Reasons without a question that anybody could answer better; figures count them all the same."""

MOST = 300
"""Questions that a page looks at, the latest first; the page says so when there are more."""

FOUND = 50
"""Questions that a search shows."""

SCANNED = 50_000
"""Questions that a search looks through, the latest first."""

_LEAD = 240
"""Characters of an answer that are shown."""


@dataclass(frozen=True)
class Question:
    """A kept question and what was answered; `at` in seconds since 1970, `kinds` tell why it is to be looked at."""

    id: int
    at: float
    channel: str
    language: str | None
    office: str | None
    text: str
    pressed: bool
    answer: str
    status: str | None
    reason: str | None
    topic: str | None
    confidence: float | None
    vote: int | None
    made_up: bool
    kinds: tuple[str, ...]


def of_office(office: str | None) -> ColumnElement[bool]:
    """Return what keeps other offices' messages out; None is for all offices."""
    return true() if office is None else Message.office == office


def is_talk() -> ColumnElement[bool]:
    """Return what keeps out the channel's own notices, and what a citizen had deleted."""
    return and_(Message.kind.in_(("text", "press")), Message.state == "answered", Message.conversation != "")


def _kinds() -> dict[str, ColumnElement[bool]]:
    typed = Message.kind == "text"
    failed = or_(Message.status == "abstain", and_(Message.status == "handoff", Message.reason == "misunderstood"))
    asked = or_(Message.reason.is_(None), Message.reason.not_in(NO_QUESTION))
    chosen = Message.status.in_(("computed", "retrieved"))
    return {
        "unanswered": and_(typed, failed, asked),
        "asked_back": and_(typed, Message.status == "clarify"),
        "voted_down": Message.vote == -1,
        "unsure": and_(typed, chosen, Message.confidence < LOW_CONFIDENCE),
    }


KINDS: Mapping[str, ColumnElement[bool]] = _kinds()
"""Why a question is to be looked at -> which ones; a question may be of several."""


def to_look_at(session: Session, office: str | None, since: float, kind: str | None = None) -> Sequence[Question]:
    """Return up to MOST questions of a kind, or of any, that came after `since`; the latest first."""
    wanted = KINDS[kind] if kind else or_(*KINDS.values())
    chosen = and_(of_office(office), is_talk(), Message.received_at >= since, wanted)
    return _read(session, chosen, MOST)


def of_ids(session: Session, office: str | None, ids: Sequence[int]) -> Sequence[Question]:
    """Return questions by their ids, as far as the office may see them."""
    return _read(session, and_(of_office(office), is_talk(), Message.id.in_(list(ids)[:MOST])), MOST)


def found(session: Session, office: str | None, words: str, wanted: Mapping[str, str]) -> Sequence[Question]:
    """Return the latest FOUND questions that hold all words, in any order, whatever their case and marks.

    wanted: column of the message ("channel", "language", "topic", "status") -> its value. The latest SCANNED
    questions are looked through: databases do not fold Vietnamese marks.
    """
    fields = [getattr(Message, name) == value for name, value in wanted.items()]
    chosen = and_(of_office(office), is_talk(), Message.kind == "text", *fields)
    texts = select(Message.id, Message.text).where(chosen).order_by(Message.id.desc()).limit(SCANNED)
    folded = fold(words).split()
    ids: list[int] = []
    for number, text in session.execute(texts.execution_options(yield_per=500)):
        if all(word in fold(text) for word in folded):
            ids.append(number)
        if len(ids) == FOUND:
            break
    return _read(session, and_(chosen, Message.id.in_(ids)), FOUND)


def _read(session: Session, chosen: ColumnElement[bool], limit: int) -> Sequence[Question]:
    marks = [kind.label(name) for name, kind in KINDS.items()]
    rows = session.execute(select(Message, *marks).where(chosen).order_by(Message.id.desc()).limit(limit))
    return [_question(row[0], row._mapping) for row in rows]


def _question(message: Message, marks: Mapping[Any, Any]) -> Question:
    return Question(
        id=message.id,
        at=message.received_at,
        channel=message.channel,
        language=message.language,
        office=message.office,
        text=message.text,
        pressed=message.kind == "press",
        answer=_said(message.answers or ()),
        status=message.status,
        reason=message.reason,
        topic=message.topic,
        confidence=message.confidence,
        vote=message.vote,
        made_up=message.account == MADE_UP,
        kinds=tuple(name for name in KINDS if marks[name]),
    )


def _said(answers: Sequence[Mapping[str, Any]]) -> str:
    """Return the first words of what was answered: the lead, where the answer has one."""
    for answer in answers:
        lead = ((answer.get("custom") or {}).get("answer") or {}).get("lead") or answer.get("text") or ""
        if lead:
            first = str(lead).strip().split("\n")[0]
            return first if len(first) <= _LEAD else first[: _LEAD - 1].rsplit(" ", 1)[0] + "…"
    return ""
