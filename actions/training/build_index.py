"""Builds models/index: the index of all sources, and the judge fitted to it on the training phrases."""

from __future__ import annotations

import json
import shutil
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from actions import settings
from actions.search import artifacts, encoders, mentions, ranker
from actions.search.answerability import OUTSIDE, Judge, Logistic
from actions.search.centroids import Middles
from actions.search.index import Encoder, Floats, Index
from actions.search.ranker import Example, Ranker
from actions.search.searcher import Candidates, Question, candidates, facets_of, rank
from actions.sources.library import Library, Passage
from actions.training import corpus, training_phrases
from actions.training.vector_cache import Vectors
from common import clock
from common.text import fold

FOLDS = 5
ASK_FOLDS = 4
"""Each ask is looked for in an index that lacks it and every fourth other ask: those that say the same in the three
languages stand in the same place of their lists, and so are left out together."""
LEARNED_FROM = 40
"""Candidates of an ask that the ranker learns from; a right one below these teaches nothing."""
KIND_STRENGTH = 30.0
RIGHT_STRENGTH = 1.0
"""Inverse regularisation of the logistic models; the kinds' by cross-validation over the phrases."""
KIND_STEPS = 60
"""Steps of the optimiser; more of them fit no better."""


def build(folder: Path = settings.INDEX) -> int:
    """Write the index of all sources to `folder` unless it is there; return its number of passages."""
    library = Library.load()
    stamp, was = artifacts.stamp(), artifacts.stamped(folder) or {}
    if was == stamp:
        return len(library.passages)
    encoder = encoders.load()
    vectors = Vectors(folder.with_name("vectors.npz"), stamp["encoder"])
    index = Index.build(
        corpus.items(library),
        corpus.vietnamese_texts(library),
        lambda texts: vectors.encode(texts, encoder.encode_document, "passages"),
    )
    if all(was.get(name) == stamp[name] for name in artifacts.TAUGHT_BY):
        built = artifacts.read_built(folder, index, len(library.passages))
    else:
        built = learn(library, index, vectors, encoder)
    vectors.save()
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    built.write(part)
    (part / artifacts.STAMP).write_text(json.dumps(stamp, indent=1))
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
    return len(library.passages)


@dataclass(frozen=True)
class Asked:
    """A question with its candidates; whose passage is known, `wanted` (its position), or that has none."""

    question: Question
    found: Candidates
    wanted: int | None


def learn(library: Library, index: Index, vectors: Vectors, encoder: Encoder) -> artifacts.Built:
    """Learn to rank and to judge from the passages' own asks, each held out, and the training phrases."""
    kinds, outside = _kinds(index, vectors, encoder)
    known, today = facets_of(library), clock.today()
    middles = _middles(library, vectors, encoder)
    held_out = [
        Asked(question, candidates(question, question.context(today), held, near, known), wanted)
        for part in range(ASK_FOLDS)
        for held, near in [_without_asks(library, part, vectors, encoder)]
        for question, wanted in _asks(library, part, kinds, vectors, encoder)
    ]
    point = _points(library.passages)
    fitted = ranker.fit([example for asked in held_out if (example := _example(asked, point))])
    unanswerable = [
        Asked(question, candidates(question, question.context(today), index, middles, known), None)
        for question in outside
    ]
    return artifacts.Built(index, middles, fitted, _judge(kinds, held_out, unanswerable, fitted, point))


