"""The register of requests: what people asked for by law, by when it is due, when it was done.

Every function works within a transaction that its caller began.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.channels.privacy.tables import Request
from common import clock

LAW = "NĐ 356/2025/NĐ-CP"
"""The decree to Law 91/2025/QH15 that sets the limits (fact K-PDP-REQUESTS); its article was not noted."""


@dataclass(frozen=True)
class Limit:
    """Calendar days from the day on which something was asked, and how sure they are; `days` None: none is known."""

    days: int | None
    confidence: str


Kind = Literal["data", "correct", "delete", "withdraw", "restrict", "object", "complaint"]

LIMITS: Mapping[Kind, Limit] = {
    "data": Limit(10, "medium"),
    "correct": Limit(10, "medium"),
    "delete": Limit(20, "high"),
    "withdraw": Limit(15, "high"),
    "restrict": Limit(15, "high"),
    "object": Limit(15, "high"),
    "complaint": Limit(None, "none"),
}
"""Where somebody else processes for the controller deletion has longer; not used."""


def enter(session: Session, kind: Kind, asked_on: date | None = None) -> int:
    """Write down a request; return its number."""
    day = asked_on or clock.today()
    days = LIMITS[kind].days
    row = Request(kind=kind, asked_on=day, due_on=day + timedelta(days) if days is not None else None, done_on=None)
    session.add(row)
    session.flush()
    return row.id


def done(session: Session, number: int, on: date | None = None) -> bool:
    """Write down that a request was carried out; say whether it was open."""
    row = session.get(Request, number)
    if row is None or row.done_on is not None:
        return False
    row.done_on = on or clock.today()
    return True


def entered(session: Session) -> Sequence[Request]:
    """Return all requests, the open ones first, by the day they are due."""
    rows = session.scalars(select(Request)).all()
    return sorted(rows, key=lambda row: (row.done_on is not None, row.due_on or date.max, row.id))


def is_overdue(row: Request, today: date) -> bool:
    """Say whether a request is open beyond its limit."""
    return row.done_on is None and row.due_on is not None and row.due_on < today


def numbers(session: Session, today: date) -> dict[str, Counter[str]]:
    """Return kind -> how many are "open", "overdue" and "done": what the desk shows."""
    counted: dict[str, Counter[str]] = {}
    for row in entered(session):
        state = "done" if row.done_on else "overdue" if is_overdue(row, today) else "open"
        counted.setdefault(row.kind, Counter())[state] += 1
    return counted


def expire(session: Session, before: date) -> None:
    """Delete what was done before a day."""
    session.execute(delete(Request).where(Request.done_on < before))
