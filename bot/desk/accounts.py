"""The accounts of the desk, and what is done with them. There is no page for it: `python -m bot.desk` does it.

Every function works within a transaction that its caller began.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Sequence
from typing import Literal

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from bot.desk import audit, passwords
from bot.desk.tables import Account, DeskSession

Role = Literal["clerk", "editor"]
ROLES: tuple[Role, ...] = ("clerk", "editor")
"""What each may do besides what those before it may."""

_NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")


class AccountError(ValueError):
    """What is wrong with what was asked, and what to write instead."""


def any_enabled(session: Session) -> bool:
    """Say whether anybody may sign in: else there is no desk."""
    return bool(session.scalar(select(exists().where(Account.disabled_at.is_(None)))))


def enabled(session: Session, name: str) -> Account | None:
    """Return the account of a name, None for one that is not there or disabled."""
    found = session.get(Account, name)
    return found if found is not None and found.disabled_at is None else None


def everyone(session: Session) -> Sequence[Account]:
    """Return all accounts by name."""
    return session.scalars(select(Account).order_by(Account.name)).all()


def may(account: Account, role: Role) -> bool:
    """Say whether an account may do what `role` may."""
    return account.role in ROLES and ROLES.index(account.role) >= ROLES.index(role)


def add(session: Session, name: str, password: str, role: Role, office: str | None, known: Collection[str]) -> Account:
    """Make an account; `known` are the keys of the offices. Raise AccountError or WeakPassword."""
    if not _NAME.fullmatch(name):
        raise AccountError(f"{name!r}: write 2 to 40 small letters a-z, digits, dots or hyphens, a letter first")
    if session.get(Account, name) is not None:
        raise AccountError(f"there is an account {name!r} already: `account password {name}` lets it in again")
    if office is not None and office not in known:
        there = ", ".join(sorted(known)) or "none yet (docs/offices.md)"
        raise AccountError(f"there is no office {office!r} in var/offices; there are: {there}")
    made = Account(name=name, role=role, office=office, password=passwords.hashed(password), made_at=time.time())
    session.add(made)
    audit.note(session, None, "account_added", f"{name} {role} {office or 'all'}")
    return made


def disable(session: Session, name: str) -> None:
    """Let an account in no more, from now on; raise AccountError when there is none."""
    account = _there(session, name)
    account.disabled_at = account.disabled_at or time.time()
    _end_sessions(session, name)
    audit.note(session, None, "account_disabled", name)


def change_password(session: Session, name: str, password: str) -> None:
    """Give an account another password and let it in again; whoever was signed in is so no more."""
    account = _there(session, name)
    account.password, account.disabled_at = passwords.hashed(password), None
    _end_sessions(session, name)
    audit.note(session, None, "password_changed", name)


def _there(session: Session, name: str) -> Account:
    account = session.get(Account, name)
    if account is None:
        raise AccountError(f"there is no account {name!r}: `python -m bot.desk account list` tells which there are")
    return account


def _end_sessions(session: Session, name: str) -> None:
    session.execute(delete(DeskSession).where(DeskSession.account == name))
