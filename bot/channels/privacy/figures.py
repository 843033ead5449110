"""Figures without words: counts of messages by day, channel, office, language, topic, status, reason and vote.

While a message is kept it is counted where it lies. When it goes, deleted or expired, its count alone stays. So each
message is counted once, with its last vote, and answering costs nothing more. Every function works within a
transaction that its caller began.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from bot.channels.core.database import insert
from bot.channels.core.tables import Message
from bot.channels.privacy.tables import Figure
from common import clock

COUNTED = ("text", "press")
"""Kinds of messages whose answers count; the channel's own words to a command do not."""


class Kind(NamedTuple):
    """What is counted together: the key of a row of figures."""

    day: date
    channel: str
    office: str
    language: str
    topic: str
    status: str
    reason: str
    vote: int
    vote_reason: str


_NAMED = (
    Message.channel,
    func.coalesce(Message.office, ""),
    func.coalesce(Message.language, ""),
    func.coalesce(Message.topic, ""),
    func.coalesce(Message.status, ""),
    func.coalesce(Message.reason, ""),
    func.coalesce(Message.vote, 0),
    func.coalesce(Message.vote_reason, ""),
)
"""The columns of a message that are a Kind's fields behind its day."""


def keep(session: Session, *which: ColumnElement[bool]) -> None:
    """Add to the figures the messages that are about to be deleted."""
    for kind, count in sorted(_live(session, *which).items()):
        row = insert(session, Figure).values(**kind._asdict(), count=count)
        more = {"count": Figure.count + count}
        session.execute(row.on_conflict_do_update(index_elements=list(Kind._fields), set_=more))


def of(session: Session, first: date, last: date) -> Counter[Kind]:
    """Return the figures of days, first and last included: of messages that are gone and of those still kept."""
    until = clock.start_of(last + timedelta(1))
    counted = _live(session, Message.received_at >= clock.start_of(first), Message.received_at < until)
    for row in session.scalars(select(Figure).where(Figure.day >= first, Figure.day <= last)):
        counted[Kind(*(getattr(row, name) for name in Kind._fields))] += row.count
    return counted


def expire(session: Session, before: date) -> None:
    """Delete the figures of days before one."""
    session.execute(delete(Figure).where(Figure.day < before))


def _live(session: Session, *which: ColumnElement[bool]) -> Counter[Kind]:
    """Count the messages themselves, no word of them read; the day is taken here, as databases differ in it."""
    chosen = select(Message.received_at, *_NAMED).where(
        Message.answers.is_not(None), Message.kind.in_(COUNTED), *which
    )
    return Counter(Kind._make((clock.day_of(received_at), *named)) for received_at, *named in session.execute(chosen))
