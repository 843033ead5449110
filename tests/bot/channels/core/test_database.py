from __future__ import annotations

import asyncio
import sqlite3
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, inspect, text
from sqlalchemy.orm import Session

from bot.channels.core import database as module
from bot.channels.core.database import OUTAGES, Database, cause, migrate
from bot.channels.core.settings import SettingsError
from bot.channels.core.tables import Switch, Table
from common.corrections import tables as corrections


def test_the_migrations_make_the_tables_that_the_code_knows(database: Database) -> None:
    known = MetaData()
    for table in (*Table.metadata.tables.values(), *corrections.Table.metadata.tables.values()):
        table.to_metadata(known)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "bridge_version"})
        assert compare_metadata(context, known) == []


def test_the_migrations_lead_back_and_leave_other_tables(database: Database) -> None:
    database.call(lambda session: session.execute(text("create table events (id integer)")))
    migrate(database.engine, "head")
    assert "events" in inspect(database.engine).get_table_names()


def test_work_is_done_wholly_or_not_at_all(database: Database) -> None:
    def work(session: Session) -> None:
        session.add(Switch(channel="web", since=1.0))
        session.flush()
        raise KeyError("broken")

    with pytest.raises(KeyError):
        asyncio.run(database.run(work))
    assert database.call(lambda session: session.query(Switch).count()) == 0


@pytest.mark.sqlite
def test_only_what_can_be_done_again_is_committed_before_it_is_on_the_disk(database: Database) -> None:
    def synchronous(session: Session) -> int:
        return int(session.execute(text("pragma synchronous")).scalar_one())

    full, normal = 2, 1
    asked = [database.call(synchronous, repeatable) for repeatable in (False, True, False)]
    assert asked == [full, normal, full]


@pytest.mark.sqlite
def test_what_a_platform_waits_for_is_done_before_what_nobody_waits_for(database: Database) -> None:
    done: list[str] = []

    async def scenario() -> None:
        blocked = database.run(lambda session: time.sleep(0.1))
        later = database.run(lambda session: done.append("worker"))
        taking = database.run(lambda session: done.append("taken"), urgent=True)
        await asyncio.gather(blocked, later, taking)

    asyncio.run(scenario())
    assert done == ["taken", "worker"]


@pytest.mark.sqlite
def test_work_waits_for_another_process_that_writes(database: Database, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "bridge.db", isolation_level=None, check_same_thread=False)
    other.execute("begin immediate")

    async def scenario() -> None:
        work = asyncio.ensure_future(database.run(lambda session: session.add(Switch(channel="web", since=1.0))))
        await asyncio.sleep(0.1)
        assert not work.done()
        other.execute("commit")
        await work

    asyncio.run(scenario())


@pytest.mark.sqlite
def test_a_second_bridge_on_the_same_file_is_refused(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "OTHER_BRIDGE_SECONDS", 0.1)
    with pytest.raises(SettingsError, match="Another bridge"):
        Database(str(database.url)).open()


@pytest.mark.sqlite
def test_the_disks_commit_is_waited_for(database: Database) -> None:
    with database.engine.connect() as connection:
        assert connection.execute(text("pragma synchronous")).scalar() == 2
        assert connection.execute(text("pragma journal_mode")).scalar() == "wal"


READ_ONLY = {
    "sqlite": ("pragma query_only=on", "attempt to write a readonly database"),
    "postgresql": ("set transaction read only", "cannot execute INSERT in a read-only transaction"),
}
"""Database -> how it is made read-only, and what it says then."""


def test_an_outage_is_told_without_what_was_written(database: Database) -> None:
    statement, said = READ_ONLY[database.engine.dialect.name]

    def work(session: Session) -> None:
        session.execute(text(statement))
        session.add(Switch(channel="words of a person", since=1.0))

    with pytest.raises(OUTAGES) as failed:
        database.call(work)
    assert cause(failed.value) == said
    assert "words" not in str(failed.value)
