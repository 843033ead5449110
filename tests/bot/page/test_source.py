from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.page import site, source

HOME = site.Asked("home", "vi")


class _Actions(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps({"path": self.path}).encode()
        self.send_response(200 if "home" in self.path else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    actions = HTTPServer(("127.0.0.1", 0), _Actions)
    threading.Thread(target=actions.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{actions.server_port}"
    actions.shutdown()


def test_the_action_server_is_asked_for_the_page(server: str) -> None:
    assert source.data(HOME, server) == {"path": "/page/home?language=vi"}


def test_a_server_that_does_not_answer_leaves_the_page_without_data(
    server: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert source.data(site.Asked("task", "vi", "lost"), server) is None
        assert source.data(HOME, "http://127.0.0.1:9") is None
    assert caplog.text.count("does not answer") == 2
