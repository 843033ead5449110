"""Corrections at the desk, by a browser without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.channels.core.bridge import Bridge
from bot.channels.core.database import Database
from bot.desk import accounts, audit
from bot.desk.action_server import ActionServer
from common import offices
from common.corrections import store
from common.corrections.definition import Correction
from tests.bot.desk.conftest import Clerk
from tests.bot.desk.made import keep
from tests.common.corrections.made import PASSAGE

SignedIn = Callable[..., Clerk]
FIELDS = {
    "kind": "how_long",
    "topic": "timeline",
    "country": "vn",
    "phrases_vi": "bao lâu có thẻ mới\nsố 001090012345 của tôi bao lâu có thẻ",
    "lead_vi": "7 ngày làm việc.",
    "rests_on": PASSAGE,
    "first": "2026-11-01",
    "last": "2026-12-31",
}
NEAR = {
    "units": [
        {
            "unit": "how-long-lost",
            "kind": "how_long",
            "about": {
                "country": "vn",
                "topic": "timeline",
                "documents": ["can_cuoc"],
                "procedures": [],
                "reasons": ["lost"],
                "persons": [],
            },
            "lead": {"vi": "7 ngày.", "es": "7 días.", "en": "7 days."},
            "lines": [{"label": "note", "words": {"vi": "Một.", "es": "Uno.", "en": "One."}}],
            "doubt": {},
            "rests_on": [PASSAGE],
            "computed": None,
        }
    ],
    "passages": [{"ref": PASSAGE, "place": "Điều 26", "title": "Luật Căn cước", "text": "7 ngày làm việc"}],
}


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the action server says to a correction; a test may change it."""
    says: dict[str, Any] = {
        "wrong": [],
        "look_at": [],
        "shown": {"vi": "7 ngày làm việc."},
        "trial": {"units": [], "checks": [], "tried": 60, "readings": True},
    }

    async def tried(_server: ActionServer, _draft: Any, _number: int = 0) -> Any:
        return says

    async def near(_server: ActionServer, _text: str, _language: str) -> Any:
        return NEAR

    monkeypatch.setattr(ActionServer, "check_correction", tried)
    monkeypatch.setattr(ActionServer, "try_correction", tried)
    monkeypatch.setattr(ActionServer, "near", near)
    return says


@pytest.fixture
def second_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """Offices that want a second person."""
    monkeypatch.setattr(offices.Offices, "wants_second_person", lambda *_: True)


def written(editor: Clerk, **fields: str) -> Any:
    return editor.send("/desk/corrections/new", "/desk/corrections/save", **{**FIELDS, **fields})


def kept(database: Database) -> list[Correction]:
    return database.call(store.corrections)


def press(editor: Clerk, number: int, action: str) -> Any:
    return editor.send(f"/desk/corrections/{number}", f"/desk/corrections/{number}/{action}")


def test_a_clerk_writes_no_corrections(signed_in: SignedIn) -> None:
    assert signed_in("lan", "clerk").get("/desk/corrections").status_code == 403


def test_a_correction_is_written_and_made_live(signed_in: SignedIn, database: Database) -> None:
    editor = signed_in("lan", "editor")
    page = written(editor)
    (one,) = kept(database)
    assert page.url.path == f"/desk/corrections/{one.id}"
    assert "7 ngày làm việc." in page.text
    assert (one.state, one.author) == ("draft", "lan")
    press(editor, one.id, "approve")
    assert [(live.state, live.approved_by) for live in kept(database)] == [("approved", "lan")]


def test_numbers_of_persons_are_masked_in_its_questions(signed_in: SignedIn, database: Database) -> None:
    written(signed_in("lan", "editor"))
    assert kept(database)[0].draft.phrases["vi"] == ("bao lâu có thẻ mới", "số ●●● của tôi bao lâu có thẻ")


def test_what_the_check_finds_wrong_is_told_and_not_kept(
    signed_in: SignedIn, database: Database, told: dict[str, Any]
) -> None:
    told["wrong"] = ["lead: vi: “9” stands in no ground that it names"]
    page = written(signed_in("lan", "editor"), lead_vi="9 ngày làm việc.")
    assert "stands in no ground" in page.text
    assert "9 ngày làm việc." in page.text  # nothing that was typed is lost
    assert kept(database) == []


def test_what_is_no_correction_is_told(signed_in: SignedIn, database: Database) -> None:
    assert "before the first" in written(signed_in("lan", "editor"), last="2026-10-01").text
    assert kept(database) == []


