from __future__ import annotations

import time

import pytest

from bot.channels.core.database import Database
from bot.desk import kept
from bot.desk.kept import LOW_CONFIDENCE, MADE_UP
from tests.bot.desk.made import keep


def looked_at(
    database: Database, office: str | None = None, kind: str | None = None
) -> list[tuple[str, tuple[str, ...]]]:
    found = database.call(lambda session: kept.to_look_at(session, office, time.time() - 60, kind))
    return [(one.text, one.kinds) for one in found]


@pytest.mark.parametrize(
    ("columns", "kinds"),
    [
        ({"status": "abstain", "reason": "no_ground"}, ("unanswered",)),
        ({"status": "handoff", "reason": "misunderstood"}, ("unanswered",)),
        ({"status": "handoff", "reason": "asked"}, ()),
        ({"status": "abstain", "reason": "garbled"}, ()),
        ({"status": "clarify", "reason": "did_you_mean"}, ("asked_back",)),
        ({"status": "retrieved", "confidence": LOW_CONFIDENCE - 0.01}, ("unsure",)),
        ({"status": "retrieved", "confidence": LOW_CONFIDENCE}, ()),
        ({"status": "computed"}, ()),
        ({"status": "computed", "vote": -1}, ("voted_down",)),
        ({"status": "computed", "vote": 1}, ()),
        ({"status": "retrieved", "vote": -1, "confidence": 0.1}, ("voted_down", "unsure")),
        ({"status": "clarify", "kind": "press"}, ()),
        ({"status": "abstain", "kind": "notice"}, ()),
        ({"status": "abstain", "conversation": ""}, ()),
    ],
)
def test_why_a_question_is_to_be_looked_at(
    database: Database, columns: dict[str, object], kinds: tuple[str, ...]
) -> None:
    keep(database, "mất thẻ", **columns)
    assert looked_at(database) == ([("mất thẻ", kinds)] if kinds else [])


def test_nothing_of_another_office_shows(database: Database) -> None:
    mine = keep(database, "của A", office="phuong-a", status="abstain")
    other = keep(database, "của B", office="phuong-b", status="abstain")
    keep(database, "không của ai", status="abstain")
    assert looked_at(database, "phuong-a") == [("của A", ("unanswered",))]
    assert len(looked_at(database)) == 3
    found = database.call(lambda session: kept.of_ids(session, "phuong-a", [mine, other]))
    assert [one.text for one in found] == ["của A"]
    found = database.call(lambda session: kept.found(session, "phuong-a", "của", {}))
    assert [one.text for one in found] == ["của A"]


def test_what_is_older_is_left_out(database: Database) -> None:
    keep(database, "hôm qua", status="abstain", received_at=time.time() - 3600)
    assert looked_at(database) == []


def test_a_kind_is_looked_at_alone(database: Database) -> None:
    keep(database, "một", status="abstain")
    keep(database, "hai", status="clarify")
    assert looked_at(database, kind="asked_back") == [("hai", ("asked_back",))]


def test_a_search_minds_neither_marks_nor_case_nor_order(database: Database) -> None:
    keep(database, "Mất thẻ căn cước thì sao")
    keep(database, "Đổi thẻ 100%")

    def found(words: str, **wanted: str) -> list[str]:
        return [one.text for one in database.call(lambda session: kept.found(session, None, words, wanted))]

    assert found("can cuoc MAT") == ["Mất thẻ căn cước thì sao"]
    assert found("thẻ") == ["Đổi thẻ 100%", "Mất thẻ căn cước thì sao"]
    assert found("100%") == ["Đổi thẻ 100%"]
    assert found("the", language="es") == []
    assert found("nothing like it") == []


def test_a_question_is_told_with_the_lead_of_its_answer(database: Database) -> None:
    keep(database, "một", status="abstain", account=MADE_UP)
    keep(database, "hai", status="abstain", answers=[{"text": "x", "custom": {"answer": {"lead": "Đến công an xã."}}}])
    two, one = database.call(lambda session: kept.to_look_at(session, None, 0.0))
    assert (one.answer, one.made_up) == ("Đến công an xã.", True)
    assert (two.answer, two.made_up) == ("Đến công an xã.", False)
