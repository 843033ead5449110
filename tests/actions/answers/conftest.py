from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import pytest

from actions.answers import parts
from actions.question import COUNTRY_OF_DOCUMENT, Question
from actions.reply import Reply
from actions.sources.library import Library

TODAY = date(2026, 11, 29)
LANGUAGES = ("vi", "es", "en")


@lru_cache(maxsize=1)
def sources() -> Library:
    """Return the sources, without the search over them."""
    return Library.load()


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    """Let the calculators cite without an index: they search for nothing."""
    monkeypatch.setattr(parts, "library", sources)
    return sources()


def question(language: str = "vi", **known: Any) -> Question:
    """Return a question with what is known of it; its country is its document's."""
    country = COUNTRY_OF_DOCUMENT[known.get("document", "can_cuoc")]
    values: dict[str, Any] = {"intent": "fee", "text": "…", "entities": {}, "country": country}
    return Question(language=language, **{**values, **known})


def on(day: date | str) -> dict[str, Any]:
    """Return what a message that names a day tells."""
    return {"date": str(day), "entities": {"date": (str(day),)}}


def lines(reply: Reply) -> dict[str, str]:
    """Return the lines of an answer by their labels."""
    assert reply.answer is not None
    return {line.label: line.text for line in reply.answer.lines}


def lead(reply: Reply) -> str:
    """Return the lead of an answer."""
    assert reply.answer is not None
    return reply.answer.lead


def doubt(reply: Reply) -> str:
    """Return what may differ."""
    assert reply.answer is not None
    return reply.answer.doubt


def more(reply: Reply) -> str:
    """Return what is folded away."""
    assert reply.answer is not None
    return reply.answer.more
