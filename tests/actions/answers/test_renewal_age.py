"""Until when a card is good by its holder's age alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.answers import parts, renewal_age
from actions.question import Question
from actions.reply import Reply
from actions.sources.library import Library

TODAY = date(2026, 11, 29)


@pytest.fixture(autouse=True)
def _sources_alone(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the answers cite the sources without the index of the search."""
    monkeypatch.setattr(parts, "library", lambda: library)


def answer(age: int | None, country: str = "vn", document: str | None = None) -> Reply | None:
    known: dict[str, Any] = {"age": age, "country": country, "document": document}
    return renewal_age.answer(Question(language="en", intent="validity", text="…", entities={}, **known), TODAY)


@pytest.mark.parametrize(
    ("age", "due", "lasts"),
    [
        (10, 14, "at 12 or later is not changed at 14 but at 25"),
        (14, 14, "at 12 or later is not changed at 14 but at 25"),
        (20, 25, "at 23 or later is not changed at 25 but at 40"),
        (45, 60, "at 58 or later is not changed at 60, nor after it"),
    ],
)
def test_the_next_age_leads_and_what_skips_it_follows(age: int, due: int, lasts: str) -> None:
    reply = answer(age)
    assert reply is not None
    assert reply.computed is not None
    assert reply.answer is not None
    assert reply.answer.lead == f"The card must be changed on turning {due}."
    assert lasts in reply.text
    assert (reply.computed["milestone_age"], reply.computed["rules"]) == (due, ["renewal-tcc"])
    assert [citation["ref"] for citation in reply.citations] == ["luat-26-2023-qh15#d21"]


def test_a_card_that_was_due_before_is_told() -> None:
    reply = answer(27)
    assert reply is not None
    assert "made before 23 is changed at 25" in reply.text


def test_after_the_last_age_it_counts_when_the_card_was_made() -> None:
    reply = answer(62)
    assert reply is not None
    assert reply.answer is not None
    assert reply.answer.lead == "No further change, if the card was made at 58 or later."
    assert "made before 58" in reply.text


def test_of_somebody_old_no_card_can_have_been_made_too_early() -> None:
    """The first CCCD is of 2016: who is 81 in 2026 was 70 then."""
    reply = answer(81)
    assert reply is not None
    assert reply.answer is not None
    assert reply.computed is not None
    assert reply.answer.lead.startswith("No further change: at 81")
    assert "58" not in reply.text
    assert reply.computed["no_further_expiry"]


@pytest.mark.parametrize("known", [{"age": None}, {"age": 10, "country": "cn"}, {"age": 70, "document": "cmnd"}])
def test_without_an_age_and_for_other_cards_it_has_no_answer(known: dict[str, Any]) -> None:
    assert answer(**known) is None
