from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.channels.core.database import Database
from bot.channels.core.tables import Conversation, Message
from bot.desk.kept import MADE_UP
from common.clock import TIME_ZONE
from scripts import made_up_week
from scripts.made_up_week import Answer, Question

UNTIL = datetime(2026, 11, 30, 12, tzinfo=TIME_ZONE)
FOUND: dict[Question, list[Answer]] = {
    Question("Phí bao nhiêu?", "vi", 9): [{"text": "35.000 đồng", "custom": {"status": "computed", "language": "vi"}}],
    Question("How much?", "en", 1): [{"text": "Which card?", "custom": {"status": "clarify", "language": "en"}}],
}


@pytest.fixture
def database(database_url: str) -> Database:
    opened = Database(database_url)
    opened.open()
    opened.release()
    return opened


def test_there_are_a_hundred_questions_in_three_languages() -> None:
    asked = made_up_week.questions()
    assert len(asked) >= 100
    assert {one.language for one in asked} == {"vi", "es", "en"}
    assert len({one.text for one in asked}) == len(asked)


def test_a_week_is_made_of_them_always_the_same_and_marked() -> None:
    made = made_up_week.messages(FOUND, UNTIL, 300)
    assert {one.account for one in made} == {MADE_UP}
    first, last = (UNTIL - timedelta(days=7)).timestamp(), UNTIL.timestamp()
    assert all(first <= one.received_at < last for one in made)
    languages = Counter(one.language for one in made)
    assert languages["vi"] > 5 * languages["en"]
    assert {one.status for one in made} == {"computed", "clarify"}
    assert [one.text for one in made] == [one.text for one in made_up_week.messages(FOUND, UNTIL, 300)]


def test_it_is_written_once_and_taken_out_again(database: Database) -> None:
    for _ in range(2):
        made = made_up_week.messages(FOUND, UNTIL, 20, ["phuong-a"])
        database.call(lambda session, made=made: made_up_week.write(session, made))  # type: ignore[misc]
    assert database.call(lambda session: session.query(Message).filter_by(office="phuong-a").count()) == 20
    database.call(made_up_week.remove)
    assert database.call(lambda session: session.query(Message).count() + session.query(Conversation).count()) == 0
