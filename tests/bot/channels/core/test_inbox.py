"""Messages taken once, in order; conversations lent to one bridge at a time."""

from __future__ import annotations

import time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.channels.core import conversations, inbox, outbox
from bot.channels.core.database import Database
from bot.channels.core.inbox import Arrival, LeaseLost, Turn
from bot.channels.core.tables import Conversation, Message


def arrival(delivery: str, position: float = 0.0, sender: str = "chat-a", **more: Any) -> Arrival:
    fields = {"channel": "chat", "account": "x", "address": "sealed", "kind": "text", "text": f"câu {delivery}"}
    return Arrival(**{**fields, "delivery": delivery, "conversation": sender, "position": position, **more})


def take(session: Session, *arrivals: Arrival) -> list[int | None]:
    for one in arrivals:
        conversations.opened(session, one.conversation, one.channel).waiting = 1
    return [inbox.put(session, one) for one in arrivals]


def test_a_delivery_is_taken_once(database: Database) -> None:
    taken = database.call(lambda s: take(s, arrival("1"), arrival("1"), arrival("1", account="y"), arrival("2")))
    assert [identity is None for identity in taken] == [False, True, False, False]


def test_a_conversation_is_lent_to_one(database: Database) -> None:
    database.call(lambda s: take(s, arrival("1")))
    assert database.call(lambda s: inbox.claim(s, "one", [], 9)) == ["chat-a"]
    assert database.call(lambda s: inbox.claim(s, "other", [], 9)) == []
    assert database.call(lambda s: inbox.claim(s, "one", ["chat-a"], 9)) == []
    with pytest.raises(LeaseLost):
        database.call(lambda s: inbox.next_step(s, "other", "chat-a"))


def test_a_lease_runs_out_and_is_renewed(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr("bot.channels.core.inbox.time.time", lambda: now)
    database.call(lambda s: take(s, arrival("1")))
    database.call(lambda s: inbox.claim(s, "one", [], 9))
    now += inbox.LEASE_SECONDS - 1
    database.call(lambda s: inbox.renew(s, "one", ["chat-a"]))
    now += inbox.LEASE_SECONDS - 1
    assert database.call(lambda s: inbox.claim(s, "other", [], 9)) == []
    now += 2
    assert database.call(lambda s: inbox.claim(s, "other", [], 9)) == ["chat-a"]


def test_a_clock_that_is_set_back_holds_nothing_up(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr("bot.channels.core.inbox.time.time", lambda: now)
    database.call(lambda s: take(s, arrival("1")))
    database.call(lambda s: inbox.claim(s, "one", [], 9))
    database.call(lambda s: setattr(s.get_one(Conversation, "chat-a"), "not_before", now + 5))
    now -= 3600
    assert database.call(lambda s: inbox.claim(s, "other", [], 9)) == ["chat-a"]
    assert isinstance(database.call(lambda s: inbox.next_step(s, "other", "chat-a")), Turn)


def test_messages_come_in_the_platforms_order(database: Database) -> None:
    database.call(lambda s: take(s, arrival("3", 3), arrival("1", 1), arrival("2", 2)))
    database.call(lambda s: inbox.claim(s, "one", [], 9))
    seen = []
    for _ in range(3):
        step = database.call(lambda s: inbox.next_step(s, "one", "chat-a"))
        assert isinstance(step, Turn)
        seen.append(step.message.text)
        database.call(lambda s, m=step.message.id: inbox.answered(s, m, []))  # type: ignore[misc]
    assert seen == ["câu 1", "câu 2", "câu 3"]
    assert database.call(lambda s: inbox.next_step(s, "one", "chat-a")) is None
    assert database.call(lambda s: inbox.claim(s, "one", [], 9)) == []


def test_what_is_written_goes_out_before_the_next_is_asked(database: Database) -> None:
    first, _ = database.call(lambda s: take(s, arrival("1", 1), arrival("2", 2)))
    database.call(lambda s: inbox.claim(s, "one", [], 9))

    def answer(session: Session) -> None:
        outbox.put(session, inbox.answered(session, first or 0, [{"text": "a"}]), [{"text": "a"}])

    database.call(answer)
    step = database.call(lambda s: inbox.next_step(s, "one", "chat-a"))
    assert isinstance(step, outbox.Outgoing)
    assert (step.body, step.address, step.was_on_the_wire) == ({"text": "a"}, "sealed", False)


def test_what_was_put_off_waits_for_its_time(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr("bot.channels.core.inbox.time.time", lambda: now)
    database.call(lambda s: take(s, arrival("1")))
    database.call(lambda s: setattr(s.get_one(Conversation, "chat-a"), "not_before", now + 5))
    assert database.call(lambda s: inbox.claim(s, "one", [], 9)) == []
    now += 6
    assert database.call(lambda s: inbox.claim(s, "one", [], 9)) == ["chat-a"]


def test_how_much_waits_and_for_how_long(database: Database) -> None:
    assert database.call(inbox.waiting) == (0, 0.0)
    database.call(lambda s: take(s, arrival("1"), arrival("2", sender="chat-b")))
    database.call(lambda s: setattr(s.get_one(Message, 1), "received_at", time.time() - 30))
    count, oldest = database.call(inbox.waiting)
    assert count == 2
    assert 29 < oldest < 32
