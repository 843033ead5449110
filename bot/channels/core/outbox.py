"""The outbox: parts of answers, written with the answer, sent one after the other, marked.

A part is marked as on the wire before it is sent. One that is still so when a bridge takes it up was on the wire
when another died: it is sent again, and counted, for nobody can know whether it arrived.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from bot.channels.core.tables import Message, Part

OPEN = ("waiting", "sending")


def put(session: Session, message: Message, bodies: Sequence[dict[str, Any]]) -> None:
    """Write the parts of a message's answer; without any, its address is needed no longer."""
    session.add_all(
        Part(
            message_id=message.id, conversation=message.conversation, body=body, state="waiting", attempts=0, resent=0
        )
        for body in bodies
    )
    if not bodies:
        message.address = None
    session.flush()


@dataclass(frozen=True)
class Outgoing:
    """A part that is to be sent; `was_on_the_wire` when a bridge died while sending it."""

    part_id: int
    message_id: int
    channel: str
    address: str
    body: dict[str, Any]
    attempts: int
    was_on_the_wire: bool


def next_part(session: Session, sender: str) -> Outgoing | None:
    """Return the first part that waits, marked as on the wire from now on."""
    chosen = select(Part, Message).join(Message, Message.id == Part.message_id)
    waiting = chosen.where(Part.conversation == sender, Part.state.in_(OPEN)).order_by(Part.id).limit(1)
    found = session.execute(waiting).first()
    if found is None:
        return None
    part, message = found
    before, part.state = part.state, "sending"
    part.resent += before == "sending"
    address = message.address or ""
    return Outgoing(part.id, message.id, message.channel, address, part.body, part.attempts, before == "sending")


def sent(session: Session, outgoing: Outgoing) -> None:
    """Mark a part as taken by the platform."""
    _close(session, outgoing, Part.id == outgoing.part_id, "sent")


def later(session: Session, outgoing: Outgoing) -> None:
    """Mark a part as refused for now: it is surely not with the person."""
    tried = {"state": "waiting", "attempts": Part.attempts + 1}
    session.execute(update(Part).where(Part.id == outgoing.part_id).values(tried))


def given_up(session: Session, outgoing: Outgoing, state: str) -> None:
    """Mark a part and those behind it in the same answer: "gone" or "failed"."""
    _close(session, outgoing, Part.message_id == outgoing.message_id, state)


def _close(session: Session, outgoing: Outgoing, which: ColumnElement[bool], state: str) -> None:
    session.execute(update(Part).where(which, Part.state.in_(OPEN)).values(state=state, body={}))
    more = select(Part.id).where(Part.message_id == outgoing.message_id, Part.state.in_(OPEN)).limit(1)
    if session.scalars(more).first() is None:  # nothing is to be sent there any more: the address goes
        session.execute(update(Message).where(Message.id == outgoing.message_id).values(address=None))
