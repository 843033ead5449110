"""The intake of a channel: where its messages are taken, the same for every platform.

Taking a message is one transaction: checked, masked, counted, written into the inbox. When it is committed the
platform gets its acknowledgement; the worker answers.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy.orm import Session

from bot.channels.core import commands, conversations, gatekeeper, handovers, inbox, metrics, votes, whose
from bot.channels.core.buttons import PAYLOAD_SECONDS, Payloads
from bot.channels.core.database import Database, insert
from bot.channels.core.inbox import Arrival
from bot.channels.core.incoming import Incoming, Outlet
from bot.channels.core.limits import WARNING_SECONDS, Limits, Refusal
from bot.channels.core.notices import DELETE_QUESTION
from bot.channels.core.tables import Conversation, Message, Payload
from bot.channels.privacy import register
from common.retention import KEEP_DAYS
from common.vocabulary import LANGUAGES

MAX_SENDING = 30
"""Requests to the platform at a time; more would wait in the HTTP library, which takes ever longer to sort them."""

TOLD_SECONDS = 60.0
"""An album of ten photos, or dice thrown six times, are told once that only text can be read."""

UNREADABLE = "text_only"

OF_THE_CHANNEL = {commands.DELETE_CONFIRMED: "delete", commands.DATA_ASKED: "data"}
"""Payloads that the dialogue never sees -> the kind of message that they are."""


TICKET_SECONDS = 60 * 60
"""How long a link to what is kept of a conversation is good."""

_TICKET = "kept/"

REQUESTS: Mapping[str, register.Kind] = {"data": "data", "delete": "delete", "forget": "withdraw"}
"""Kinds of messages that are requests by law -> their kind in the register."""


@dataclass(frozen=True)
class Taken:
    """What became of a message: its row in the inbox, or why a page's message goes no further."""

    message_id: int | None
    refusal: Refusal | None = None
    is_known: bool = False
    """It was taken before: its answer may be there."""


