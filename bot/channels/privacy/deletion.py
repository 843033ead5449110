"""Deletion: carried out so that nothing can be read any more, noted in the ledger, and done again after a restore."""

from __future__ import annotations

import logging
import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.core import conversations
from bot.channels.core.database import Database
from bot.channels.core.settings import SettingsError
from bot.channels.core.tables import Conversation, Message
from bot.channels.privacy import figures, register
from common import clock
from common.deletions import Deleted, Ledger
from common.retention import DAY_SECONDS

logger = logging.getLogger(__name__)


def carry_out(session: Session, sender: str, but: int | None = None, keep_deliveries: bool = True) -> None:
    """Delete what was said with a sender, as `conversations.forget` tells, and have it noted in the ledger.

    The ledger comes first: a bridge that dies between the two deletes at its next start.
    """
    Ledger().note(sender, time.time())
    conversations.forget(session, sender, but, keep_deliveries)


def again(session: Session, deleted: Deleted) -> int:
    """Delete again what the ledger says was deleted and a restored backup has brought back; return how many.

    What was said after the deletion stays. The register gets a row each: its own was lost with the backup, too.
    """
    if not len(deleted):
        return 0
    done = 0
    held = {*session.scalars(select(Conversation.id)), *session.scalars(select(Message.conversation).distinct())}
    for sender in sorted(held - {""}):
        at = deleted.until(sender)
        before = Message.conversation == sender, Message.received_at <= (at or 0.0)
        if at is None or session.scalars(select(Message.id).where(*before).limit(1)).first() is None:
            continue
        whole = session.scalars(
            select(Message.id).where(Message.conversation == sender, Message.received_at > at).limit(1)
        )
        conversations.forget(session, sender, until=None if whole.first() is None else at)
        number = register.enter(session, "delete", clock.day_of(at))
        register.done(session, number)
        done += 1
    return done


async def tidy(database: Database, keep_days: int, keep_figures_days: int) -> None:
    """Delete what is past its time, and again what a restored backup has brought back."""
    ledger, now = Ledger(), time.time()
    try:
        deleted = ledger.read()
    except OSError as error:
        raise SettingsError(
            f"The ledger of deletions cannot be read ({error.strerror}: {error.filename}). Without it a restored "
            "backup would bring back what citizens had deleted. Put var/deletions back as it was, or, where it is "
            "lost, remove what is left of it (docs/privacy.md)."
        ) from None

    def work(session: Session) -> int:
        repeated = again(session, deleted)
        conversations.expire(session, keep_days)
        oldest = clock.day_of(now - keep_figures_days * DAY_SECONDS)
        figures.expire(session, oldest)
        register.expire(session, oldest)
        return repeated

    repeated = await database.run(work)
    if repeated:
        logger.warning("%d conversations were deleted again: a backup from before was put back", repeated)
    # What was said before is past its time in every backup: it expires when that is put back.
    ledger.drop_before(now - keep_days * DAY_SECONDS)
