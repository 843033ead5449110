"""The simulated platforms beside tests that do not run in an event loop."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator

from tests.channels.platforms import Platform


@contextlib.contextmanager
def played(*platforms: Platform) -> Iterator[None]:
    """Play the platforms in a thread of their own."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    for platform in platforms:
        asyncio.run_coroutine_threadsafe(platform.start(), loop).result(10)
    try:
        yield
    finally:
        for platform in platforms:
            asyncio.run_coroutine_threadsafe(platform.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
