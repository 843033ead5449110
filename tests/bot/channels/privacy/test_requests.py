from __future__ import annotations

from datetime import date

import pytest
from typer.testing import CliRunner, Result

from bot.channels.privacy import requests
from common import clock


@pytest.fixture(autouse=True)
def own_database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 30))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(requests.commands, arguments)


def test_a_letter_is_entered_listed_and_marked_as_done() -> None:
    assert run("add", "correct", "2026-11-01").output == "entered as number 1\n"
    assert run("add", "complaint").output == "entered as number 2\n"
    assert [line.split() for line in run().output.splitlines()] == [
        ["number", "kind", "asked_on", "due_on", "done_on", "state"],
        ["1", "correct", "2026-11-01", "2026-11-11", "overdue"],
        ["2", "complaint", "2026-11-30", "open"],
    ]
    assert run("done", "1", "2026-11-29").exit_code == 0
    assert run("csv").output.splitlines() == [
        "number,kind,asked_on,due_on,done_on,state",
        "2,complaint,2026-11-30,,,open",
        "1,correct,2026-11-01,2026-11-11,2026-11-29,done",
    ]


@pytest.mark.parametrize(
    "wrong", [("add",), ("add", "gossip"), ("add", "data", "30/11/2026"), ("done", "x"), ("xlsx",), ("csv", "x")]
)
def test_what_it_does_not_know_is_answered_with_what_it_does(wrong: tuple[str, ...]) -> None:
    refused = run(*wrong)
    assert refused.exit_code == 2
    assert "Usage: " in refused.output


def test_a_number_that_is_not_open_is_told() -> None:
    refused = run("done", "7")
    assert refused.exit_code == 1
    assert "no open request with the number 7" in refused.output
