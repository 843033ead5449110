"""What the bridge keeps, as tables. `bot/channels/migrations` makes them; a test holds both together.

Times are seconds since 1970. Texts are masked before they come here.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_JSON = JSON(none_as_null=True)
_ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself in INTEGER keys only


class Table(DeclarativeBase):
    """The bridge's own tables; others in the same database are left alone."""


class Conversation(Table):
    """A person on a channel: what is known of the conversation, and who works on it."""

    __tablename__ = "bridge_conversations"
    __table_args__ = (Index("bridge_conversations_waiting", "waiting", "not_before"),)

    id: Mapped[str] = mapped_column(String(128), primary_key=True)
    """The sender as the dialogue knows it: the channel, and a keyed hash of the platform's id."""
    channel: Mapped[str] = mapped_column(String(32))
    language: Mapped[str | None] = mapped_column(String(8))
    """Of the last answer."""
    choices: Mapped[dict[str, Any] | None] = mapped_column(_JSON)
    """The buttons last offered: {"numbered": bool, "choices": [...], "at": when}."""
    quiet_until: Mapped[float] = mapped_column(Float, default=0.0)
    """An officer speaks here until then."""
    warned_until: Mapped[float] = mapped_column(Float, default=0.0)
    """Who is above the limit has been told so, and is not told again before."""
    told_until: Mapped[float] = mapped_column(Float, default=0.0)
    """That only text can be read was said, and is not said again before."""
    worker: Mapped[str | None] = mapped_column(String(200))
    """The Rasa worker that it stays with."""
    last_position: Mapped[float] = mapped_column(Float, default=0.0)
    """The platform's order of the last message that was answered."""
    waiting: Mapped[int] = mapped_column(Integer, default=0)
    """1 while something is to be answered or sent."""
    not_before: Mapped[float] = mapped_column(Float, default=0.0)
    lease_owner: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[float] = mapped_column(Float, default=0.0)
    introduced_at: Mapped[float] = mapped_column(Float, default=0.0)
    """When the person was told that this is a program and what it keeps; 0 where that is still to be said."""
    ask_in: Mapped[int] = mapped_column(Integer, default=0)
    """Answers still to come before the person is asked again whether one helped."""
    seen_at: Mapped[float] = mapped_column(Float, index=True)


class Message(Table):
    """The inbox: what a person did, and what was answered. The history is read from it."""

    __tablename__ = "bridge_messages"
    __table_args__ = (
        UniqueConstraint("channel", "account", "delivery", name="bridge_messages_once"),
        Index("bridge_messages_turn", "conversation", "state", "position", "id"),
        Index("bridge_messages_waiting", "state", "received_at"),
        Index("bridge_messages_office", "office", "received_at"),
    )

    id: Mapped[int] = mapped_column(_ID, primary_key=True, autoincrement=True)
    channel: Mapped[str] = mapped_column(String(32))
    account: Mapped[str] = mapped_column(String(64))
    """A keyed hash that tells the channel's account: another token, other messages."""
    delivery: Mapped[str | None] = mapped_column(String(64))
    """A keyed hash of the platform's id of the message; each once."""
    conversation: Mapped[str] = mapped_column(String(128))
    """Empty once the conversation was deleted: then nothing is left but the fact of a delivery."""
    address: Mapped[str | None] = mapped_column(Text)
    """Where the answer goes on the platform, sealed with the channel's secret; gone once it was sent."""
    position: Mapped[float] = mapped_column(Float)
    """The platform's own order."""
    kind: Mapped[str] = mapped_column(String(16))
    """text, press, notice (the channel's own word), delete, forget, handover (its steps), officer (a word of one)."""
    text: Mapped[str] = mapped_column(Text)
    """What the dialogue gets; of a notice, its reason; of a handover, the button pressed or what happened."""
    edge: Mapped[dict[str, Any]] = mapped_column(_JSON)
    hints: Mapped[dict[str, str]] = mapped_column(_JSON)
    """The office and the country that the page told, where it did."""
    language: Mapped[str | None] = mapped_column(String(8))
    """What the page told; once it was answered, that of the answer."""
    until: Mapped[float | None] = mapped_column(Float)
    received_at: Mapped[float] = mapped_column(Float, index=True)
    turn_at: Mapped[float | None] = mapped_column(Float)
    """When its turn came first; what arrives later is answered after it, whatever its order."""
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    """waiting, answered."""
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    answers: Mapped[list[dict[str, Any]] | None] = mapped_column(_JSON)
    answered_at: Mapped[float | None] = mapped_column(Float)
    vote: Mapped[int | None] = mapped_column(Integer)
    """1 for a helpful answer, -1 for another."""
    vote_reason: Mapped[str | None] = mapped_column(String(16))
    """Why it did not help: one of `votes.REASONS`."""
    office: Mapped[str | None] = mapped_column(String(40))
    """The key of the office that the message belongs to (whose.py); None where it is nobody's."""
    status: Mapped[str | None] = mapped_column(String(16))
    """What the answer says of itself, here and in the columns beneath: the reply contract, docs/architecture.md."""
    reason: Mapped[str | None] = mapped_column(String(64))
    topic: Mapped[str | None] = mapped_column(String(40))
    unit: Mapped[str | None] = mapped_column(String(80))
    confidence: Mapped[float | None] = mapped_column(Float)


