"""Where corrections and notices lie: in the bridge's database, made by its migrations."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, Date, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself in INTEGER keys only


class Table(DeclarativeBase):
    """The tables that the desk writes and the action servers read."""


class CorrectionRow(Table):
    """A correction: its record, and its draft as JSON (common/corrections/definition.py)."""

    __tablename__ = "bridge_corrections"

    id: Mapped[int] = mapped_column(_ID, primary_key=True, autoincrement=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    state: Mapped[str] = mapped_column(String(16), index=True)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(64))
    answers_for: Mapped[str] = mapped_column(String(64), index=True)
    approved_by: Mapped[str | None] = mapped_column(String(64))
    approved_on: Mapped[date | None] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    ended_because: Mapped[str] = mapped_column(String(32), default="")


class NoticeRow(Table):
    """A live notice: its record, and its draft as JSON."""

    __tablename__ = "bridge_notices"

    id: Mapped[int] = mapped_column(_ID, primary_key=True, autoincrement=True)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(64))
    answers_for: Mapped[str] = mapped_column(String(64), index=True)
    ended_on: Mapped[date | None] = mapped_column(Date)


class VersionRow(Table):
    """One number that every change raises: action servers read all of it anew when it differs."""

    __tablename__ = "bridge_corrections_version"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer)
