"""The bots that are measured: `rasa init`'s starter bot and the assistant, each a few processes on loopback."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[3]
TODAY = "2026-11-22"
LONGEST_START_SECONDS = 300.0
TICKS = os.sysconf("SC_CLK_TCK")
ENVIRONMENT = {
    "ASSISTANT_TODAY": TODAY,
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}
PATH = "/webhooks/rest/webhook"
Command = Sequence[str]
BOT, ACTIONS = ROOT / ".venv/bot/bin/python", ROOT / ".venv/actions/bin/python"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """Processes that answer together, by name; a conversation stays with one of `ports`."""

    name: str
    processes: dict[str, subprocess.Popen[bytes]]
    ports: Sequence[int]
    folder: Path
    ready_seconds: float = 0.0
    _local: threading.local = field(default_factory=threading.local)

    def say(self, sender: str, message: str) -> list[dict[str, Any]]:
        """Send one message over a connection that this thread keeps; raise AssertionError when nothing is said."""
        body = json.dumps({"sender": sender, "message": message})
        kept: dict[int, http.client.HTTPConnection] = self._local.__dict__.setdefault("kept", {})
        port = self.ports[zlib.crc32(sender.encode()) % len(self.ports)]
        for attempt in (1, 2):
            connection = kept.get(port) or http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            try:
                connection.request("POST", PATH, body, {"Content-Type": "application/json"})
                response = connection.getresponse()
                answers = json.loads(response.read())
                kept[port] = connection
                break
            except (http.client.HTTPException, OSError):  # a connection that was idle for too long
                kept.pop(port, None)
                if attempt == 2:
                    raise
        assert response.status == 200, response.status
        assert isinstance(answers, list), answers
        return answers

    def cpu_seconds(self) -> dict[str, float]:
        """Return the CPU time that each process has taken so far."""
        return {name: _cpu(process.pid) for name, process in self.processes.items()}

    def memory(self) -> dict[str, int]:
        """Return the memory of each process in MB, a page that several share counted once (PSS)."""
        return {name: _pss(process.pid) for name, process in self.processes.items()}

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to all processes."""
        for process in self.processes.values():
            process.send_signal(number)


@contextlib.contextmanager
def running(
    name: str, commands: dict[str, Command], ports: Sequence[int], health: Sequence[str], where: Path, folder: Path
) -> Iterator[Running]:
    """Start processes in `where` and wait until `health` and a first message are answered; stop them after."""
    environment = {**os.environ, **ENVIRONMENT, "PYTHONPATH": str(where)}
    processes: dict[str, subprocess.Popen[bytes]] = {}
    started = time.monotonic()
    try:
        for program, command in commands.items():
            log = (folder / f"{name}-{program}.log").open("wb")
            processes[program] = subprocess.Popen(command, cwd=where, env=environment, stdout=log, stderr=log)
        bot = Running(name, processes, ports, folder)
        for url in health:
            _wait(url, bot)
        bot.say("first", "hello")
        bot.ready_seconds = time.monotonic() - started
        yield bot
    finally:
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


@contextlib.contextmanager
def assistant(
    folder: Path, root: Path = ROOT, workers: int = 1, wrapped: dict[str, Sequence[str]] | None = None
) -> Iterator[Running]:
    """Run the assistant with a store of its own; `wrapped` puts a program before a process' module."""
    before = wrapped or {}
    actions, *ports = [free_port() for _ in range(1 + workers)]
    endpoints = yaml.safe_load((root / "endpoints.yml").read_text(encoding="utf-8"))
    endpoints["action_endpoint"]["url"] = f"http://127.0.0.1:{actions}/webhook"
    store = endpoints["tracker_store"]
    store.update({"db": str(folder / "t.db")} if store["type"] == "SQL" else {"url": f"sqlite:///{folder}/d.db"})
    (folder / "endpoints.yml").write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    commands: dict[str, Command] = {
        "actions": [str(ACTIONS), "-m", *before.get("actions", ()), "actions.server", "--port", str(actions)]
    }
    for number, port in enumerate(ports, 1):
        commands["bot" if workers == 1 else f"bot {number}"] = [
            *(
                str(BOT),
                "-m",
                *before.get("bot", ()),
                "bot.server",
                "run",
                "--model",
                f"{root}/models/assistant.tar.gz",
            ),
            *("--interface", "127.0.0.1", "--port", str(port), "--endpoints", f"{folder}/endpoints.yml"),
        ]
    health = [f"http://127.0.0.1:{actions}/health", *(f"http://127.0.0.1:{port}/webhooks/rest/" for port in ports)]
    with running("assistant", commands, ports, health, root, folder) as bot:
        yield bot


@contextlib.contextmanager
def starter(folder: Path, made: Path) -> Iterator[Running]:
    """Run the starter bot that `make_starter` made, as `rasa run` runs it."""
    port = free_port()
    command = [str(BOT), "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(port)]
    with running("starter", {"bot": command}, [port], [f"http://127.0.0.1:{port}/"], made, folder) as bot:
        yield bot


def make_starter(folder: Path) -> float | None:
    """Make `rasa init`'s bot in `folder` and train it; return the seconds of the training, None where it is there."""
    if list(folder.glob("models/*.tar.gz")):
        return None
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, **ENVIRONMENT}
    # `rasa init` trains as well; made anew from its own files, so that the time is of the training alone.
    made = [str(BOT), "-c", "from rasa.cli.scaffold import create_initial_project as make; make('.')"]
    subprocess.run(made, cwd=folder, env=environment, check=True, capture_output=True)
    started = time.monotonic()
    subprocess.run([str(BOT), "-m", "rasa", "train"], cwd=folder, env=environment, check=True, capture_output=True)
    return time.monotonic() - started


def _wait(url: str, bot: Running) -> None:
    end = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < end and all(process.poll() is None for process in bot.processes.values()):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    logs = "\n".join(log.read_text(errors="replace")[-2000:] for log in bot.folder.glob(f"{bot.name}-*.log"))
    raise RuntimeError(f"{bot.name}: {url} did not answer\n{logs}")


def _cpu(pid: int) -> float:
    after_name = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(after_name[11]) + int(after_name[12])) / TICKS


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("Pss:"))
