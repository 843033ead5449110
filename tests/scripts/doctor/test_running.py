from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.channels.core.database import Database
from bot.channels.core.settings import Settings
from scripts.doctor import running
from tests.channels import services

WELL = {"status": "ok", "model": True, "index": True, "actions": True, "database": True}


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """What a bridge says of itself; the test changes it."""
    health: dict[str, object] = dict(WELL)

    class Bridge(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(health).encode())

        def log_message(self, format: str, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Bridge)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("BRIDGE_PORT", str(server.server_port))
    yield health
    server.shutdown()
    server.server_close()


def test_a_bridge_that_is_away_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIDGE_PORT", str(services.free_port()))
    assert "nothing answers" in running.bridge().says


@pytest.mark.parametrize("part", sorted(running.PARTS))
def test_the_part_that_is_away_is_named(part: str, said: dict[str, object]) -> None:
    assert running.bridge().state == "well"
    said[part] = False
    assert running.bridge().says == running.PARTS[part][0]


def test_the_database_is_new_whole_damaged_or_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/bridge.db")
    assert running.database().state == "note"
    database = Database(f"sqlite:///{tmp_path}/bridge.db")
    database.open()
    database.close()
    assert running.database().says.startswith("sqlite, tables of ")
    (tmp_path / "bridge.db").write_bytes(b"no database" * 1_000)
    assert running.database().state == "fault"
    monkeypatch.setenv("DATABASE_URL", "postgresql://an:secret@127.0.0.1:9/assistant")
    found = running.database()
    assert found.state == "fault"
    assert "secret" not in found.says


@pytest.mark.postgresql
def test_a_postgresql_that_is_there_is_well(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    found = running.database()
    assert (found.state, found.says.startswith("postgresql, tables of ")) == ("well", True), found.says


def test_a_redis_that_is_away_is_a_fault_where_one_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert running.counts().state == "well"
    monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{services.free_port()}/0")
    assert "Redis is away" in running.counts().says


def test_a_certificate_that_ends_soon_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chain, key = services.certificate(tmp_path)  # for two days
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("PUBLIC_URL", f"https://127.0.0.1:{server.server_port}")
    assert running.certificate().says == "the certificate ends in 2 days"
    monkeypatch.setattr(running, "CERTIFICATE_DAYS", 1)
    assert running.certificate().state == "well"
    server.shutdown()
    server.server_close()
    assert "no TLS" in running.certificate().says


def test_services_are_looked_at_on_a_server_alone() -> None:
    assert running.units().state == "note"
