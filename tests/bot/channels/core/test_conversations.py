"""History, choices, votes, deletion and expiry of conversations."""

from __future__ import annotations

import time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.channels.core import conversations, inbox, outbox
from bot.channels.core.buttons import Button
from bot.channels.core.database import Database
from bot.channels.core.tables import Conversation, Message, Part
from common.retention import DAY_SECONDS
from tests.bot.channels.core.test_inbox import arrival, take

FEE = {"title": "Lệ phí?", "payload": "/fee"}


def say(
    session: Session, delivery: str, text: str, answer: dict[str, Any], sender: str = "chat-a", **more: Any
) -> None:
    (identity,) = take(session, arrival(delivery, sender=sender, text=text, **more))
    outbox.put(session, inbox.answered(session, identity or 0, [answer]), [{"text": answer["text"]}])


def test_history_shows_a_pressed_button_by_its_title(database: Database) -> None:
    def talk(session: Session) -> None:
        say(session, "1", "mất thẻ", {"text": "Bạn làm như sau.", "buttons": [FEE], "custom": {"a": 1}})
        say(session, "2", "/fee", {"text": "70.000 đồng."}, kind="press")
        say(session, "3", "delete_asked", {"text": "Xóa?"}, kind="notice")

    database.call(talk)
    assert database.call(lambda s: conversations.history(s, "chat-a")) == [
        {"role": "user", "text": "mất thẻ"},
        {"role": "assistant", "text": "Bạn làm như sau.", "buttons": [FEE], "custom": {"a": 1}},
        {"role": "user", "text": "Lệ phí?"},
        {"role": "assistant", "text": "70.000 đồng."},
    ]
    assert database.call(lambda s: conversations.history(s, "nobody")) == []


def test_choices_end_with_the_next_offer_and_in_time(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr("bot.channels.core.conversations.time.time", lambda: now)

    def offered(*buttons: Button) -> str | None:
        def work(session: Session) -> str | None:
            conversation = conversations.opened(session, "chat-a", "chat")
            conversations.offer(conversation, buttons, True)
            return conversations.choose(conversation, "1")

        return database.call(work)

    fee, time_limit = Button("Lệ phí", "/fee"), Button("Bao lâu", "/timeline")
    assert [offered(fee), offered(time_limit), offered()] == ["/fee", "/timeline", None]
    offered(fee)
    now += conversations.CHOICE_SECONDS + 1
    assert database.call(lambda s: conversations.choose(s.get_one(Conversation, "chat-a"), "1")) is None


def test_buttons_that_were_not_taken_are_numbers_from_then_on(database: Database) -> None:
    def work(session: Session) -> list[str | None]:
        conversation = conversations.opened(session, "chat-a", "chat")
        conversations.offer(conversation, [Button("Lệ phí", "/fee")], False)
        before = conversations.choose(conversation, "1")
        conversations.renumber(conversation, lambda _buttons: True)
        return [before, conversations.choose(conversation, "1")]

    assert database.call(work) == [None, "/fee"]


def test_a_vote_stays_with_its_answer(database: Database) -> None:
    database.call(lambda s: say(s, "1", "mất thẻ", {"text": "a"}))

    def vote(session: Session) -> None:
        message = conversations.answered_to(session, "chat-a", "1")
        assert message is not None
        message.vote = -1

    database.call(vote)
    assert database.call(lambda s: conversations.answered_to(s, "chat-b", "1")) is None
    assert database.call(lambda s: conversations.history(s, "chat-a"))[1] == {
        "role": "assistant",
        "text": "a",
        "vote": -1,
    }


@pytest.mark.parametrize("keep", [True, False])
def test_what_is_forgotten_leaves_no_word_and_others_stay(database: Database, keep: bool) -> None:
    def talk(session: Session) -> None:
        say(session, "1", "mất thẻ", {"text": "a"})
        say(session, "2", "lệ phí", {"text": "b"}, sender="chat-b")
        conversations.forget(session, "chat-a", keep_deliveries=keep)

    database.call(talk)
    assert database.call(lambda s: conversations.history(s, "chat-a")) == []
    assert len(database.call(lambda s: conversations.history(s, "chat-b"))) == 2
    left = database.call(lambda s: [(m.text, m.answers, m.address, m.conversation) for m in s.query(Message)])
    assert [row for row in left if row[-1] != "chat-b"] == ([("", None, None, "")] if keep else [])
    assert len(left) == 1 + keep
    assert database.call(lambda s: s.query(Part).count()) == 1
    again = database.call(lambda s: inbox.put(s, arrival("1")))
    assert (again is None) is keep


def test_nothing_stays_of_who_had_all_deleted_while_an_officer_spoke(database: Database) -> None:
    def talk(session: Session, pause: float) -> list[str]:
        row = conversations.opened(session, "chat-a", "chat")
        row.waiting, row.quiet_until = 0, time.time() + pause
        row.seen_at = time.time() - 2 * conversations.EMPTY_SECONDS
        session.flush()
        conversations.expire(session, 90)
        return [one.id for one in session.query(Conversation)]

    assert database.call(lambda session: talk(session, 60)) == ["chat-a"]
    assert database.call(lambda session: talk(session, -1)) == []


def test_silent_conversations_end(database: Database) -> None:
    def talk(session: Session) -> int:
        for sender, days in (("chat-a", 91), ("chat-b", 89)):
            say(session, sender, "x", {"text": "y"}, sender=sender)
            row = session.get_one(Conversation, sender)
            row.seen_at, row.waiting = time.time() - days * DAY_SECONDS, 0
        session.flush()
        return conversations.expire(session, 90)

    assert database.call(talk) == 1
    assert database.call(lambda s: [m.conversation for m in s.query(Message)]) == ["chat-b"]
    assert database.call(lambda s: [c.id for c in s.query(Conversation)]) == ["chat-b"]
