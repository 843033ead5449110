"""Questions to look at, as the page shows them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from bot.channels.core.bridge import Bridge
from bot.channels.core.database import Database
from bot.desk import action_server
from tests.bot.desk.conftest import Clerk
from tests.bot.desk.made import keep

SignedIn = Callable[..., Clerk]
UNIT = {
    "id": "lost-where",
    "title": "Mất thẻ làm lại ở đâu?",
    "lead": "Công an xã.",
    "topic": "place",
    "likeness": 0.81,
}


@pytest.fixture
def likeness(monkeypatch: pytest.MonkeyPatch) -> None:
    """An action server that puts everything together."""

    async def groups(_server: Any, questions: Sequence[Any], _language: str) -> dict[str, Any]:
        return {"groups": [{"members": list(range(len(questions))), "units": [UNIT]}]}

    monkeypatch.setattr(action_server.ActionServer, "groups", groups)


@pytest.mark.usefixtures("likeness")
def test_a_group_shows_its_questions_and_the_nearest_unit(signed_in: SignedIn, database: Database) -> None:
    keep(database, "mất thẻ ở đâu làm", status="abstain", reason="no_ground")
    keep(database, "rơi thẻ rồi", status="retrieved", topic="lost_card", confidence=0.41)
    page = signed_in().get("/desk/questions").text
    assert "2 questions in 1 groups." in page
    assert "Mất thẻ làm lại ở đâu?" in page
    assert "81 % alike" in page
    assert "41 % sure" in page
    assert "no ground" in page


def test_without_likeness_the_page_says_so(signed_in: SignedIn, database: Database) -> None:
    keep(database, "mất thẻ", status="abstain")
    page = signed_in().get("/desk/questions").text
    assert "cannot be put together now" in page
    assert "mất thẻ" in page


def test_an_office_sees_its_own_questions_only(signed_in: SignedIn, database: Database) -> None:
    keep(database, "câu của A", office="phuong-a", status="abstain")
    keep(database, "câu của B", office="phuong-b", status="abstain")
    clerk = signed_in("lan", office="phuong-a")
    for path in ("/desk/questions", "/desk/questions/csv"):
        assert "câu của A" in clerk.get(path).text
        assert "câu của B" not in clerk.get(path).text


def test_what_was_made_up_is_marked(signed_in: SignedIn, database: Database) -> None:
    keep(database, "mất thẻ", status="abstain")
    clerk = signed_in()
    assert "MADE UP" not in clerk.get("/desk/questions").text
    keep(database, "rơi thẻ", status="abstain", account="made-up")
    assert "MADE UP" in clerk.get("/desk/questions").text


def test_a_kind_is_chosen(signed_in: SignedIn, database: Database) -> None:
    keep(database, "một câu", status="abstain")
    keep(database, "câu hỏi lại", status="clarify")
    page = signed_in().get("/desk/questions?kind=asked_back&days=30").text
    assert "một câu" not in page
    assert "câu hỏi lại" in page


def test_what_a_citizen_wrote_is_text(signed_in: SignedIn, database: Database) -> None:
    keep(database, "<script>alert(1)</script>", status="abstain")
    assert "&lt;script&gt;" in signed_in().get("/desk/questions").text


def test_the_export_holds_no_formula_and_stands_in_the_trail(signed_in: SignedIn, database: Database) -> None:
    keep(database, '=HYPERLINK("http://x")', status="abstain")
    clerk = signed_in("lan", "editor")
    lines = list(csv.DictReader(io.StringIO(clerk.get("/desk/questions/csv").text.lstrip("\ufeff"))))
    assert [(line["text"], line["kinds"]) for line in lines] == [('\'=HYPERLINK("http://x")', "unanswered")]
    assert "questions all 7" in clerk.get("/desk/trail").text


def test_the_languages_are_three(signed_in: SignedIn, bridge: Bridge) -> None:
    clerk = signed_in()
    assert "Câu hỏi cần xem" in clerk.get("/desk/questions?lang=vi").text
    assert "Câu hỏi cần xem" in clerk.get("/desk/questions").text  # it is remembered
    assert "Preguntas por revisar" in clerk.get("/desk/questions?lang=es").text
