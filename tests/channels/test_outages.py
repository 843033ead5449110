"""The trained assistant with a part that is broken: a message is kept, and answered when the part is whole again."""

from __future__ import annotations

import itertools
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.channels.core.answering import PATIENCE_SECONDS
from tests.channels import services
from tests.channels.platforms import Messenger, body
from tests.channels.players import played
from tests.channels.processes import MODEL, Processes, is_well, running, wait

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(not MODEL.exists(), reason="make train makes the model")]

QUESTION = "mất thẻ căn cước làm lại bao nhiêu tiền"


class People:
    """Who writes to the assistant, each person once."""

    def __init__(self, processes: Processes, messenger: Messenger) -> None:
        self.processes, self.messenger = processes, messenger
        self._numbers = itertools.count(1)
        self._asked_at: dict[str, float] = {}

    def ask(self, text: str = QUESTION) -> str:
        """Ask and have it acknowledged; return who asked."""
        number = next(self._numbers)
        self._asked_at[str(1000 + number)] = time.monotonic()
        person = str(1000 + number)
        sent = body(self.messenger.event(person, text, number))
        url = f"{self.processes.url('bridge-0')}/webhooks/messenger/webhook"
        headers = self.messenger.headers(sent)
        assert httpx.post(url, content=sent, headers=headers, timeout=30, trust_env=False).status_code == 200
        return person

    def is_answered(self, person: str) -> None:
        """Wait for the answer; on a slow machine, which takes longer than people have patience, for a word on that."""
        wait(lambda: bool(self.answers(person)))
        slow = time.monotonic() - self._asked_at[person] > PATIENCE_SECONDS
        assert "35.000" in self.answers(person)[0] or (slow and "tạm ngừng" in self.answers(person)[0])

    def answers(self, person: str) -> list[str]:
        return [sent.text for sent in self.messenger.sent if sent.person == person]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    messenger = Messenger()
    processes = Processes(tmp_path_factory.mktemp("outages"), messenger.environment())
    with played(messenger), running(processes):
        yield People(processes, messenger)


def is_ready(processes: Processes) -> bool:
    return is_well(f"{processes.url('bridge-0')}/health/ready")


def test_a_corrupt_model_answers_nobody_and_loses_nobody(people: People, tmp_path: Path) -> None:
    processes = people.processes
    assert is_ready(processes)
    processes.kill("rasa-0")
    processes.model = tmp_path / "broken.tar.gz"
    processes.model.write_bytes(MODEL.read_bytes()[:10_000])
    processes.start("rasa-0")
    asked = people.ask()
    time.sleep(5)
    assert not is_ready(processes)
    assert people.answers(asked) == []
    processes.model = MODEL
    processes.kill("rasa-0")
    processes.start("rasa-0")
    people.is_answered(asked)


def test_a_corrupt_index_answers_nobody_and_loses_nobody(people: People, tmp_path: Path) -> None:
    processes = people.processes
    processes.kill("actions-0")
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "entries.json").write_text("{broken")
    processes.start("actions-0", INDEX_DIR=str(tmp_path / "index"))
    asked = people.ask()
    wait(lambda: "no answer now" in processes.logs("bridge"), 60)
    assert not is_ready(processes)
    assert people.answers(asked) == []
    processes.kill("actions-0")
    processes.start("actions-0")
    people.is_answered(asked)


def test_an_action_server_that_hangs_is_waited_for(people: People) -> None:
    processes = people.processes
    processes.wait_until_well()
    processes.kill("actions-0")
    with socket.create_server(("127.0.0.1", processes.ports["actions-0"]), backlog=64):  # takes calls, says nothing
        asked = people.ask()
        time.sleep(35)  # Rasa gives a turn up after 30 s
        assert people.answers(asked) == []
    wait(lambda: services.is_free(processes.ports["actions-0"]), 120)
    processes.start("actions-0")
    people.is_answered(asked)


def test_a_rolling_restart_of_rasa_while_people_write_loses_nothing(tmp_path: Path) -> None:
    messenger = Messenger()
    processes = Processes(tmp_path, messenger.environment(), workers=2, stand_in=True)
    with played(messenger), running(processes):
        writing = People(processes, messenger)

        def write(number: int) -> str:
            time.sleep(number * 0.05)
            return writing.ask(f"câu {number}")

        with ThreadPoolExecutor(40) as pool:
            asked = pool.map(write, range(120))
            for name in processes.named("rasa"):
                time.sleep(1)
                processes.stop(name)
                processes.start(name)
                processes.wait_until_well(name)
            people = list(asked)
        wait(lambda: len(messenger.sent) >= len(people), 60)
        time.sleep(1)
        assert sorted(sent.person for sent in messenger.sent) == sorted(people)
        assert not any("tạm ngừng" in sent.text for sent in messenger.sent)
