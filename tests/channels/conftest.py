from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.channels.core import delivery
from bot.channels.core.settings import Settings
from bot.channels.web import sessions
from bot.channels.zalo_oa import channel as zalo
from tests.channels.assistant import Assistant
from tests.channels.platforms import CHANNELS, Platform


@dataclass
class Pair:
    """A platform, or the website, and the assistant connected with it."""

    platform: Platform
    assistant: Assistant

    async def deliver(self, event: dict[str, Any], escaped: bool = True) -> int:
        return await self.platform.deliver(self.assistant, event, escaped)

    async def post(self, body: bytes, headers: Mapping[Any, Any]) -> int:
        return await self.platform.post(self.assistant, body, headers)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "absent(channel=reason): the case does not exist there")


@pytest.fixture(autouse=True)
def skip_where_absent(request: pytest.FixtureRequest) -> None:
    """Say of a case which channels it does not exist on, and why."""
    marker = request.node.get_closest_marker("absent")
    params = request.node.callspec.params if hasattr(request.node, "callspec") else {}
    channel = params.get("pair", params.get("name", ""))
    if marker is not None and channel in marker.kwargs:
        pytest.skip(f"not on {channel}: {marker.kwargs[channel]}")


@pytest.fixture(autouse=True)
def clean_surroundings(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of the machine's own, no waiting, nothing written into the repository."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(delivery, "FIRST_WAIT_SECONDS", 0.02)
    monkeypatch.setattr(sessions, "SECRET_FILE", tmp_path / "var" / "web-session-secret")
    monkeypatch.setattr(zalo, "TOKEN_FILE", tmp_path / "var" / "zalo-token.json")
    monkeypatch.setenv("DELETIONS_DIR", str(tmp_path / "deletions"))
    if request.config.getoption("--database") != "sqlite":
        monkeypatch.setenv("DATABASE_URL", request.getfixturevalue("database_url"))


@pytest_asyncio.fixture(params=list(CHANNELS))
async def pair(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pair]:
    """Each channel in turn, the platforms by webhook, connected with an assistant."""
    async with connect(CHANNELS[request.param](), monkeypatch) as connected:
        yield connected


@contextlib.asynccontextmanager
async def connect(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pair]:
    for name, value in platform.environment().items():
        monkeypatch.setenv(name, value)
    await platform.start()
    assistant = Assistant(platform.channel)
    await assistant.start()
    yield Pair(platform, assistant)
    await assistant.stop()
    await platform.stop()
