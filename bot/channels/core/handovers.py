"""Cases that officers have: begun by a citizen, told to the office, answered, closed.

While an officer has a case the assistant is silent by the same mark as in an officer's own inbox
(`Conversation.quiet_until`). What the office is to be told are errands, written with what caused them and done by
`handover/courier.py`. What a citizen is told are messages of the inbox, so that they go out as answers do.
Every function works within a transaction that its caller began.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot.channels.core import inbox
from bot.channels.core.inbox import Arrival
from bot.channels.core.tables import Conversation, Errand, Handover, Message

FIRST_WORD_SECONDS = 10 * 60
"""How long the assistant is silent for an officer's first word while the office is open."""

OFFICER_PAUSE_SECONDS = 30 * 60
"""How long the assistant is silent in a chat after an officer wrote there; each further word renews it."""

LONGEST_SILENCE_SECONDS = OFFICER_PAUSE_SECONDS + 60
"""A silence with longer to go was begun before the clock was set back; clocks of bridges may differ a little."""

LAPSE_SECONDS = 7 * 24 * 60 * 60
"""A case in which nobody wrote for so long is closed."""

PATIENCE_SECONDS = 120.0
"""How long an office is tried to be reached before the citizen is told that it could not be; it is tried on."""

CLAIM_SECONDS = 60.0
"""How long the errand of a dead bridge waits for another one; longer than an office is waited for."""

LONGEST_WAIT_SECONDS = 300.0
"""Longest wait between two tries of an errand."""


@dataclass(frozen=True)
class Due:
    """An errand that is to be done now, and its case; an erasure has none any more."""

    errand: Errand
    handover: Handover | None

    @property
    def again(self) -> bool:
        """Say whether it was tried before, so that it may be done already."""
        return self.errand.attempts > 1


def is_quiet(conversation: Conversation) -> bool:
    """Say whether an officer speaks, and the assistant is silent."""
    now = time.time()
    return now < conversation.quiet_until <= now + LONGEST_SILENCE_SECONDS


def current(session: Session, sender: str) -> Handover | None:
    """Return the open case of a conversation."""
    chosen = select(Handover).where(Handover.conversation == sender, Handover.state == "open")
    return session.scalars(chosen.order_by(Handover.begun_at.desc())).first()


def begin(session: Session, message: Message, way: str, office: str | None, silent: bool) -> Handover:
    """Give a citizen's talk to an office, as the citizen's `message` asked; `silent` when somebody is there now."""
    now = time.time()
    made = Handover(
        id=secrets.token_hex(5), conversation=message.conversation, channel=message.channel, account=message.account,
        office=office, way=way, asked_by=message.id, state="open", silent=0, warned=0, address=message.address,
        remote={}, thread=None, heard=0, look_at=now, begun_at=now, active_at=now, answered_at=None,
    )  # fmt: skip
    session.add(made)
    _errand(session, made, "talk")
    if silent:
        made.silent, _held(session, made).quiet_until = 1, time.time() + FIRST_WORD_SECONDS
    return made


def hand_on(session: Session, message: Message) -> None:
    """Have the officer get what a citizen wrote while the assistant is silent."""
    handover = current(session, message.conversation)
    if handover is not None and handover.silent:
        handover.active_at = time.time()
        _errand(session, handover, "word", message.id)


def officer_said(session: Session, handover: Handover, number: str, text: str) -> bool:
    """Have a citizen get an officer's word, each `number` once; say whether it can still be sent."""
    conversation = _held(session, handover)
    handover.active_at = time.time()
    handover.answered_at = handover.answered_at or handover.active_at
    until = session.scalars(select(func.max(Message.until)).where(Message.conversation == conversation.id)).first()
    if until is not None and handover.active_at > until:
        say(session, handover, "late")
        return False
    _tell(session, handover, "officer", text, f"handover-{handover.id}-{number}", until)
    handover.silent, conversation.quiet_until = 1, time.time() + OFFICER_PAUSE_SECONDS
    return True


def say(session: Session, handover: Handover, kind: str) -> None:
    """Have the officers of a case told something: a kind of errand that is a note to them."""
    _errand(session, handover, kind)


def spoke_elsewhere(session: Session, sender: str) -> None:
    """Count an officer's word in the platform's own inbox as one of the case, where there is one."""
    handover = current(session, sender)
    if handover is not None:
        handover.silent, handover.active_at = 1, time.time()
        handover.answered_at = handover.answered_at or handover.active_at


def close(session: Session, handover: Handover, reason: str | None) -> None:
    """Close a case, have the assistant speak again and the office told that nothing written later is read.

    With a `reason` ("resolved", "lapsed") the citizen is told; without one the citizen closes it.
    """
    say(session, handover, reason or "end")
    if reason is not None:
        _tell(session, handover, "handover", reason)
    _speak(session, handover)
    handover.state, handover.address = "closed", None


def forget(session: Session, senders: Sequence[str]) -> None:
    """Delete the cases of conversations; what an office got of them is erased there as well."""
    for handover in session.scalars(select(Handover).where(Handover.conversation.in_(senders))):
        rows = Errand.handover == handover.id, Errand.kind != "erase"
        tried = session.scalars(select(func.max(Errand.attempts)).where(*rows)).first()
        session.execute(delete(Errand).where(*rows))
        if handover.remote or tried:
            erase(session, handover.id, handover.way, handover.office, handover.remote)
        session.delete(handover)


