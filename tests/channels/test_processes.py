"""The trained assistant itself, started as `make run` starts it, with every chat platform on loopback."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.channels.platforms import Messenger, Platform, Telegram, ZaloBot, body
from tests.channels.players import played
from tests.channels.processes import ACTIONS, MODEL, ROOT, Processes, running, wait

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(not MODEL.exists(), reason="make train makes the model")]

LOST = "tôi bị mất thẻ căn cước Việt Nam"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Processes, dict[str, Platform]]]:
    platforms: dict[str, Platform] = {
        "telegram": Telegram(webhook=False),
        "zalo_bot": ZaloBot(webhook=False),
        "messenger": Messenger(),
    }
    environment: dict[str, str] = {}
    for platform in platforms.values():
        environment.update(platform.environment())
    processes = Processes(tmp_path_factory.mktemp("assistant"), environment)
    with played(*platforms.values()), running(processes):
        yield processes, platforms


def post(processes: Processes, messenger: Platform, person: str, text: str, number: int) -> None:
    sent = body(messenger.event(person, text, number))
    url = f"{processes.url('bridge-0')}/webhooks/messenger/webhook"
    answered = httpx.post(url, content=sent, headers=messenger.headers(sent), timeout=30, trust_env=False)
    assert answered.status_code == 200


def test_a_greeting_is_answered_everywhere(assistant: tuple[Processes, dict[str, Platform]]) -> None:
    processes, platforms = assistant
    telegram, zalo_bot, messenger = platforms["telegram"], platforms["zalo_bot"], platforms["messenger"]
    assert isinstance(telegram, Telegram)
    assert isinstance(zalo_bot, ZaloBot)
    telegram.updates.append(telegram.event("1001", "/start", 1))
    zalo_bot.updates.append(zalo_bot.event("1001", "/start", 1))
    post(processes, messenger, "1001", "/start", 1)
    wait(lambda: all(platform.sent for platform in platforms.values()), 60)
    for platform in platforms.values():
        assert "thẻ căn cước" in platform.sent[0].text
    assert len(telegram.sent[0].buttons) == len(messenger.sent[0].buttons) >= 3
    log = processes.logs("bridge")
    for line in ("telegram: on (long polling)", "zalo: off (ZALO_APP_ID is not set)", "messenger: on (webhook)"):
        assert line in log
    assert "Traceback" not in processes.logs()
    assert "loopback-" not in processes.logs()


def test_what_the_action_server_missed_is_answered_when_it_is_back(
    assistant: tuple[Processes, dict[str, Platform]],
) -> None:
    processes, platforms = assistant
    messenger = platforms["messenger"]
    messenger.sent.clear()
    processes.kill("actions-0")
    post(processes, messenger, "2002", LOST, 2)
    wait(lambda: "no answer now" in processes.logs("bridge"), 60)
    assert messenger.sent == []
    processes.start("actions-0")
    wait(lambda: bool(messenger.sent), 180)
    assert "tạm ngừng" not in messenger.sent[0].text
    post(processes, messenger, "2002", "hết bao nhiêu tiền?", 3)
    wait(lambda: len(messenger.sent) == 2, 60)
    assert "35.000" in messenger.sent[1].text


def test_a_channel_is_switched_off_and_on_while_it_runs(assistant: tuple[Processes, dict[str, Platform]]) -> None:
    processes, platforms = assistant
    messenger = platforms["messenger"]
    messenger.sent.clear()

    def switch(word: str) -> str:
        command = [ACTIONS, "-m", "bot.channels", "switch", "messenger", word]
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{processes.folder}/bridge.db",
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert switch("off") == "off: messenger\n"
    post(processes, messenger, "3003", "xin chào", 4)
    wait(lambda: len(messenger.sent) == 1, 60)
    assert "tạm nghỉ" in messenger.sent[0].text
    assert switch("on") == "off: nothing\n"
    post(processes, messenger, "3003", "xin chào", 5)
    wait(lambda: len(messenger.sent) == 2, 60)
    assert "tạm nghỉ" not in messenger.sent[1].text


def test_a_half_set_channel_keeps_the_bridge_from_starting(tmp_path: Path) -> None:
    processes = Processes(tmp_path, {"MESSENGER_PAGE_TOKEN": "x"})
    processes.start("bridge-0")
    assert processes.process("bridge-0").wait(60) == 1
    assert "Set MESSENGER_APP_SECRET, MESSENGER_VERIFY_TOKEN" in processes.logs("bridge")
    assert "Traceback" not in processes.logs("bridge")
