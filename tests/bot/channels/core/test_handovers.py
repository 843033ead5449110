"""Cases of officers: begun, told in order and once, silent and not, closed, forgotten."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.core import conversations, handovers, inbox
from bot.channels.core.database import Database
from bot.channels.core.tables import Conversation, Errand, Handover, Message
from tests.bot.channels.core.test_inbox import arrival, take

Begun = Callable[..., str]


@pytest.fixture
def begun(database: Database) -> Begun:
    """Begin a case in a conversation; return its number."""

    def make(sender: str = "chat-a", silent: bool = True, **more: Any) -> str:
        def work(session: Session) -> str:
            (identity,) = take(session, arrival(f"{sender}-1", sender=sender, text="/handover_confirmed", **more))
            message = session.get_one(Message, identity)
            return handovers.begin(session, message, "chatwoot", None, silent).id

        return database.call(work)

    return make


def say(database: Database, number: int, text: str) -> str:
    """Write a citizen's message; return what kinds of errands there are then."""

    def work(session: Session) -> str:
        (identity,) = take(session, arrival(f"say-{number}", text=text))
        handovers.hand_on(session, session.get_one(Message, identity))
        return " ".join(session.scalars(select(Errand.kind).order_by(Errand.id)))

    return database.call(work)


def quiet(database: Database) -> float:
    """Return for how many seconds the assistant is silent."""
    return database.call(lambda s: s.get_one(Conversation, "chat-a").quiet_until) - time.time()


def told(database: Database) -> list[tuple[str, str]]:
    """Return what the citizen is told of cases: kind and text."""
    chosen = select(Message.kind, Message.text).where(Message.kind.in_(conversations.TOLD)).order_by(Message.id)
    return [(kind, text) for kind, text in database.call(lambda s: s.execute(chosen).all())]


def test_while_the_assistant_is_silent_the_officer_gets_what_is_said(database: Database, begun: Begun) -> None:
    begun()
    assert handovers.FIRST_WORD_SECONDS - 5 < quiet(database) <= handovers.FIRST_WORD_SECONDS
    assert say(database, 2, "tôi ở phường Mẫu") == "talk word"


def test_outside_hours_the_assistant_goes_on_and_keeps_what_is_said(database: Database, begun: Begun) -> None:
    begun(silent=False)
    assert quiet(database) < 0
    assert say(database, 2, "lệ phí?") == "talk"


def test_an_officers_word_is_told_once_and_renews_the_silence(database: Database, begun: Begun) -> None:
    case = begun(silent=False)
    for _ in range(2):
        assert database.call(lambda s: handovers.officer_said(s, s.get_one(Handover, case), "7", "Chào bạn."))
    assert told(database) == [("officer", "Chào bạn.")]
    assert quiet(database) > handovers.OFFICER_PAUSE_SECONDS - 5


def test_behind_the_platforms_window_nothing_is_told_and_the_officer_knows(database: Database, begun: Begun) -> None:
    case = begun(until=time.time() - 1)
    assert not database.call(lambda s: handovers.officer_said(s, s.get_one(Handover, case), "7", "Chào bạn."))
    assert told(database) == []
    assert database.call(lambda s: s.scalars(select(Errand.kind)).all()) == ["talk", "late"]


def test_a_silence_that_is_over_is_told_once(database: Database, begun: Begun) -> None:
    case = begun()
    assert database.call(handovers.come_back) == []
    database.call(lambda s: setattr(s.get_one(Conversation, "chat-a"), "quiet_until", time.time() - 1))
    assert [database.call(handovers.come_back) for _ in range(2)] == [["timed_out"], []]
    assert told(database) == [("handover", "back")]
    assert database.call(lambda s: s.get_one(Handover, case).state) == "open"


def test_a_clock_that_is_set_back_lengthens_no_silence(
    database: Database, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun()
    assert handovers.is_quiet(database.call(lambda s: s.get_one(Conversation, "chat-a")))
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now - 3600)
    assert not handovers.is_quiet(database.call(lambda s: s.get_one(Conversation, "chat-a")))
    assert database.call(handovers.come_back) == ["timed_out"]


