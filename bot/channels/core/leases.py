"""What only one bridge at a time may do, such as asking a platform for updates."""

from __future__ import annotations

import time

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from bot.channels.core.database import insert
from bot.channels.core.tables import Lease


def take(session: Session, name: str, owner: str, seconds: float) -> bool:
    """Give `owner` the lease for `seconds` from now unless another one holds it; say whether it has it."""
    now = time.time()
    row = insert(session, Lease).values(name=name, owner=owner, until=now + seconds)
    session.execute(row.on_conflict_do_nothing())
    # An end too far ahead was written before the clock was set back.
    free = or_(Lease.owner == owner, Lease.until <= now, Lease.until > now + 2 * seconds)
    taken = update(Lease).where(Lease.name == name, free).values(owner=owner, until=now + seconds)
    return bool(getattr(session.execute(taken), "rowcount", 0))


def drop(session: Session, name: str, owner: str) -> None:
    """Give the lease back."""
    session.execute(delete(Lease).where(Lease.name == name, Lease.owner == owner))
