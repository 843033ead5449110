"""What the bridge adds to a message: the same messages over REST and through the page's channel, in turn.

The bridge (`bot.channels`) is the assistant's third process. It is started behind the other two, so that what is
measured of them beside the starter bot, which answers over REST alone, is measured as before.
"""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.evaluation.speed import bots
from tests.evaluation.speed.bots import Running
from tests.evaluation.speed.connections import Answers, Connections, fault
from tests.evaluation.speed.mix import Conversations

CHANNEL = "/webhooks/web"
ADDRESSES = 1 << 24
"""Of 10.0.0.0/8: each page comes from another one, as people do; from a single one the bridge takes 300 a minute."""


@dataclass
class Page:
    """The page's way to the assistant: a session, then messages, each answered in its response."""

    port: int
    process: int
    """The bridge's process id."""
    opened: int = 0
    """Sessions that were opened."""
    _connections: Connections = field(default_factory=Connections)

    def open(self) -> str:
        """Open a session, as a page does once; return its token."""
        self.opened += 1
        return str(self._post("session", "", {})["token"])

    def say(self, token: str, message: str) -> Answers:
        """Send a message, with an id as the page makes it; return the answers as the page gets them."""
        answers: Answers = self._post("message", token, {"token": token, "text": message, "id": uuid.uuid4().hex})[
            "messages"
        ]
        return answers

    def memory(self) -> int:
        """Return the bridge's memory in MB (PSS)."""
        return bots.pss(self.process)

    def cpu_seconds(self) -> float:
        """Return the CPU time that the bridge has taken so far."""
        return bots.cpu(self.process)

    def _post(self, path: str, token: str, content: dict[str, str]) -> dict[str, Answers]:
        person = hash(token) % ADDRESSES
        address = f"10.{person >> 16}.{person >> 8 & 255}.{person & 255}"
        status, answered = self._connections.post(self.port, f"{CHANNEL}/{path}", content, {"X-Real-IP": address})
        assert status == 200, (status, answered)
        return dict(answered)


@dataclass
class Through:
    """What was measured over REST and through the page's channel, in milliseconds unless a name says otherwise."""

    rest: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    sessions: list[float] = field(default_factory=list)
    """Opening a session, which a page does once."""
    faults: int = 0
    """Messages of either way that the dialogue did not answer."""
    unlike: int = 0
    """Messages whose answers were not of the same words."""
    cpu: float = 0.0
    """CPU time that the bridge took for a message of the page, its session included."""
    memory: int = 0
    """The bridge's, in MB (PSS), after it."""


@contextlib.contextmanager
def bridge(bot: Running, folder: Path, root: Path = bots.ROOT) -> Iterator[Page]:
    """Run the bridge before an assistant, with SQLite in `folder`; wait until its page can be asked."""
    port = bots.free_port()
    settings = {
        "BRIDGE_PORT": str(port),
        "DATABASE_URL": f"sqlite:///{folder}/bridge.db",
        "RASA_URLS": ",".join(f"http://127.0.0.1:{rasa}" for rasa in bot.ports),
        "ACTIONS_URL": bot.actions_url,
        "WEB_SESSION_SECRET": uuid.uuid4().hex,
    }
    command = {"bridge": [str(bots.ACTIONS), "-m", "bot.channels"]}
    with bots.started_processes("page", command, root, folder, settings) as processes:
        bots.wait(f"http://127.0.0.1:{port}{CHANNEL}/health", "page", processes, folder)
        yield Page(port, processes["bridge"].pid)


def measure(bot: Running, page: Page, conversations: Conversations, messages: int) -> Through:
    """Ask `messages` messages both ways, each once over REST and once through the page.

    The way that is asked first changes with each message: the second one could find something warm.
    """
    through, before = Through(), page.cpu_seconds()
    while len(through.page) < messages:
        sender = uuid.uuid4().hex
        started = time.perf_counter()
        token = page.open()
        through.sessions.append(_milliseconds(started))
        for message in next(conversations):
            ways: list[tuple[Callable[[str, str], Answers], str, list[float]]] = [
                (bot.say, sender, through.rest),
                (page.say, token, through.page),
            ]
            said = []
            for say, who, latencies in ways if len(through.page) % 2 else reversed(ways):
                started = time.perf_counter()
                answers = say(who, message)
                latencies.append(_milliseconds(started))
                through.faults += fault(answers) is not None
                said.append([answer.get("text") for answer in answers])
            through.unlike += said[0] != said[1]
    through.cpu = (page.cpu_seconds() - before) * 1000 / len(through.page)
    through.memory = page.memory()
    return through


def _milliseconds(started: float) -> float:
    return (time.perf_counter() - started) * 1000
