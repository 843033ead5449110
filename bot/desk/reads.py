"""Reads of the database that change nothing, beside the bridge's own work: no citizen waits for a clerk's page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.orm import Session

T = TypeVar("T")

THREADS = 2
"""Reads at a time; a desk has a handful of people."""


class Reads:
    """Connections of the desk's own, that cannot write."""

    def __init__(self, url: URL) -> None:
        """Prepare reading the database at `url`; nothing is touched yet."""
        self._engine = _engine(url)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="desk")

    async def run(self, work: Callable[[Session], T]) -> T:
        """Return what `work` reads, all of it as of one moment."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.call, work)

    def call(self, work: Callable[[Session], T]) -> T:
        """Do the same in this thread."""
        with Session(self._engine, expire_on_commit=False) as session:
            return work(session)

    def close(self) -> None:
        """End the connections."""
        self._threads.shutdown()
        self._engine.dispose()


def _engine(url: URL) -> Engine:
    # hide_parameters: an error's text would otherwise hold people's words.
    if url.get_backend_name() != "sqlite":
        return create_engine(
            url, hide_parameters=True, pool_size=THREADS, pool_pre_ping=True,
            execution_options={"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"},
        )  # fmt: skip
    engine = create_engine(url, hide_parameters=True, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the transaction is begun below
        connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")  # of one moment, and in nobody's way (WAL)

    return engine
