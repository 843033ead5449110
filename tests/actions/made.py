"""Questions and question units made by hand, and a search that finds what a test says: no trained model is needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, cast

import numpy as np
import pytest

from actions.question import Question
from actions.search import current
from actions.search.current import Knowledge
from actions.search.labels import Labels
from actions.search.reading import Reading
from actions.search.searcher import Hit, Known, Result, Searcher, Verdict
from actions.search.units import UnitEntry
from actions.sources.grounds import Ground
from actions.sources.library import Library, Passage
from actions.sources.questions import QuestionUnit
from tests.actions.conftest import WordEncoder

TODAY = date(2026, 11, 29)
KNOWN_NOTHING = Known()
LAW = "luat-26-2023-qh15#d21"
"""A passage that is in force: at which ages a card is changed."""


def question(text: str = "…", language: str = "vi", **known: Any) -> Question:
    """A question that came with its vector; `entities` are what this very message names."""
    values: dict[str, Any] = {"intent": "card_question", "entities": {}, "country": "vn"}
    return Question(language=language, text=text, vector=np.full(64, 0.125, np.float32), **{**values, **known})


def unit(name: str = "keep-valid", answer: str = "Không.", **fields: Any) -> QuestionUnit:
    """A unit on one passage that is in force, with the same words in all languages."""
    about = {"topic": "renewal", **fields.pop("about", {})}
    values: dict[str, Any] = {
        "id": name,
        "kind": "must",
        "about": about,
        "rests_on": (LAW,),
        "lead": dict.fromkeys(("vi", "es", "en"), answer),
        "examples": dict.fromkeys(("vi", "es", "en"), (f"{name}?",)),
        "file": "made.yml",
        "grounds": (ground(),),
    }
    return QuestionUnit.model_validate({**values, **fields})


def ground(first: date | None = date(2024, 7, 1), last: date | None = None, ref: str = LAW) -> Ground:
    """The passage `ref` as a ground that holds from `first` to `last`."""
    return Ground(ref, first, last, "high", "vn", (ref,))


class FixedSearch:
    """Finds the same for every question; `asked` keeps what it was asked for."""

    def __init__(
        self, found: Sequence[Any] = (), chance: float = 0.0, verdict: Verdict = "abstain", reason: str = "no_ground"
    ):
        hits = [Hit(entry, 1.0 - place / 10) for place, entry in enumerate(found)]
        self.result: Result[Any] = Result(hits, verdict, reason, chance)
        self.asked: list[tuple[Reading, Known]] = []

    def search(self, reading: Reading, day: date, known: Known = KNOWN_NOTHING, limit: int = 5) -> Result[Any]:
        self.asked.append((reading, known))
        return self.result

    def gain(self, hits: Sequence[Hit[Any]], left: Sequence[Hit[Any]]) -> float:
        return left[0].score / hits[0].score

    def said(self, hits: Sequence[Hit[Any]]) -> int:
        return 1


def know(
    patch: pytest.MonkeyPatch,
    units: Sequence[QuestionUnit] = (),
    chance: float = 0.0,
    passages: FixedSearch | None = None,
) -> Knowledge:
    """Let the assistant know the real sources, find `units` with `chance`, and `passages` for every question."""
    known = Knowledge(
        real_library(),
        cast("Searcher[Passage]", passages or FixedSearch()),
        cast("Searcher[UnitEntry]", FixedSearch([UnitEntry(one) for one in units], chance)),
        labels(),
        {one.id: one for one in units},
    )
    patch.setattr(current, "live", lambda: _Fixed(known))
    return known


class _Fixed:
    def __init__(self, known: Knowledge):
        self.knowledge = known


@lru_cache(maxsize=1)
def real_library() -> Library:
    """The founding sources."""
    return Library.load(added=None)


@lru_cache(maxsize=1)
def labels() -> Labels:
    """The vocabulary's labels, in vectors of words."""
    return Labels.build(WordEncoder().encode_query)
