"""The desk at which a chat platform's messages are taken and answered, the same for every platform.

Taking a message waits for nothing but the common memory: it passes the edge and joins its sender's queue, so
that the platform gets its acknowledgement at once. Answering runs the dialogue and brings what it says to the
platform, part by part.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, Protocol

from sanic import Blueprint, Sanic

from bot.channels import commands, delivery, dialogue
from bot.channels.buttons import Button, Choices, buttons
from bot.channels.dialogue import Message, OnMessage
from bot.channels.edge import Accepted, Edge, Refused
from bot.channels.shared import aside
from bot.channels.store import Store

logger = logging.getLogger(__name__)

TYPING_AFTER_SECONDS = 0.4
"""An answer that takes longer is announced; a sign before every quick one would double the requests."""

TYPING_SECONDS = 4.0
"""Between two signs that an answer is being written; Telegram shows one for five seconds."""

WARNING_SECONDS = 60.0
"""A sender above the limit is told so once in this time, or the warnings would be a flood themselves."""

STOP_SECONDS = 10.0
"""How long answers in hand may still take when the server stops."""

MAX_SENDING = 30
"""Requests to the platform at a time; more would wait in the HTTP library, which takes ever longer to sort them."""

OFFICER_PAUSE_SECONDS = 30 * 60
"""How long the assistant is silent in a chat after an officer wrote there; each further word renews it."""


@dataclass(frozen=True)
class Incoming:
    """What a person did on a platform.

    `person` is the platform's address for the answer; `conversation` tells whose dialogue it is, and differs
    in groups only. `order` is the platform's own count or time. After `until` (seconds since 1970) the
    platform forbids or charges an answer, so none is sent.
    """

    person: str
    text: str
    kind: Literal["text", "press", "unreadable"] = "text"
    delivery: str | None = None
    order: float = 0.0
    conversation: str = ""
    language: str | None = None
    until: float | None = None

    @property
    def chat(self) -> str:
        """The key of the conversation."""
        return self.conversation or self.person


class Outlet(Protocol):
    """The way out to a platform."""

    def parts(self, message: Message) -> Sequence[Any]:
        """Return an answer as the platform's own messages, each within its limits."""

    def numbers(self, offered: Sequence[Button]) -> bool:
        """Say whether these buttons are shown as numbered choices."""

    async def send(self, person: str, part: Any) -> None:
        """Offer one part to the platform once; raise a SendError when it does not take it."""

    async def typing(self, person: str) -> None:
        """Show that an answer is being written, where the platform can; raise a SendError when not."""


