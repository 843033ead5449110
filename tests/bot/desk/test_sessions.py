from __future__ import annotations

import time

import pytest

from bot.channels.core.database import Database
from bot.desk import accounts, sessions
from bot.desk.sessions import IDLE_SECONDS, LONGEST_SECONDS
from bot.desk.tables import DeskSession
from tests.bot.desk.conftest import PASSWORD


@pytest.fixture
def token(database: Database) -> str:
    """The token of Lan, who has just signed in."""

    def work(session: object) -> str:
        made = accounts.add(session, "lan", PASSWORD, "clerk", None, ())  # type: ignore[arg-type]
        session.flush()  # type: ignore[attr-defined]
        return sessions.open_for(session, made)  # type: ignore[arg-type]

    return database.call(work)


def whose(database: Database, token: str) -> str | None:
    found = database.call(lambda session: sessions.account_of(session, token))
    return found.name if found else None


def test_a_token_tells_who_is_signed_in(database: Database, token: str) -> None:
    assert whose(database, token) == "lan"
    assert whose(database, token + "x") is None
    assert whose(database, "") is None


def test_the_database_holds_no_token(database: Database, token: str) -> None:
    assert database.call(lambda session: session.get(DeskSession, token)) is None


def test_who_leaves_the_desk_alone_is_signed_out(
    database: Database, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = time.time()
    monkeypatch.setattr(time, "time", lambda: begun + IDLE_SECONDS - 10)
    assert whose(database, token) == "lan"
    monkeypatch.setattr(time, "time", lambda: begun + IDLE_SECONDS + 10)
    assert whose(database, token) is None


def test_nobody_stays_signed_in_for_longer_than_a_day_of_work(
    database: Database, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = time.time()
    for passed in range(0, LONGEST_SECONDS, IDLE_SECONDS - 60):
        monkeypatch.setattr(time, "time", lambda now=begun + passed: now)
        assert whose(database, token) == "lan"
        database.call(lambda session: sessions.seen(session, token))
    monkeypatch.setattr(time, "time", lambda: begun + LONGEST_SECONDS + 10)
    assert whose(database, token) is None


def test_who_signs_out_is_out(database: Database, token: str) -> None:
    database.call(lambda session: sessions.close(session, token))
    assert whose(database, token) is None


def test_a_forms_word_is_of_one_browser() -> None:
    mine, another = sessions.new_token(), sessions.new_token()
    assert sessions.is_form_word(sessions.form_word(mine), mine)
    assert not sessions.is_form_word(sessions.form_word(another), mine)
    assert not sessions.is_form_word(sessions.form_word(""), "")
    assert not sessions.is_form_word("ế", mine)
