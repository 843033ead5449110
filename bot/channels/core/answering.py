"""What is said to a message: the dialogue's answer, or the channel's own word; and how it is written down."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from bot.channels.core import (
    conversations,
    handovers,
    inbox,
    metrics,
    outbox,
    outcomes,
    take_along,
    votes,
    whose,
)
from bot.channels.core.buttons import buttons
from bot.channels.core.inbox import Turn
from bot.channels.core.incoming import Answer, Body, Incoming
from bot.channels.core.intake import Intake
from bot.channels.core.links import absolute
from bot.channels.core.notices import DELETE_QUESTION, notice
from bot.channels.core.rasa_client import RasaAway, RasaClient, TurnFailed
from bot.channels.core.tables import Conversation, Message
from bot.channels.handover import offer
from bot.channels.handover.turns import Said, Turns
from bot.channels.privacy import deletion, handing, introduction, kept, register
from common.vocabulary import LANGUAGES

logger = logging.getLogger(__name__)

Mark = Callable[[Session], None]
"""What is written into the database when a step is done."""

PATIENCE_SECONDS = 120.0
"""How long Rasa is asked again for an answer to a chat message before the person is told that there is none now."""

PAGE_PATIENCE_SECONDS = 20.0
"""The same for a page, on which somebody waits."""

FIRST_WAIT_SECONDS = 0.25
LONGEST_WAIT_SECONDS = 5.0
"""Waits before Rasa is asked again: the first, doubled each time up to the longest."""


class Later(Exception):
    """A step cannot be done now; it is put off by so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"in {seconds:.2f} s")
        self.seconds = seconds


