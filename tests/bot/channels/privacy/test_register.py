"""The register of requests: no person, no words, a limit by the law."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from bot.channels.core.database import Database
from bot.channels.privacy import register
from bot.channels.privacy.tables import Request

ASKED = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        ("data", date(2026, 12, 10)),
        ("correct", date(2026, 12, 10)),
        ("delete", date(2026, 12, 20)),
        ("withdraw", date(2026, 12, 15)),
        ("restrict", date(2026, 12, 15)),
        ("object", date(2026, 12, 15)),
        ("complaint", None),
    ],
)
def test_each_kind_has_its_limit(database: Database, kind: register.Kind, due: date | None) -> None:
    number = database.call(lambda session: register.enter(session, kind, ASKED))
    row = database.call(lambda session: session.get_one(Request, number))
    assert (row.asked_on, row.due_on, row.done_on) == (ASKED, due, None)


def test_it_holds_dates_and_a_kind_and_nothing_else() -> None:
    assert set(Request.__table__.columns.keys()) == {"id", "kind", "asked_on", "due_on", "done_on"}


def test_a_request_is_done_once(database: Database) -> None:
    number = database.call(lambda session: register.enter(session, "delete", ASKED))
    assert database.call(lambda session: register.done(session, number, date(2026, 12, 1)))
    assert not database.call(lambda session: register.done(session, number, date(2026, 12, 2)))
    assert not database.call(lambda session: register.done(session, 999))
    assert database.call(lambda session: session.get_one(Request, number)).done_on == date(2026, 12, 1)


def test_the_open_ones_come_first_and_what_is_overdue_is_counted(database: Database) -> None:
    asked: tuple[tuple[register.Kind, date], ...] = (
        *(("delete", ASKED), ("data", ASKED)),
        *(("complaint", ASKED), ("data", date(2026, 10, 1))),
    )
    for kind, day in asked:
        database.call(partial(register.enter, kind=kind, asked_on=day))
    database.call(lambda session: register.done(session, 2))
    assert [row.id for row in database.call(register.entered)] == [4, 1, 3, 2]
    numbers = database.call(lambda session: register.numbers(session, ASKED))
    assert numbers == {"data": {"overdue": 1, "done": 1}, "delete": {"open": 1}, "complaint": {"open": 1}}


def test_what_was_done_long_ago_goes_and_what_is_open_stays(database: Database) -> None:
    database.call(lambda session: register.enter(session, "data", ASKED))
    number = database.call(lambda session: register.enter(session, "data", ASKED))
    database.call(lambda session: register.done(session, number, ASKED))
    database.call(lambda session: register.expire(session, date(2028, 12, 1)))
    assert [row.id for row in database.call(register.entered)] == [1]
