from __future__ import annotations

import re

import pytest

from bot.channels.core import commands
from bot.channels.core.gatekeeper import PAYLOAD_INTENTS


@pytest.mark.parametrize(
    ("typed", "payload"),
    [
        ("/start", "/greet"),
        ("/start lost_card", "/lost_card"),
        ("/start restart", "/greet"),
        ("/start@CardHelperBot fee", "/fee"),
        (" /fee ", "/fee"),
        ("/deadline", "/timeline"),
        ("/delete", "/delete"),
        ("/xoa", "/delete"),
        ("/data", "/data"),
        ("/dulieu", "/data"),
        ("/fee mất thẻ", None),
        ("/fee lost", None),
        ("/restart", None),
        ("fee", None),
        ("", None),
    ],
)
def test_a_command_stands_for_a_payload(typed: str, payload: str | None) -> None:
    assert commands.payload(typed) == payload


def test_menus_lead_to_intents_in_three_languages() -> None:
    for command in commands.MENU:
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command.name)
        assert set(command.menu) == {"vi", "es", "en"}
        of_the_channel = (commands.DELETE_ASKED, commands.DATA_ASKED)
        assert command.payload in of_the_channel or command.payload[1:] in PAYLOAD_INTENTS