class Intake:
    """Takes the messages of one channel."""

    def __init__(
        self,
        channel: str,
        secret: str,
        outlet: Outlet | None,
        database: Database,
        limits: Limits,
        wake: Callable[[], None],
        public_url: str = "",
        keep_days: int = KEEP_DAYS,
    ) -> None:
        """`secret` is the channel's own; senders are known to the dialogue by a keyed hash of their id.

        Without `outlet` nothing is sent: the website fetches its answers. `wake` tells the worker to look.
        `public_url` is where people reach the bridge's own pages; `keep_days` is told to them.
        """
        self.channel, self.outlet, self.public_url, self.keep_days = channel, outlet, public_url, keep_days
        self.database = database
        self.sending = asyncio.Semaphore(MAX_SENDING)
        self._key = hashlib.sha256(secret.encode()).digest()
        self._seal = Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"address" + self._key).digest()))
        self.account = self.hidden("account")
        self._limits, self._wake = limits, wake

    def sender(self, chat: str) -> str:
        """Return the name by which the dialogue knows a conversation: no platform's id, but a hash of it."""
        return f"{self.channel}-{self.hidden(chat)}"

    def hidden(self, word: str) -> str:
        """Return a keyed hash; a platform's id of a message may hold the person's."""
        return hashlib.blake2b(word.encode(), key=self._key, digest_size=15).hexdigest()

    def address(self, sealed: str) -> str:
        """Return where an answer goes."""
        return self._seal.decrypt(sealed.encode()).decode()

    def ticket(self, sender: str) -> str:
        """Return what lets its holder read, for TICKET_SECONDS, all that is kept of a conversation."""
        return self._seal.encrypt(f"{_TICKET}{sender}".encode()).decode()

    def holder(self, ticket: str) -> str | None:
        """Return the sender of a ticket, None when it is forged, damaged or too old."""
        try:
            opened = self._seal.decrypt(ticket.encode(), ttl=TICKET_SECONDS).decode()
        except InvalidToken:
            return None
        return opened.removeprefix(_TICKET) if opened.startswith(_TICKET) else None

    def payloads(self, session: Session) -> Payloads:
        """Return the long payloads of the channel's buttons."""
        limit = self.outlet.payload_limit if self.outlet else 1_000_000

        def look_up(key: str) -> str | None:
            found = session.get(Payload, (self.channel, key))
            return found.payload if found is not None and found.kept_until > time.time() else None

        def keep(key: str, payload: str) -> None:
            until = time.time() + PAYLOAD_SECONDS
            row = insert(session, Payload).values(channel=self.channel, key=key, payload=payload, kept_until=until)
            session.execute(row.on_conflict_do_update(index_elements=["channel", "key"], set_={"kept_until": until}))

        return Payloads(limit, look_up, keep)

    async def receive(self, read: Callable[[Payloads], Sequence[Incoming]]) -> None:
        """Take what people did, all or nothing; `read` tells it, and may look up what buttons carry."""

        def work(session: Session) -> None:
            arrived = list(read(self.payloads(session)))
            # Always in the same order, lest two bridges wait for each other.
            for incoming in sorted(arrived, key=lambda one: (one.chat, one.order)):
                self._take(session, self.sender(incoming.chat), incoming, self._seal_address(incoming.person))

        with metrics.SECONDS.labels("take").time():
            await self.database.run(work, urgent=True)
        self._wake()

    async def receive_from_page(self, sender: str, incoming: Incoming, address: str) -> Taken:
        """Take what a page sent, whose answer is fetched; `address` is a hash of where it came from."""
        with metrics.SECONDS.labels("take").time():
            taken = await self.database.run(
                lambda session: self._take(session, sender, incoming, None, address), urgent=True
            )
        self._wake()
        return taken

    async def forget(self, chat: str, order: float) -> None:
        """Delete all that was said in a conversation, behind what is still to be answered there."""
        sender = self.sender(chat)

        def work(session: Session) -> None:
            conversations.opened(session, sender, self.channel).waiting = 1
            arrival = self.arrival(sender, Incoming("", "", order=order), "forget", _request(session, "forget"))
            inbox.put(session, arrival)

        await self.database.run(work)
        self._wake()

    async def pause(self, chat: str) -> None:
        """Be silent in a conversation for a while: an officer speaks there."""

        def work(session: Session) -> None:
            until = time.time() + handovers.OFFICER_PAUSE_SECONDS
            conversations.opened(session, self.sender(chat), self.channel).quiet_until = until
            handovers.spoke_elsewhere(session, self.sender(chat))

        await self.database.run(work)

    def _seal_address(self, person: str) -> str:
        return self._seal.encrypt(person.encode()).decode()

    def _take(
        self, session: Session, sender: str, incoming: Incoming, sealed: str | None, address: str | None = None
    ) -> Taken:
        conversation = conversations.opened(session, sender, self.channel)
        arrival = replace(self._read(conversation, incoming), address=sealed)
        identity = inbox.put(session, arrival)
        if identity is None:
            metrics.DUPLICATES.labels(self.channel).inc()
            assert arrival.delivery is not None
            known = inbox.find(session, self.channel, self.account, arrival.delivery)
            return Taken(known.id if known else None, is_known=True)
        refusal = self._limits.refusal(self.channel, sender, address)
        if refusal is None:
            metrics.RECEIVED.labels(self.channel).inc()
            if arrival.kind == "notice" and arrival.text == UNREADABLE and not _is_due(conversation):
                inbox.answered(session, identity, []).address = None
                return Taken(identity)
            if arrival.kind in REQUESTS:
                session.get_one(Message, identity).text = _request(session, arrival.kind)
            conversation.waiting = 1
            return Taken(identity)
        metrics.REFUSED.labels(self.channel, refusal).inc()
        self._refuse(session, conversation, identity, refusal)
        return Taken(None, refusal)

    def _refuse(self, session: Session, conversation: Conversation, identity: int, refusal: Refusal) -> None:
        """Have the sender told, once in a while; a page is told each time, in the response."""
        now = time.time()
        message = inbox.answered(session, identity, [])
        message.kind, message.text, message.edge = "notice", refusal, {}
        if self.outlet is None:
            session.delete(message)
        elif not now < conversation.warned_until <= now + WARNING_SECONDS:
            conversation.warned_until = now + WARNING_SECONDS
            message.state, conversation.waiting = "waiting", 1
        else:
            message.address = None

    def _read(self, conversation: Conversation, incoming: Incoming) -> Arrival:
        """Return a message as it may be kept: the payload that was pressed or named, or the masked text."""
        if incoming.kind == "unreadable":
            return self.arrival(conversation.id, incoming, "notice", UNREADABLE)
        payload = incoming.text if incoming.kind == "press" else commands.payload(incoming.text)
        if payload is None and self.outlet is not None:
            payload = conversations.choose(conversation, incoming.text)
        if payload == commands.DELETE_ASKED:
            return self.arrival(conversation.id, incoming, "notice", DELETE_QUESTION)
        if payload in OF_THE_CHANNEL:
            return self.arrival(conversation.id, incoming, OF_THE_CHANNEL[payload], "")
        if payload in commands.HANDOVER:
            return self.arrival(conversation.id, incoming, "handover", payload)
        if payload is not None and votes.read(payload) is not None:
            return self.arrival(conversation.id, incoming, "vote", payload)
        accepted = gatekeeper.read(incoming.text) if payload is None else gatekeeper.read_payload(payload)
        kind = "text" if payload is None else "press"
        return replace(self.arrival(conversation.id, incoming, kind, accepted.text), edge=accepted.metadata["edge"])

    def arrival(self, sender: str, incoming: Incoming, kind: str, text: str) -> Arrival:
        """Return what a person did, or had done, as it is written into the inbox."""
        return Arrival(
            channel=self.channel,
            account=self.account,
            delivery=self.hidden(incoming.delivery) if incoming.delivery else None,
            conversation=sender,
            address=None,
            position=incoming.order if math.isfinite(incoming.order) else 0.0,
            kind=kind,
            text=text,
            language=incoming.language if incoming.language in LANGUAGES else None,
            hints=dict(incoming.hints),
            until=incoming.until if math.isfinite(incoming.until or 0.0) else None,
            office=whose.office_of(self.channel, incoming.hints),
        )


def _request(session: Session, kind: str) -> str:
    """Write a request into the register; return its number, which its message carries until it is done."""
    return str(register.enter(session, REQUESTS[kind]))


def _is_due(conversation: Conversation) -> bool:
    """Say whether a sender is to be told that only text can be read; then not again for a while."""
    now = time.time()
    if now < conversation.told_until <= now + TOLD_SECONDS:
        return False
    conversation.told_until = now + TOLD_SECONDS
    return True
