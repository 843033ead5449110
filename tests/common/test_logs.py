from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest

from common.logs import WITHHELD, Lines

WORDS = "mất thẻ ở phường Tân An"


def line(name: str, message: str, *arguments: object, failed: bool = False) -> dict[str, Any]:
    try:
        raise ValueError(WORDS)
    except ValueError:
        failure = sys.exc_info() if failed else None
    written = Lines().format(logging.LogRecord(name, logging.ERROR, "x.py", 7, message, arguments, failure))
    assert WORDS not in written
    return dict(json.loads(written))


def test_our_own_lines_are_whole() -> None:
    written = line("bot.channels.app", "it %s", "failed")
    assert (written["level"], written["logger"], written["event"]) == ("error", "bot.channels.app", "it failed")
    assert written["time"].endswith("+00:00")


def test_of_an_exception_the_kind_and_the_place_are_kept() -> None:
    written = line("bot.channels.app", "it failed", failed=True)
    assert written["error"] == "ValueError"
    assert written["at"].endswith("test_logs.py:17")


@pytest.mark.parametrize(
    ("message", "event"),
    [
        (f"Failed to run custom action 'action_answer': {WORDS}", "Failed to run custom action"),
        (f"anything else with {WORDS}", WITHHELD),
    ],
)
def test_of_a_librarys_line_no_words_are_kept(message: str, event: str) -> None:
    assert line("rasa.core.actions.action", message, failed=True)["event"] == event


def test_a_line_that_was_left_out_tells_where_it_was_written() -> None:
    assert line("rasa.core.lock", f"waiting for {WORDS}")["at"] == "x.py:7"
