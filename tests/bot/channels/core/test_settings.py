from __future__ import annotations

import logging

import pytest

from bot.channels.core import settings
from bot.channels.core.settings import SettingsError


def read(environment: dict[str, str]) -> dict[str, str] | None:
    return settings.read("chat", ("CHAT_TOKEN", "CHAT_SECRET"), ("CHAT_URL", "CHAT_KEY"), environment)


def test_nothing_set_is_off_and_said(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    assert read({"CHAT_TOKEN": " "}) is None
    assert "chat: off (CHAT_TOKEN is not set)" in caplog.text


def test_an_address_alone_switches_nothing_on() -> None:
    assert read({"CHAT_BASE": "y"}) is None


def test_what_is_set_is_returned() -> None:
    given = read({"CHAT_TOKEN": "a", "CHAT_SECRET": " b ", "CHAT_BASE": "x"})
    assert given == {"CHAT_TOKEN": "a", "CHAT_SECRET": "b", "CHAT_URL": "", "CHAT_KEY": "", "CHAT_BASE": "x"}


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({"CHAT_TOKEN": "a"}, "CHAT_SECRET"),
        ({"CHAT_SECRET": "a"}, "CHAT_TOKEN"),
        ({"CHAT_TOKEN": "a", "CHAT_SECRET": "b", "CHAT_URL": "c"}, "CHAT_KEY"),
        ({"CHAT_URL": "c", "CHAT_KEY": "d"}, "CHAT_TOKEN, CHAT_SECRET"),
    ],
)
def test_half_set_is_refused_with_the_way_out(environment: dict[str, str], missing: str) -> None:
    with pytest.raises(SettingsError, match=f"Set {missing}, or unset {', '.join(environment)}"):
        read(environment)


def test_the_defaults_are_one_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIDGE_PORT", "")
    given = settings.load()
    assert (given.bridge_port, given.database_url) == (8000, "sqlite:///var/bridge.db")
    assert given.rasa_workers == ["http://127.0.0.1:5005"]
    assert given.named["TELEGRAM_API_BASE"] == "https://api.telegram.org"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BRIDGE_PORT", "secret"),
        ("BRIDGE_PORT", "70000"),
        ("KEEP_DAYS", "0"),
        ("REDIS_URL", "nonsense://secret"),
        ("REDIS_URL", "127.0.0.1:6379"),
        ("REDIS_URL", "redis://"),
        ("DATABASE_URL", "mysql://secret"),
        ("RASA_URLS", "http://127.0.0.1:5005,secret"),
        ("PUBLIC_URL", "secret"),
    ],
)
def test_a_misshapen_setting_is_named_and_not_shown(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as refused:
        settings.load()
    assert "secret" not in str(refused.value)


def test_several_rasa_workers_are_named_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_URLS", "http://127.0.0.1:5005/, http://127.0.0.1:5006")
    assert settings.load().rasa_workers == ["http://127.0.0.1:5005", "http://127.0.0.1:5006"]
