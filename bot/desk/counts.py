"""The messages of some days, counted: by day, channel, language, topic, status, reason and vote. No words.

Every function reads within a transaction that its caller began (reads.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.channels.core.tables import Message
from bot.channels.privacy.tables import Figure
from bot.desk.kept import MADE_UP, is_talk, of_office
from bot.desk.weeks import seconds_of


class Kind(NamedTuple):
    """What is counted as one; "" where it is not known."""

    day: date
    channel: str
    language: str
    topic: str
    status: str
    reason: str
    vote: str
    """up, down."""
    vote_reason: str


DIMENSIONS = ("day", "topic", "language", "channel", "status", "reason", "vote", "vote_reason")
"""What figures are shown by, in this order."""

_COLUMNS = (
    Message.channel,
    Message.language,
    Message.topic,
    Message.status,
    Message.reason,
    Message.vote,
    Message.vote_reason,
)
_VOTES = {1: "up", -1: "down"}


@dataclass(frozen=True)
class Row:
    """The messages with one value of a dimension: how many, and what became of them."""

    value: str
    messages: int
    answered: int
    asked_back: int
    unanswered: int
    to_person: int
    up: int
    down: int


def counted(session: Session, office: str | None, days: Sequence[date]) -> Counter[Kind]:
    """Return how many messages of each kind came on some days, to one office or with None to all."""
    counts: Counter[Kind] = Counter()
    for day in days:
        first, next_first = seconds_of(day)
        within = Message.received_at >= first, Message.received_at < next_first
        chosen = select(*_COLUMNS, func.count()).where(of_office(office), is_talk(), *within).group_by(*_COLUMNS)
        for channel, language, topic, status, reason, vote, vote_reason, count in session.execute(chosen):
            said = (channel, language or "", topic or "", status or "", reason or "")
            counts[Kind(day, *said, _VOTES.get(vote or 0, ""), vote_reason or "")] += count
    return counts + _gone(session, office, days)


def _gone(session: Session, office: str | None, days: Sequence[date]) -> Counter[Kind]:
    """Return the counts of messages that were deleted or have expired: they alone are kept of them."""
    of = Figure.day.in_(days), *(() if office is None else (Figure.office == office,))
    counts: Counter[Kind] = Counter()
    for one in session.scalars(select(Figure).where(*of)):
        said = (one.channel, one.language, one.topic, one.status, one.reason)
        counts[Kind(one.day, *said, _VOTES.get(one.vote, ""), one.vote_reason)] += one.count
    return counts


def is_made_up(session: Session, office: str | None, days: Sequence[date]) -> bool:
    """Say whether any message of some days was made up for trying things out."""
    begins, ends = seconds_of(days[0])[0], seconds_of(days[-1])[1]
    within = Message.received_at >= begins, Message.received_at < ends, Message.account == MADE_UP
    return session.scalars(select(Message.id).where(of_office(office), *within).limit(1)).first() is not None


def rows(counts: Counter[Kind], dimension: str) -> list[Row]:
    """Return a row for each value of a dimension; days in their order, all else by size."""
    values: dict[str, Counter[Kind]] = {}
    for kind, count in counts.items():
        values.setdefault(str(getattr(kind, dimension)), Counter())[kind] = count
    made = [row(value, some) for value, some in values.items() if value or dimension not in ("vote", "vote_reason")]
    return sorted(made, key=lambda one: (one.value if dimension == "day" else -one.messages, one.value))


def row(value: str, counts: Counter[Kind]) -> Row:
    """Return what became of messages, all together."""

    def of(field: str, wanted: Iterable[str]) -> int:
        return sum(count for kind, count in counts.items() if getattr(kind, field) in wanted)

    return Row(
        value=value,
        messages=counts.total(),
        answered=of("status", ("computed", "retrieved")),
        asked_back=of("status", ("clarify",)),
        unanswered=of("status", ("abstain",)),
        to_person=of("status", ("handoff",)),
        up=of("vote", ("up",)),
        down=of("vote", ("down",)),
    )