def test_a_case_in_which_nobody_writes_lapses(database: Database, begun: Begun) -> None:
    case = begun()
    long_ago = time.time() - handovers.LAPSE_SECONDS - 1
    database.call(lambda s: setattr(s.get_one(Handover, case), "active_at", long_ago))
    assert database.call(handovers.come_back) == ["lapsed"]
    assert told(database) == [("handover", "lapsed")]
    closed = database.call(lambda s: s.get_one(Handover, case))
    assert (closed.state, closed.address, quiet(database) < 0) == ("closed", None, True)


def test_errands_of_a_case_are_done_in_order_by_one(database: Database, begun: Begun) -> None:
    begun()
    say(database, 2, "một")
    begun("chat-b")
    due = database.call(lambda s: handovers.due(s, 9))
    assert [one.errand.kind for one in due] == ["talk", "talk"]
    assert database.call(lambda s: handovers.due(s, 9)) == []
    database.call(lambda s: handovers.done(s, due[0].errand))
    (behind,) = database.call(lambda s: handovers.due(s, 9))
    assert (behind.errand.kind, behind.again) == ("word", False)


def test_an_errand_of_a_dead_bridge_is_done_again(
    database: Database, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun()
    database.call(lambda s: handovers.due(s, 9))
    now = time.time() + handovers.CLAIM_SECONDS + 1
    monkeypatch.setattr("bot.channels.core.handovers.time.time", lambda: now)
    (due,) = database.call(lambda s: handovers.due(s, 9))
    assert due.again


def test_an_office_out_of_reach_is_told_to_the_citizen_once(
    database: Database, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun()
    (due,) = database.call(lambda s: handovers.due(s, 9))
    assert not database.call(lambda s: handovers.put_off(s, due.errand, 1.0))
    monkeypatch.setattr(handovers, "PATIENCE_SECONDS", 0.0)
    assert [database.call(lambda s: handovers.put_off(s, due.errand, 1.0)) for _ in range(2)] == [True, False]
    assert told(database) == [("handover", "unreached")]
    assert quiet(database) < 0


def test_a_forgotten_conversation_is_erased_where_it_was_given(database: Database, begun: Begun) -> None:
    given, untold = begun(), begun("chat-b")
    database.call(lambda s: handovers.remember(s, given, {"contact": 5}, 9))
    for sender in ("chat-a", "chat-b"):
        database.call(partial(conversations.forget, sender=sender))
    (left,) = database.call(lambda s: s.scalars(select(Errand)).all())
    assert (left.kind, left.handover, left.remote) == ("erase", given, {"contact": 5, "office": None})
    assert database.call(lambda s: s.scalars(select(Handover)).all()) == []
    assert not database.call(lambda s: handovers.remember(s, untold, {"contact": 6}, 10))


def test_a_conversation_that_expires_is_forgotten_at_the_office(database: Database, begun: Begun) -> None:
    case = begun()
    database.call(lambda s: handovers.remember(s, case, {"contact": 5}, 9))

    def long_ago(session: Session) -> None:
        conversation = session.get_one(Conversation, "chat-a")
        conversation.seen_at, conversation.waiting = 0.0, 0

    database.call(long_ago)
    assert database.call(lambda s: conversations.expire(s, 90)) == 1
    assert database.call(lambda s: s.scalars(select(Errand.kind)).all()) == ["erase"]


def test_news_are_what_nobody_asked_for_behind_the_cursor(database: Database, begun: Begun) -> None:
    case = begun()

    def answer(session: Session) -> None:
        handovers.officer_said(session, session.get_one(Handover, case), "7", "Chào bạn.")
        session.flush()
        for message in session.scalars(select(Message)):
            inbox.answered(session, message.id, [{"text": message.text}])

    first = database.call(lambda s: conversations.news(s, "chat-a", None))
    assert (first["messages"], first["open"]) == ([], True)
    database.call(answer)
    news = database.call(lambda s: conversations.news(s, "chat-a", first["cursor"]))
    assert news["messages"] == [{"text": "Chào bạn."}]
    assert database.call(lambda s: conversations.news(s, "chat-a", news["cursor"]))["messages"] == []
    said = database.call(lambda s: conversations.history(s, "chat-a"))
    assert [(one["role"], one["text"]) for one in said] == [
        ("user", "handover_confirmed"), ("assistant", "/handover_confirmed"), ("assistant", "Chào bạn."),
    ]  # fmt: skip