def erase(session: Session, case: str, way: str, office: str | None, remote: dict[str, Any]) -> None:
    """Have an office delete what it got of a case."""
    _write(session, case, "erase", way, remote={**remote, "office": office})


def remember(session: Session, case: str, remote: dict[str, Any], thread: int | None) -> bool:
    """Keep what a case is called at the office; say whether there still is such a case."""
    handover = session.get(Handover, case)
    if handover is not None:
        handover.remote, handover.thread = remote, thread
    return handover is not None


def due(session: Session, most: int) -> list[Due]:
    """Return errands to be done now, the first of each case, lent to the caller for CLAIM_SECONDS."""
    now = time.time()
    first = select(func.min(Errand.id)).group_by(Errand.handover)
    free = or_(Errand.not_before <= now, Errand.not_before > now + 2 * LONGEST_WAIT_SECONDS)  # the clock was set back
    chosen = select(Errand).where(Errand.id.in_(first), free).order_by(Errand.not_before).limit(most)
    found = list(session.scalars(chosen.with_for_update(skip_locked=True)))
    for errand in found:
        errand.attempts, errand.not_before = errand.attempts + 1, now + CLAIM_SECONDS
    return [Due(errand, session.get(Handover, errand.handover)) for errand in found]


def done(session: Session, errand: Errand) -> None:
    """Take an errand off: the office was told."""
    session.execute(delete(Errand).where(Errand.id == errand.id))


def put_off(session: Session, errand: Errand, seconds: float) -> bool:
    """Try an errand again after so many seconds; say whether the citizen is told that the office is out of reach."""
    later = update(Errand).where(Errand.id == errand.id).values(not_before=time.time() + seconds)
    session.execute(later)
    handover = session.get(Handover, errand.handover)
    waited = time.time() - errand.written_at > PATIENCE_SECONDS
    if handover is None or handover.state != "open" or handover.warned or not waited:
        return False
    handover.warned = 1
    _speak(session, handover)
    _tell(session, handover, "handover", "unreached")
    return True


def looks(session: Session, most: int, seconds: float) -> list[Handover]:
    """Return open cases in Chatwoot that it is time to look after; the next look is after so many seconds."""
    now = time.time()
    time_to = or_(Handover.look_at <= now, Handover.look_at > now + 2 * LONGEST_WAIT_SECONDS)
    rows = Handover.state == "open", Handover.thread.is_not(None), time_to
    chosen = select(Handover).where(*rows).order_by(Handover.look_at).limit(most)
    found = list(session.scalars(chosen.with_for_update(skip_locked=True)))
    for handover in found:
        handover.look_at = now + seconds
    return found


def look_now(session: Session, thread: int) -> None:
    """Have the case of a conversation in Chatwoot looked after at once."""
    session.execute(update(Handover).where(Handover.thread == thread).values(look_at=0.0))


def come_back(session: Session) -> list[str]:
    """Have the assistant speak again where no officer wrote in time, and lapsed cases closed; return what happened."""
    now = time.time()
    happened = []
    silent = select(Handover).join(Conversation, Conversation.id == Handover.conversation)
    over = or_(Conversation.quiet_until <= now, Conversation.quiet_until > now + LONGEST_SILENCE_SECONDS)
    for handover in session.scalars(silent.where(Handover.state == "open", Handover.silent == 1, over)):
        handover.silent = 0
        _tell(session, handover, "handover", "back")
        happened.append("timed_out")
    rows = Handover.state == "open", Handover.active_at < now - LAPSE_SECONDS
    for handover in session.scalars(select(Handover).where(*rows)):
        close(session, handover, "lapsed")
        happened.append("lapsed")
    return happened


def untold(session: Session) -> tuple[int, float]:
    """Return how many cases are open, and for how many seconds the oldest errand waits."""
    count = session.scalars(select(func.count()).where(Handover.state == "open")).one()
    oldest = session.scalars(select(func.min(Errand.written_at))).first()
    return count, max(0.0, time.time() - oldest) if oldest else 0.0


def _held(session: Session, handover: Handover) -> Conversation:
    """Return the conversation of a case; nobody else changes it until the transaction ends."""
    session.flush()
    which = {"with_for_update": True, "populate_existing": True}
    return session.get_one(Conversation, handover.conversation, **which)  # type: ignore[arg-type]


def _speak(session: Session, handover: Handover) -> None:
    handover.silent, _held(session, handover).quiet_until = 0, 0.0


def _tell(
    session: Session, handover: Handover, kind: str, text: str, delivery: str | None = None, until: float | None = None
) -> None:
    """Write into the inbox what a citizen is to be told, behind what was answered already."""
    conversation = _held(session, handover)
    arrival = Arrival(
        channel=handover.channel, account=handover.account, delivery=delivery, conversation=conversation.id,
        address=handover.address, position=conversation.last_position, kind=kind, text=text,
        hints={"case": handover.id}, language=conversation.language, until=until,
    )  # fmt: skip
    if inbox.put(session, arrival) is not None:
        conversation.waiting = 1


def _errand(session: Session, handover: Handover, kind: str, message_id: int | None = None) -> None:
    _write(session, handover.id, kind, handover.way, message_id)


def _write(
    session: Session,
    case: str,
    kind: str,
    way: str,
    message_id: int | None = None,
    remote: dict[str, Any] | None = None,
) -> None:
    now = time.time()
    session.add(
        Errand(
            handover=case, kind=kind, way=way, message_id=message_id, remote=remote, attempts=0, not_before=now,
            written_at=now,
        )
    )  # fmt: skip
