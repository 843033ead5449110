"""The audit trail: who did what at the desk, and when. It holds no citizen's words and no password.

Every function works within a transaction that its caller began.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.desk.tables import Account, Entry

What = Literal[
    "signed_in",
    "sign_in_failed",
    "signed_out",
    "account_added",
    "account_disabled",
    "password_changed",
    "exported",
    "searched",
]
SHOWN = 200
"""Lines that are shown, the latest first."""

COMMAND = "(command)"
"""Who did what was done by `python -m bot.desk`: whoever may use the server's shell."""


def note(session: Session, account: Account | None, what: str, about: str = "") -> None:
    """Write a line; `account` is None for the command. `what` is one of What, or a word of a page of its own."""
    name, office = (account.name, account.office) if account else (COMMAND, None)
    session.add(Entry(at=time.time(), account=name, office=office, what=what, about=about[:200]))


def entries(session: Session, office: str | None, limit: int = SHOWN) -> Sequence[Entry]:
    """Return the latest lines, latest first: those of an office's accounts, or with None all of them."""
    chosen = select(Entry).order_by(Entry.id.desc()).limit(limit)
    return session.scalars(chosen if office is None else chosen.where(Entry.office == office)).all()
