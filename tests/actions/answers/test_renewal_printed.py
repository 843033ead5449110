"""A printed expiry is the answer; a part of a birth date is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.answers import parts, renewal
from actions.question import Question
from actions.reply import Reply
from actions.sources.library import Library

TODAY = date(2026, 11, 29)


@pytest.fixture(autouse=True)
def _sources_alone(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the answers cite the sources without the index of the search."""
    monkeypatch.setattr(parts, "library", lambda: library)


def answer(document: str | None = None, language: str = "vi", **dates: Any) -> Reply:
    said = {name: (value,) for name, value in dates.items()}
    question = Question(
        language=language, intent="validity", text="…", entities=said, country="vn", document=document, **dates
    )
    return renewal.answer(question, TODAY)


def test_the_day_printed_on_the_card_is_the_answer() -> None:
    reply = answer("cccd", expiry_date="2030-05-20")
    assert reply.computed is not None
    assert (reply.computed["next_date"], reply.computed["already_due"]) == ("2030-05-20", False)
    assert "20 tháng 5 năm 2030" in reply.text
    assert [citation["ref"] for citation in reply.citations] == ["luat-26-2023-qh15#d46-k1"]


def test_it_counts_more_than_what_the_ages_tell() -> None:
    reply = answer("cccd", birth_date="1990-05-20", issue_date="2021-03-15", expiry_date="2031-01-01")
    assert reply.computed is not None
    assert reply.computed["next_date"] == "2031-01-01"


def test_a_printed_day_that_is_over_is_told() -> None:
    reply = answer(expiry_date="2024-03-01", language="en")
    assert reply.computed is not None
    assert reply.computed["already_due"]
    assert reply.computed["valid_until"] == "2024-06-30"
    assert "has expired" in reply.text


def test_without_it_the_ages_tell() -> None:
    reply = answer("cccd", birth_date="1990-05-20", issue_date="2021-03-15")
    assert reply.computed is not None
    assert reply.computed["next_date"] == "2030-05-20"


def test_a_card_that_the_law_lengthened_opens_with_its_last_day_and_its_article() -> None:
    reply = answer(expiry_date="2024-02-20", language="en")
    assert reply.text.startswith("A card printed to 20 February 2024 was good to the end of 30 June 2024")
    assert reply.computed is not None
    assert "grace-2024" in reply.computed["rules"]
    assert "2024" not in answer(expiry_date="2025-02-20", language="en").text