class Part(Table):
    """The outbox: one message for a platform, in the platform's form."""

    __tablename__ = "bridge_parts"
    __table_args__ = (Index("bridge_parts_turn", "conversation", "state", "id"),)

    id: Mapped[int] = mapped_column(_ID, primary_key=True, autoincrement=True)
    message_id: Mapped[int] = mapped_column(_ID, ForeignKey("bridge_messages.id", ondelete="CASCADE"), index=True)
    conversation: Mapped[str] = mapped_column(String(128))
    body: Mapped[dict[str, Any]] = mapped_column(_JSON)
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    """waiting, sending (on the wire), sent, gone (the person cannot be written to), failed."""
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    resent: Mapped[int] = mapped_column(Integer, default=0)
    """Times that it was sent again because a bridge died while it was on the wire."""


class Payload(Table):
    """A button's payload that is too long for its platform, under the key that the button carries."""

    __tablename__ = "bridge_payloads"

    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    payload: Mapped[str] = mapped_column(Text)
    kept_until: Mapped[float] = mapped_column(Float, index=True)


class Lease(Table):
    """What only one bridge at a time may do, such as asking a platform for updates."""

    __tablename__ = "bridge_leases"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64))
    until: Mapped[float] = mapped_column(Float)


class Switch(Table):
    """A channel, or all of them ("all"), switched off at run time."""

    __tablename__ = "bridge_switches"

    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    since: Mapped[float] = mapped_column(Float)


class Handover(Table):
    """A case that an officer has: a citizen's talk, given to the office because the citizen said so."""

    __tablename__ = "bridge_handovers"
    __table_args__ = (Index("bridge_handovers_open", "state", "look_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    """The case number that citizen and officer are told: random, so that it says nothing."""
    conversation: Mapped[str] = mapped_column(String(128), index=True)
    channel: Mapped[str] = mapped_column(String(32))
    account: Mapped[str] = mapped_column(String(64))
    office: Mapped[str | None] = mapped_column(String(64))
    """The key of its office (whose.py), None where it is nobody's."""
    way: Mapped[str] = mapped_column(String(16))
    """chatwoot, mail."""
    asked_by: Mapped[int] = mapped_column(_ID)
    """The message with which the citizen agreed: what was said up to it is given, nothing is kept twice."""
    state: Mapped[str] = mapped_column(String(16))
    """open, closed."""
    silent: Mapped[int] = mapped_column(Integer)
    """1 while the assistant leaves the talk to the officer; until when stands in the conversation."""
    warned: Mapped[int] = mapped_column(Integer)
    """1 once the citizen was told that the office cannot be reached."""
    address: Mapped[str | None] = mapped_column(Text)
    """Where an officer's words go on the platform, sealed with the channel's secret; gone once it is closed."""
    remote: Mapped[dict[str, Any]] = mapped_column(_JSON)
    """What the case is called at the office: {"contact", "source", "last"} in Chatwoot; empty before."""
    thread: Mapped[int | None] = mapped_column(_ID, index=True)
    """Its conversation in Chatwoot."""
    heard: Mapped[int] = mapped_column(_ID)
    """The last message there that was taken."""
    look_at: Mapped[float] = mapped_column(Float)
    """When Chatwoot is asked next what is new."""
    begun_at: Mapped[float] = mapped_column(Float)
    active_at: Mapped[float] = mapped_column(Float)
    """The last word of either side."""
    answered_at: Mapped[float | None] = mapped_column(Float)
    """The first word of an officer."""


class Errand(Table):
    """What is still to be told to an office; the row goes when it was told."""

    __tablename__ = "bridge_errands"
    __table_args__ = (Index("bridge_errands_due", "handover", "id"),)

    id: Mapped[int] = mapped_column(_ID, primary_key=True, autoincrement=True)
    handover: Mapped[str] = mapped_column(String(32))
    """Its case; an erasure outlives it."""
    kind: Mapped[str] = mapped_column(String(16))
    """talk (what was said so far), word (a citizen's message), late (an officer's word came too late to be sent),
    text_only (it was no text), end (the citizen goes back to the assistant), resolved, lapsed (nothing written from
    now on is read), erase (the citizen had it deleted)."""
    way: Mapped[str] = mapped_column(String(16))
    message_id: Mapped[int | None] = mapped_column(_ID)
    remote: Mapped[dict[str, Any] | None] = mapped_column(_JSON)
    """Of an erasure: what is to be erased there."""
    attempts: Mapped[int] = mapped_column(Integer)
    not_before: Mapped[float] = mapped_column(Float)
    written_at: Mapped[float] = mapped_column(Float)