class Answering:
    """Finds what is said to a message."""

    def __init__(self, rasa: RasaClient, actions_url: str, handover: Turns) -> None:
        self._rasa, self._actions_health = rasa, f"{actions_url.rstrip('/')}/health"
        self._handover = handover
        # Message -> when it could not be answered first. A bridge that starts is as patient as one that runs.
        self._since: dict[int, float] = {}

    async def answer(self, intake: Intake, turn: Turn) -> Mark:
        """Return how a message is answered; raise Later when nobody can be asked now."""
        message, conversation = turn.message, turn.conversation
        if message.kind == "vote":
            return partial(_vote, intake, message, conversation)
        if _is_closed(message, conversation):
            return partial(_leave, intake, message.id, conversation.worker)
        if turn.is_closed and message.kind in conversations.SAID:
            return self._word(intake, turn, "closed")
        if message.kind == "notice":
            return self._word(intake, turn, message.text)
        if message.kind in ("delete", "forget"):
            return await self._delete(intake, turn)
        if message.kind == "data":
            return await self._data(intake, turn)
        if message.kind in conversations.TOLD:
            said = await self._handover.said(turn)
            return partial(_write_said, intake, message.id, said, conversation.worker)
        return await self._ask(intake, turn)

    async def _ask(self, intake: Intake, turn: Turn) -> Mark:
        message, conversation = turn.message, turn.conversation
        hint = {"language": message.language} if message.language in LANGUAGES else {}
        asked: dict[str, Any] = {
            "sender": conversation.id,
            "message": message.text,
            "id": f"{message.id}-{int(message.received_at)}",
            "channel": intake.channel,
            "metadata": {"edge": message.edge, **whose.of_the_channel(intake.channel), **message.hints, **hint},
        }
        started = time.perf_counter()
        try:
            answers, worker = await self._rasa.ask(conversation.worker, asked)
        except TurnFailed:
            if await self._rasa.is_well(self._actions_health):
                logger.error("%s: a turn failed; Rasa's log and the action server's say why", intake.channel)
                return self._none(intake, turn)
            logger.warning("%s: no answer now: the action server is away", intake.channel)
            return self._wait_or_tell(intake, turn)
        except RasaAway as error:
            logger.warning("%s: no answer now: %s", intake.channel, error)
            return self._wait_or_tell(intake, turn)
        self._since.pop(message.id, None)
        metrics.SECONDS.labels("rasa").observe(time.perf_counter() - started)
        files: Sequence[Body] = ()
        if intake.outlet is not None:
            answers, files = await take_along.handed(intake.outlet, answers)
        return self._answered(intake, turn, answers, worker, files)

    def _answered(
        self, intake: Intake, turn: Turn, answers: list[Answer], worker: str | None, behind: Sequence[Body] = ()
    ) -> Mark:
        """Return how answers are written, with the offer of a person where there is one and it is due."""
        if self._handover.way is None:
            return partial(_write, intake, turn.message.id, answers, worker, behind=behind)

        def said(session: Session) -> list[Answer]:
            return offer.beside(session, session.get_one(Message, turn.message.id), answers)

        return partial(_write_said, intake, turn.message.id, said, worker, behind=behind)

    async def _delete(self, intake: Intake, turn: Turn) -> Mark:
        message, conversation = turn.message, turn.conversation
        said = [notice("deleted", conversation.language or message.language)]
        try:
            await self._rasa.forget(conversation.worker, conversation.id)
        except RasaAway as error:
            logger.warning("%s: a conversation cannot be deleted now: %s", intake.channel, error)
            if message.kind == "forget" or self._is_patient(intake, message):
                raise Later(_wait(message.attempts)) from None
            return partial(_delete_later, intake, message, conversation)

        def write(session: Session) -> None:
            deletion.carry_out(session, conversation.id, message.id, intake.outlet is not None)
            _write(intake, message.id, said if message.kind == "delete" else [], None, session)
            row = session.get_one(Message, message.id)
            register.done(session, int(row.text or 0))
            row.conversation = row.text = ""
            outcomes.drop(row)
            left = session.get_one(Conversation, conversation.id)
            left.choices = left.language = left.worker = None
            left.introduced_at = left.ask_in = 0

        return write

    async def _data(self, intake: Intake, turn: Turn) -> Mark:
        message, conversation = turn.message, turn.conversation
        try:
            remembered = await self._rasa.remembered(conversation.worker, conversation.id)
        except RasaAway as error:
            logger.warning("%s: what the dialogue remembers cannot be read now: %s", intake.channel, error)
            if self._is_patient(intake, message):
                raise Later(_wait(message.attempts)) from None
            remembered = None
        language = conversation.language or message.language

        def write(session: Session) -> None:
            everything = kept.everything(kept.rows(session, conversation.id), remembered, intake.keep_days)
            said, parts = handing.handed(intake, conversation.id, everything, language, session)
            if remembered is not None:
                register.done(session, int(message.text or 0))
            _write(intake, message.id, said, conversation.worker, session, parts)

        return write

    def _wait_or_tell(self, intake: Intake, turn: Turn) -> Mark:
        if self._is_patient(intake, turn.message):
            raise Later(_wait(turn.message.attempts))
        return self._none(intake, turn)

    def _is_patient(self, intake: Intake, message: Message) -> bool:
        """Say whether an answer is waited for some more."""
        patience = PAGE_PATIENCE_SECONDS if intake.outlet is None else PATIENCE_SECONDS
        if time.monotonic() - self._since.setdefault(message.id, time.monotonic()) < patience:
            return True
        del self._since[message.id]
        return False

    def _none(self, intake: Intake, turn: Turn) -> Mark:
        metrics.UNANSWERED.labels(intake.channel).inc()
        said = notice("unavailable", turn.conversation.language or turn.message.language)
        return self._answered(intake, turn, [said], turn.conversation.worker)

    def _word(self, intake: Intake, turn: Turn, reason: str) -> Mark:
        said = notice(reason, turn.conversation.language or turn.message.language)
        return partial(_write, intake, turn.message.id, [said], turn.conversation.worker)


def _vote(intake: Intake, message: Message, conversation: Conversation, session: Session) -> None:
    """Keep a vote, also while an officer speaks; ask why where an answer did not help."""
    ballot = votes.read(message.text)
    on = votes.voted_on(session, conversation.id, ballot) if ballot else None
    language = conversation.language or message.language
    if ballot is None or on is None:
        said = notice("vote_gone", language)
    else:
        votes.keep(session, on, ballot)
        said = notice("vote_why" if ballot.vote < 0 and ballot.reason is None else "vote_thanks", language)
        if ballot.vote < 0 and ballot.reason is None:
            said["buttons"] = votes.reasons(ballot.of, said["custom"]["language"])
    _write(intake, message.id, [said], conversation.worker, session)