def _kinds(index: Index, vectors: Vectors, encoder: Encoder) -> tuple[Judge, list[Question]]:
    """Return a judge that knows the kinds of questions, and the training phrases that nothing here answers.

    Their kinds are those that a judge would give them that was not fitted on them.
    """
    examples, groups = _spellings(training_phrases.sample(training_phrases.load()))
    marked = [index.marks.restore(e.text) if e.language == "vi" else e.text for e in examples]
    asked = vectors.encode(marked, encoder.encode_query, "questions")
    kinds = np.array([example.kind for example in examples])
    model = LogisticRegression(C=KIND_STRENGTH, max_iter=KIND_STEPS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        chances = cross_val_predict(model, asked, kinds, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba")
        model.fit(asked, kinds)
    names = tuple(str(name) for name in model.classes_)
    unfitted = Logistic(np.zeros(0, np.float32), 0.0)
    outside = [
        _question(example.text, example.language, vector, dict(zip(names, row.tolist(), strict=True)))
        for example, vector, row in zip(examples, asked, chances, strict=True)
        if example.kind in OUTSIDE
    ]
    return Judge(names, _floats(model.coef_), _floats(model.intercept_), unfitted, unfitted), outside


def _judge(
    kinds: Judge, held_out: Sequence[Asked], unanswerable: Sequence[Asked], fitted: Ranker, point: Sequence[set[int]]
) -> Judge:
    """Return `kinds` with its two other models fitted: is there ground, and is the right passage said."""
    inside = [rank(asked.question, asked.found, fitted) for asked in held_out]
    outside = [rank(asked.question, asked.found, fitted) for asked in unanswerable]
    ground = [ranking.signs.ground() for ranking in inside + outside]
    lead = [ranking.signs.lead() for ranking in inside]
    right = [
        asked.wanted is not None and bool(point[asked.wanted] & set(ranking.order[: ranking.said].tolist()))
        for asked, ranking in zip(held_out, inside, strict=True)
    ]
    return replace(
        kinds,
        ground=_logistic(ground, [True] * len(inside) + [False] * len(outside)),
        lead=_logistic(lead, right),
    )


def _logistic(values: Sequence[Sequence[float]], outcome: Sequence[bool]) -> Logistic:
    # Balanced: how many asks and how many phrases from outside there are says nothing of what people will ask.
    model = LogisticRegression(C=RIGHT_STRENGTH, max_iter=1000, class_weight="balanced").fit(values, outcome)
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


def _spellings(phrases: Sequence[training_phrases.Example]) -> tuple[list[training_phrases.Example], list[int]]:
    """Return the phrases, Vietnamese ones also without marks, and numbers that keep the copies together.

    In two folds the one copy would give away the other.
    """
    examples, groups = [], []
    for group, phrase in enumerate(phrases):
        texts = [phrase.text, fold(phrase.text)] if phrase.language == "vi" else [phrase.text]
        for text in dict.fromkeys(texts):
            examples.append(training_phrases.Example(text, phrase.language, phrase.kind))
            groups.append(group)
    return examples, groups


def _asks(
    library: Library, part: int, kinds: Judge, vectors: Vectors, encoder: Encoder
) -> Iterator[tuple[Question, int]]:
    """Yield the asks of one part with the positions of their passages."""
    held_out = [
        (ask, language, number)
        for number, passage in enumerate(library.passages)
        for language, asks in passage.asks.items()
        for ask in asks[part::ASK_FOLDS]
    ]
    asked = vectors.encode([ask for ask, _, _ in held_out], encoder.encode_query, "questions")
    for (ask, language, number), vector in zip(held_out, asked, strict=True):
        yield _question(ask, language, vector, kinds.kinds(vector)), number


def _without_asks(library: Library, part: int, vectors: Vectors, encoder: Encoder) -> tuple[Index, Middles]:
    """Return the index and the middles of the library without the asks of one part."""
    kept = Library(library.sources, {passage.ref: _without(passage, part) for passage in library.passages})
    index = Index.build(
        corpus.items(kept), (), lambda texts: vectors.encode(texts, encoder.encode_document, "passages")
    )
    return index, _middles(kept, vectors, encoder)


def _middles(library: Library, vectors: Vectors, encoder: Encoder) -> Middles:
    rows = [
        (number, language, ask)
        for number, passage in enumerate(library.passages)
        for language, asks in passage.asks.items()
        for ask in asks
    ]
    asked = vectors.encode([ask for _, _, ask in rows], encoder.encode_query, "questions")
    owners = len(library.passages)
    return Middles.fit(asked, [number for number, _, _ in rows], [language for _, language, _ in rows], owners)


def _without(passage: Passage, part: int) -> Passage:
    kept = {
        language: tuple(ask for number, ask in enumerate(asks) if number % ASK_FOLDS != part)
        for language, asks in passage.asks.items()
    }
    return replace(passage, asks=kept)


def _question(text: str, language: str, vector: Floats, kinds: dict[str, float]) -> Question:
    return Question(text, language, vector, kinds, mentions.load().find(text))


def _floats(values: npt.ArrayLike) -> Floats:
    return np.asarray(values, np.float32)


if __name__ == "__main__":
    started = time.monotonic()
    passages = build()
    print(f"the index is up to date: {passages} passages, {time.monotonic() - started:.0f} s")
