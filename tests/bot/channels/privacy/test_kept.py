"""All that is kept of a person, and nothing of another."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy.orm import Session

from bot.channels.core import conversations, inbox
from bot.channels.core.database import Database
from bot.channels.core.tables import Table
from bot.channels.privacy import kept
from common import clock
from common.vocabulary import LANGUAGES
from tests.bot.channels.core.test_inbox import arrival, take


def talk(session: Session) -> None:
    for sender, text in (("chat-a", "mất thẻ"), ("chat-b", "lệ phí")):
        conversations.opened(session, sender, "chat").language = "vi"
        (identity,) = take(session, arrival(sender, sender=sender, text=text))
        message = inbox.answered(session, identity or 0, [{"text": f"Trả lời {text}."}])
        message.received_at, message.vote, message.vote_reason = clock.start_of(clock.today()), -1, "unclear"


def everything(database: Database, remembered: dict[str, Any] | None = None) -> kept.Kept:
    database.call(talk)
    return kept.everything(database.call(lambda session: kept.rows(session, "chat-a")), remembered, 90)


def test_every_table_that_knows_conversations_is_read(database: Database) -> None:
    named = {
        table.name.removeprefix("bridge_") for table in Table.metadata.tables.values() if "conversation" in table.c
    }
    assert set(everything(database)) == {"about", "conversations", "dialogue", *named}


def test_json_has_every_row_of_the_person_and_none_of_another(database: Database) -> None:
    told = json.loads(kept.as_json(everything(database, {"slots": {"language": "vi"}, "events": [1]})))
    (message,) = told["messages"]
    assert (message["text"], message["vote"], message["vote_reason"]) == ("mất thẻ", -1, "unclear")
    assert [row["id"] for row in told["conversations"]] == ["chat-a"]
    assert told["dialogue"]["events"] == [1]
    assert told["about"]["kept_days_after_last_message"] == 90
    assert "lệ phí" not in json.dumps(told, ensure_ascii=False)


def test_the_text_is_read_in_each_language(database: Database) -> None:
    told = everything(database, {"slots": {"country": "vn"}, "events": []})
    for language in LANGUAGES:
        text = kept.as_text(told, language)
        assert kept.WORDS["title"][language] in text
        assert f"{kept.WORDS['you'][language]}: mất thẻ" in text
        assert "Trả lời mất thẻ." in text
        assert "-1 unclear" in text
        assert "country: vn" in text


def test_what_could_not_be_read_is_said(database: Database) -> None:
    assert kept.WORDS["unread"]["en"] in kept.as_text(everything(database), "en")


def test_of_nobody_nothing_is_said(database: Database) -> None:
    rows = database.call(lambda session: kept.rows(session, "nobody"))
    assert set(map(len, rows.values())) == {0}
    assert kept.WORDS["nothing"]["vi"] in kept.as_text(kept.everything(rows, {}, 90), None)
