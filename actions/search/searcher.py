"""Finds the passages that answer a question, and says whether they are ground enough to answer on."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

import numpy as np
import numpy.typing as npt

from actions.question import COUNTRY_OF_DOCUMENT, HOME_COUNTRY
from actions.search import artifacts
from actions.search.answerability import OUTSIDE, AnswerFeatures, inside
from actions.search.centroids import Centroids
from actions.search.entry import Entry
from actions.search.index import Floats, Index
from actions.search.passage_features import Context, PassageFeatures
from actions.search.ranker import Ranker
from actions.search.reading import Reading
from actions.search.units import UnitEntry, UnitFeatures
from actions.sources.library import Library, Passage
from actions.sources.questions import QuestionUnit

DENSE_WEIGHT = 0.65
"""Share of the dense side in the sum, whether marks were restored or not (docs/evaluation/search.md)."""

CANDIDATES = 100
"""Passages that are ranked by all that is known; in the held-out asks the right one is nearly always among them."""

ANSWER = 0.45
SUGGEST = 0.15
"""Chances that the best passage answers, from which on it is said, or offered. They look low because they are learned
from asks that are harder than what people ask: written to differ from those that are left. ANSWER was chosen on the
questions of tests/evaluation as the running assistant answers them (docs/knowledge.md); SUGGEST is a third of it."""

BESIDE = 0.3
"""The second passage is said as well when it may be (`PassageFeatures.standings`) and is at least this many times as
likely as the first: two rows of a table, a law and its decree, between which the words asked with do not decide."""

KEEPS_APART = 20.0
"""By how much more the fixed moves count in the learned order: no likeness brings another country's rule back."""

Verdict = Literal["answer", "suggest", "abstain"]


Found = TypeVar("Found", bound=Entry)


@dataclass(frozen=True)
class Hit(Generic[Found]):
    """An entry and its score: the weighted sum of both sides, moved by what is known of the question."""

    entry: Found
    score: float


@dataclass(frozen=True)
class Result(Generic[Found]):
    """The best passages, best first, and what to do with them.

    reason: `found`; `unsure` (the middle band: offer the passages); and, when there is no answer,
    `no_ground`, `neighbouring`, `off_topic`, `personal_data` (only one's own file tells), `other_country`
    or `empty`. chance: that what is said answers the question, 0 to 1. said: how many of the first hits make
    up the answer together, 1 or 2.
    """

    hits: list[Hit[Found]]
    verdict: Verdict
    reason: str
    chance: float
    said: int = 1

    @property
    def together(self) -> list[Found]:
        """The entries that make up the answer."""
        return [hit.entry for hit in self.hits[: self.said]]


@dataclass(frozen=True)
class Known:
    """What the dialogue knows of a question beside its words; where it knows nothing, what the words name counts.

    sure: the chance that the question is about identity cards, and about `topics` if there are any. about: the first
    and last day that it is about, where that is not the day itself.
    """

    country: str | None = None
    documents: Collection[str] = ()
    procedures: Collection[str] = ()
    topics: Collection[str] = ()
    sure: float = 0.0
    about: tuple[datetime.date, datetime.date] | None = None

    def kinds(self, read: Mapping[str, float]) -> dict[str, float]:
        """Return the chance of each kind of question: those of its reading, as far as the dialogue is not sure."""
        chances = {kind: (1 - self.sure) * chance for kind, chance in read.items()}
        about = dict.fromkeys(self.topics, 1.0) or {kind: read[kind] for kind in read if kind not in OUTSIDE}
        whole = 1.0 if self.topics else sum(about.values())
        for kind, share in about.items():
            chances[kind] = chances.get(kind, 0.0) + self.sure * share / (whole or 1.0)
        return chances


def context_of(reading: Reading, day: datetime.date, known: Known = Known()) -> Context:
    """Return all that is known of a question: what the dialogue knows, and else what its words name."""
    named = {**reading.entities, **_given(document=known.documents, procedure=known.procedures)}
    years = {int(str(value)[:4]) for value in reading.entities.get("date", ())}
    return Context(
        day,
        known.country or country_told(reading.entities, reading.language),
        named,
        known.kinds(reading.kinds),
        sorted(year for year in years if year <= day.year),
        reading.entities.get("text_number", ()),
        [int(age) for age in reading.entities.get("age", ()) if str(age).isdecimal()],
        reading.question_kinds,
        known.about,
    )


