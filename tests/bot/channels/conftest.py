from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.core.buttons import Payloads
from bot.channels.core.database import Database
from bot.channels.core.settings import Settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of the machine's own, nothing written into the repository."""
    monkeypatch.setenv("DELETIONS_DIR", str(tmp_path / "deletions"))
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A new database with the bridge's tables."""
    opened = Database(database_url)
    opened.open()
    yield opened
    opened.close()


@pytest.fixture
def payloads() -> Payloads:
    """Long payloads of buttons, kept in a dictionary."""
    kept: dict[str, str] = {}
    return Payloads(64, kept.get, kept.__setitem__)
