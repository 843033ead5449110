"""What an office gets: the last turns before the citizen agreed, with the drafted answer and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from bot.channels.core import handovers, inbox
from bot.channels.core.database import Database
from bot.channels.core.tables import Message
from bot.channels.handover import summary
from bot.channels.handover.ways import Talk
from tests.bot.channels.core.test_inbox import arrival, take

CITATION = {"place": "Article 25", "title": "Law on Identification", "number": None, "status": "in force"}
FEE = {"title": "What does it cost?", "payload": "/fee"}


def written(database: Database, *talk: tuple[str, str, Mapping[str, object]], language: str = "en") -> Talk:
    """Return what is given of a talk: kind, text, answer; the citizen agrees after it and writes on."""

    def work(session: Session) -> Talk:
        for number, (kind, text, answer) in enumerate(talk):
            (identity,) = take(session, arrival(str(number), kind=kind, text=text))
            inbox.answered(session, identity or 0, [dict(answer)])
        agreed, later = take(session, arrival("agreed", kind="handover", text="/x"), arrival("later", text="secret"))
        inbox.answered(session, later or 0, [])
        case = handovers.begin(session, session.get_one(Message, agreed), "mail", None, True)
        return summary.talk(session, case, language)

    return database.call(work)


def test_a_talk_is_given_with_its_draft(database: Database) -> None:
    cited = {"text": "35,000 dong.", "custom": {"status": "computed", "citations": [CITATION]}}
    given = written(
        database,
        ("text", "I lost my card", {"text": "Go to the police.", "buttons": [FEE]}),
        ("press", "/fee", cited),
        ("text", "can I talk to someone", {"text": "At the office.", "custom": {"status": "handoff"}}),
    )
    assert given.question == "can I talk to someone"
    lines = given.summary.splitlines()
    assert "The citizen asks: can I talk to someone" in lines
    assert lines[lines.index("Last turns:") + 1 :][:4] == [
        "- Citizen: I lost my card",
        "- Assistant: Go to the police.",
        "- Citizen: What does it cost?",
        "- Assistant: 35,000 dong.",
    ]
    draft = lines.index("Drafted by the assistant (please check before sending):")
    assert lines[draft + 1 :][:3] == ["35,000 dong.", "Basis:", "  - Article 25, Law on Identification, in force"]
    assert "secret" not in given.summary


def test_only_the_last_turns_are_given(database: Database) -> None:
    given = written(database, *(("text", f"question {n}", {"text": "..."}) for n in range(summary.TURNS + 2)))
    assert "question 1" not in given.summary
    assert given.summary.count("- Citizen:") == summary.TURNS
    assert "The assistant has no answer with a basis." in given.summary


def test_who_agreed_before_asking_anything_is_no_fault(database: Database) -> None:
    assert written(database, language="vi").question == "Người dân chưa hỏi gì."


def test_what_was_said_to_another_office_is_not_given(database: Database) -> None:
    def work(session: Session) -> list[str]:
        said = [
            ("my son lost his card", "a"),
            ("what does it cost here", "b"),
            ("is it open today", "a"),
            ("hi", None),
        ]
        for text, office in said:
            (identity,) = take(session, arrival(text, text=text, office=office))
            inbox.answered(session, identity or 0, [{"text": "..."}])
        given = []
        for office in ("a", "b", None):
            (agreed,) = take(session, arrival(f"agreed {office}", kind="handover", text="/x", office=office))
            case = handovers.begin(session, session.get_one(Message, agreed), "mail", office, True)
            given.append(summary.talk(session, case, "en").summary)
        return given

    of_a, of_b, of_nobody = database.call(work)
    assert [line for line in of_a.splitlines() if line.startswith("- Citizen:")] == [
        "- Citizen: my son lost his card",
        "- Citizen: is it open today",
    ]
    assert [line for line in of_b.splitlines() if line.startswith("- Citizen:")] == [
        "- Citizen: what does it cost here"
    ]
    assert [line for line in of_nobody.splitlines() if line.startswith("- Citizen:")] == ["- Citizen: hi"]
