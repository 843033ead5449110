"""Builds models/index: the index of all sources, and what the search learns from their questions.

`python -m actions.training.build_index`, part of `make train`.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sentence_transformers import SentenceTransformer
from sklearn.linear_model import LogisticRegression

from actions import settings
from actions.search import artifacts, ranker
from actions.search.answerability import Answerability, Logistic
from actions.search.centroids import Centroids
from actions.search.index import Floats, Index
from actions.search.labels import Labels
from actions.search.ranker import Example, Ranker
from actions.search.reading import Reading
from actions.search.searcher import Candidates, candidates, context_of, features_of, rank
from actions.sources.library import Library, Passage
from actions.training import corpus, encoders, readings
from actions.training.readings import Readings
from common import clock
from common.vector_cache import VectorCache

ASK_FOLDS = 4
"""Each ask is looked for in an index that lacks it and every fourth other ask: those that say the same in the three
languages stand in the same place of their lists, and so are left out together."""
LEARNED_FROM = 40
"""Candidates of an ask that the ranker learns from; a right one below these teaches nothing."""
STRENGTH = 1.0
"""Inverse regularisation of the logistic models."""


def build(folder: Path = settings.INDEX) -> int:
    """Write the index of all sources to `folder` unless it is there; return its number of passages."""
    library = Library.load()
    stamp, was = artifacts.stamp(), artifacts.stamped(folder) or {}
    if was == stamp:
        return len(library.passages)
    encoder = encoders.load()
    cache = VectorCache(folder.with_name("vectors.npz"), stamp["encoder"])
    index = Index.build(corpus.items(library), lambda texts: cache.encode(texts, encoder.encode_document, "passages"))
    if all(was.get(name) == stamp[name] for name in artifacts.TAUGHT_BY):
        built = artifacts.read_built(folder, index, len(library.passages))
    else:
        built = learn(library, index, cache, encoder, readings.load())
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


@dataclass(frozen=True)
class Asked:
    """A question with its candidates; whose passage is known, `wanted` (its position), or that has none."""

    reading: Reading
    found: Candidates
    wanted: int | None


def learn(
    library: Library, index: Index, cache: VectorCache, encoder: SentenceTransformer, examples: Readings
) -> artifacts.Built:
    """Learn to rank, and when to answer, from the passages' own questions, each held out, and the training phrases."""

    def documents(texts: list[str]) -> Floats:
        return cache.encode(texts, encoder.encode_document, "passages")

    known, today = features_of(library), clock.today()
    centroids = _centroids(library, examples)
    held_out = [
        Asked(reading, candidates(reading, context_of(reading, today), held, near, known), wanted)
        for part in range(ASK_FOLDS)
        for held, near in [_without_questions(library, part, documents, examples)]
        for reading, wanted in _questions(library, part, examples)
    ]
    point = _points(library.passages)
    fitted = ranker.fit([example for asked in held_out if (example := _example(asked, point))])
    unanswerable = [
        Asked(reading, candidates(reading, context_of(reading, today), index, centroids, known), None)
        for reading in examples.outside()
    ]
    labels = Labels.build(lambda texts: cache.encode(texts, encoder.encode_query, "labels"))
    answerability = _answerability(held_out, unanswerable, fitted, point)
    return artifacts.Built(index, centroids, fitted, answerability, labels)


def _answerability(
    held_out: Sequence[Asked], unanswerable: Sequence[Asked], fitted: Ranker, point: Sequence[set[int]]
) -> Answerability:
    """Fit the two models: is there ground, and is the right passage said."""
    inside = [rank(asked.reading, asked.found, fitted) for asked in held_out]
    outside = [rank(asked.reading, asked.found, fitted) for asked in unanswerable]
    right = [
        asked.wanted is not None and bool(point[asked.wanted] & set(ranking.order[: ranking.said].tolist()))
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


def _example(asked: Asked, point: Sequence[set[int]]) -> Example | None:
    """Return what the ranker learns from a held-out ask; the older and the newer rule on its point are not wrong."""
    rows = asked.found.rows[:LEARNED_FROM]
    if asked.wanted is None or asked.wanted not in rows:
        return None
    wrong = np.array([int(row) not in point[asked.wanted] for row in rows])
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


def _questions(library: Library, part: int, examples: Readings) -> Iterator[tuple[Reading, int]]:
    """Yield the questions of one part with the positions of their passages."""
    for number, passage in enumerate(library.passages):
        for language, asks in passage.asks.items():
            for ask in asks[part::ASK_FOLDS]:
                yield examples.of(ask, language), number


def _without_questions(library: Library, part: int, documents: Encode, examples: Readings) -> tuple[Index, Centroids]:
    """Return the index and the centroids of the library without the questions of one part."""
    kept = Library(library.sources, {passage.ref: _without(passage, part) for passage in library.passages})
    return Index.build(corpus.items(kept), documents), _centroids(kept, examples)


def _centroids(library: Library, examples: Readings) -> Centroids:
    rows = [
        (number, examples.of(ask, language))
        for number, passage in enumerate(library.passages)
        for language, asks in passage.asks.items()
        for ask in asks
    ]
    vectors = np.stack([reading.vector for _, reading in rows])
    owners = len(library.passages)
    return Centroids.fit(vectors, [number for number, _ in rows], [reading.language for _, reading in rows], owners)


def _without(passage: Passage, part: int) -> Passage:
    kept = {
        language: tuple(ask for number, ask in enumerate(asks) if number % ASK_FOLDS != part)
        for language, asks in passage.asks.items()
    }
    return replace(passage, asks=kept)


def _floats(values: npt.ArrayLike) -> Floats:
    return np.asarray(values, np.float32)


if __name__ == "__main__":
    started = time.monotonic()
    passages = build()
    print(f"the index is up to date: {passages} passages, {time.monotonic() - started:.0f} s")