@pytest.mark.usefixtures("second_person")
def test_a_second_person_approves_where_the_office_wants_one(signed_in: SignedIn, database: Database) -> None:
    author, other = signed_in("lan", "editor"), signed_in("minh", "editor")
    written(author)
    number = kept(database)[0].id
    press(author, number, "propose")
    press(author, number, "approve")
    assert kept(database)[0].state == "proposed"
    press(other, number, "approve")
    assert (kept(database)[0].state, kept(database)[0].approved_by) == ("approved", "minh")


def test_what_the_law_no_longer_carries_is_not_approved(
    signed_in: SignedIn, database: Database, told: dict[str, Any]
) -> None:
    editor = signed_in("lan", "editor")
    written(editor)
    told["wrong"] = ["rests_on: nothing of it is in force today"]
    press(editor, kept(database)[0].id, "approve")
    assert kept(database)[0].state == "draft"


def test_another_offices_correction_is_not_seen(signed_in: SignedIn, database: Database) -> None:
    written(signed_in("lan", "editor", "phuong-a"))
    (one,) = kept(database)
    assert one.draft.office == "phuong-a"
    other = signed_in("minh", "editor", "phuong-b")
    assert other.get(f"/desk/corrections/{one.id}").status_code == 404
    assert "7 ngày" not in other.get("/desk/corrections").text


def test_one_for_all_offices_is_seen_and_not_changed_by_an_office(signed_in: SignedIn, database: Database) -> None:
    written(signed_in("lan", "editor"))
    (one,) = kept(database)
    of_an_office = signed_in("minh", "editor", "phuong-b")
    assert of_an_office.get(f"/desk/corrections/{one.id}").status_code == 200
    assert press(of_an_office, one.id, "end").status_code == 403
    assert kept(database)[0].state == "draft"


def test_an_answer_that_is_near_fills_the_form(signed_in: SignedIn) -> None:
    editor = signed_in("lan", "editor")
    asked = {"phrases_vi": "mất thẻ bao lâu có lại"}
    assert "how-long-lost" in editor.send("/desk/corrections/new", "/desk/corrections/near", **asked).text
    page = editor.send("/desk/corrections/new", "/desk/corrections/near", **asked, pick="how-long-lost").text
    assert "7 ngày." in page
    assert '<option value="lost" selected>' in page
    assert "mất thẻ bao lâu có lại" in page


def test_the_questions_of_a_group_fill_the_form(signed_in: SignedIn, database: Database) -> None:
    editor = signed_in("lan", "editor")
    ids = [keep(database, "mất thẻ thì sao"), keep(database, "lost card, what now", language="en")]
    page = editor.get(f"/desk/corrections/new?questions={'.'.join(map(str, ids))}.x").text
    assert ">mất thẻ thì sao</textarea>" in page
    assert ">lost card, what now</textarea>" in page


def test_who_approves_what_a_closed_account_wrote_answers_for_it(signed_in: SignedIn, database: Database) -> None:
    written(signed_in("lan", "editor"))
    number = kept(database)[0].id
    other = signed_in("minh", "editor")
    database.call(lambda session: accounts.disable(session, "lan"))
    press(other, number, "approve")
    assert (kept(database)[0].state, kept(database)[0].answers_for) == ("approved", "minh")


def test_it_ends_and_is_taken_over(signed_in: SignedIn, database: Database) -> None:
    author, other = signed_in("lan", "editor"), signed_in("minh", "editor")
    written(author)
    number = kept(database)[0].id
    press(author, number, "approve")
    press(other, number, "take-over")
    assert kept(database)[0].answers_for == "minh"
    press(other, number, "end")
    assert kept(database)[0].state == "ended"


def test_each_step_is_in_the_audit_trail_without_words(signed_in: SignedIn, database: Database) -> None:
    editor = signed_in("lan", "editor")
    written(editor)
    press(editor, kept(database)[0].id, "approve")
    entries = database.call(lambda session: [(one.what, one.about) for one in audit.entries(session, None)])
    assert ("correction_approved", "1") in entries
    assert ("correction_written", "1") in entries


def test_the_action_server_away_keeps_nothing_and_says_so(
    signed_in: SignedIn, database: Database, monkeypatch: pytest.MonkeyPatch, bridge: Bridge
) -> None:
    async def away(_server: ActionServer, _draft: Any) -> None:
        return None

    monkeypatch.setattr(ActionServer, "check_correction", away)
    assert "It cannot be checked now" in written(signed_in("lan", "editor")).text
    assert kept(database) == []
