"""When a person is offered: to who asks for one, and to whom the assistant failed twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.core import handovers
from bot.channels.core.incoming import Answer
from bot.channels.core.tables import Message
from bot.channels.handover import words

AT_ONCE = frozenset({"asked", "misunderstood", "personal_data"})
"""Reasons of answers (docs/architecture.md) that only a person can help on with."""

FAILED = frozenset({"no_ground", "disputed", "unavailable"})
"""Reasons of answers that left the question open."""

FAILURES = 2
LOOKED_AT = 3
"""A person is offered when so many of the last answers failed: for want of ground, or voted down."""


def beside(session: Session, message: Message, answers: Sequence[Answer]) -> list[Answer]:
    """Return the answers to a message, with the offer of a person beneath the last one where it is due."""
    if not answers or not _is_due(session, message, answers) or handovers.current(session, message.conversation):
        return list(answers)
    *before, last = answers
    language = (last.get("custom") or {}).get("language") or message.language
    return [*before, {**last, "buttons": [*(last.get("buttons") or ()), words.offered(language)]}]


def _is_due(session: Session, message: Message, answers: Sequence[Answer]) -> bool:
    if _reasons(answers) & AT_ONCE:
        return True
    before = (
        select(Message.answers, Message.vote)
        .where(Message.conversation == message.conversation, Message.id < message.id)
        .where(Message.state == "answered", Message.kind.in_(("text", "press")))
        .order_by(Message.id.desc())
        .limit(LOOKED_AT - 1)
    )
    earlier = sum(vote == -1 or bool(_reasons(said or ()) & FAILED) for said, vote in session.execute(before))
    return bool(earlier + bool(_reasons(answers) & FAILED) >= FAILURES)


def _reasons(answers: Sequence[dict[str, Any]]) -> set[str]:
    return {str((answer.get("custom") or {}).get("reason") or "") for answer in answers}