@dataclass(frozen=True)
class Candidates:
    """The likeliest passages: their positions, what the ranker looks at, and of the answer.

    standings: equal numbers for entries that may be said together, or with `one_answer` that say the same. inside: the
    chance that the question is about identity cards at all.
    """

    rows: npt.NDArray[np.intp]
    features: Floats
    standings: npt.NDArray[np.int64]
    cosines: Floats
    bm25: Floats
    nearness: Floats
    moves: Floats
    inside: float
    one_answer: bool = False

    def answer_features(self, reading: Reading, first: int, chance: float) -> AnswerFeatures:
        """Return the features of the candidate at `first` as an answer that has `chance` against the others."""
        named_no_card = "document" not in reading.entities
        return AnswerFeatures(
            cosine=float(self.cosines[first]),
            bm25_a_word=float(self.bm25[first]) / max(1, len(reading.text.split())),
            nearness=float(self.nearness[first]),
            inside=self.inside,
            names_document=not named_no_card,
            names_neighbour=named_no_card and "neighbour" in reading.entities,
            names_other_country=named_no_card and "other_country" in reading.entities,
            said_chance=chance,
        )


@dataclass(frozen=True)
class Ranking:
    """Positions of the candidates, best first, their scores, how many make up the answer, and its features."""

    order: npt.NDArray[np.intp]
    scores: Floats
    said: int
    features: AnswerFeatures


class Searcher(Generic[Found]):
    """The search over entries, by what was built of them."""

    def __init__(self, entries: Sequence[Found], features: PassageFeatures, built: artifacts.Built):
        self._entries = entries
        self._features = features
        self._built = built

    def search(self, reading: Reading, day: datetime.date, known: Known = Known(), limit: int = 5) -> Result[Found]:
        """Return the `limit` best entries for a question, those in force on `day` before older equals."""
        if not reading.text.strip():
            return Result([], "abstain", "empty", 0.0)
        built = self._built
        context = context_of(reading, day, known)
        found = candidates(reading, context, built.index, built.centroids, self._features)
        ranking = rank(reading, found, built.ranker)
        hits = [
            Hit(self._entries[row], float(score))
            for row, score in zip(ranking.order[:limit], ranking.scores[:limit], strict=True)
        ]
        chance = built.answerability.chance(ranking.features)
        return Result(hits, *_verdict(chance, reading, context), chance, ranking.said)

    @property
    def middle(self) -> Floats:
        """The middle (d,) of the questions that people ask, as vectors."""
        return self._built.centroids.centre

    def nearest(self, vector: Floats, language: str, limit: int) -> list[Hit[Found]]:
        """Return the entries whose questions are nearest to a vector, whatever else is known; scores are cosines."""
        near = self._built.centroids.nearness(vector, language)
        known = np.flatnonzero(~np.isnan(near))
        best = known[np.argsort(-near[known], kind="stable")[:limit]]
        return [Hit(self._entries[row], float(near[row])) for row in best]

    def gain(self, hits: Sequence[Hit[Found]], left: Sequence[Hit[Found]]) -> float:
        """Return by how much likelier the first of `left` is, with the others of `hits` ruled out."""

        def first(some: Sequence[Hit[Found]]) -> float:
            return float(self._built.ranker.chances(np.array([hit.score for hit in some], np.float32)).max())

        return first(left) / first(hits)

    def said(self, hits: Sequence[Hit[Found]]) -> int:
        """Return how many of the first of `hits`, passages of one text, are said together: 1 or 2."""
        chances = self._built.ranker.chances(np.array([hit.score for hit in hits], np.float32))
        return _beside(chances, np.zeros(len(hits), np.int64))


def _beside(chances: Floats, standings: npt.NDArray[np.int64]) -> int:
    """Return how many of the first passages are said together: 1 or 2; both arrays in their order."""
    return 2 if len(chances) > 1 and standings[0] == standings[1] and chances[1] >= BESIDE * chances[0] else 1


