"""Asking a platform for what is new, by one bridge at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.channels.core import delivery
from bot.channels.core.bridge import Bridge
from bot.channels.core.database import OUTAGES, cause

logger = logging.getLogger(__name__)

LEASE_SECONDS = 60.0
"""How long a dead bridge's platform waits for another one; longer than a request is held open."""

LOOK_SECONDS = 2.0
"""Between two looks whether the bridge that asks has stopped, or the database is back."""


async def poll(bridge: Bridge, channel: str, fetch: Callable[[], Awaitable[None]]) -> None:
    """Fetch again and again, while this bridge is the one that does; end when the platform refuses for good.

    `fetch` raises a SendError when the platform does not answer; what it could not write it fetches again.
    """

    async def once() -> None:
        try:
            if await bridge.may(f"poll/{channel}", LEASE_SECONDS):
                await fetch()
            else:
                await asyncio.sleep(LOOK_SECONDS)
        except OUTAGES as error:
            logger.error("%s: the database takes nothing, it is asked again: %s", channel, cause(error))
            await asyncio.sleep(LOOK_SECONDS)

    while await delivery.reach(channel, once):
        pass
