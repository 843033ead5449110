"""What the desk keeps, as tables beside the bridge's: accounts, sessions, the audit trail. No citizen's words.

Times are seconds since 1970.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Float, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.channels.core.tables import Table

_ID = BigInteger().with_variant(Integer, "sqlite")


class Account(Table):
    """A person who may sign in."""

    __tablename__ = "bridge_desk_accounts"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    """clerk, editor."""
    office: Mapped[str | None] = mapped_column(String(40))
    """The key of the one office whose messages show; None for all of them."""
    password: Mapped[str] = mapped_column(String(200))
    """A hash in the PHC format (passwords.py)."""
    made_at: Mapped[float] = mapped_column(Float)
    disabled_at: Mapped[float | None] = mapped_column(Float)


class DeskSession(Table):
    """Somebody who is signed in; the token itself is in the browser only."""

    __tablename__ = "bridge_desk_sessions"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    """The token's SHA-256 in hexadecimal digits."""
    account: Mapped[str] = mapped_column(
        String(40), ForeignKey("bridge_desk_accounts.name", ondelete="CASCADE"), index=True
    )
    opened_at: Mapped[float] = mapped_column(Float)
    seen_at: Mapped[float] = mapped_column(Float)


class Entry(Table):
    """One line of the audit trail: who did what, and when. It outlives the account."""

    __tablename__ = "bridge_desk_audit"

    id: Mapped[int] = mapped_column(_ID, primary_key=True, autoincrement=True)
    at: Mapped[float] = mapped_column(Float, index=True)
    account: Mapped[str] = mapped_column(String(40))
    office: Mapped[str | None] = mapped_column(String(40), index=True)
    """The account's office at that time; None for one of all offices."""
    what: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(200))
    """Names, numbers and days only: whose account, which week."""
