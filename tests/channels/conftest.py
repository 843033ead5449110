from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.channels import delivery, zalo
from tests.channels.assistant import Assistant
from tests.channels.platforms import PLATFORMS, Platform, body

SETTINGS = ("TELEGRAM_", "ZALO_", "MESSENGER_", "WEB_", "REDIS_URL", "SANIC_WORKERS")


@dataclass
class Pair:
    """A platform and the assistant connected with it."""

    platform: Platform
    assistant: Assistant

    async def deliver(self, event: dict[str, Any], escaped: bool = True) -> int:
        sent = body(event, escaped)
        return await self.assistant.post(self.platform.name, sent, self.platform.headers(sent))


@pytest.fixture(autouse=True)
def clean_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of the machine's own, no waiting, nothing written into the repository."""
    for name in list(os.environ):
        if name.startswith(SETTINGS):
            monkeypatch.delenv(name)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(delivery, "FIRST_WAIT_SECONDS", 0.02)
    monkeypatch.setattr(zalo, "TOKEN_FILE", tmp_path / "var" / "zalo-token.json")


@pytest_asyncio.fixture(params=list(PLATFORMS))
async def pair(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pair]:
    """Each platform in turn, by webhook, connected with an assistant."""
    async with connect(PLATFORMS[request.param](), monkeypatch) as connected:
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
