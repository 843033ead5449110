"""To whom a citizen's case belongs, and whose hours are said; the steps themselves: channels/test_handover.py."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.channels.core import handovers, inbox
from bot.channels.core.commands import HANDOVER_CONFIRMED
from bot.channels.core.database import Database
from bot.channels.core.tables import Conversation, Message
from bot.channels.handover.turns import Turns
from bot.channels.handover.ways import Case
from bot.page import source
from common import offices
from tests.bot.channels.core.test_inbox import arrival, take


@pytest.mark.parametrize(
    ("channel", "told", "office", "asked", "name"),
    [
        ("telegram", {}, "phuong-a", "phuong-a", "A"),
        ("web", {"office": "phuong-a"}, "phuong-a", "phuong-a", "A"),
        ("web", {}, "phuong-b", "phuong-b", "B"),
        ("web", {"office": "phuong-c"}, None, "phuong-c", None),
    ],
    ids=["of the channel", "of the page", "of everything else", "a key that is no office's"],
)
def test_a_case_belongs_to_the_office_of_the_message(
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    channel: str,
    told: dict[str, str],
    office: str | None,
    asked: str,
    name: str | None,
) -> None:
    (tmp_path / "phuong-a.yml").write_text("name: A\nserves: {accounts: [telegram]}\n", encoding="utf-8")
    (tmp_path / "phuong-b.yml").write_text("name: B\n", encoding="utf-8")
    here, pages = offices.Offices(tmp_path), []
    monkeypatch.setattr(offices, "current", lambda: here)
    monkeypatch.setattr(source, "data", lambda page, _server: pages.append(page))
    taken = arrival("1", channel=channel, kind="handover", text=HANDOVER_CONFIRMED, hints=told)
    (identity,) = database.call(lambda session: take(session, taken))
    turns = Turns("http://actions.example")
    turns.way = SimpleNamespace(name="mail")  # type: ignore[assignment]
    message = database.call(lambda session: session.get_one(Message, identity))
    talk = database.call(lambda session: session.get_one(Conversation, message.conversation))
    said = asyncio.run(turns.said(inbox.Turn(message, talk)))
    database.call(said)
    case = database.call(lambda session: handovers.current(session, "chat-a"))
    assert case is not None
    assert case.office == office
    assert [page.office for page in pages] == [asked]
    own = Case.of(case).own
    assert (own.name.vi if own else None) == name
