"""The assistant's processes as `make run` starts them, on ports and stores of their own, killed at will."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from sqlalchemy import text

from bot.channels.core.database import Database
from bot.channels.core.settings import Settings
from tests.channels import services

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "models" / "assistant.tar.gz"
ACTIONS = str(ROOT / ".venv" / "actions" / "bin" / "python")
START_SECONDS = 300.0


def wait(condition: Callable[[], bool], seconds: float = START_SECONDS) -> None:
    """Wait until `condition` holds; fail when it does not in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(httpx.TransportError):
            if condition():
                return
        time.sleep(0.1)
    pytest.fail("did not happen in time")


def is_well(url: str) -> bool:
    return httpx.get(url, timeout=5, trust_env=False).status_code == 200


class Processes:
    """Any number of bridges, Rasa workers and action servers."""

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str],
        bridges: int = 1,
        workers: int = 1,
        actions: int = 1,
        tracker: Mapping[str, object] | None = None,
        actions_url: str | None = None,
        stand_in: bool = False,
    ) -> None:
        """`tracker` is the tracker store of endpoints.yml; `actions_url` a web server before the action servers.

        With `stand_in` a quick stand-in takes the place of Rasa and of the action server (standin.py).
        """
        self.folder, self._stand_in = folder, stand_in
        self.model = MODEL
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.ports = {
            **{f"bridge-{n}": services.free_port() for n in range(bridges)},
            **{f"rasa-{n}": services.free_port() for n in range(workers)},
            **{f"actions-{n}": services.free_port() for n in range(actions)},
        }
        actions_url = actions_url or f"http://127.0.0.1:{self.ports['actions-0']}" if actions else "http://127.0.0.1:9"
        endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
        endpoints["action_endpoint"]["url"] = f"{actions_url}/webhook"
        endpoints["tracker_store"].update(tracker or own_tracker(endpoints["tracker_store"], folder))
        (folder / "endpoints.yml").write_text(yaml.safe_dump(endpoints), encoding="utf-8")
        clean = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
        self._environment = {
            **clean,
            "DATABASE_URL": f"sqlite:///{folder}/bridge.db",
            "RASA_URLS": ",".join(self.url(name) for name in self.named("rasa")),
            "ACTIONS_URL": actions_url,
            "WEB_SESSION_SECRET": "loopback-session-secret",
            "DELETIONS_DIR": str(folder / "deletions"),
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "ignore",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "RASA_TELEMETRY_ENABLED": "false",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "NO_PROXY": "127.0.0.1",
            **environment,
        }

    def named(self, kind: str) -> list[str]:
        return [name for name in self.ports if name.startswith(kind)]

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.ports[name]}"

    def start(self, *names: str, **settings: str) -> None:
        """Start processes, without waiting for them; `settings` are for these alone."""
        for name in names or tuple(self.ports):
            with (self.folder / f"{name}.log").open("ab") as log:
                self._running[name] = subprocess.Popen(
                    self._command(name),
                    # What a bridge keeps beside its database, such as Zalo's tokens, lies in var/ where it runs.
                    cwd=self.folder if name.startswith("bridge") else ROOT,
                    env={**self._environment, "BRIDGE_PORT": str(self.ports[name]), **settings},
                    stdout=log,
                    stderr=log,
                )

    def wait_until_well(self, *names: str) -> None:
        paths = {"bridge": "/webhooks/web/health", "rasa": "/webhooks/rest/", "actions": "/health"}
        for name in names or tuple(self.ports):
            wait(lambda name=name: is_well(self.url(name) + paths[name.split("-")[0]]))  # type: ignore[misc]

    def kill(self, *names: str) -> None:
        """End processes at once, without a word to them."""
        for name in names:
            self._running[name].send_signal(signal.SIGKILL)
        for name in names:
            self._running.pop(name).wait()

    def stop(self, *names: str) -> None:
        """Ask processes to end, and wait until they have."""
        for name in names:
            self._running[name].terminate()
        for name in names:
            self._running.pop(name).wait(40)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the bridge's database."""
        engine = Database(self._environment["DATABASE_URL"]).engine
        try:
            with engine.connect() as connection:
                return [tuple(row) for row in connection.execute(text(sql))]
        finally:
            engine.dispose()

    def process(self, name: str) -> subprocess.Popen[bytes]:
        return self._running[name]

    def is_running(self, name: str) -> bool:
        return name in self._running and self._running[name].poll() is None

    def logs(self, kind: str = "") -> str:
        return "".join(file.read_text(errors="replace") for file in sorted(self.folder.glob(f"{kind}*.log")))

    def close(self) -> None:
        for process in self._running.values():
            process.kill()
        for process in self._running.values():
            process.wait()
        self._running.clear()

    def _command(self, name: str) -> list[str]:
        port = str(self.ports[name])
        if name.startswith("bridge"):
            return [ACTIONS, "-m", "bot.channels"]
        if self._stand_in:
            return [ACTIONS, "-m", "tests.channels.standin", port]
        if name.startswith("actions"):
            return [ACTIONS, "-m", "actions.server", "--port", port]
        (line,) = re.findall(r"^bot: (.*) --port 5005$", (ROOT / "Procfile").read_text(encoding="utf-8"), re.MULTILINE)
        line = line.replace("models/assistant.tar.gz", str(self.model))
        return [*shlex.split(line), "--port", port, "--endpoints", str(self.folder / "endpoints.yml")]


def own_tracker(store: Mapping[str, object], folder: Path) -> dict[str, str]:
    """Return what puts the tracker store of endpoints.yml into a folder."""
    if "db" in store:
        return {"db": str(folder / "tracker.db")}
    return {"url": f"sqlite:///{folder}/dialogue.db"}


@contextlib.contextmanager
def running(processes: Processes) -> Iterator[Processes]:
    """Start all, wait until they are well, and end them afterwards."""
    try:
        processes.start()
        processes.wait_until_well()
        yield processes
    finally:
        processes.close()