def _delete_later(intake: Intake, message: Message, conversation: Conversation, session: Session) -> None:
    """Have the deletion tried until it is done, behind the word that it is; its request stays open meanwhile."""
    behind = intake.arrival(conversation.id, Incoming("", "", order=message.position), "forget", message.text)
    inbox.put(session, behind)
    said = notice("delete_later", conversation.language or message.language)
    _write(intake, message.id, [said], conversation.worker, session)


def _write(
    intake: Intake,
    message_id: int,
    answers: list[Answer],
    worker: str | None,
    session: Session,
    behind: Sequence[Body] = (),
) -> None:
    """Write answers and the parts that they have on the platform; `behind` are parts that go out after them."""
    message = inbox.answered(session, message_id, answers)
    outcomes.keep(message, answers)
    conversation = session.get_one(Conversation, message.conversation)
    if message.position < conversation.last_position:
        metrics.LATE.labels(intake.channel).inc()
    conversation.last_position = max(conversation.last_position, message.position)
    conversation.worker = worker
    language = (answers[-1].get("custom") or {}).get("language") if answers else None
    if language in LANGUAGES and message.kind in conversations.SAID:
        conversation.language = language
    _count(intake.channel, message, answers)
    if intake.outlet is None or not answers or _is_closed(message, conversation):
        outbox.put(session, message, [])
        return
    shown = votes.asked(conversation, message, [absolute(one, intake.public_url) for one in answers], intake.outlet)
    offered = [button for answer in shown for button in buttons(answer)]
    if offered or message.kind != "vote":  # a thank-you leaves to choose what could be chosen before
        conversations.offer(conversation, offered, intake.outlet.numbers(offered))
    shown = [*_introduction(intake, message, conversation), *shown]
    payloads = intake.payloads(session)
    made = [part for answer in shown for part in intake.outlet.parts(answer, payloads)]
    outbox.put(session, message, [*made, *behind])


def _introduction(intake: Intake, message: Message, conversation: Conversation) -> list[Answer]:
    """Return what a person is told before the first answer, once a conversation; nothing to who has it deleted."""
    if conversation.introduced_at or message.kind in ("delete", "forget"):
        return []
    conversation.introduced_at = time.time()
    office = whose.office_itself(intake.channel, message.hints)
    return [introduction.answer(conversation.language or message.language, intake.keep_days, office)]


def _write_said(
    intake: Intake, message_id: int, said: Said, worker: str | None, session: Session, behind: Sequence[Body] = ()
) -> None:
    """Write what is found out to be said in the same transaction."""
    _write(intake, message_id, said(session), worker, session, behind)


def _leave(intake: Intake, message_id: int, worker: str | None, session: Session) -> None:
    """Leave a message to an officer, who gets it where it was given to the office."""
    _write(intake, message_id, [], worker, session)
    message = session.get_one(Message, message_id)
    if message.kind in conversations.SAID:
        handovers.hand_on(session, message)


def _is_closed(message: Message, conversation: Conversation) -> bool:
    """Say whether nothing may be sent: an officer speaks, or the platform's window has closed."""
    if message.until is not None and time.time() > message.until:
        logger.warning("%s: a message came too late to be answered, it was left", message.channel)
        return message.kind not in ("delete", "forget")
    asks_to_delete = message.kind == "notice" and message.text == DELETE_QUESTION
    return (
        handovers.is_quiet(conversation)
        and not asks_to_delete
        and message.kind not in ("delete", "forget", *conversations.TOLD)
    )


def _count(channel: str, message: Message, answers: list[Answer]) -> None:
    metrics.SECONDS.labels("whole").observe(max(0.0, time.time() - message.received_at))
    for answer in answers:
        custom = answer.get("custom") or {}
        status, reason = str(custom.get("status") or "none"), str(custom.get("reason") or "")
        metrics.MESSAGES.labels(channel, str(custom.get("language") or "none"), status, reason).inc()
        if status == "clarify":
            metrics.ASKED_BACK.labels(channel).inc()
        if status == "abstain":
            metrics.ABSTAINED.labels(channel, reason).inc()


def _wait(attempts: int) -> float:
    return min(FIRST_WAIT_SECONDS * 2.0 ** min(attempts, 16), LONGEST_WAIT_SECONDS)
