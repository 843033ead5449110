"""Builds models/index: the index of all sources, and what the search learns from their questions.

`python -m actions.training.build_index`, part of `make train`.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from actions import settings
from actions.search import artifacts, ranker
from actions.search.answerability import Answerability, Logistic
from actions.search.centroids import Centroids
from actions.search.entry import Entry
from actions.search.index import Floats, Index, Item
from actions.search.labels import Labels
from actions.search.passage_features import PassageFeatures
from actions.search.ranker import Example, Ranker
from actions.search.reading import Reading
from actions.search.searcher import Candidates, candidates, context_of, features_of, rank
from actions.search.units import UnitEntry, UnitFeatures
from actions.sources import questions
from actions.sources.library import Library, Passage
from actions.training import corpus, encoders, readings
from actions.training.parts import FOLDS, HELD_OUT, in_part
from actions.training.readings import Readings
from common import clock, diacritics
from common.diacritics import DiacriticRestorer
from common.vector_cache import VectorCache

LEARNED_FROM = 40
"""Candidates of a question that the ranker learns from; a right one below these teaches nothing."""
OF_A_LIST = 3
"""Questions of an entry and a language that are learned from; more teach the same, in more time."""
STRENGTH = 1.0
"""Inverse regularisation of the logistic models."""


def build(folder: Path = settings.INDEX) -> int:
    """Write the index of all sources and units to `folder` unless it is there; return its number of passages."""
    library = Library.load()
    stamp, was = artifacts.stamp(), artifacts.stamped(folder) or {}
    if was == stamp:
        return len(library.passages)
    encoder = encoders.load()
    cache = VectorCache(folder.with_name("vectors.npz"), stamp["encoder"])

    def documents(texts: list[str]) -> Floats:
        return cache.encode(texts, encoder.encode_document, "passages")

    restorer = DiacriticRestorer.read(diacritics.FILE)
    if all(was.get(name) == stamp[name] for name in artifacts.TAUGHT_BY):
        # Only documents were added or taken away; they have no questions and teach nothing.
        index = Index.build(corpus.items(library, restorer), documents)
        built = replace(
            artifacts.read_parts(folder),
            passages=artifacts.Built.read(folder / artifacts.PASSAGES, index, len(library.passages)),
        )
    else:
        examples = readings.load()
        units = [UnitEntry(unit) for unit in questions.load()]
        built = artifacts.Artifacts(
            learn(passages_of(library, restorer), documents, examples),
            learn(units_of(units, restorer), documents, examples),
            Labels.build(lambda texts: cache.encode(texts, encoder.encode_query, "labels")),
        )
    cache.save()
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    built.write(part)
    (part / artifacts.STAMP).write_text(json.dumps(stamp, indent=1))
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
    return len(library.passages)


Encode = Callable[[list[str]], Floats]
Asks = Mapping[str, Sequence[str]]
"""Questions by language."""


@dataclass(frozen=True)
class Collection:
    """What is indexed and learned on: entries, the item of each with a choice of its questions, features.

    same: the positions of the entries that count as right where the one at a position is, itself among them.
    """

    entries: Sequence[Entry]
    item: Callable[[int, Asks], Item]
    features: PassageFeatures
    same: Sequence[set[int]]

    def items(self, part: int | None = None) -> list[Item]:
        """Return the items; with `part`, without the questions of that part."""
        return [self.item(number, _kept(entry.asks, part)) for number, entry in enumerate(self.entries)]


def passages_of(library: Library, restorer: DiacriticRestorer) -> Collection:
    """Return the passages as what is indexed."""
    passages = library.passages
    return Collection(
        passages,
        lambda number, asks: corpus.item_of_passage(library, passages[number], corpus.readable(asks, restorer)),
        features_of(library),
        _points(passages),
    )


def units_of(entries: Sequence[UnitEntry], restorer: DiacriticRestorer) -> Collection:
    """Return the question units as what is indexed; those with the same answer are right for one another."""
    answers: dict[str, set[int]] = {}
    for number, entry in enumerate(entries):
        answers.setdefault(entry.answer, set()).add(number)
    return Collection(
        entries,
        lambda number, asks: corpus.item_of_unit(entries[number].unit, corpus.readable(asks, restorer)),
        UnitFeatures(entries),
        [answers[entry.answer] for entry in entries],
    )


@dataclass(frozen=True)
class Asked:
    """A question with its candidates; whose entry is known, `wanted` (its position), or that has none."""

    reading: Reading
    found: Candidates
    wanted: int | None


def learn(what: Collection, documents: Encode, examples: Readings) -> artifacts.Built:
    """Index entries and learn to rank them, and when to answer, from their own questions, each held out."""
    today = clock.today()
    index, centroids = Index.build(what.items(), documents), _centroids(what, None, examples)
    held, near = Index.build(what.items(HELD_OUT), documents), _centroids(what, HELD_OUT, examples)
    held_out = _asked(list(_questions(what, HELD_OUT, examples)), held, near, what.features, today)
    fitted = ranker.fit([example for asked in held_out if (example := _example(asked, what.same))])
    outside = [(reading, None) for reading in examples.outside()]
    unanswerable = _asked(outside, index, centroids, what.features, today)
    return artifacts.Built(index, centroids, fitted, _answerability(held_out, unanswerable, fitted, what.same))


def _asked(
    questions: Sequence[tuple[Reading, int | None]],
    index: Index,
    centroids: Centroids,
    features: PassageFeatures,
    today: date,
) -> list[Asked]:
    """Return questions with their candidates."""
    dense = index.dense_scores_of(np.stack([reading.vector for reading, _ in questions]))
    return [
        Asked(reading, candidates(reading, context_of(reading, today), index, centroids, features, scores), wanted)
        for (reading, wanted), scores in zip(questions, dense, strict=True)
    ]


def _answerability(
    held_out: Sequence[Asked], unanswerable: Sequence[Asked], fitted: Ranker, same: Sequence[set[int]]
) -> Answerability:
    """Fit the two models: is there ground, and is the right passage said."""
    inside = [rank(asked.reading, asked.found, fitted) for asked in held_out]
    outside = [rank(asked.reading, asked.found, fitted) for asked in unanswerable]
    right = [
        asked.wanted is not None and bool(same[asked.wanted] & set(ranking.order[: ranking.said].tolist()))
        for asked, ranking in zip(held_out, inside, strict=True)
    ]
    return Answerability(
        ground=_logistic(
            [ranking.features.ground() for ranking in inside + outside],
            [True] * len(inside) + [False] * len(outside),
        ),
        lead=_logistic([ranking.features.lead() for ranking in inside], right),
    )


def _logistic(values: Sequence[Sequence[float]], outcome: Sequence[bool]) -> Logistic:
    # Balanced: how many questions and how many phrases from outside there are says nothing of what people will ask.
    model = LogisticRegression(C=STRENGTH, max_iter=1000, class_weight="balanced").fit(values, outcome)
    return Logistic(_floats(model.coef_[0]), float(model.intercept_[0]))


def _example(asked: Asked, same: Sequence[set[int]]) -> Example | None:
    """Return what the ranker learns from a held-out ask; the older and the newer rule on its point are not wrong."""
    rows = asked.found.rows[:LEARNED_FROM]
    if asked.wanted is None or asked.wanted not in rows:
        return None
    wrong = np.array([int(row) not in same[asked.wanted] for row in rows])
    return Example(asked.found.features[:LEARNED_FROM], int(np.flatnonzero(rows == asked.wanted)[0]), wrong)


def _points(passages: Sequence[Passage]) -> list[set[int]]:
    """Return for each passage the positions of those on its point: itself, the older and the newer rule."""
    position = {passage.ref: number for number, passage in enumerate(passages)}
    points = [{number} for number in range(len(passages))]
    for number, passage in enumerate(passages):
        for ref in passage.replaced_by:
            points[number].add(position[ref])
            points[position[ref]].add(number)
    return points


def _questions(what: Collection, part: int, examples: Readings) -> Iterator[tuple[Reading, int]]:
    """Yield the questions of one part with the positions of their entries."""
    for number, entry in enumerate(what.entries):
        for language, asks in entry.asks.items():
            for ask in asks[part::FOLDS][:OF_A_LIST]:
                yield examples.of(ask, language), number


def _centroids(what: Collection, part: int | None, examples: Readings) -> Centroids:
    rows = [
        (number, examples.of(ask, language))
        for number, entry in enumerate(what.entries)
        for language, asks in _kept(entry.asks, part).items()
        for ask in asks
    ]
    vectors = np.stack([reading.vector for _, reading in rows])
    owners, languages = [number for number, _ in rows], [reading.language for _, reading in rows]
    return Centroids.fit(vectors, owners, languages, len(what.entries))


def _kept(asks: Asks, part: int | None) -> Asks:
    """Return the questions that are not of `part`; all of them where it is None."""
    if part is None:
        return asks
    return {
        language: tuple(ask for number, ask in enumerate(texts) if not in_part(number, part))
        for language, texts in asks.items()
    }


def _floats(values: npt.ArrayLike) -> Floats:
    return np.asarray(values, np.float32)


if __name__ == "__main__":
    started = time.monotonic()
    passages = build()
    print(f"the index is up to date: {passages} passages, {time.monotonic() - started:.0f} s")
