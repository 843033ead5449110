"""Counts without words: each message once, live while it is kept, afterwards as a row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.channels.core import conversations, inbox, outcomes
from bot.channels.core.database import Database
from bot.channels.core.tables import Message
from bot.channels.privacy import figures
from bot.channels.privacy.figures import Kind
from bot.channels.privacy.tables import Figure
from common import clock
from tests.bot.channels.core.test_inbox import arrival, take

DAY = date(2026, 11, 30)
FEE = {"status": "computed", "topic": "fee", "language": "vi"}
KIND = Kind(DAY, "chat", "", "vi", "fee", "computed", "", 0, "")


def say(session: Session, delivery: str, sender: str = "chat-a", custom: dict[str, Any] = FEE, **more: Any) -> Message:
    (identity,) = take(session, arrival(delivery, sender=sender, text="bồ công anh", channel="chat", **more))
    answers = [{"text": "dandelion", "custom": custom}]
    message = inbox.answered(session, identity or 0, answers)
    outcomes.keep(message, answers)
    message.received_at = clock.start_of(DAY) + 3600
    session.flush()
    return message


def counted(database: Database) -> dict[Kind, int]:
    return dict(database.call(lambda session: figures.of(session, DAY, DAY)))


def test_a_message_is_counted_once_before_and_after_it_goes(database: Database) -> None:
    database.call(lambda session: [say(session, str(number)).id for number in range(3)])
    database.call(lambda session: say(session, "9", sender="chat-b").id)
    assert counted(database) == {KIND: 4}
    database.call(lambda session: conversations.forget(session, "chat-a"))
    assert counted(database) == {KIND: 4}
    database.call(lambda session: conversations.forget(session, "chat-a"))
    database.call(lambda session: conversations.forget(session, "chat-b", keep_deliveries=False))
    assert counted(database) == {KIND: 4}


def test_a_figure_has_the_last_vote_and_no_word(database: Database) -> None:
    def talk(session: Session) -> None:
        message = say(session, "1")
        message.vote, message.vote_reason = -1, "outdated"
        session.flush()
        conversations.forget(session, "chat-a")

    database.call(talk)
    assert counted(database) == {KIND._replace(vote=-1, vote_reason="outdated"): 1}
    row = database.call(lambda session: session.query(Figure).one())
    assert not any("bồ" in str(value) or "dandelion" in str(value) for value in vars(row).values())


def test_the_channels_own_words_are_not_counted(database: Database) -> None:
    database.call(lambda session: say(session, "1", kind="notice").id)
    assert counted(database) == {}


def test_other_days_are_not_counted(database: Database) -> None:
    database.call(lambda session: say(session, "1").id)
    before = DAY - timedelta(1)
    assert not database.call(lambda session: figures.of(session, before, before))
    database.call(lambda session: conversations.forget(session, "chat-a"))
    assert not database.call(lambda session: figures.of(session, before, before))
    assert database.call(lambda session: figures.of(session, before, DAY)) == {KIND: 1}


def test_conversations_that_expire_leave_their_counts(database: Database) -> None:
    def talk(session: Session) -> None:
        say(session, "1")
        row = conversations.opened(session, "chat-a", "chat")
        row.seen_at, row.waiting = 0.0, 0
        session.flush()
        assert conversations.expire(session, 90) == 1

    database.call(talk)
    assert counted(database) == {KIND: 1}
    database.call(lambda session: figures.expire(session, DAY))
    assert counted(database) == {KIND: 1}
    database.call(lambda session: figures.expire(session, DAY + timedelta(1)))
    assert counted(database) == {}
