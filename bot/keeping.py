"""Retention of what the dialogue remembers: by a timer of the Rasa process, as the bridge's is by one of its own."""

from __future__ import annotations

import asyncio
import json
import logging
from functools import partial
from typing import Any

from sanic import Blueprint, Sanic

from bot.dialogue import own_store
from common import retention
from common.deletions import Ledger

logger = logging.getLogger(__name__)

TIDY_SECONDS = 60 * 60
"""Between two looks for conversations that have been kept for long enough."""

LOADING_SECONDS = 5
"""Between two looks whether the model is loaded; the store comes with it."""

dumps = partial(json.dumps, ensure_ascii=False, default=str)
"""JSON of what is remembered, whatever a slot holds."""


def check() -> None:
    """Raise ValueError, with the way out, when a setting is no number of days."""
    retention.keep_days()


def begin(routes: Blueprint) -> None:
    """Have the timer run while the server does."""

    @routes.listener("after_server_start")
    async def start(app: Sanic[Any, Any], _loop: Any) -> None:
        app.add_task(keep(app))


async def keep(app: Sanic[Any, Any]) -> None:
    """Forget what is past its time now and every hour, and what a restored backup has brought back."""
    while True:
        store = own_store(getattr(app.ctx, "agent", None))
        if store is None:
            await asyncio.sleep(LOADING_SECONDS)
            continue
        try:
            ledger = Ledger()
            count = await asyncio.to_thread(lambda: store.tidy(retention.keep_days(), ledger.read()))  # noqa: B023
            if count:
                logger.info("%d conversations were forgotten: past their time, or deleted before", count)
        except Exception as error:  # its text may hold a person's words
            logger.error("what is past its time could not be forgotten: %s", type(error).__name__)
        await asyncio.sleep(TIDY_SECONDS)
