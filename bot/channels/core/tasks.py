"""Work in the background that goes on when one piece of it fails."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

logger = logging.getLogger(__name__)


def every(seconds: float, work: Callable[[], Awaitable[object]]) -> asyncio.Task[None]:
    """Do `work` now and every so many seconds, until the task is cancelled."""

    async def loop() -> None:
        while True:
            try:
                await work()
            except Exception as error:  # its text may hold the person's words
                logger.error("work in the background failed: %s", type(error).__name__)
            await asyncio.sleep(seconds)

    return asyncio.create_task(loop())


class Tasks:
    """Tasks that nobody waits for; what fails is said to the operator by its kind."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self._tasks: set[asyncio.Task[None]] = set()

    def spawn(self, work: Awaitable[None]) -> None:
        """Let `work` go on by itself."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def cancel(self) -> None:
        """End all."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("%s: %s", self._channel, type(error).__name__)
