"""Finds the passages that answer a question, and says whether they are ground enough to answer on."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from actions import settings
from actions.question import COUNTRY_OF_DOCUMENT, HOME_COUNTRY
from actions.search import artifacts, encoders, mentions, passage_features
from actions.search.answerability import OUTSIDE, Signs, inside
from actions.search.centroids import Middles
from actions.search.index import Encoder, Floats, Index
from actions.search.passage_features import Context, Facets
from actions.search.ranker import Ranker
from actions.sources.library import Library, Passage
from common.text import clean

DENSE_WEIGHT = 0.65
"""Share of the dense side in the sum, whether marks were restored or not (docs/evaluation/search.md)."""

CANDIDATES = 100
"""Passages that are ranked by all that is known; in the held-out asks the right one is nearly always among them."""

ANSWER = 0.45
SUGGEST = 0.15
"""Chances that the best passage answers, from which on it is said, or offered. They look low because the judge learns
from asks that are harder than what people ask: written to differ from those that are left. ANSWER was chosen on the
questions of tests/evaluation as the running assistant answers them (docs/knowledge.md); SUGGEST is a third of it."""

BESIDE = 0.3
"""The second passage is said as well when it may be (`Facets.standings`) and is at least this many times as likely as
the first: two rows of a table, a law and its decree, between which the words asked with do not decide."""

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
    `no_ground`, `neighbouring`, `off_topic`, `personal_data` (only one's own file tells), `other_country`
    or `empty`. chance: that what is said answers the question, 0 to 1. said: how many of the first hits make
    up the answer together, 1 or 2.
    """

    hits: list[Hit]
    verdict: Verdict
    reason: str
    chance: float
    said: int = 1

    @property
    def together(self) -> list[Passage]:
        """The passages that make up the answer."""
        return [hit.passage for hit in self.hits[: self.said]]


@dataclass(frozen=True)
class Question:
    """A question as the search sees it: its vector, the chance of each kind, and what it names."""

    text: str
    language: str
    vector: Floats
    kinds: Mapping[str, float]
    named: Mapping[str, list[str]]

    def context(
        self,
        day: datetime.date,
        country: str | None = None,
        documents: Collection[str] = (),
        procedures: Collection[str] = (),
        topics: Collection[str] = (),
        sure: float = 0.0,
        about: tuple[datetime.date, datetime.date] | None = None,
        other_years: Collection[int] = (),
    ) -> Context:
        """Return all that is known: what the dialogue knows, and what it does not know by the question itself."""
        named = {**self.named, **_given(document=documents, procedure=procedures)}
        return Context(
            day,
            country or country_told(self.named, self.language),
            named,
            self._kinds(topics, sure),
            [year for year in passage_features.years(self.text, day) if year not in other_years],
            passage_features.numbers(self.text),
            about,
        )

    def _kinds(self, topics: Collection[str], sure: float) -> dict[str, float]:
        """Return the chance of each kind; the dialogue is `sure` that cards are meant, and one of `topics` if any."""
        chances = {kind: (1 - sure) * chance for kind, chance in self.kinds.items()}
        about = dict.fromkeys(topics, 1.0) or {kind: self.kinds[kind] for kind in self.kinds if kind not in OUTSIDE}
        whole = 1.0 if topics else sum(about.values())
        for kind, share in about.items():
            chances[kind] = chances.get(kind, 0.0) + sure * share / whole
        return chances


@dataclass(frozen=True)
class Candidates:
    """The likeliest passages: their positions, what the ranker looks at, and what the judge does.

    standings: equal numbers for passages that may be said together. inside: the chance that the question is about
    identity cards at all.
    """

    rows: npt.NDArray[np.intp]
    features: Floats
    standings: npt.NDArray[np.int64]
    cosines: Floats
    bm25: Floats
    nearness: Floats
    inside: float

    def signs(self, question: Question, first: int, chance: float) -> Signs:
        """Return the signs of the candidate at `first`; what is said has `chance` against the others."""
        named_no_card = "document" not in question.named
        return Signs(
            cosine=float(self.cosines[first]),
            bm25_a_word=float(self.bm25[first]) / len(question.text.split()),
            nearness=float(self.nearness[first]),
            inside=self.inside,
            names_document=not named_no_card,
            names_neighbour=named_no_card and "neighbour" in question.named,
            names_other_country=named_no_card and "other_country" in question.named,
            said_chance=chance,
        )


@dataclass(frozen=True)
class Ranking:
    """Positions of the candidates, best first, their scores, how many make up the answer, what the judge looks at."""

    order: npt.NDArray[np.intp]
    scores: Floats
    said: int
    signs: Signs


