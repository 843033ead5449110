from __future__ import annotations

import pytest

from bot.channels.core.database import Database
from bot.desk import accounts, audit, sessions
from bot.desk.accounts import AccountError
from tests.bot.desk.conftest import PASSWORD

OFFICES = ("phuong-a", "phuong-b")


def added(database: Database, name: str = "lan", office: str | None = None) -> None:
    database.call(lambda session: accounts.add(session, name, PASSWORD, "clerk", office, OFFICES) and None)


def test_an_account_belongs_to_an_office_that_there_is(database: Database) -> None:
    added(database, office="phuong-a")
    with pytest.raises(AccountError, match="no office 'phuong-c' in var/offices; there are: phuong-a, phuong-b"):
        added(database, "minh", "phuong-c")


@pytest.mark.parametrize("name", ["Lan", "l", "", "lan anh", "../x", "a" * 41, "1lan"])
def test_a_name_has_small_letters(database: Database, name: str) -> None:
    with pytest.raises(AccountError, match="small letters"):
        added(database, name)


def test_a_name_is_given_once(database: Database) -> None:
    added(database)
    with pytest.raises(AccountError, match="account password lan"):
        added(database)


def test_who_is_disabled_is_out_at_once_and_in_again_with_a_new_password(database: Database) -> None:
    added(database)

    def in_now() -> bool:
        return database.call(lambda session: sessions.account_of(session, token)) is not None

    token = database.call(lambda session: sessions.open_for(session, accounts.enabled(session, "lan")))  # type: ignore[arg-type]
    assert in_now()
    database.call(lambda session: accounts.disable(session, "lan"))
    assert not in_now()
    assert not database.call(accounts.any_enabled)
    database.call(lambda session: accounts.change_password(session, "lan", PASSWORD + "!"))
    assert database.call(accounts.any_enabled)
    assert not in_now()


def test_what_was_done_with_an_account_stands_in_the_trail(database: Database) -> None:
    added(database, office="phuong-a")
    database.call(lambda session: accounts.disable(session, "lan"))
    lines = database.call(lambda session: audit.entries(session, None))
    assert [(one.account, one.what, one.about) for one in lines] == [
        (audit.COMMAND, "account_disabled", "lan"),
        (audit.COMMAND, "account_added", "lan clerk phuong-a"),
    ]


def test_an_account_that_is_not_there_is_told(database: Database) -> None:
    with pytest.raises(AccountError, match="account list"):
        database.call(lambda session: accounts.disable(session, "nobody"))
