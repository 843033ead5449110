"""What docs/channels.md, docs/widget.md and .env.example say of settings and limits is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from prometheus_client import Counter
from prometheus_client.metrics import MetricWrapperBase

from bot.channels import app
from bot.channels.core import commands, handovers, limits, metrics, settings
from bot.channels.core.settings import Settings, SettingsError
from bot.channels.messenger import adapter as messenger
from bot.channels.telegram import adapter as telegram
from bot.channels.web import sessions
from bot.channels.zalo_bot import adapter as zalo_bot
from bot.channels.zalo_oa import adapter as zalo

CHANNELS = Path("docs/channels.md").read_text(encoding="utf-8")
WIDGET = Path("docs/widget.md").read_text(encoding="utf-8")
HANDOVER = Path("docs/handover.md").read_text(encoding="utf-8")
DEPLOY = Path("docs/deploy.md").read_text(encoding="utf-8")
EXAMPLE = Path(".env.example").read_text(encoding="utf-8")

GOOD = {
    "TELEGRAM_TOKEN": "123456:AA-loopback",
    "TELEGRAM_WEBHOOK_URL": "https://assistant.example/webhooks/telegram/webhook",
    "TELEGRAM_WEBHOOK_SECRET": "loopback_secret",
    "ZALO_BOT_WEBHOOK_URL": "https://assistant.example/webhooks/zalo_bot/webhook",
    "WEB_SESSION_SECRET": "loopback-session-secret",
    "WEB_ALLOWED_ORIGINS": "https://phuong.example",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "DATABASE_URL": "postgresql://assistant:x@127.0.0.1/assistant",
    "PUBLIC_URL": "https://assistant.example",
    "BRIDGE_PORT": "8001",
    "KEEP_DAYS": "30",
    "KEEP_FIGURES_DAYS": "365",
    "HANDOVER_LANGUAGE": "en",
    "SMTP_PORT": "465",
    "SMTP_SECURITY": "tls",
}


def table() -> dict[str, tuple[str, str]]:
    """Return the documented settings: what each is needed for, and what it is."""
    rows = re.findall(r"^\| (`[^|]+) \| ([^|]+) \| ([^|]+) \|$", CHANNELS, re.MULTILINE)
    return {name: (needed, what) for names, needed, what in rows for name in re.findall(r"`([A-Z_]+)`", names)}


def start() -> None:
    """Read the settings of every channel, as the bridge does when it starts."""
    app.create(settings.load())


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sessions, "SECRET_FILE", tmp_path / "web-session-secret")


def test_the_table_names_every_setting() -> None:
    assert set(table()) == {name.upper() for name in Settings.model_fields}


def test_the_example_names_every_setting_with_its_meaning_and_default() -> None:
    shown = re.findall(r"^# (.+)\n([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE)
    fields = Settings.model_fields.items()
    assert shown == [(field.description, name.upper(), str(field.default)) for name, field in fields]


def test_the_defaults_are_those_of_the_code() -> None:
    said = {name: what for name, (_, what) in table().items()}
    defaults = {name.upper(): str(field.default) for name, field in Settings.model_fields.items() if field.default}
    assert len(defaults) == 15
    assert [name for name, default in defaults.items() if default not in said[name]] == []


@pytest.mark.parametrize("name", sorted(table()))
def test_one_setting_alone_is_enough_is_nothing_or_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, GOOD.get(name, "https://x.example" if name.endswith("_BASE") else "loopback-value"))
    if name == "RASA_URLS":
        monkeypatch.setenv(name, "http://127.0.0.1:5005")
    optional = table()[name][0] in ("no", "with several machines", "to embed the widget elsewhere")
    if optional or name in ("TELEGRAM_TOKEN", "ZALO_BOT_TOKEN"):
        start()
    else:
        with pytest.raises(SettingsError, match=name):
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
        {"DATABASE_URL": "mysql://x"},
        {"PUBLIC_URL": "assistant.example"},
        {"HANDOVER_LANGUAGE": "vietnamese"},
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
        (CHANNELS, f"{limits.SENDER_LIMIT.split('/')[0]} messages a minute from one person"),
        (CHANNELS, f"silent in that chat for {handovers.OFFICER_PAUSE_SECONDS // 60} minutes"),
        (CHANNELS, f"{limits.ADDRESS_LIMIT.split('/')[0]} from one internet address"),
        (CHANNELS, f"{telegram.MAX_TEXT:,} characters"),
        (CHANNELS, f"{zalo.MAX_TEXT:,} characters"),
        (CHANNELS, f"{zalo_bot.MAX_TEXT:,} characters"),
        (CHANNELS, f"shows up to {zalo.MAX_BUTTONS}, numbers the choices"),
        (CHANNELS, f"within {zalo.WINDOW_SECONDS // 3600} hours"),
        (CHANNELS, f"up to {messenger.MAX_QUICK_REPLIES} quick replies of {messenger.MAX_TITLE} characters"),
        (CHANNELS, f"only within {messenger.WINDOW_SECONDS // 3600} hours"),
        (CHANNELS, " ".join(f"`/{command.name}`" for command in commands.MENU[1:4])),
        (HANDOVER, f"After {handovers.FIRST_WORD_SECONDS // 60} minutes without an officer's first word"),
        (HANDOVER, f"{handovers.OFFICER_PAUSE_SECONDS // 60} minutes after the last one"),
        (HANDOVER, f"nobody wrote for {handovers.LAPSE_SECONDS // 86400} days"),
        (WIDGET, f"good for {sessions.SESSION_SECONDS // 86400} days"),
    ],
)
def test_the_limits_are_those_of_the_code(page: str, words: str) -> None:
    assert words in page


def test_the_metrics_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| (`assistant_[^|]+) \| ([a-z, ]*) ?\|", DEPLOY, re.MULTILINE)
    said = {name: labels.strip() for names, labels in rows for name in re.findall(r"`(\w+)`", names)}
    made = [metric for metric in vars(metrics).values() if isinstance(metric, MetricWrapperBase)]
    names = {metric._name + ("_total" if isinstance(metric, Counter) else ""): metric._labelnames for metric in made}
    assert said == {name: ", ".join(labels) for name, labels in names.items()}
