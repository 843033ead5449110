"""Live notices at the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.channels.core.database import Database
from common.corrections import store
from common.corrections.definition import LiveNotice
from tests.bot.desk.conftest import Clerk

SignedIn = Callable[..., Clerk]
FIELDS = {
    "text_vi": "Quầy nghỉ hai ngày.",
    "text_es": "La ventanilla cierra dos días.",
    "text_en": "Closed for two days.",
    "shown_page": "1",
    "shown_answers": "1",
    "topic": "place",
    "first": "2026-11-29",
    "last": "2036-11-30",
}


def kept(database: Database) -> list[LiveNotice]:
    return database.call(store.notices)


def save(editor: Clerk, **fields: str) -> Any:
    return editor.send("/desk/notices", "/desk/notices/save", **{**FIELDS, **fields})


def end(editor: Clerk, number: int) -> Any:
    return editor.send("/desk/notices", f"/desk/notices/{number}/end")


def test_a_notice_is_shown_and_ended(signed_in: SignedIn, database: Database) -> None:
    editor = signed_in("lan", "editor")
    assert "Closed for two days." in save(editor).text
    (one,) = kept(database)
    assert (one.draft.shown, one.draft.topics, one.answers_for) == (("page", "answers"), ("place",), "lan")
    end(editor, one.id)
    assert kept(database)[0].ended_on is not None


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(signed_in: SignedIn, database: Database) -> None:
    page = save(signed_in("lan", "editor"), text_es="").text
    assert "in each of vi, es, en" in page
    assert "Quầy nghỉ hai ngày." in page
    assert kept(database) == []


def test_an_office_shows_its_own_and_ends_no_other(signed_in: SignedIn, database: Database) -> None:
    save(signed_in("lan", "editor"))
    (for_all,) = kept(database)
    of_an_office = signed_in("minh", "editor", "phuong-b")
    page = of_an_office.get("/desk/notices").text
    assert "Closed for two days." in page
    assert "phuong-b</p>" in page
    assert 'name="office"' not in page
    assert end(of_an_office, for_all.id).status_code == 404
    save(of_an_office, office="phuong-a")
    assert [one.draft.office for one in kept(database)] == ["phuong-b", None]
