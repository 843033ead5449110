"""What is deleted can be read nowhere, and stays deleted when a backup is put back."""

from __future__ import annotations

import asyncio
import shutil
import time
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.channels.core import conversations
from bot.channels.core.database import Database
from bot.channels.core.settings import SettingsError
from bot.channels.privacy import deletion, register
from common.deletions import Ledger
from tests.bot.channels.core.test_conversations import say

WORD = "bồ công anh"


def talk(session: Session, delivery: str, sender: str = "chat-a") -> None:
    say(session, delivery, WORD, {"text": f"Về {WORD}: 35.000 đồng."}, sender=sender)


def delete(database: Database, sender: str = "chat-a") -> None:
    database.call(lambda session: deletion.carry_out(session, sender, keep_deliveries=False))


def on_disk(folder: Path) -> list[str]:
    """Return the files in which the planted word can be read."""
    return [file.name for file in sorted(folder.rglob("*")) if file.is_file() and WORD.encode() in file.read_bytes()]


def said(database: Database, sender: str) -> int:
    return len(database.call(lambda session: conversations.history(session, sender)))


def tidy(database: Database) -> None:
    asyncio.run(deletion.tidy(database, 90, 730))


@pytest.mark.sqlite
def test_no_file_holds_a_word_of_what_was_deleted(database: Database, tmp_path: Path) -> None:
    for number in range(200):
        database.call(partial(talk, delivery=str(number)))
    assert on_disk(tmp_path) != []
    delete(database)
    assert on_disk(tmp_path) == []


@pytest.mark.postgresql
def test_postgresqls_tables_are_written_anew_without_what_was_deleted(database: Database) -> None:
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        cluster = connection.scalar(text("show data_directory"))
        number = connection.scalar(text("select oid from pg_database where datname = current_database()"))
        folder = Path(str(cluster)) / "base" / str(number)
        database.call(partial(talk, delivery="1"))
        delete(database)
        connection.execute(text("checkpoint"))
        assert on_disk(folder) != [], "gone without it: docs/privacy.md need not ask for it any more"
        connection.execute(text("vacuum full"))
        connection.execute(text("checkpoint"))
        assert on_disk(folder) == []
    assert "vacuumdb --full" in Path("docs/privacy.md").read_text(encoding="utf-8")


@pytest.mark.sqlite
def test_what_expires_leaves_the_disk_too(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database.call(lambda session: talk(session, "1"))
    database.call(lambda session: setattr(conversations.opened(session, "chat-a", "chat"), "waiting", 0))
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 91 * 86400)
    tidy(database)
    assert on_disk(tmp_path) == []


@pytest.mark.sqlite
def test_a_backup_that_is_put_back_is_deleted_from_again(database: Database, tmp_path: Path) -> None:
    database.call(partial(talk, delivery="1"))
    database.call(partial(talk, delivery="2", sender="chat-b"))
    backup = tmp_path / "backup.db"
    for suffix in ("", "-wal"):
        shutil.copy(f"{tmp_path}/bridge.db{suffix}", f"{backup}{suffix}")
    delete(database)

    restored = Database(f"sqlite:///{backup}")
    assert (said(restored, "chat-a"), said(restored, "chat-b")) == (2, 2)
    tidy(restored)
    assert (said(restored, "chat-a"), said(restored, "chat-b")) == (0, 2)
    (row,) = restored.call(register.entered)
    assert (row.kind, row.done_on is not None) == ("delete", True)
    tidy(restored)
    assert len(restored.call(register.entered)) == 1
    restored.close()


def test_what_was_said_after_a_deletion_stays(database: Database) -> None:
    database.call(lambda session: talk(session, "1"))
    Ledger().note("chat-a", time.time())
    time.sleep(0.01)
    database.call(lambda session: talk(session, "2"))
    tidy(database)
    assert said(database, "chat-a") == 2  # the second question and its answer


def test_a_bridge_that_died_between_the_ledger_and_the_deletion_deletes_at_its_start(database: Database) -> None:
    database.call(lambda session: talk(session, "1"))
    Ledger().note("chat-a", time.time())
    tidy(database)
    assert said(database, "chat-a") == 0


def test_a_ledger_that_cannot_be_read_is_told_with_the_way_out(database: Database, tmp_path: Path) -> None:
    Ledger().note("chat-a", 1.0)
    (tmp_path / "deletions" / "key").unlink()
    with pytest.raises(SettingsError, match="ledger of deletions cannot be read"):
        tidy(database)


def test_the_ledger_forgets_what_is_past_its_time_in_every_backup(database: Database) -> None:
    Ledger().note("old", time.time() - 91 * 86400)
    Ledger().note("new", time.time())
    tidy(database)
    assert len(Ledger().read()) == 1
