from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.channels.core import settings
from bot.channels.privacy import requests
from common import clock


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/bridge.db")
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 30))


def run(*arguments: str) -> str | None:
    return requests.main(settings.load(), arguments)


def test_a_letter_is_entered_listed_and_marked_as_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", "correct", "2026-11-01") is None
    assert run("add", "complaint") is None
    capsys.readouterr()
    assert run() is None
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["number", "kind", "asked_on", "due_on", "done_on", "state"],
        ["1", "correct", "2026-11-01", "2026-11-11", "overdue"],
        ["2", "complaint", "2026-11-30", "open"],
    ]
    assert run("done", "1", "2026-11-29") is None
    capsys.readouterr()
    assert run("csv") is None
    assert capsys.readouterr().out.splitlines() == [
        "number,kind,asked_on,due_on,done_on,state",
        "2,complaint,2026-11-30,,,open",
        "1,correct,2026-11-01,2026-11-11,2026-11-29,done",
    ]


@pytest.mark.parametrize(
    "wrong", [("add",), ("add", "gossip"), ("add", "data", "30/11/2026"), ("done", "x"), ("xlsx",), ("csv", "x")]
)
def test_what_it_does_not_know_is_answered_with_what_it_does(wrong: tuple[str, ...]) -> None:
    assert run(*wrong) == requests.USAGE


def test_a_number_that_is_not_open_is_told() -> None:
    assert "no open request with the number 7" in (run("done", "7") or "")