class Desk:
    """Takes and answers the messages of one channel."""

    def __init__(self, channel: str, secret: str, outlet: Outlet, on_new_message: OnMessage) -> None:
        """`secret` is the channel's own; senders are known to the dialogue by a keyed hash of their id."""
        self.channel = channel
        self._key = hashlib.sha256(secret.encode()).digest()
        self._outlet = outlet
        self._on_new_message = on_new_message
        self._edge = Edge(channel)
        self._choices = Choices(channel)
        self._warned = Store(f"warned/{channel}", WARNING_SECONDS)
        self._officers = Store(f"officers/{channel}", OFFICER_PAUSE_SECONDS)
        self._queue = delivery.Queue()
        self._sending = asyncio.Semaphore(MAX_SENDING)
        self._app: Sanic[Any, Any] | None = None

    def attach(self, routes: Blueprint) -> None:
        """Follow the server that `routes` belong to, whose agent answers."""

        @routes.listener("before_server_start")
        async def remember(app: Sanic[Any, Any], _loop: object) -> None:
            self._app = app

    async def close(self) -> None:
        """Let the answers in hand be sent, for STOP_SECONDS at most."""
        await self._queue.close(STOP_SECONDS)

    def sender(self, chat: str) -> str:
        """Return the name by which the dialogue knows a conversation: no platform's id, but a hash of it."""
        return f"{self.channel}-{self._hidden(chat)}"

    async def receive(self, incoming: Incoming) -> None:
        """Take what a person did, to be answered in its turn; waits for Redis at most."""
        sender = self.sender(incoming.chat)
        payload, judged = await aside(lambda: self._judge(sender, incoming))
        if isinstance(judged, Refused):
            if judged.reason == "duplicate" or not await aside(lambda: self._warned.add(sender)):
                return
            job = partial(self._say, incoming, judged.reason)
        elif incoming.kind == "unreadable":
            job = partial(self._say, incoming, "text_only")
        elif payload == commands.DELETE_ASKED:
            job = partial(self._say, incoming, "delete_asked")
        elif payload == commands.DELETE_CONFIRMED:
            job = partial(self._delete, incoming)
        else:
            job = partial(self._answer, incoming, judged)
        if self._queue.is_full(sender):
            logger.error("%s: too many answers wait for the platform, a message was left", self.channel)
        else:
            self._queue.put(sender, incoming.order, job)

    def forget(self, chat: str, order: float) -> None:
        """Delete all that was said in a conversation, behind what is still to be answered there."""
        sender = self.sender(chat)

        async def work() -> None:
            await self._forget(sender)

        self._queue.put(sender, order, work)

    async def pause(self, chat: str) -> None:
        """Be silent in a conversation for a while: an officer speaks there."""
        await aside(lambda: self._officers.put(self.sender(chat), "1"))

    def _hidden(self, word: str) -> str:
        return hashlib.blake2b(word.encode(), key=self._key, digest_size=15).hexdigest()

    def _judge(self, sender: str, incoming: Incoming) -> tuple[str | None, Accepted | Refused]:
        """Return the payload that was pressed or named by what was typed, None for other text; and the edge's word."""
        payload = incoming.text if incoming.kind == "press" else commands.payload(incoming.text)
        payload = payload or self._choices.pick(sender, incoming.text)
        # A platform's id of a message may hold the person's.
        once = self._hidden(incoming.delivery) if incoming.delivery else None
        if payload is None:
            return None, self._edge.receive(sender, incoming.text, once)
        return payload, self._edge.press(sender, payload, once)

    async def _silent(self, incoming: Incoming) -> bool:
        """Say whether nothing may be sent: an officer speaks, or the platform's window has closed."""
        if incoming.until is not None and time.time() > incoming.until:
            logger.warning("%s: a message came too late to be answered, it was left", self.channel)
            return True
        return await aside(lambda: self._officers.get(self.sender(incoming.chat))) is not None

    async def _answer(self, incoming: Incoming, accepted: Accepted) -> None:
        if await self._silent(incoming):
            return
        sender = self.sender(incoming.chat)
        async with self._typing(incoming.person):
            answers = await dialogue.answer(
                self._agent, self._on_new_message, self.channel, sender, accepted, incoming.language
            )
        await self._send(incoming, answers)

    async def _say(self, incoming: Incoming, reason: str) -> None:
        """Send one of the channel's own notices."""
        if not await self._silent(incoming):
            said = await dialogue.word(self._agent, self.sender(incoming.chat), reason, incoming.language)
            await self._send(incoming, [said])

    async def _delete(self, incoming: Incoming) -> None:
        sender = self.sender(incoming.chat)
        said = await dialogue.word(self._agent, sender, "deleted", incoming.language)
        if not await self._forget(sender):
            said = await dialogue.word(self._agent, sender, "not_deleted", incoming.language)
        await self._send(incoming, [said])

    async def _forget(self, sender: str) -> bool:
        await aside(lambda: self._choices.drop(sender))
        return await dialogue.forget(self._agent, sender)

    async def _send(self, incoming: Incoming, answers: Sequence[Message]) -> None:
        """Bring answers to the platform; what cannot be sent is said to the operator."""
        if await self._silent(incoming):
            return
        sender = self.sender(incoming.chat)
        offered = [button for answer in answers for button in buttons(answer)]
        numbered = self._outlet.numbers(offered)
        await aside(lambda: self._choices.offer(sender, offered, numbered))
        parts = await aside(lambda: [part for answer in answers for part in self._outlet.parts(answer)])
        try:
            for part in parts:
                await delivery.persist(partial(self._hand, incoming.person, part))
        except delivery.Gone as error:
            logger.info("%s: a person cannot be written to: %s", self.channel, error)
        except delivery.SendError as error:
            logger.error("%s: an answer was not delivered: %s", self.channel, error)
        if self._outlet.numbers(offered) != numbered:  # the platform did not take its buttons
            await aside(lambda: self._choices.offer(sender, offered, not numbered))

    async def _hand(self, person: str, part: Any) -> None:
        async with self._sending:
            await self._outlet.send(person, part)

    @contextlib.asynccontextmanager
    async def _typing(self, person: str) -> AsyncIterator[None]:
        async def show() -> None:
            await asyncio.sleep(TYPING_AFTER_SECONDS)
            while True:
                if not self._sending.locked():  # the answers matter, not this
                    with contextlib.suppress(delivery.SendError):
                        await self._outlet.typing(person)
                await asyncio.sleep(TYPING_SECONDS)

        shown = asyncio.create_task(show())
        try:
            yield
        finally:
            shown.cancel()

    @property
    def _agent(self) -> Any:
        return getattr(self._app.ctx, "agent", None) if self._app else None
