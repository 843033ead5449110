from __future__ import annotations

import pytest

from bot.channels.core.database import Database
from bot.desk import cli
from tests.bot.desk.conftest import PASSWORD


def run(*arguments: str, password: str = PASSWORD) -> int:
    return cli.main(arguments, lambda _prompt: password)


def test_an_account_is_added_listed_and_disabled(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("account", "add", "lan", "--role", "editor") == 0
    assert run("account", "disable", "lan") == 0
    assert run("account", "list") == 0
    told = capsys.readouterr().out
    assert "lan may sign in at /desk/ (editor, all offices)." in told
    assert "lan  editor  all offices  disabled since" in told
    assert run("account", "password", "lan") == 0
    assert run("audit") == 0
    assert "(command)  all  account_added  lan editor all" in capsys.readouterr().out


def test_it_runs_before_the_bridge_ever_did(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("account", "list") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "password", "told"),
    [
        (("account", "add", "lan", "--office", "nowhere"), PASSWORD, "there is no office 'nowhere'"),
        (("account", "add", "lan"), "short", "take 15 to 200 characters"),
        (("account", "disable", "lan"), PASSWORD, "there is no account 'lan'"),
    ],
)
def test_what_is_wrong_is_told(
    arguments: tuple[str, ...], password: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments, password=password) == cli.WRONG
    assert told in capsys.readouterr().err


def test_a_password_is_typed_twice(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    typed = iter((PASSWORD, PASSWORD + "!"))
    assert cli.main(("account", "add", "lan"), lambda _prompt: next(typed)) == cli.WRONG
    assert "not the same" in capsys.readouterr().err
