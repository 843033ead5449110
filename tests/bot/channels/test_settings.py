from __future__ import annotations

import logging

import pytest

from bot.channels import settings
from bot.channels.settings import SettingsError


def read(environment: dict[str, str], **defaults: str) -> dict[str, str] | None:
    required, together = ("CHAT_TOKEN", "CHAT_SECRET"), ("CHAT_URL", "CHAT_KEY")
    return settings.read("chat", required, together, defaults, environment)


def test_nothing_set_is_off_and_said(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    assert read({"CHAT_TOKEN": " "}) is None
    assert "chat: off (CHAT_TOKEN is not set)" in caplog.text


def test_an_address_alone_switches_nothing_on() -> None:
    assert read({"CHAT_BASE": "y"}, CHAT_BASE="x") is None


def test_what_is_set_is_returned_with_defaults() -> None:
    environment = {"CHAT_TOKEN": "a", "CHAT_SECRET": " b "}
    given = read(environment, CHAT_BASE="x")
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
