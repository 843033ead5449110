"""What the bridge knows of a conversation: history, language, choices; its deletion and expiry.

Every function works within a transaction that its caller began.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import Session

from bot.channels.core import commands, handovers, outcomes
from bot.channels.core.buttons import Button, pick
from bot.channels.core.database import insert, scrub
from bot.channels.core.tables import Conversation, Message, Part, Payload
from bot.channels.privacy import figures
from common.retention import DAY_SECONDS

CHOICE_SECONDS = 24 * 60 * 60
"""How long an offered choice can be taken by its title or number."""

EMPTY_SECONDS = 60 * 60
"""How long a conversation without a message stays: longer than any mark that it may hold."""

SAID = ("text", "press")
"""Kinds of messages that a person said; commands of the channel's own are none of the talk."""

TOLD = ("handover", "officer")
"""Kinds of messages that the history shows besides: what a person is told by an officer, or of one."""


def opened(session: Session, sender: str, channel: str) -> Conversation:
    """Return the conversation of a sender, begun at need; nobody else changes it until the transaction ends."""
    now = time.time()
    row = insert(session, Conversation).values(
        id=sender, channel=channel, seen_at=now, last_position=0, waiting=0, not_before=0, lease_until=0,
        quiet_until=0, warned_until=0, told_until=0,
    )  # fmt: skip
    session.execute(row.on_conflict_do_update(index_elements=["id"], set_={"seen_at": now}))
    return session.scalars(select(Conversation).where(Conversation.id == sender).with_for_update()).one()


def history(session: Session, sender: str) -> list[dict[str, Any]]:
    """Return what was said, oldest first: {"role": "user"|"assistant", "text", "buttons", "custom"}.

    A pressed button is shown by its title, not by its payload. What a page can vote on carries its message's
    "id" and the "vote".
    """
    chosen = select(Message).where(Message.conversation == sender, Message.kind.in_((*SAID, *TOLD)))
    said: list[dict[str, Any]] = []
    titles: dict[str, str] = {}
    for message in session.scalars(chosen.order_by(Message.id)):
        if message.kind in SAID or message.text in commands.HANDOVER:
            said.append({"role": "user", "text": titles.get(message.text, message.text.lstrip("/"))})
        for answer in message.answers or ():
            titles.update({b["payload"]: b["title"] for b in answer.get("buttons") or () if "payload" in b})
            said.append({"role": "assistant", **answer, **({"vote": message.vote} if message.vote else {})})
    return said


def news(session: Session, sender: str, after: int | None) -> dict[str, Any]:
    """Return what a page has not shown: {"messages", "cursor", "open"}.

    `messages` are those behind the cursor `after` that nobody on the page asked for: an officer's words, and what
    is told of one; none without a cursor. `open` says whether more may come: an officer has the case.
    """
    unasked = Message.kind.in_(TOLD), Message.text.not_in(commands.HANDOVER)
    rows = Message.conversation == sender, Message.state == "answered", *unasked
    cursor = session.scalars(select(func.max(Message.id)).where(*rows)).first() or 0
    told = select(Message).where(*rows, Message.id > (cursor if after is None else after))
    messages = [answer for message in session.scalars(told.order_by(Message.id)) for answer in message.answers or ()]
    return {"messages": messages, "cursor": cursor, "open": handovers.current(session, sender) is not None}


def choose(conversation: Conversation, text: str) -> str | None:
    """Return the payload of the button last offered that `text` names by its title or number."""
    offer = conversation.choices
    if not offer or time.time() - offer["at"] > CHOICE_SECONDS:
        return None
    return pick([Button(**choice) for choice in offer["choices"]], offer["numbered"], text)


def offer(conversation: Conversation, offered: Sequence[Button], numbered: bool) -> None:
    """Remember what can be chosen now, in place of what could be before."""
    choices = [button.kept for button in offered if button.payload]
    conversation.choices = {"numbered": numbered, "choices": choices, "at": time.time()} if choices else None


def renumber(conversation: Conversation, is_numbered: Callable[[Sequence[Button]], bool]) -> None:
    """Remember that the choices last offered were shown as numbers, or were not."""
    kept = conversation.choices
    if kept:
        numbered = is_numbered([Button(**choice) for choice in kept["choices"]])
        if numbered != kept["numbered"]:
            conversation.choices = {**kept, "numbered": numbered}


def answered_to(session: Session, sender: str, delivery: str) -> Message | None:
    """Return the message of a delivery in a conversation, where it has been answered."""
    rows = Message.conversation == sender, Message.delivery == delivery, Message.answers.is_not(None)
    return session.scalars(select(Message).where(*rows)).first()


def forget(
    session: Session,
    sender: str,
    but: int | None = None,
    keep_deliveries: bool = True,
    until: float | None = None,
) -> None:
    """Delete all that was said with a sender, but the message `but`, which asked for it; its counts stay as figures.

    With `keep_deliveries` the fact stays that something was delivered, as a hash without a conversation, so
    that a platform that delivers again is not answered again. With `until` (seconds since 1970) what was said later
    stays, and the conversation with it.
    """
    rows = [Message.conversation == sender, Message.id != (but or 0)]
    if until is not None:
        rows.append(Message.received_at <= until)
    handovers.forget(session, [sender])
    figures.keep(session, *rows)
    scrub(session)
    session.execute(delete(Part).where(Part.message_id.in_(select(Message.id).where(*rows))))
    if keep_deliveries:
        empty: dict[str, Any] = {
            "conversation": "",
            "text": "",
            "answers": None,
            "address": None,
            "edge": {},
            "hints": {},
            "vote": None,
            "vote_reason": None,
            **outcomes.NOTHING,
        }
        session.execute(update(Message).where(*rows).values(**empty, state="answered", language=None))
    else:
        session.execute(delete(Message).where(*rows))
    if but is None and until is None:
        session.execute(delete(Part).where(Part.conversation == sender))
        session.execute(delete(Conversation).where(Conversation.id == sender))


def expire(session: Session, days: int) -> int:
    """Delete conversations that have been silent for `days`, and payloads past their time; return how many.

    Their counts stay as figures.
    """
    before = time.time() - days * DAY_SECONDS
    old = select(Conversation.id).where(Conversation.seen_at < before, Conversation.waiting == 0)
    senders = list(session.scalars(old))
    for start in range(0, len(senders), 500):
        some = senders[start : start + 500]
        figures.keep(session, Message.conversation.in_(some))
        scrub(session)
        handovers.forget(session, some)
        session.execute(delete(Part).where(Part.conversation.in_(some)))
        session.execute(delete(Message).where(Message.conversation.in_(some)))
        session.execute(delete(Conversation).where(Conversation.id.in_(some)))
    _drop_empty(session)
    session.execute(delete(Message).where(Message.conversation == "", Message.received_at < before))
    session.execute(delete(Payload).where(Payload.kept_until < time.time()))
    return len(senders)


def _drop_empty(session: Session) -> None:
    """Delete the conversations of which an officer's pause alone was left when their citizens had them deleted."""
    some = exists().where(Message.conversation == Conversation.id)
    over = Conversation.quiet_until < time.time(), Conversation.seen_at < time.time() - EMPTY_SECONDS
    session.execute(delete(Conversation).where(Conversation.waiting == 0, *over, ~some))