def country_told(named: Mapping[str, Sequence[str]], language: str) -> str | None:
    """Return the country whose cards a question is about, as far as what it names or its language tell."""
    countries = [
        *named.get("country", ()),
        *(COUNTRY_OF_DOCUMENT[document] for document in named.get("document", ())),
        *("vn" for _ in named.get("province", ())),
    ]
    return countries[0] if countries else HOME_COUNTRY.get(language)


def searchers(
    library: Library, units: Sequence[QuestionUnit], built: artifacts.Artifacts
) -> tuple[Searcher[Passage], Searcher[UnitEntry]]:
    """Return the search over the passages and the search over the question units."""
    entries = [UnitEntry(unit) for unit in units]
    return (
        Searcher(library.passages, features_of(library), built.passages),
        Searcher(entries, UnitFeatures(entries), built.units),
    )


def features_of(library: Library) -> PassageFeatures:
    """Return the features of the library's passages."""
    sources = library.sources.values()
    bills = [source.id for source in sources if source.kind == "bill"]
    return PassageFeatures(library.passages, {source.id: source.number for source in sources}, bills)


def candidates(
    reading: Reading,
    context: Context,
    index: Index,
    centroids: Centroids,
    known: PassageFeatures,
    dense: Floats | None = None,
) -> Candidates:
    """Return the entries most like a question, with all that is known of them in its `context`.

    dense: the index's dense scores of the question, where they were computed with those of others.
    """
    dense = index.dense_scores(reading.vector) if dense is None else dense
    lexical = index.lexical_scores(reading.text)
    nearness = centroids.nearness(reading.vector, reading.language)
    moves = known.moves(context)
    similarity = combined(dense, lexical) + moves
    rows = _first(similarity)
    near = _filled(nearness[rows])
    texts, *asked = dense[rows].T
    # What nobody has written questions for (an added document) counts as if its questions were nearer than its text by
    # as much as those of the others are.
    cosines = texts, *(np.where(np.isnan(asks), texts + _filled(asks - texts), asks) for asks in asked)
    features = np.column_stack([similarity[rows], near, *cosines, known.facts(context, rows)])
    return Candidates(
        rows,
        features,
        known.standings(context, rows),
        _of_both(dense[rows]),
        lexical[rows],
        near,
        moves[rows],
        inside(context.topics),
        known.one_answer,
    )


def rank(reading: Reading, found: Candidates, ranker: Ranker) -> Ranking:
    """Put the candidates in order; the chances of units that give the same answer add up."""
    scores = ranker.scores(found.features) + KEEPS_APART * found.moves
    order = np.argsort(-scores, kind="stable")
    chances, standings = ranker.chances(scores)[order], found.standings[order]
    said = 1 if found.one_answer else _beside(chances, standings)
    chance = chances[standings == standings[0]] if found.one_answer else chances[:said]
    features = found.answer_features(reading, int(order[0]), float(chance.sum()))
    return Ranking(found.rows[order], scores[order], said, features)


def combined(dense: Floats, lexical: Floats) -> Floats:
    """Return the weighted sum of both sides, each brought to 0..1 over all passages; `dense` as of `Index`."""
    return DENSE_WEIGHT * _spread(_of_both(dense)) + (1 - DENSE_WEIGHT) * _spread(lexical)


def _of_both(dense: Floats) -> Floats:
    """Return the mean of the best text's and the best ask's cosine; of one where there is no other."""
    return np.asarray(np.nanmean(dense[:, :2], axis=1), np.float32)


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


def _verdict(chance: float, reading: Reading, context: Context) -> tuple[Verdict, str]:
    if chance >= ANSWER:
        return "answer", "found"
    others_card = "other_country" in reading.entities and "document" not in reading.entities
    if chance >= SUGGEST and not others_card:
        return "suggest", "unsure"
    likeliest = max(context.topics, key=lambda kind: context.topics[kind], default="")
    if "other_country" in reading.entities:
        return "abstain", "other_country"
    if "neighbour" in reading.entities:
        return "abstain", "neighbouring"
    return "abstain", likeliest if likeliest in OUTSIDE else "no_ground"
