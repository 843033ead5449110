"""What docs/channels.md and docs/widget.md say of settings and limits is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from rasa.shared.utils.common import class_from_module_path

from bot.channels import commands, desk, edge, messenger_api, telegram_api, web, zalo_api, zalo_bot_api
from bot.channels.settings import SettingsError

CHANNELS = Path("docs/channels.md").read_text(encoding="utf-8")
WIDGET = Path("docs/widget.md").read_text(encoding="utf-8")
CODE = "".join(file.read_text(encoding="utf-8") for file in Path("bot/channels").glob("*.py"))
NAME = r"(?:TELEGRAM|ZALO|MESSENGER|WEB)_[A-Z_]+|REDIS_URL|SANIC_WORKERS"

GOOD = {
    "TELEGRAM_TOKEN": "123456:AA-loopback",
    "TELEGRAM_WEBHOOK_URL": "https://assistant.example/webhooks/telegram/webhook",
    "TELEGRAM_WEBHOOK_SECRET": "loopback_secret",
    "ZALO_BOT_WEBHOOK_URL": "https://assistant.example/webhooks/zalo_bot/webhook",
    "WEB_SESSION_SECRET": "loopback-session-secret",
    "WEB_ALLOWED_ORIGINS": "https://phuong.example",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}
OPTIONAL = ("_BASE", "WEB_SESSION_SECRET", "WEB_ALLOWED_ORIGINS", "REDIS_URL")


def table() -> dict[str, tuple[str, str]]:
    """Return the documented settings: what each is needed for, and what it is."""
    rows = re.findall(r"^\| (`[^|]+) \| ([^|]+) \| ([^|]+) \|$", CHANNELS, re.MULTILINE)
    return {name: (needed, what) for names, needed, what in rows for name in re.findall(r"`([A-Z_]+)`", names)}


def start() -> None:
    """Read the settings of every channel that credentials.yml lists, as Rasa does when it starts."""
    for path in yaml.safe_load(Path("credentials.yml").read_text(encoding="utf-8")):
        class_from_module_path(path).from_credentials(None)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*table(), "SANIC_WORKERS"]:
        monkeypatch.delenv(name, raising=False)


def test_the_table_names_every_setting_that_the_code_reads() -> None:
    assert set(table()) == set(re.findall(rf'"({NAME})"', CODE)) - {"SANIC_WORKERS"}


def test_the_defaults_are_those_of_the_code() -> None:
    defaults = dict(re.findall(r'"([A-Z_]+_BASE)": "([^"]+)"', CODE))
    assert len(defaults) == 5
    said = {name: what for name, (_, what) in table().items()}
    assert [name for name, address in defaults.items() if address not in said[name]] == []


@pytest.mark.parametrize("name", sorted(table()))
def test_one_setting_alone_is_enough_is_nothing_or_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, GOOD.get(name, "https://x.example" if name.endswith("_BASE") else "loopback-value"))
    if name in ("TELEGRAM_TOKEN", "ZALO_BOT_TOKEN") or name.endswith(OPTIONAL):
        start()
    else:
        with pytest.raises(SettingsError, match=rf"switched on by {name}, but without .*Set .*or unset {name}"):
            start()


@pytest.mark.parametrize(
    "wrong",
    [
        {"TELEGRAM_TOKEN": "not-a-token"},
        {"TELEGRAM_WEBHOOK_URL": "assistant.example"},
        {"TELEGRAM_WEBHOOK_SECRET": "not allowed"},
        {"ZALO_BOT_WEBHOOK_URL": "assistant.example"},
        {"ZALO_BOT_WEBHOOK_SECRET": "short"},
        {"WEB_SESSION_SECRET": "short"},
        {"WEB_ALLOWED_ORIGINS": "phuong.example"},
        {"REDIS_URL": "127.0.0.1:6379"},
    ],
)
def test_a_misshapen_setting_is_refused_by_name(wrong: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    (name,) = wrong
    prefix = name.split("_WEBHOOK")[0] if "_WEBHOOK" in name else ""
    for together in [n for n in table() if prefix and n.startswith(f"{prefix}_") and not n.endswith("_BASE")]:
        if not (prefix == "ZALO" and together.startswith("ZALO_BOT")):
            monkeypatch.setenv(together, GOOD.get(together, "loopback-value"))
    monkeypatch.setenv(name, wrong[name])
    with pytest.raises(SettingsError, match=name):
        start()


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (CHANNELS, f"{edge.SENDER_LIMIT.split('/')[0]} messages a minute from one person"),
        (CHANNELS, f"silent in that chat for {desk.OFFICER_PAUSE_SECONDS // 60} minutes"),
        (CHANNELS, f"within {edge.DELIVERY_MEMORY_SECONDS // 3600} hours is not answered again"),
        (CHANNELS, f"{edge.ADDRESS_LIMIT.split('/')[0]} from one internet address"),
        (CHANNELS, f"{telegram_api.MAX_TEXT:,} characters"),
        (CHANNELS, f"{zalo_api.MAX_TEXT:,} characters"),
        (CHANNELS, f"{zalo_bot_api.MAX_TEXT:,} characters"),
        (CHANNELS, f"shows up to {zalo_api.MAX_BUTTONS}, numbers the choices"),
        (CHANNELS, f"within {zalo_api.WINDOW_SECONDS // 3600} hours"),
        (CHANNELS, f"up to {messenger_api.MAX_QUICK_REPLIES} quick replies of {messenger_api.MAX_TITLE} characters"),
        (CHANNELS, f"only within {messenger_api.WINDOW_SECONDS // 3600} hours"),
        (CHANNELS, " ".join(f"`/{command.name}`" for command in commands.MENU[1:4])),
        (WIDGET, f"good for {web.SESSION_SECONDS // 86400} days"),
    ],
)
def test_the_limits_are_those_of_the_code(page: str, words: str) -> None:
    assert words in page
