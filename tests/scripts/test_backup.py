"""A backup made while people write, put back on the same kind of database; what does not fit is refused."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import stat
import tarfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.channels.core import conversations, inbox
from bot.channels.core.database import Database
from bot.channels.core.tables import Switch
from bot.channels.privacy import deletion
from scripts import backup
from scripts.checksums import ArchiveError
from tests.bot.channels.core.test_conversations import say
from tests.channels import services


def filled(var: Path, url: str) -> Database:
    """An installation with a switch in its database, a token, an office and a document."""
    for name in ("zalo-token.json", "offices/phuong.yml", "knowledge/notice.yml", "bridge.db.lock"):
        (var / name).parent.mkdir(parents=True, exist_ok=True)
        (var / name).write_text(name)
    database = Database(url)
    database.open()
    database.call(lambda session: session.add(Switch(channel="telegram", since=1.0)))
    return database


def channels(database: Database) -> list[str]:
    return sorted(database.call(lambda session: [row.channel for row in session.query(Switch)]))


@pytest.fixture
def var(tmp_path: Path) -> Path:
    (tmp_path / "var").mkdir()
    return tmp_path / "var"


def url(var: Path) -> str:
    return f"sqlite:///{var}/bridge.db"


def test_what_was_said_and_entered_comes_back(var: Path, tmp_path: Path) -> None:
    database = filled(var, url(var))
    with sqlite3.connect(var / "dialogue.db") as dialogue:
        dialogue.execute("create table dialogues (conversation)")
        dialogue.execute("insert into dialogues values ('web-1')")
    archive = backup.make(var, tmp_path / "backups", url(var))  # while the bridge has its database open
    database.call(lambda session: session.add(Switch(channel="web", since=2.0)))
    database.close()
    (var / "offices/phuong.yml").write_text("broken")
    (var / "added-since").touch()

    assert backup.restore(archive, var, url(var)) == 5
    assert channels(Database(url(var))) == ["telegram"]
    assert sqlite3.connect(var / "dialogue.db").execute("select * from dialogues").fetchall() == [("web-1",)]
    assert (var / "offices/phuong.yml").read_text() == "offices/phuong.yml"
    assert not (var / "added-since").exists()
    assert (var / "knowledge/notice.yml").exists()


def test_nobody_else_can_read_a_backup_or_what_comes_from_it(var: Path, tmp_path: Path) -> None:
    filled(var, url(var)).close()
    archive = backup.make(var, tmp_path / "backups", url(var))
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert stat.S_IMODE(archive.parent.stat().st_mode) == 0o700
    backup.restore(archive, var, url(var))
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in var.rglob("*")} == {0}


def test_what_was_deleted_since_stays_in_the_ledger(var: Path, tmp_path: Path) -> None:
    filled(var, url(var)).close()
    (var / "deletions").mkdir()
    (var / "deletions/ledger").write_text("of the day of the backup\n")
    archive = backup.make(var, tmp_path / "backups", url(var))
    (var / "deletions/ledger").write_text("of the day of the backup\nof today\n")
    backup.restore(archive, var, url(var))
    assert (var / "deletions/ledger").read_text() == "of the day of the backup\nof today\n"
    shutil.rmtree(var / "deletions")  # on a new machine
    backup.restore(archive, var, url(var))
    assert (var / "deletions/ledger").read_text() == "of the day of the backup\n"


def test_the_newest_ones_are_left(var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(var, url(var)).close()
    for seconds in range(4):
        monkeypatch.setattr("scripts.backup.time.time", lambda seconds=seconds: 1_000_000.0 + seconds)
        newest = backup.make(var, tmp_path / "backups", url(var), keep=2)
    assert next(iter(backup.backups(tmp_path / "backups"))) == newest
    assert len(list((tmp_path / "backups").iterdir())) == 2


def changed(archive: Path, **fields: object) -> Path:
    """Return a copy of a backup whose manifest says something else."""
    folder = archive.parent / "changed"
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    told = json.loads((folder / backup.MANIFEST).read_text())
    (folder / backup.MANIFEST).write_text(json.dumps({**told, **fields}))
    made = archive.parent / "changed.tar.gz"
    with tarfile.open(made, "w:gz") as tar:
        tar.add(folder, ".")
    return made


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"revision": "9999"}, "newer version"),
        ({"database": "postgresql"}, "set it as it was"),
        ({"format": 99}, "another version"),
        ({"files": {}}, "damaged"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(
    var: Path, tmp_path: Path, fields: dict[str, object], said: str
) -> None:
    filled(var, url(var)).close()
    archive = changed(backup.make(var, tmp_path / "backups", url(var)), **fields)
    with pytest.raises(ArchiveError, match=said):
        backup.restore(archive, var, url(var))
    assert channels(Database(url(var))) == ["telegram"]
    assert (var / "offices/phuong.yml").exists()


@pytest.fixture
def postgresql() -> Iterator[str]:
    with services.postgresql() as port:
        yield f"postgresql://assistant:{services.PASSWORD}@127.0.0.1:{port}/assistant"


def test_postgresql_is_dumped_and_put_back_whole(var: Path, tmp_path: Path, postgresql: str) -> None:
    database = filled(var, postgresql)
    archive = backup.make(var, tmp_path / "backups", postgresql)
    database.call(lambda session: session.add(Switch(channel="web", since=2.0)))
    with pytest.raises(ArchiveError, match="stop it first"):
        backup._refuse_while_running(postgresql)
    database.close()
    backup._refuse_while_running(postgresql)
    backup.restore(archive, var, postgresql)
    after = Database(postgresql)
    after.open()
    assert channels(after) == ["telegram"]
    assert after.call(inbox.waiting)[0] == 0
    after.close()
    assert services.PASSWORD.encode() not in archive.read_bytes()


def test_what_was_deleted_since_is_deleted_again_on_postgresql(
    var: Path, tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DELETIONS_DIR", str(var / backup.NEVER_PUT_BACK))
    database = filled(var, postgresql)
    for delivery, sender in (("1", "chat-a"), ("2", "chat-b")):
        database.call(lambda s, one=delivery, of=sender: say(s, one, "mất thẻ", {"text": "35.000 đồng"}, sender=of))  # type: ignore[misc]
    archive = backup.make(var, tmp_path / "backups", postgresql)
    database.call(lambda session: deletion.carry_out(session, "chat-a", keep_deliveries=False))
    database.close()
    backup.restore(archive, var, postgresql)
    after = Database(postgresql)
    after.open()

    def kept() -> list[bool]:
        return [bool(after.call(partial(conversations.history, sender=one))) for one in ("chat-a", "chat-b")]

    assert kept() == [True, True]
    asyncio.run(deletion.tidy(after, 90, 730))  # as a bridge does before it answers
    assert kept() == [False, True]
    after.close()


def test_nothing_is_restored_while_the_bridge_runs(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.core.database.OTHER_BRIDGE_SECONDS", 0.0)
    database = filled(var, url(var))
    with pytest.raises(ArchiveError, match="stop it first"):
        backup._refuse_while_running(url(var))
    database.close()
    backup._refuse_while_running(url(var))
