from __future__ import annotations

import pytest
from typer.testing import CliRunner, Result

from bot.channels.core.database import Database
from bot.desk import cli
from tests.bot.desk.conftest import PASSWORD


def run(*arguments: str, typed: str = f"{PASSWORD}\n{PASSWORD}\n") -> Result:
    return CliRunner().invoke(cli.commands, arguments, input=typed)


def test_an_account_is_added_listed_and_disabled(database: Database) -> None:
    assert (
        "lan may sign in at /desk/ (editor, all offices)." in run("account", "add", "lan", "--role", "editor").stdout
    )
    assert run("account", "disable", "lan").exit_code == 0
    assert "lan  editor  all offices  disabled since" in run("account", "list").stdout
    assert run("account", "password", "lan").exit_code == 0
    assert "(command)  all  account_added  lan editor all" in run("audit").stdout


def test_it_runs_before_the_bridge_ever_did() -> None:
    listed = run("account", "list")
    assert (listed.exit_code, listed.output) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "password", "told"),
    [
        (("account", "add", "lan", "--office", "nowhere"), PASSWORD, "there is no office 'nowhere'"),
        (("account", "add", "lan"), "short", "take 15 to 200 characters"),
        (("account", "disable", "lan"), PASSWORD, "there is no account 'lan'"),
    ],
)
def test_what_is_wrong_is_told(arguments: tuple[str, ...], password: str, told: str) -> None:
    refused = run(*arguments, typed=f"{password}\n{password}\n")
    assert refused.exit_code == cli.WRONG
    assert told in refused.stderr


def test_a_password_is_typed_twice_and_never_shown(database: Database) -> None:
    made = run("account", "add", "lan", typed=f"{PASSWORD}\n{PASSWORD}!\n{PASSWORD}\n{PASSWORD}\n")
    assert "do not match" in made.output
    assert "lan may sign in" in made.stdout
    assert PASSWORD not in made.output
