"""What is kept longer than conversations, because it names nobody: requests and figures (as `core/tables.py`)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.channels.core.tables import Table


class Request(Table):
    """The register: what a person asked for by law, and when it was done; no person, no words, no channel."""

    __tablename__ = "bridge_requests"

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(16))
    """A key of `register.LIMITS`."""
    asked_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    """None where the law that was read sets no limit."""
    done_on: Mapped[date | None] = mapped_column(Date)


class Figure(Table):
    """How many answers of a kind there were on a day, of messages that are gone; those still kept are counted live."""

    __tablename__ = "bridge_figures"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    office: Mapped[str] = mapped_column(String(40), primary_key=True)
    """The key of the office, empty where the message was nobody's."""
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    topic: Mapped[str] = mapped_column(String(64), primary_key=True)
    status: Mapped[str] = mapped_column(String(16), primary_key=True)
    reason: Mapped[str] = mapped_column(String(64), primary_key=True)
    vote: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    """1, -1, or 0 for none."""
    vote_reason: Mapped[str] = mapped_column(String(16), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
