"""After a deletion nothing is left: a real bridge, the real dialogue store, Redis, logs, metrics, byte by byte.

Unusual words are planted in a conversation. What is left is the register's row, which has a date and a kind.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import redis

from tests.channels import services
from tests.channels.platforms import Messenger, body
from tests.channels.players import played
from tests.channels.processes import ROOT, Processes, is_well, wait

BOT = ROOT / ".venv" / "bot" / "bin" / "python"
PLANTED = ("bồ công anh", "Kim Liên", "dandelion")
QUESTION = "mất thẻ ở hẻm Kim Liên, tôi là bồ công anh, dandelion lane"
PERSON = "918273645546372819"

pytestmark = pytest.mark.skipif(not BOT.exists(), reason="make setup makes Rasa's environment")


class Installation:
    """A bridge with Messenger, and Rasa's dialogue store, each a process; files in one folder."""

    def __init__(self, folder: Path, messenger: Messenger, redis_url: str) -> None:
        self.folder, self._messenger = folder, messenger
        settings = {**messenger.environment(), "REDIS_URL": redis_url}
        self.processes = Processes(folder, settings, actions=0, stand_in=True)
        self._store: subprocess.Popen[bytes] | None = None
        self._number = 0

    def start(self) -> None:
        own = {"DATABASE_URL": f"sqlite:///{self.folder}/dialogue.db", "DELETIONS_DIR": f"{self.folder}/deletions"}
        with (self.folder / "rasa-0.log").open("ab") as log:
            self._store = subprocess.Popen(
                [BOT, "-m", "tests.channels.storing_rasa", str(self.processes.ports["rasa-0"])],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore", **own},
                stdout=log,
                stderr=log,
            )
        self.processes.start("bridge-0")
        self.processes.wait_until_well("rasa-0")
        wait(lambda: is_well(f"{self.processes.url('bridge-0')}/health/live"))

    def stop(self) -> None:
        self.processes.stop("bridge-0")
        assert self._store is not None
        self._store.send_signal(signal.SIGTERM)
        self._store.wait(20)

    def say(self, text: str) -> str:
        """Say something and return the answer."""
        self._number += 1
        before = len(self._messenger.sent)
        sent = body(self._messenger.event(PERSON, text, self._number))
        url = f"{self.processes.url('bridge-0')}/webhooks/messenger/webhook"
        assert httpx.post(url, content=sent, headers=self._messenger.headers(sent), trust_env=False).status_code == 200
        wait(lambda: len(self._messenger.sent) > before, 30)
        return self._messenger.sent[-1].text

    def delete(self) -> None:
        self.say("/xoa")
        assert "Đã xóa" in self.say("Xóa")
        time.sleep(0.5)  # the mark that it was sent

    def found(self, *words: str) -> list[str]:
        """Return the files, logs among them, in which one of the words can be read."""
        files = [file for file in sorted(self.folder.rglob("*")) if file.is_file()]
        return [file.name for file in files if any(word.encode() in file.read_bytes() for word in words)]

    def metrics(self) -> str:
        return httpx.get(f"{self.processes.url('bridge-0')}/metrics", trust_env=False).text

    def senders(self) -> list[str]:
        """Return the names by which the bridge knows who wrote."""
        return [str(row[0]) for row in self.processes.rows("select id from bridge_conversations")]


@contextmanager
def installed(folder: Path) -> Iterator[tuple[Installation, redis.Redis]]:
    messenger = Messenger()
    with services.redis_server() as port, played(messenger), redis.Redis(port=port) as client:
        made = Installation(folder, messenger, f"redis://127.0.0.1:{port}/0")
        try:
            made.start()
            yield made, client
            made.stop()
        finally:
            made.processes.close()


def test_nothing_is_left_of_a_person(tmp_path: Path) -> None:
    with installed(tmp_path) as (assistant, client):
        for number in range(3):
            assistant.say(f"{QUESTION} {number}")
        (sender,) = assistant.senders()
        assert {"dialogue.db", "dialogue.db-wal"} & set(assistant.found(*PLANTED))
        assert any(name.startswith("bridge.db") for name in assistant.found(*PLANTED))

        assistant.delete()

        hidden = sender.removeprefix("messenger-")
        assert assistant.found(*PLANTED, PERSON) == []
        assert assistant.found(hidden) == []
        for word in (*PLANTED, PERSON, hidden):
            assert word not in assistant.metrics()
        keys = list(client.scan_iter())
        assert not any(word.encode() in key for key in keys for word in (*PLANTED, PERSON))
        # A count of its messages, without words, is there for the rest of its minute.
        assert all(0 < client.ttl(key) <= 60 for key in keys if hidden.encode() in key)

        rows = assistant.processes.rows("select kind, asked_on = done_on from bridge_requests")
        assert rows == [("delete", 1)]
        left = assistant.processes.rows("select conversation, text, answers from bridge_messages where text != ''")
        assert left == []
        # Its answers stay as a count, which has no words and nobody's name.
        assert assistant.processes.rows('select channel, topic, "count" from bridge_figures') == [
            ("messenger", "fee", 3)
        ]


def test_a_backup_that_is_put_back_is_deleted_from_again(tmp_path: Path) -> None:
    databases = ("bridge.db", "dialogue.db")
    (tmp_path / "backup").mkdir()
    with installed(tmp_path) as (assistant, _client):
        assistant.say(QUESTION)
        assistant.stop()
        for name in databases:
            shutil.copy(tmp_path / name, tmp_path / "backup" / name)
        assistant.start()
        assistant.delete()
        assistant.stop()
        for name in databases:
            shutil.move(tmp_path / "backup" / name, tmp_path / name)
            (tmp_path / f"{name}-wal").unlink(missing_ok=True)
            (tmp_path / f"{name}-shm").unlink(missing_ok=True)
        assert assistant.found(*PLANTED) == list(databases)
        assistant.start()
        assert assistant.found(*PLANTED) == []
        assert "deleted again" in assistant.processes.logs("bridge")
