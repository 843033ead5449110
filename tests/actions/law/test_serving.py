from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest

from actions.law.serving import HOST

STARTS_WITHIN = 60
"""Seconds; a few on an idle machine."""


@pytest.fixture
def address() -> Iterator[str]:
    """The address of the API served alone."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "actions.law", "serve", "--port", str(port)], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    try:
        yield server.stdout.readline().strip().rstrip("/")
    finally:
        server.terminate()
        server.wait()


def test_it_is_served_alone_on_loopback(address: str) -> None:
    assert address.startswith(f"http://{HOST}:")
    give_up = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            told = httpx.get(f"{address}/fee", params={"document": "can_cuoc", "reason": "lost", "day": "2026-11-22"})
            break
        except httpx.ConnectError:
            assert time.monotonic() < give_up
            time.sleep(0.2)
    assert told.json()["result"]["in_person"] == 35000
