"""The trained assistant itself, started as `make run` starts it, with every chat platform on loopback."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from tests.channels.platforms import Messenger, Platform, Telegram, Zalo, ZaloBot, body, until

MODEL = Path("models/assistant.tar.gz")
START_SECONDS = 120.0

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.asyncio,
    pytest.mark.skipif(not MODEL.exists(), reason="make train makes the model"),
]


class Server:
    """A `rasa run` with the chat channels only."""

    def __init__(self, process: asyncio.subprocess.Process, port: int, log: Path) -> None:
        self.process, self.port, self.log = process, port, log

    async def post(self, platform: Platform, event: dict[str, object]) -> None:
        sent = body(event)
        async with httpx.AsyncClient(trust_env=False) as client:
            url = f"http://127.0.0.1:{self.port}/webhooks/{platform.name}/webhook"
            answered = await client.post(url, content=sent, headers=platform.headers(sent))
        assert answered.status_code == 200


async def start(folder: Path, settings: dict[str, str], *platforms: Platform) -> Server:
    credentials, endpoints, log = folder / "credentials.yml", folder / "endpoints.yml", folder / "log"
    credentials.write_text("".join(f"{platform.channel}:\n" for platform in platforms))
    endpoints.write_text("action_endpoint:\n  url: http://127.0.0.1:9/webhook\n")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["rasa", "run", "--model", str(MODEL), "--interface", "127.0.0.1", "--port", str(port)]
    files = ["--credentials", str(credentials), "--endpoints", str(endpoints)]
    environment = {**os.environ, **settings, "PYTHONPATH": ".", "RASA_TELEMETRY_ENABLED": "false"}
    with log.open("w") as stream:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-W", "ignore", "-m", *command, *files, env=environment, stdout=stream, stderr=stream
        )
    return Server(process, port, log)


@pytest_asyncio.fixture
async def running(tmp_path: Path) -> AsyncIterator[tuple[Server, dict[str, Platform]]]:
    zalo_bot = ZaloBot(webhook=False)
    platforms: dict[str, Platform] = {
        "telegram": Telegram(webhook=False),
        "zalo_bot": zalo_bot,
        "messenger": Messenger(),
    }
    settings: dict[str, str] = {}
    for platform in platforms.values():
        await platform.start()
        settings.update(platform.environment())
    server = await start(tmp_path, settings, *platforms.values(), Zalo())
    try:
        await until(lambda: zalo_bot.calls, START_SECONDS)  # it fetches updates once the model is loaded
        yield server, platforms
    finally:
        if server.process.returncode is None:
            server.process.kill()
            await server.process.wait()
        for platform in platforms.values():
            await platform.stop()


async def test_a_greeting_is_answered_everywhere(running: tuple[Server, dict[str, Platform]]) -> None:
    server, platforms = running
    telegram, zalo_bot, messenger = platforms["telegram"], platforms["zalo_bot"], platforms["messenger"]
    assert isinstance(telegram, Telegram)
    assert isinstance(zalo_bot, ZaloBot)
    telegram.updates.append(telegram.event("1001", "/start", 1))
    zalo_bot.updates.append(zalo_bot.event("1001", "/start", 1))
    await server.post(messenger, messenger.event("1001", "/start", 1))
    await until(lambda: all(platform.sent for platform in platforms.values()), 60)
    for platform in platforms.values():
        assert "thẻ căn cước" in platform.sent[0].text
    assert len(telegram.sent[0].buttons) == len(messenger.sent[0].buttons) >= 3

    server.process.send_signal(signal.SIGTERM)
    await asyncio.wait_for(server.process.wait(), 30)
    log = server.log.read_text()
    for line in ("telegram: on (long polling)", "zalo: off (ZALO_APP_ID is not set)", "messenger: on (webhook)"):
        assert line in log
    assert "Traceback" not in log
    assert "loopback-" not in log


async def test_a_half_set_channel_keeps_the_server_from_starting(tmp_path: Path) -> None:
    server = await start(tmp_path, {"MESSENGER_PAGE_TOKEN": "x"}, Messenger())
    assert await asyncio.wait_for(server.process.wait(), START_SECONDS) == 1
    assert "Set MESSENGER_APP_SECRET, MESSENGER_VERIFY_TOKEN" in server.log.read_text()
