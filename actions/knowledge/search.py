"""Finds the passages that answer a question, and says whether they are ground enough to answer on."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from actions.case import COUNTRY_OF_DOCUMENT, HOME_COUNTRY
from actions.knowledge import encoders, mentions, settings, store
from actions.knowledge.facets import Context, Facets
from actions.knowledge.index import Encoder, Floats, Index
from actions.knowledge.judge import Judge, Signs, inside
from actions.knowledge.questions import OUTSIDE
from actions.knowledge.sources import Library, Passage
from actions.text import clean

DENSE_WEIGHT = 0.65
"""Share of the dense side in the sum, whether marks were restored or not (docs/evaluation/search.md)."""

DEPTH = 50
"""Passages that are ranked; nobody is shown more."""

ANSWER = 0.2
SUGGEST = 0.08
"""Chances that the best passage answers, from which on it is said, or offered: chosen on the curve that
`make evaluate` draws. They look low because the judge is fitted on asks whose passage has lost that ask."""

Verdict = Literal["answer", "suggest", "abstain"]


@dataclass(frozen=True)
class Hit:
    """A passage and its score: the weighted sum of both sides, moved by what is known of the question."""

    passage: Passage
    score: float


@dataclass(frozen=True)
class Result:
    """The best passages, best first, and what to do with them.

    reason: `found`; `unsure` (the middle band: offer the passages); and, when there is no answer,
    `no_ground`, `neighbouring`, `off_topic`, `other_country` or `empty`. chance: that the first passage
    answers the question, 0 to 1.
    """

    hits: list[Hit]
    verdict: Verdict
    reason: str
    chance: float


@dataclass(frozen=True)
class Question:
    """A question as the search sees it: its vector, the chance of each kind, and what it names."""

    text: str
    language: str
    vector: Floats
    kinds: Mapping[str, float]
    named: Mapping[str, list[str]]

    def country(self) -> str | None:
        """Return the country whose cards it is about, as far as its words or its language tell."""
        countries = [
            *self.named.get("country", ()),
            *(COUNTRY_OF_DOCUMENT[document] for document in self.named.get("document", ())),
        ]
        return countries[0] if countries else HOME_COUNTRY.get(self.language)


@dataclass(frozen=True)
class Ranking:
    """Positions of the passages, best first, all their scores, and what the judge looks at."""

    order: npt.NDArray[np.intp]
    scores: Floats
    signs: Signs


class Searcher:
    """The search over a library, by an index made of it and a judge fitted to both."""

    def __init__(self, library: Library, index: Index, judge: Judge, encoder: Encoder):
        self._passages = library.passages
        self._facets = Facets(library.passages)
        self._index = index
        self._judge = judge
        self.encoder = encoder

    @classmethod
    def load(cls, library: Library | None = None, folder: Path = settings.INDEX) -> Searcher:
        """Open the index in `folder`; `store.OutdatedError` when it was not made of these sources."""
        return cls(library or Library.load(), *store.read(folder), encoders.load())

    def search(
        self,
        query: str,
        language: str,
        *,
        country: str | None = None,
        documents: Collection[str] = (),
        procedures: Collection[str] = (),
        topics: Collection[str] = (),
        day: datetime.date,
        limit: int = 5,
    ) -> Result:
        """Return the `limit` best passages for `query`, those in force on `day` before older equals.

        What the dialogue knows counts: country, documents, procedures, topics. Where it knows nothing,
        country, documents and topics are read from the question itself.
        """
        query = clean(query)
        if not query:
            return Result([], "abstain", "empty", 0.0)
        vector = self._index.encode(query, language == "vi", self.encoder)
        question = Question(query, language, vector, self._judge.kinds(vector), mentions.load().find(query))
        context = Context(
            day,
            country or question.country(),
            documents or question.named.get("document", ()),
            procedures,
            dict.fromkeys(topics, 1.0) or question.kinds,
        )
        ranking = rank(question, context, self._index, self._facets, self._passages)
        hits = [Hit(self._passages[i], float(ranking.scores[i])) for i in ranking.order[:limit]]
        chance = self._judge.right(ranking.signs)
        return Result(hits, *_verdict(chance, question), chance)


def rank(question: Question, context: Context, index: Index, facets: Facets, passages: tuple[Passage, ...]) -> Ranking:
    """Score every passage against `question` in its `context`."""
    dense, lexical = index.dense_scores(question.vector), index.lexical_scores(question.text)
    scores = combined(dense, lexical) + facets.moves(context)
    order = _first(scores)
    best, second = order[0], order[min(1, len(order) - 1)]
    named_no_card = "document" not in question.named
    signs = Signs(
        language=question.language,
        cosine=float(dense[best]),
        bm25_a_word=float(lexical[best]) / len(question.text.split()),
        lead=float(scores[best] - scores[second]),
        inside=inside(question.kinds),
        on_topic=sum(question.kinds.get(topic, 0.0) for topic in passages[best].topics),
        names_neighbour=named_no_card and "neighbour" in question.named,
        names_other_country=named_no_card and "other_country" in question.named,
    )
    return Ranking(order, scores, signs)


def combined(dense: Floats, lexical: Floats) -> Floats:
    """Return the weighted sum of both sides, each brought to 0..1 over all passages."""
    return DENSE_WEIGHT * _spread(dense) + (1 - DENSE_WEIGHT) * _spread(lexical)


def _spread(values: Floats) -> Floats:
    low, high = values.min(), values.max()
    return (values - low) / (high - low) if high > low else np.zeros_like(values)


def _first(scores: Floats) -> npt.NDArray[np.intp]:
    """Return the positions of the DEPTH highest scores, highest first, equal ones in their order."""
    candidates = np.sort(np.argpartition(-scores, min(DEPTH, len(scores)) - 1)[:DEPTH])
    return candidates[np.argsort(-scores[candidates], kind="stable")]


def _verdict(chance: float, question: Question) -> tuple[Verdict, str]:
    if chance >= ANSWER:
        return "answer", "found"
    if chance >= SUGGEST:
        return "suggest", "unsure"
    likeliest = max(question.kinds, key=lambda kind: question.kinds[kind])
    if "other_country" in question.named:
        return "abstain", "other_country"
    if "neighbour" in question.named:
        return "abstain", "neighbouring"
    return "abstain", likeliest if likeliest in OUTSIDE else "no_ground"
