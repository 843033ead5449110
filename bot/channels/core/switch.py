"""Channels switched off and on while the bridge runs: `python -m bot.channels switch telegram off`.

Who writes to a channel that is off is told so kindly; nothing reaches the dialogue.
"""

from __future__ import annotations

import time
from typing import Literal, get_args

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.channels.core.database import insert
from bot.channels.core.tables import Switch

Channel = Literal["web", "telegram", "zalo", "zalo_bot", "messenger"]
CHANNELS: tuple[Channel, ...] = get_args(Channel)
ALL: Literal["all"] = "all"


def turn_off(session: Session, channel: str) -> None:
    """Switch a channel off, or all."""
    row = insert(session, Switch).values(channel=channel, since=time.time())
    session.execute(row.on_conflict_do_nothing())


def turn_on(session: Session, channel: str) -> None:
    """Switch a channel on again; "all" switches on whatever is off."""
    chosen = delete(Switch)
    session.execute(chosen if channel == ALL else chosen.where(Switch.channel == channel))


def off(session: Session) -> frozenset[str]:
    """Return what is off."""
    return frozenset(session.scalars(select(Switch.channel)))


def is_off(session: Session, channel: str) -> bool:
    """Say whether a channel is off, by itself or with all."""
    return bool(off(session) & {channel, ALL})