class Searcher:
    """The search over a library, by what was built of it."""

    def __init__(self, library: Library, built: artifacts.Built, encoder: Encoder):
        self._passages = library.passages
        self._facets = facets_of(library)
        self._built = built
        self.encoder = encoder

    @classmethod
    def load(cls, library: Library | None = None, folder: Path = settings.INDEX) -> Searcher:
        """Open the index in `folder`; `artifacts.OutdatedError` when it was not made of these sources."""
        return cls(library or Library.load(), artifacts.read(folder), encoders.load())

    def search(
        self,
        query: str,
        language: str,
        *,
        country: str | None = None,
        documents: Collection[str] = (),
        procedures: Collection[str] = (),
        topics: Collection[str] = (),
        sure: float | None = None,
        day: datetime.date,
        about: tuple[datetime.date, datetime.date] | None = None,
        other_years: Collection[int] = (),
        limit: int = 5,
    ) -> Result:
        """Return the `limit` best passages for `query`, those in force on `day` before older equals.

        about: the first and last day that the question is about, where the dialogue knows them; other_years: years in
        it that are of something else, a birth or a card.

        What the dialogue knows counts: country, documents, procedures, topics. Where it knows nothing,
        they are read from the question itself. sure: the chance, by the dialogue, that the question is about identity
        cards, and about `topics` if there are any; certain when topics are given, else nothing is known.
        """
        sure = float(bool(topics)) if sure is None else sure
        query = clean(query)
        if not query:
            return Result([], "abstain", "empty", 0.0)
        built = self._built
        vector = built.index.encode(query, language == "vi", self.encoder)
        question = Question(query, language, vector, built.judge.kinds(vector), mentions.load().find(query))
        context = question.context(day, country, documents, procedures, topics, sure, about, other_years)
        found = candidates(question, context, built.index, built.middles, self._facets)
        ranking = rank(question, found, built.ranker)
        hits = [
            Hit(self._passages[row], float(score))
            for row, score in zip(ranking.order[:limit], ranking.scores[:limit], strict=True)
        ]
        chance = built.judge.right(ranking.signs)
        return Result(hits, *_verdict(chance, question, context), chance, ranking.said)

    def said(self, hits: Sequence[Hit]) -> int:
        """Return how many of the first of `hits`, passages of one text, are said together: 1 or 2."""
        chances = self._built.ranker.chances(np.array([hit.score for hit in hits], np.float32))
        return _beside(chances, np.zeros(len(hits), np.int64))


def _beside(chances: Floats, standings: npt.NDArray[np.int64]) -> int:
    """Return how many of the first passages are said together: 1 or 2; both arrays in their order."""
    return 2 if len(chances) > 1 and standings[0] == standings[1] and chances[1] >= BESIDE * chances[0] else 1


def country_told(named: Mapping[str, list[str]], language: str) -> str | None:
    """Return the country whose cards a question is about, as far as what it names or its language tell."""
    countries = [
        *named.get("country", ()),
        *(COUNTRY_OF_DOCUMENT[document] for document in named.get("document", ())),
        *("vn" for _ in named.get("province", ())),
    ]
    return countries[0] if countries else HOME_COUNTRY.get(language)


def facets_of(library: Library) -> Facets:
    """Return the facts of the library's passages."""
    sources = library.sources.values()
    bills = [source.id for source in sources if source.kind == "bill"]
    return Facets(library.passages, {source.id: source.number for source in sources}, bills)


def candidates(question: Question, context: Context, index: Index, middles: Middles, known: Facets) -> Candidates:
    """Return the passages most like `question`, with all that is known of them in its `context`."""
    dense, lexical = index.dense_scores(question.vector), index.lexical_scores(question.text)
    nearness = middles.nearness(question.vector, question.language)
    similarity = combined(dense, lexical) + known.moves(context)
    rows = _first(similarity)
    near = _filled(nearness[rows])
    features = np.column_stack([similarity[rows], near, known.facts(context, rows)])
    return Candidates(
        rows, features, known.standings(context, rows), dense[rows], lexical[rows], near, inside(context.topics)
    )


def rank(question: Question, found: Candidates, ranker: Ranker) -> Ranking:
    """Put the candidates in order."""
    scores = ranker.scores(found.features)
    order = np.argsort(-scores, kind="stable")
    chances, standings = ranker.chances(scores)[order], found.standings[order]
    said = _beside(chances, standings)
    signs = found.signs(question, int(order[0]), float(chances[:said].sum()))
    return Ranking(found.rows[order], scores[order], said, signs)


def combined(dense: Floats, lexical: Floats) -> Floats:
    """Return the weighted sum of both sides, each brought to 0..1 over all passages."""
    return DENSE_WEIGHT * _spread(dense) + (1 - DENSE_WEIGHT) * _spread(lexical)


def _spread(values: Floats) -> Floats:
    low, high = values.min(), values.max()
    return (values - low) / (high - low) if high > low else np.zeros_like(values)


def _first(scores: Floats) -> npt.NDArray[np.intp]:
    """Return the positions of the CANDIDATES highest scores, highest first, equal ones in their order."""
    best = np.sort(np.argpartition(-scores, min(CANDIDATES, len(scores)) - 1)[:CANDIDATES])
    return best[np.argsort(-scores[best], kind="stable")]


def _filled(nearness: Floats) -> Floats:
    """Return `nearness` with its mean for passages that have no asks, which speaks neither for nor against them."""
    known = nearness[~np.isnan(nearness)]
    return np.nan_to_num(nearness, nan=float(known.mean()) if len(known) else 0.0)


def _given(**named: Collection[str]) -> dict[str, Collection[str]]:
    return {entity: values for entity, values in named.items() if values}


def _verdict(chance: float, question: Question, context: Context) -> tuple[Verdict, str]:
    if chance >= ANSWER:
        return "answer", "found"
    others_card = "other_country" in question.named and "document" not in question.named
    if chance >= SUGGEST and not others_card:
        return "suggest", "unsure"
    likeliest = max(context.topics, key=lambda kind: context.topics[kind])
    if "other_country" in question.named:
        return "abstain", "other_country"
    if "neighbour" in question.named:
        return "abstain", "neighbouring"
    return "abstain", likeliest if likeliest in OUTSIDE else "no_ground"
