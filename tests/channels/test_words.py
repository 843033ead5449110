"""Words that a person wrote are in no log of any process, also when an action fails."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

from tests.channels.platforms import Messenger, body
from tests.channels.players import played
from tests.channels.processes import MODEL, Processes, running, wait

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(not MODEL.exists(), reason="make train makes the model")]

PLANTED = ("bồ công anh", "hẻm Kim Liên", "dandelion lane")
QUESTION = "tôi bị mất thẻ căn cước ở hẻm Kim Liên, tên tôi là bồ công anh, dandelion lane"
MOST_BODY = 10_000_000


class Failing(BaseHTTPRequestHandler):
    """An action server whose actions fail as those of rasa-sdk do: the answer holds the whole conversation."""

    def do_GET(self) -> None:
        self._answer(200, b'{"status": "ok"}')

    def do_POST(self) -> None:
        asked = self.rfile.read(min(int(self.headers["Content-Length"] or 0), MOST_BODY))
        self._answer(500, b'{"error": "broken", "request_body": ' + asked + b"}")

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def failing_actions(port: int) -> Iterator[None]:
    server = HTTPServer(("127.0.0.1", port), Failing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def test_planted_words_are_in_no_log(tmp_path: Path) -> None:
    messenger = Messenger()
    with played(messenger), running(Processes(tmp_path, messenger.environment())) as processes:

        def ask(number: int) -> None:
            sent = body(messenger.event("1001", QUESTION, number))
            url = f"{processes.url('bridge-0')}/webhooks/messenger/webhook"
            httpx.post(url, content=sent, headers=messenger.headers(sent), timeout=30, trust_env=False)
            wait(lambda: len(messenger.sent) == number)

        ask(1)
        # The action server's own failure: a call that no action can read.
        call = {"next_action": "action_answer", "tracker": {"latest_message": {"text": QUESTION}, "slots": QUESTION}}
        answer = httpx.post(f"{processes.url('actions-0')}/webhook", json=call, timeout=30, trust_env=False)
        assert answer.status_code >= 400
        # A failure that Rasa is told of, with the whole conversation in it.
        processes.kill("actions-0")
        with failing_actions(processes.ports["actions-0"]):
            ask(2)
        assert "tạm ngừng" in messenger.sent[1].text
        logs = {kind: processes.logs(kind) for kind in ("bridge", "rasa", "actions")}
        assert "a turn failed" in logs["bridge"]
        assert "Encountered an exception while running action" in logs["rasa"]
        assert "error" in logs["actions"]
        for kind, log in logs.items():
            assert [word for word in PLANTED if word in log] == [], kind
