"""The bridge's database: SQLite in WAL by default, PostgreSQL by DATABASE_URL; migrated at the start.

Work runs in threads, each piece one transaction: wholly done or not at all. SQLite has one thread, so that
pieces of work follow each other; PostgreSQL has several. What a platform waits for is urgent and goes first.
"""

from __future__ import annotations

import asyncio
import fcntl
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from bot.channels.core.settings import SettingsError
from bot.channels.core.threads import Threads
from common.database import address

logger = logging.getLogger(__name__)

T = TypeVar("T")

OUTAGES = (OperationalError, InterfaceError, InternalError, PoolTimeout)
"""The database itself cannot be used now: away, full, read-only (a PostgreSQL calls that internal), too busy."""

MIGRATIONS = Path(__file__).parent.parent / "migrations"

THREADS = 8
"""Pieces of work at a time on PostgreSQL."""

TRIES = 4
"""Times that a piece of work is begun anew when others were in its way or the connection broke."""

BUSY_MILLISECONDS = 5_000
"""How long SQLite waits for another process' transaction."""

OTHER_BRIDGE_SECONDS = 15.0
"""How long a starting bridge waits for one that is still stopping on the same SQLite file."""

_MIGRATION_LOCK = 20_260_724

_REPEATABLE = "repeatable"
"""Mark of a transaction that the inbox lets be done again: it need not be on the disk when it is committed."""

_SCRUBBED = "scrubbed"
"""Mark of a session whose transaction has deleted what is to leave the disk."""


class Database:
    """Runs work in transactions."""

    def __init__(self, url: str) -> None:
        """Prepare the database at `url` without touching it."""
        self.url = address(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _engine(self.url, self.is_sqlite)
        self._threads = Threads(1 if self.is_sqlite else THREADS, "database")
        self._lock: IO[str] | None = None

    def open(self) -> None:
        """Make or bring up to date the tables; raise SettingsError when another bridge has the SQLite file."""
        self.lock()
        migrate(self.engine)

    def lock(self) -> None:
        """Have the SQLite file alone until `release`; raise SettingsError when another bridge has it."""
        if self.is_sqlite and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
            self._lock = _alone(Path(f"{self.url.database}.lock"))

    async def run(self, work: Callable[[Session], T], *, urgent: bool = False, repeatable: bool = False) -> T:
        """Return what `work` returns, committed; raise SQLAlchemyError when the database does not take it.

        urgent: somebody's acknowledgement waits for it. repeatable: see `call`.
        """
        return await asyncio.wrap_future(self._threads.submit(lambda: self.call(work, repeatable), urgent))

    def call(self, work: Callable[[Session], T], repeatable: bool = False) -> T:
        """Do `work` in this thread; it may be called again from the start when others were in its way.

        repeatable: what it writes follows from what the inbox holds. A killed process loses none of it; when the
        power fails, SQLite may forget the last of it, and it is done again. All else is on the disk once committed.
        """
        for attempt in range(1, TRIES + 1):
            try:
                with Session(self.engine, expire_on_commit=False) as session:
                    with session.begin():
                        if repeatable and self.is_sqlite:
                            session.connection(execution_options={_REPEATABLE: True})
                        done = work(session)
                    if session.info.get(_SCRUBBED) and self.is_sqlite:
                        self._empty_log()
                    return done
            except DBAPIError as error:
                if attempt == TRIES or not _is_passing(error):
                    raise
                time.sleep(0.02 * 2**attempt)
        raise AssertionError("unreachable")

    def _empty_log(self) -> None:
        connection = self.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    def close(self) -> None:
        """End the connections; waits for work in hand."""
        self._threads.close()
        self.engine.dispose()
        self.release()

    def release(self) -> None:
        """Let another bridge have the SQLite file."""
        if self._lock is not None:
            self._lock.close()


def scrub(session: Session) -> None:
    """Have what this transaction deletes leave the disk once it is committed, not only the tables.

    SQLite overwrites what it deletes (secure_delete), and its log is written into its file and emptied then.
    PostgreSQL overwrites nothing by itself: docs/privacy.md says what its operator does.
    """
    session.info[_SCRUBBED] = True


def insert(session: Session, table: Any) -> Any:
    """Return the INSERT of this database that knows ON CONFLICT; both dialects spell it alike."""
    return (sqlite if session.get_bind().dialect.name == "sqlite" else postgresql).insert(table)


def cause(error: BaseException) -> str:
    """Return why the database failed, in its own words: they name no parameters."""
    return str(getattr(error, "orig", None) or type(error).__name__).strip().split("\n")[0]


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the tables to a revision, one process at a time."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _engine(url: Any, is_sqlite: bool) -> Engine:
    # hide_parameters: an error's text would otherwise hold people's words.
    if not is_sqlite:
        return create_engine(url, hide_parameters=True, pool_size=THREADS, pool_pre_ping=True)
    engine = create_engine(url, hide_parameters=True, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        wait = f"busy_timeout={BUSY_MILLISECONDS}"
        # secure_delete: what a citizen had deleted is overwritten, not only left out.
        for pragma in ("journal_mode=WAL", wait, "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        repeatable = connection.get_execution_options().get(_REPEATABLE, False)
        connection.exec_driver_sql(f"PRAGMA synchronous={'NORMAL' if repeatable else 'FULL'}")
        # Rasa may write to the same file: who reads first and writes then could be refused at once.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _is_passing(error: DBAPIError) -> bool:
    """Say whether the same work may succeed at once: a lock, a deadlock, a broken connection."""
    if error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None) or ""
    return state in ("40001", "40P01") or "database is locked" in str(error.orig)


def _alone(file: Path) -> IO[str]:
    lock = file.open("w")
    end = time.monotonic() + OTHER_BRIDGE_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() > end:
                raise SettingsError(
                    f"Another bridge works with {file.with_suffix('')}. Stop it, or set DATABASE_URL to a PostgreSQL "
                    "for several bridges (docs/deploy.md)."
                ) from None
            time.sleep(0.1)
        else:
            return lock
