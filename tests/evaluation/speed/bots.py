"""The bots that are measured: `rasa init`'s starter bot and the assistant, each a few processes on loopback."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tests.evaluation.speed.connections import Answers, Connections

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
    actions_url: str = ""
    """Where the assistant's action server is; the starter bot has none."""
    _connections: Connections = field(default_factory=Connections)

    def say(self, sender: str, message: str) -> Answers:
        """Send one message over a connection that this thread keeps; raise AssertionError when it is not taken."""
        port = self.ports[zlib.crc32(sender.encode()) % len(self.ports)]
        status, answers = self._connections.post(port, PATH, {"sender": sender, "message": message})
        assert status == 200, status
        assert isinstance(answers, list), answers
        return answers

    def cpu_seconds(self) -> dict[str, float]:
        """Return the CPU time that each process has taken so far."""
        return {name: cpu(process.pid) for name, process in self.processes.items()}

    def memory(self) -> dict[str, int]:
        """Return the memory of each process in MB, a page that several share counted once (PSS)."""
        return {name: pss(process.pid) for name, process in self.processes.items()}

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to all processes."""
        for process in self.processes.values():
            process.send_signal(number)


@contextlib.contextmanager
def running(
    name: str, commands: dict[str, Command], ports: Sequence[int], health: Sequence[str], where: Path, folder: Path
) -> Iterator[Running]:
    """Start processes in `where` and wait until `health` and a first message are answered; stop them after."""
    started = time.monotonic()
    with started_processes(name, commands, where, folder) as processes:
        bot = Running(name, processes, ports, folder)
        for url in health:
            wait(url, bot.name, processes, folder)
        bot.say("first", "hello")
        bot.ready_seconds = time.monotonic() - started
        yield bot


@contextlib.contextmanager
def started_processes(
    name: str,
    commands: Mapping[str, Command],
    where: Path,
    folder: Path,
    settings: dict[str, str] | None = None,
) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Start processes in `where`, each with a log in `folder`; stop them after. `settings` go to their environment."""
    environment = {**os.environ, **ENVIRONMENT, "PYTHONPATH": str(where), **(settings or {})}
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for program, command in commands.items():
            log = (folder / f"{name}-{program}.log").open("wb")
            processes[program] = subprocess.Popen(command, cwd=where, env=environment, stdout=log, stderr=log)
        yield processes
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
        bot.actions_url = f"http://127.0.0.1:{actions}"
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


def wait(url: str, name: str, processes: dict[str, subprocess.Popen[bytes]], folder: Path) -> None:
    """Wait until `url` answers; raise RuntimeError with the logs' ends when a process ends or it takes too long."""
    end = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < end and all(process.poll() is None for process in processes.values()):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    logs = "\n".join(log.read_text(errors="replace")[-2000:] for log in folder.glob(f"{name}-*.log"))
    raise RuntimeError(f"{name}: {url} did not answer\n{logs}")


def cpu(pid: int) -> float:
    """Return the CPU time in seconds that a process has taken so far."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(after_name[11]) + int(after_name[12])) / TICKS


def pss(pid: int) -> int:
    """Return the memory of a process in MB, a page that several share counted once (PSS)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("Pss:"))
