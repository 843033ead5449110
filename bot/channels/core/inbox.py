"""The inbox: messages taken once, and conversations lent to one bridge at a time, in the platform's order.

A lease runs out by itself when the bridge that holds it dies. Every function works within a transaction that its
caller began; times are read from the clock, which may be set back: a time too far ahead counts as past.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from bot.channels.core import outbox, switch
from bot.channels.core.database import insert, scrub
from bot.channels.core.outbox import Outgoing
from bot.channels.core.tables import Conversation, Message, Part

LEASE_SECONDS = 15.0
"""How long a dead bridge's conversations wait for another one; a living one renews three times in it."""

LONGEST_PAUSE_SECONDS = 400.0
"""No pause is longer (a platform may ask for 300 s); a later time was written before the clock was set back."""


class LeaseLost(Exception):
    """Another bridge works on the conversation: this one was away for too long."""


@dataclass(frozen=True)
class Arrival:
    """A message as it is written into the inbox."""

    channel: str
    account: str
    delivery: str | None
    conversation: str
    address: str | None
    position: float
    kind: str
    text: str
    edge: dict[str, Any] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    language: str | None = None
    until: float | None = None
    office: str | None = None


@dataclass(frozen=True)
class Turn:
    """A message that is to be answered, and its conversation; both as they stood in the database."""

    message: Message
    conversation: Conversation
    is_closed: bool = False
    """Its channel is switched off."""


def put(session: Session, arrival: Arrival) -> int | None:
    """Write a message; return its id, None when it is there already."""
    row = {**arrival.__dict__, "received_at": time.time(), "state": "waiting", "attempts": 0}
    written = session.scalars(insert(session, Message).values(row).on_conflict_do_nothing().returning(Message.id))
    identity: int | None = written.first()
    return identity


def find(session: Session, channel: str, account: str, delivery: str) -> Message | None:
    """Return the message of a delivery."""
    rows = Message.channel == channel, Message.account == account, Message.delivery == delivery
    return session.scalars(select(Message).where(*rows)).first()


def claim(session: Session, owner: str, working: Collection[str], most: int) -> list[str]:
    """Lend `owner` up to `most` conversations in which something waits and nobody works; return them.

    `working` are those that it works on. What it holds beyond these it has dropped, so that is free, too.
    """
    now = time.time()
    due = or_(Conversation.not_before <= now, Conversation.not_before > now + LONGEST_PAUSE_SECONDS)
    free = or_(
        Conversation.lease_until <= now,
        Conversation.lease_until > now + 2 * LEASE_SECONDS,
        Conversation.lease_owner == owner,
    )
    chosen = select(Conversation.id).where(Conversation.waiting == 1, due, free, Conversation.id.not_in(working))
    found = list(session.scalars(chosen.limit(most).with_for_update(skip_locked=True)))
    if found:
        lent = {"lease_owner": owner, "lease_until": now + LEASE_SECONDS}
        session.execute(update(Conversation).where(Conversation.id.in_(found)).values(**lent))
    return found


def renew(session: Session, owner: str, working: Collection[str]) -> None:
    """Hold on to the conversations that `owner` works on."""
    held = Conversation.lease_owner == owner, Conversation.id.in_(working)
    session.execute(update(Conversation).where(*held).values(lease_until=time.time() + LEASE_SECONDS))


def give_back(session: Session, owner: str) -> None:
    """Let others have at once what `owner` holds; it stops."""
    session.execute(update(Conversation).where(Conversation.lease_owner == owner).values(lease_until=0.0))


def held(session: Session, owner: str, sender: str) -> Conversation:
    """Return a conversation that `owner` works on; raise LeaseLost when another one does."""
    found = session.scalars(select(Conversation).where(Conversation.id == sender).with_for_update()).first()
    if found is None or found.lease_owner != owner:
        raise LeaseLost(sender)
    return found


def next_step(session: Session, owner: str, sender: str) -> Turn | Outgoing | None:
    """Return what is to be done next in a conversation, the lease renewed; None when it was given back.

    First what is written but not sent, then the earliest message by the platform's order.
    """
    conversation = held(session, owner, sender)
    now = time.time()
    if now < conversation.not_before <= now + LONGEST_PAUSE_SECONDS:
        conversation.lease_until = 0.0
        return None
    step = outbox.next_part(session, sender) or _next_turn(session, conversation)
    conversation.lease_until = now + LEASE_SECONDS if step is not None else 0.0
    if step is None:
        conversation.waiting = 0
        if conversation.worker is None and conversation.quiet_until <= now:
            _drop_when_empty(session, conversation)
    return step


def answered(session: Session, message_id: int, answers: Sequence[dict[str, Any]]) -> Message:
    """Mark a message as answered and return it."""
    message = session.get_one(Message, message_id)
    message.answers, message.state, message.answered_at = list(answers), "answered", time.time()
    return message


def postpone(session: Session, message_id: int) -> None:
    """Count a try that led to nothing."""
    session.execute(update(Message).where(Message.id == message_id).values(attempts=Message.attempts + 1))


def waiting(session: Session) -> tuple[int, float]:
    """Return how many messages wait, and for how many seconds the oldest one has."""
    chosen = select(func.count(), func.min(Message.received_at)).where(Message.state == "waiting")
    count, oldest = session.execute(chosen).one()
    return count, max(0.0, time.time() - oldest) if oldest else 0.0


def repair(session: Session) -> int:
    """Mark conversations in which something waits although they do not say so; return how many."""
    lacking = or_(
        exists().where(Message.conversation == Conversation.id, Message.state == "waiting"),
        exists().where(Part.conversation == Conversation.id, Part.state.in_(outbox.OPEN)),
    )
    done = session.execute(update(Conversation).where(and_(Conversation.waiting == 0, lacking)).values(waiting=1))
    return int(getattr(done, "rowcount", 0))


def _drop_when_empty(session: Session, conversation: Conversation) -> None:
    """Delete a conversation of which nothing is left; its citizen had it deleted."""
    session.flush()
    if session.scalars(select(Message.id).where(Message.conversation == conversation.id).limit(1)).first() is None:
        session.execute(delete(Part).where(Part.conversation == conversation.id))  # they were sent
        session.delete(conversation)
        scrub(session)


def _next_turn(session: Session, conversation: Conversation) -> Turn | None:
    chosen = select(Message).where(Message.conversation == conversation.id, Message.state == "waiting")
    message = session.scalars(chosen.order_by(Message.position, Message.id).limit(1)).first()
    if message is None:
        return None
    message.turn_at = message.turn_at or time.time()
    return Turn(message, conversation, switch.is_off(session, message.channel))
