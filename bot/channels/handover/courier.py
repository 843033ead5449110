"""Carries between citizens and offices: does the errands that are due, fetches what officers wrote, ends what is over.

Any bridge does it: an errand or a look is lent for a while in the database, and one that died leaves it to another.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.channels.core import delivery, handovers, metrics
from bot.channels.core.database import Database, cause
from bot.channels.core.delivery import SendError, TryAgain
from bot.channels.core.handovers import Due
from bot.channels.core.masking import mask_identity
from bot.channels.core.tables import Handover, Message
from bot.channels.handover import summary
from bot.channels.handover.chatwoot import Chatwoot
from bot.channels.handover.ways import Case, News, NotThere, Way

logger = logging.getLogger(__name__)

ROUND_SECONDS = 1.0
"""Between two rounds."""

LOOK_SECONDS = 10.0
"""Between two looks at an open case in Chatwoot; its webhook has it looked at in the next round."""

STEP_SECONDS = 45.0
"""How long one errand may take, all its requests together; an errand is lent for longer (handovers.CLAIM_SECONDS)."""

MOST = 20
"""Errands, and looks, of one round."""


class Courier:
    """Goes its rounds while the bridge runs."""

    def __init__(self, database: Database, ways: Mapping[str, Way], language: str, wake: Callable[[], None]) -> None:
        """`language` is the officers'; `wake` tells the worker that somebody is to be told something."""
        self._database, self._ways, self._language, self._wake = database, ways, language, wake
        self._rounds: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take up the work, also what another bridge has left."""
        self._rounds = asyncio.create_task(self._go())

    async def stop(self) -> None:
        """End; what is under way is done again by the next one that starts."""
        if self._rounds is not None:
            self._rounds.cancel()
            await asyncio.gather(self._rounds, return_exceptions=True)
        for way in self._ways.values():
            await way.close()

    async def _go(self) -> None:
        while True:
            try:
                await self.round()
            except SQLAlchemyError as error:
                logger.error("handover: the database does not answer, trying again: %s", cause(error))
            except Exception as error:  # its text may hold a person's words
                logger.error("handover: a round failed: %s", type(error).__name__)
            await asyncio.sleep(ROUND_SECONDS)

    async def round(self) -> None:
        """Do what is due now."""
        happened = await self._database.run(handovers.come_back)
        for step in happened:
            metrics.HANDOVERS.labels("all", step).inc()
        due = await self._database.run(lambda session: handovers.due(session, MOST))
        cases = await self._database.run(lambda session: handovers.looks(session, MOST, LOOK_SECONDS))
        await asyncio.gather(*(self._do(one) for one in due), *(self._look(one) for one in cases))
        if happened or due or cases:
            self._wake()

    async def _do(self, due: Due) -> None:
        errand, way = due.errand, self._ways.get(due.errand.way)
        if way is None:  # its settings were taken away: it waits until they are back
            await self._database.run(
                lambda session: handovers.put_off(session, errand, handovers.LONGEST_WAIT_SECONDS)
            )
            return
        case = Case.of(due.handover) if due.handover else Case(errand.handover, None, dict(errand.remote or {}))
        case.office = case.office or (errand.remote or {}).get("office")
        try:
            async with asyncio.timeout(STEP_SECONDS):
                await self._tell(way, due, case)
        except NotThere:
            logger.info("handover: the office has deleted a case")
            await self._database.run(partial(_gone, case, due))
            return
        except (SendError, TimeoutError) as error:
            wait = _wait(errand.attempts, error)
            metrics.ERRANDS.labels(way.name, "later").inc()
            logger.warning(
                "handover: the office could not be told, again in %.0f s: %s", wait, error or "it took too long"
            )
            await self._database.run(partial(_put_off, way.name, case, due, wait))
            return
        metrics.ERRANDS.labels(way.name, "told").inc()
        await self._database.run(partial(_told, way.name, case, due))

    async def _tell(self, way: Way, due: Due, case: Case) -> None:
        errand, handover = due.errand, due.handover
        if errand.kind == "erase":
            await way.erase(case)
        elif handover is None:
            return
        elif errand.kind == "talk":
            talk = await self._database.run(lambda session: summary.talk(session, handover, self._language))
            await way.talk(case, talk, due.again)
        elif errand.kind == "word":
            text = await self._database.run(lambda session: _text(session, errand.message_id))
            if text is not None:
                await way.word(case, text, errand.message_id or 0, due.again)
        else:
            await way.note(case, errand.kind)

    async def _look(self, handover: Handover) -> None:
        way = self._ways.get(handover.way)
        if not isinstance(way, Chatwoot):
            return
        try:
            news = await way.news(Case.of(handover), handover.heard)
        except NotThere:
            news = News(resolved=True, heard=handover.heard)
        except SendError as error:
            logger.warning("handover: officers' words could not be fetched, again soon: %s", error)
            return
        await self._database.run(partial(_heard, handover.id, news))


def _text(session: Session, message_id: int | None) -> str | None:
    message = session.get(Message, message_id)
    return message.text if message is not None and message.conversation else None


def _wait(attempts: int, error: Exception) -> float:
    """Return the seconds before an errand is tried again: doubled each time, or what the office asks for."""
    asked = error.after if isinstance(error, TryAgain) else None
    doubled = delivery.FIRST_WAIT_SECONDS * 2.0 ** min(attempts - 1, 16) * random.uniform(0.8, 1.2)
    return min(asked if asked is not None else doubled, handovers.LONGEST_WAIT_SECONDS)


def _keep(way: str, case: Case, due: Due, session: Session) -> None:
    """Keep how the office names a case; of one that was deleted meanwhile, have it erased there."""
    if due.errand.kind != "erase" and not handovers.remember(session, case.id, case.remote, case.thread):
        handovers.erase(session, case.id, way, case.office, case.remote)


def _told(way: str, case: Case, due: Due, session: Session) -> None:
    handovers.done(session, due.errand)
    _keep(way, case, due, session)


def _put_off(way: str, case: Case, due: Due, seconds: float, session: Session) -> None:
    _keep(way, case, due, session)
    if handovers.put_off(session, due.errand, seconds):
        metrics.HANDOVERS.labels(due.handover.channel if due.handover else "all", "unreached").inc()


def _gone(case: Case, due: Due, session: Session) -> None:
    handovers.done(session, due.errand)
    handover = session.get(Handover, case.id)
    if handover is not None and handover.state == "open":
        handovers.close(session, handover, "resolved")


def _heard(case: str, news: News, session: Session) -> None:
    """Have a citizen told what is new; the case may have ended meanwhile."""
    handover = session.get(Handover, case)
    if handover is None or handover.state != "open":
        return
    for word in news.words:
        if word.number <= handover.heard:
            continue
        if not word.text.strip():
            handovers.say(session, handover, "text_only")
        elif handovers.officer_said(session, handover, str(word.number), mask_identity(word.text)):
            metrics.HANDOVERS.labels(handover.channel, "answered").inc()
    handover.heard = max(handover.heard, news.heard)
    if news.resolved:
        handovers.close(session, handover, "resolved")
        metrics.HANDOVERS.labels(handover.channel, "resolved").inc()
