"""The really running assistant: its three processes, started once for all tests, on ports and stores of their own."""

from __future__ import annotations

import os
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

ROOT = Path(__file__).parents[2]
ASSISTANT_PORT, ACTIONS_PORT, BRIDGE_PORT = 5105, 5155, 5185
TODAY = "2026-11-22"
"""The day on which the conversations take place, so that fees and deadlines in the tests do not age."""
LONGEST_START_SECONDS = 240

Say = Callable[[str], list[dict[str, Any]]]


class Assistant:
    """The three processes; `url` is where programs ask Rasa, `page` where people reach the bridge."""

    def __init__(
        self,
        folder: Path,
        today: str = TODAY,
        ports: tuple[int, int, int] = (ASSISTANT_PORT, ACTIONS_PORT, BRIDGE_PORT),
    ) -> None:
        self._port, self._actions_port, self._bridge_port = ports
        self.url = f"http://127.0.0.1:{self._port}"
        self.page = f"http://127.0.0.1:{self._bridge_port}"
        self.folder = folder
        self._environment = {
            **os.environ,
            "ASSISTANT_TODAY": today,
            "PYTHONPATH": str(ROOT),
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "PYTHONWARNINGS": "ignore",
            "RASA_TELEMETRY_ENABLED": "false",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "BRIDGE_PORT": str(self._bridge_port),
            "DATABASE_URL": f"sqlite:///{folder}/bridge.db",
            "RASA_URLS": self.url,
            "ACTIONS_URL": f"http://127.0.0.1:{self._actions_port}",
        }
        self._bot: subprocess.Popen[bytes] | None = None
        self._actions: subprocess.Popen[bytes] | None = None
        self._bridge: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the processes and wait until they answer; fail with the end of the log when they do not."""
        endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
        endpoints["action_endpoint"]["url"] = f"http://127.0.0.1:{self._actions_port}/webhook"
        endpoints["tracker_store"]["url"] = f"sqlite:///{self.folder}/dialogue.db"
        (self.folder / "endpoints.yml").write_text(yaml.safe_dump(endpoints), encoding="utf-8")
        self.start_actions()
        command = [".venv/bot/bin/python", "-m", "bot.server", "run", "--model", "models/assistant.tar.gz"]
        command += ["--interface", "127.0.0.1", "--port", str(self._port)]
        self._bot = self._process([*command, "--endpoints", str(self.folder / "endpoints.yml")], "bot.log")
        self._wait(f"{self.url}/webhooks/rest/", self._bot, "bot.log")
        self._bridge = self._process([".venv/actions/bin/python", "-m", "bot.channels"], "bridge.log")
        self._wait(f"{self.page}/webhooks/web/health", self._bridge, "bridge.log")

    def start_actions(self) -> None:
        """Start the action server."""
        command = [".venv/actions/bin/python", "-m", "actions.server"]
        self._actions = self._process([*command, "--port", str(self._actions_port)], "actions.log")
        self._wait(f"http://127.0.0.1:{self._actions_port}/health", self._actions, "actions.log")

    def stop_actions(self) -> None:
        """Stop the action server, as in an outage."""
        if self._actions is not None:
            self._actions.terminate()
            self._actions.wait(30)

    def stop(self) -> None:
        """Stop the processes."""
        for process in (self._bridge, self._bot, self._actions):
            if process is not None and process.poll() is None:
                process.terminate()
                try:
                    process.wait(30)
                except subprocess.TimeoutExpired:
                    process.kill()

    def say(self, sender: str, text: str) -> list[dict[str, Any]]:
        """Send one message over REST and return the answers."""
        body = {"sender": sender, "message": text}
        response = httpx.post(f"{self.url}/webhooks/rest/webhook", json=body, timeout=60)
        response.raise_for_status()
        answers: list[dict[str, Any]] = response.json()
        return answers

    def _process(self, command: list[str], log: str) -> subprocess.Popen[bytes]:
        with (self.folder / log).open("ab") as output:
            return subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=output, stderr=output)

    def _wait(self, url: str, process: subprocess.Popen[bytes], log: str) -> None:
        end = time.monotonic() + LONGEST_START_SECONDS
        while time.monotonic() < end and process.poll() is None:
            try:
                with urllib.request.urlopen(url, timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.5)
        tail = (self.folder / log).read_text(errors="replace")[-3000:]
        pytest.fail(f"{url} did not answer; the end of {log}:\n{tail}")


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Start the assistant once for the whole session."""
    running = Assistant(tmp_path_factory.mktemp("assistant"))
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture
def say(assistant: Assistant) -> Say:
    """Return a new person's way to say something to the assistant."""
    sender = f"test-{uuid.uuid4().hex}"
    return lambda text: assistant.say(sender, text)
