"""Who is signed in: tokens in browsers, their hashes in the database, and the word that each form carries.

Every function that takes a `Session` works within a transaction that its caller began.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from bot.desk import accounts
from bot.desk.tables import Account, DeskSession

IDLE_SECONDS = 30 * 60
"""Without a page opened for so long, one is signed out: a desk in an office is left alone over lunch."""
LONGEST_SECONDS = 12 * 60 * 60
"""A day's work; then one signs in again, whatever one does."""
SEEN_SECONDS = 60
"""How exactly it is kept when a page was opened last: not every page writes."""


def new_token() -> str:
    """Return a token that cannot be guessed."""
    return secrets.token_urlsafe(32)


def form_word(token: str) -> str:
    """Return the word that a form must send back: whoever cannot read the browser's token cannot know it."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()


def is_form_word(said: str, token: str) -> bool:
    """Say whether a form was made for the browser that sent it."""
    return bool(token) and hmac.compare_digest(said.encode(), form_word(token).encode())


def open_for(session: Session, account: Account) -> str:
    """Sign an account in; return the token."""
    token, now = new_token(), time.time()
    session.add(DeskSession(token=_hash(token), account=account.name, opened_at=now, seen_at=now))
    drop_ended(session)
    return token


def account_of(session: Session, token: str) -> Account | None:
    """Return who is signed in with a token, None when nobody is (any more)."""
    found = session.get(DeskSession, _hash(token)) if token else None
    if found is None or _has_ended(found, time.time()):
        return None
    return accounts.enabled(session, found.account)


def is_to_be_seen(session: Session, token: str) -> bool:
    """Say whether `seen` is to be called: the last time is long enough ago."""
    found = session.get(DeskSession, _hash(token))
    return found is not None and time.time() - found.seen_at > SEEN_SECONDS


def seen(session: Session, token: str) -> None:
    """Keep that a page was opened now."""
    found = session.get(DeskSession, _hash(token))
    if found is not None:
        found.seen_at = time.time()


def close(session: Session, token: str) -> None:
    """Sign out."""
    session.execute(delete(DeskSession).where(DeskSession.token == _hash(token)))


def drop_ended(session: Session) -> None:
    """Delete the sessions that have ended."""
    now = time.time()
    ended = or_(DeskSession.seen_at < now - IDLE_SECONDS, DeskSession.opened_at < now - LONGEST_SECONDS)
    session.execute(delete(DeskSession).where(ended))


def _has_ended(found: DeskSession, now: float) -> bool:
    # A time ahead of now was written before the clock was set back.
    idle, whole = now - found.seen_at, now - found.opened_at
    return not (-IDLE_SECONDS < idle <= IDLE_SECONDS and -LONGEST_SECONDS < whole <= LONGEST_SECONDS)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
