"""The worker: takes up conversations in which something waits, asks Rasa, writes the answer, sends it, marks it.

Each step ends with one transaction, so that a bridge that dies gives its work back as it stood: a message is asked
again (its id makes Rasa answer the same), a part that was on the wire is sent again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.channels.core import conversations, delivery, inbox, metrics, outbox
from bot.channels.core.answering import Answering, Later, Mark
from bot.channels.core.database import OUTAGES, Database, cause
from bot.channels.core.inbox import Turn
from bot.channels.core.intake import Intake
from bot.channels.core.outbox import Outgoing
from bot.channels.core.tables import Conversation

logger = logging.getLogger(__name__)

MAX_WORKING = 100
"""Conversations worked on at a time."""

LOOK_SECONDS = 1.0
"""Between two looks for work that nobody here was told of: another bridge's, or what was put off."""

STOP_SECONDS = 10.0
"""How long answers in hand may still take when the bridge stops."""

TYPING_AFTER_SECONDS = 0.4
"""An answer that takes longer is announced; a sign before every quick one would double the requests."""

TYPING_SECONDS = 4.0
"""Between two signs that an answer is being written; Telegram shows one for five seconds."""


class Worker:
    """Works on what lies in the inbox and the outbox."""

    def __init__(self, database: Database, answering: Answering, intakes: Mapping[str, Intake]) -> None:
        """`intakes` may be filled later, before the start."""
        self.owner = secrets.token_hex(16)
        self._database, self._answering, self._intakes = database, answering, intakes
        self._working: dict[str, asyncio.Task[None]] = {}
        self._listening: dict[int, list[asyncio.Event]] = {}
        self._awake = asyncio.Event()
        self._loops: list[asyncio.Task[None]] = []
        self._stopping = False

    async def start(self) -> None:
        """Take up the work, also what another bridge has left."""
        self._loops = [asyncio.create_task(self._look()), asyncio.create_task(self._hold())]

    async def stop(self) -> None:
        """Let the answers in hand go out, for STOP_SECONDS at most; what is left waits for the next start."""
        self._stopping = True
        self._loops[0].cancel()
        if self._working:
            _, unfinished = await asyncio.wait(self._working.values(), timeout=STOP_SECONDS)
            for task in unfinished:
                task.cancel()
            if unfinished:
                logger.warning("%d conversations are left for the next start", len(unfinished))
        self._loops[1].cancel()
        with contextlib.suppress(SQLAlchemyError):
            await self._database.run(lambda session: inbox.give_back(session, self.owner))

    def wake(self) -> None:
        """Look for work now."""
        self._awake.set()

    @contextlib.contextmanager
    def told_of(self, message_id: int) -> Iterator[asyncio.Event]:
        """Give an event that is set when this bridge has answered a message."""
        event = asyncio.Event()
        self._listening.setdefault(message_id, []).append(event)
        try:
            yield event
        finally:
            self._listening[message_id].remove(event)
            if not self._listening[message_id]:
                del self._listening[message_id]

    async def _look(self) -> None:
        while True:
            self._awake.clear()
            try:
                for sender in await self._database.run(self._claim, repeatable=True):
                    task = asyncio.create_task(self._serve(sender))
                    self._working[sender] = task
                    task.add_done_callback(partial(self._done, sender))
            except SQLAlchemyError as error:
                logger.error("the database does not answer, trying again: %s", cause(error))
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._awake.wait(), LOOK_SECONDS)

    def _claim(self, session: Session) -> list[str]:
        room = MAX_WORKING - len(self._working)
        return inbox.claim(session, self.owner, list(self._working), room) if room > 0 else []

    async def _hold(self) -> None:
        while True:
            await asyncio.sleep(inbox.LEASE_SECONDS / 3)
            with contextlib.suppress(SQLAlchemyError):
                await self._database.run(
                    lambda session: inbox.renew(session, self.owner, list(self._working)), repeatable=True
                )

    def _done(self, sender: str, task: asyncio.Task[None]) -> None:
        self._working.pop(sender, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            # Of the database its own words; of anything else the kind only: its text may hold the person's words.
            why = cause(error) if isinstance(error, OUTAGES) else type(error).__name__
            logger.error("a conversation is taken up again later: %s", why)
        elif not self._stopping:
            self._awake.set()

    async def _serve(self, sender: str) -> None:
        """Work on a conversation until nothing is to be done in it."""
        step = await self._database.run(lambda session: inbox.next_step(session, self.owner, sender), repeatable=True)
        while step is not None:
            intake = self._intakes.get(step.channel if isinstance(step, Outgoing) else step.message.channel)
            if intake is None:  # its channel was switched off by taking its settings away: it waits for them
                await self._database.run(partial(self._put_off, sender, inbox.LONGEST_PAUSE_SECONDS))
                return
            try:
                mark = await (
                    self._send(intake, sender, step) if isinstance(step, Outgoing) else self._answer(intake, step)
                )
                answered = step.message.id if isinstance(step, Turn) else None
            except Later as later:
                answered = None
                mark = partial(self._later, sender, step, later.seconds)
                asyncio.get_running_loop().call_later(later.seconds, self._awake.set)
            step = await self._database.run(partial(self._go_on, sender, mark), repeatable=True)
            for event in self._listening.get(answered, ()) if answered is not None else ():
                event.set()
            if self._stopping and isinstance(step, Turn):
                return

    def _go_on(self, sender: str, mark: Mark, session: Session) -> Turn | Outgoing | None:
        inbox.held(session, self.owner, sender)
        mark(session)
        return inbox.next_step(session, self.owner, sender)

    def _later(self, sender: str, step: Turn | Outgoing, seconds: float, session: Session) -> None:
        session.get_one(Conversation, sender).not_before = time.time() + seconds
        if isinstance(step, Outgoing):
            outbox.later(session, step)
        else:
            inbox.postpone(session, step.message.id)

    def _put_off(self, sender: str, seconds: float, session: Session) -> None:
        conversation = inbox.held(session, self.owner, sender)
        conversation.not_before, conversation.lease_until = time.time() + seconds, 0.0

    async def _answer(self, intake: Intake, turn: Turn) -> Mark:
        async with self._typing(intake, turn.message.address):
            return await self._answering.answer(intake, turn)

    async def _send(self, intake: Intake, sender: str, outgoing: Outgoing) -> Mark:
        """Send a part; return what became of it. What cannot be sent is said to the operator."""
        assert intake.outlet is not None
        if outgoing.was_on_the_wire:
            metrics.RESENT.labels(intake.channel).inc()
        started = time.perf_counter()
        try:
            async with intake.sending:
                await intake.outlet.send(intake.address(outgoing.address), outgoing.body)
        except delivery.TryAgain as error:
            wait = delivery.wait_before(outgoing.attempts + 1, error.after)
            if wait is not None:
                raise Later(wait) from None
            return self._lost(intake, outgoing, error)
        except delivery.Gone as error:
            logger.info("%s: a person cannot be written to: %s", intake.channel, error)
            metrics.OUTBOX.labels(intake.channel, "gone").inc()
            return partial(_given_up, outgoing, "gone")
        except delivery.SendError as error:
            return self._lost(intake, outgoing, error)
        metrics.SECONDS.labels("send").observe(time.perf_counter() - started)
        metrics.OUTBOX.labels(intake.channel, "sent").inc()
        return partial(_sent, intake, sender, outgoing)

    def _lost(self, intake: Intake, outgoing: Outgoing, error: Exception) -> Mark:
        logger.error("%s: an answer was not delivered: %s", intake.channel, error)
        metrics.OUTBOX.labels(intake.channel, "failed").inc()
        return partial(_given_up, outgoing, "failed")

    @contextlib.asynccontextmanager
    async def _typing(self, intake: Intake, sealed: str | None) -> AsyncIterator[None]:
        async def show() -> None:
            await asyncio.sleep(TYPING_AFTER_SECONDS)
            while intake.outlet is not None and sealed is not None:
                if not intake.sending.locked():  # the answers matter, not this
                    with contextlib.suppress(delivery.SendError):
                        await intake.outlet.typing(intake.address(sealed))
                await asyncio.sleep(TYPING_SECONDS)

        shown = asyncio.create_task(show())
        try:
            yield
        finally:
            shown.cancel()


def _sent(intake: Intake, sender: str, outgoing: Outgoing, session: Session) -> None:
    outbox.sent(session, outgoing)
    assert intake.outlet is not None
    # A platform that did not take its buttons has shown them as numbers.
    conversations.renumber(session.get_one(Conversation, sender), intake.outlet.numbers)


def _given_up(outgoing: Outgoing, state: str, session: Session) -> None:
    outbox.given_up(session, outgoing, state)
