from __future__ import annotations

from datetime import date

from bot.channels.core import conversations
from bot.channels.core.database import Database
from bot.desk import counts
from bot.desk.counts import Row
from bot.desk.weeks import Week, seconds_of
from tests.bot.desk.made import keep

WEEK = Week.named("2026-W48", date(2026, 1, 1))
MONDAY = seconds_of(WEEK.monday)[0]
DAY = 24 * 60 * 60


def test_messages_are_counted_by_what_became_of_them(database: Database) -> None:
    keep(database, "a", received_at=MONDAY, topic="fee", status="computed", vote=1)
    keep(database, "b", received_at=MONDAY + DAY, topic="fee", status="abstain", vote=-1)
    keep(database, "c", received_at=MONDAY + 7 * DAY - 1, topic="place", status="clarify")
    keep(database, "before", received_at=MONDAY - 1)
    keep(database, "after", received_at=MONDAY + 7 * DAY)
    counted = database.call(lambda session: counts.counted(session, None, WEEK.days))
    assert counts.row("", counted) == Row("", 3, answered=1, asked_back=1, unanswered=1, to_person=0, up=1, down=1)
    assert [(row.value, row.messages) for row in counts.rows(counted, "topic")] == [("fee", 2), ("place", 1)]
    days = ["2026-11-23", "2026-11-24", "2026-11-29"]
    assert [row.value for row in counts.rows(counted, "day")] == days
    assert [row.value for row in counts.rows(counted, "vote")] == ["down", "up"]


def test_an_office_counts_its_own(database: Database) -> None:
    keep(database, "a", received_at=MONDAY, office="phuong-a")
    keep(database, "b", received_at=MONDAY, office="phuong-b")
    keep(database, "nobody's", received_at=MONDAY)
    assert database.call(lambda session: counts.counted(session, "phuong-a", WEEK.days)).total() == 1
    assert database.call(lambda session: counts.counted(session, None, WEEK.days)).total() == 3


def test_it_is_told_that_messages_were_made_up(database: Database) -> None:
    keep(database, "a", received_at=MONDAY)
    assert not database.call(lambda session: counts.is_made_up(session, None, WEEK.days))
    keep(database, "b", received_at=MONDAY, account="made-up")
    assert database.call(lambda session: counts.is_made_up(session, None, WEEK.days))


def test_a_message_that_is_gone_still_counts(database: Database) -> None:
    keep(database, "a", received_at=MONDAY, office="phuong-a", status="computed", vote=-1, vote_reason="wrong")
    before = database.call(lambda session: counts.counted(session, "phuong-a", WEEK.days))
    database.call(lambda session: conversations.forget(session, "web-1"))
    assert database.call(lambda session: counts.counted(session, "phuong-a", WEEK.days)) == before
    assert database.call(lambda session: counts.counted(session, "phuong-b", WEEK.days)).total() == 0
    assert [kind.vote_reason for kind in before] == ["wrong"]
