"""Parts of answers, marked before and after they are on the wire."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.channels.core import inbox, outbox
from bot.channels.core.database import Database
from bot.channels.core.outbox import Outgoing
from bot.channels.core.tables import Message, Part
from tests.bot.channels.core.test_inbox import arrival, take


def written(database: Database, *texts: str) -> None:
    def work(session: Session) -> None:
        (identity,) = take(session, arrival("1"))
        outbox.put(session, inbox.answered(session, identity or 0, []), [{"text": text} for text in texts])

    database.call(work)


def following(database: Database) -> Outgoing:
    found = database.call(lambda s: outbox.next_part(s, "chat-a"))
    assert found is not None
    return found


def states(database: Database) -> list[str]:
    return database.call(lambda s: [part.state for part in s.query(Part).order_by(Part.id)])


def address(database: Database) -> str | None:
    return database.call(lambda s: s.query(Message).one().address)


def test_parts_go_out_in_order_and_the_address_goes_with_the_last(database: Database) -> None:
    written(database, "a", "b")
    first = following(database)
    database.call(lambda s: outbox.sent(s, first))
    assert (first.body, states(database), address(database)) == ({"text": "a"}, ["sent", "waiting"], "sealed")
    second = following(database)
    database.call(lambda s: outbox.sent(s, second))
    assert (states(database), address(database)) == (["sent", "sent"], None)
    assert database.call(lambda s: outbox.next_part(s, "chat-a")) is None


def test_a_part_that_was_on_the_wire_says_so(database: Database) -> None:
    written(database, "a")
    assert not following(database).was_on_the_wire
    assert following(database).was_on_the_wire


def test_a_refused_part_is_surely_not_with_the_person(database: Database) -> None:
    written(database, "a")
    tried = following(database)
    database.call(lambda s: outbox.later(s, tried))
    again = following(database)
    assert (again.attempts, again.was_on_the_wire) == (1, False)


def test_what_is_given_up_takes_the_rest_of_the_answer_along(database: Database) -> None:
    written(database, "a", "b")
    tried = following(database)
    database.call(lambda s: outbox.given_up(s, tried, "gone"))
    assert (states(database), address(database)) == (["gone", "gone"], None)
    assert database.call(lambda s: [part.body for part in s.query(Part)]) == [{}, {}]


def test_an_answer_without_parts_needs_no_address(database: Database) -> None:
    written(database)
    assert address(database) is None
