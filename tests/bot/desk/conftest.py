from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.channels import app
from bot.channels.core import settings
from bot.channels.core.bridge import Bridge
from bot.channels.core.database import Database
from bot.channels.core.settings import Settings
from bot.channels.web import sessions as web_sessions
from bot.desk import accounts, passwords
from bot.desk.accounts import Role

PASSWORD = "bốn từ không ai ghép"


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str) -> None:
    """No settings of the machine's own, and hashing that takes no time."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("ACTIONS_URL", "http://127.0.0.1:9")
    monkeypatch.setattr(web_sessions, "SECRET_FILE", tmp_path / "web-session-secret")
    monkeypatch.setattr(passwords, "COST", {"length": 32, "iterations": 1, "lanes": 1, "memory_cost": 8})


class Clerk:
    """Somebody at a browser without JavaScript."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def send(self, page: str, action: str, **fields: str) -> Any:
        """Open a page and send a form of it."""
        return self.client.post(action, data={**fields, "form_word": self.form_word(page)})

    def form_word(self, page: str) -> str:
        found = re.search(r'name="form_word" value="(\w+)"', self.client.get(page).text)
        return found[1] if found else ""

    def sign_in(self, name: str, password: str = PASSWORD) -> Any:
        return self.send("/desk/sign-in", "/desk/sign-in", name=name, password=password)


@pytest.fixture
def bridge() -> Iterator[Bridge]:
    """A bridge that takes messages and asks nobody."""
    application = app.create(settings.load(), app.CHANNELS[:1])
    made: Bridge = application.state.bridge
    made.database.open()
    made.worker.start = _nothing  # type: ignore[method-assign]
    made.application = application  # type: ignore[attr-defined]
    yield made
    made.database.release()


async def _nothing() -> None:
    """Work on nothing."""


@pytest.fixture
def database(bridge: Bridge) -> Database:
    return bridge.database


@pytest.fixture
def desk(bridge: Bridge) -> Callable[[], Clerk]:
    """Returns a new browser each time."""
    return lambda: Clerk(TestClient(bridge.application, headers={"accept-language": "en"}))  # type: ignore[attr-defined]


@pytest.fixture
def add(database: Database) -> Callable[..., None]:
    """Adds an account of the offices "phuong-a" and "phuong-b"."""

    def made(name: str, role: Role = "clerk", office: str | None = None) -> None:
        database.call(lambda s: accounts.add(s, name, PASSWORD, role, office, ("phuong-a", "phuong-b")) and None)

    return made


@pytest.fixture
def signed_in(desk: Callable[[], Clerk], add: Callable[..., None]) -> Callable[..., Clerk]:
    """Returns the browser of somebody of a role and an office who has signed in."""

    def made(name: str = "lan", role: Role = "clerk", office: str | None = None) -> Clerk:
        add(name, role, office)
        clerk = desk()
        assert clerk.sign_in(name).status_code == 200
        return clerk

    return made
