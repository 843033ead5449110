"""Builds models/index: the index of all sources, and the judge fitted to it on the training phrases."""

from __future__ import annotations

import datetime
import json
import shutil
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from actions.knowledge import corpus, encoders, mentions, questions, settings, store
from actions.knowledge.facets import Context, Facets
from actions.knowledge.index import Encoder, Floats, Index
from actions.knowledge.judge import Judge
from actions.knowledge.search import Question, Ranking, rank
from actions.knowledge.sources import Library, Passage
from actions.knowledge.vectors import Vectors
from actions.text import fold

FOLDS = 5
ASK_FOLDS = 3
KIND_STRENGTH = 30.0
RIGHT_STRENGTH = 1.0
"""Inverse regularisation of the two logistic models; the kinds' by cross-validation over the phrases."""
KIND_STEPS = 60
"""Steps of the optimiser; more of them fit no better."""


def build(folder: Path = settings.INDEX) -> int:
    """Write the index of all sources to `folder` unless it is there; return its number of passages."""
    library = Library.load()
    stamp = store.stamp()
    if store.stamped(folder) == stamp:
        return len(library.passages)
    encoder = encoders.load()
    vectors = Vectors(folder.with_name("vectors.npz"), stamp["encoder"])
    index = Index.build(
        corpus.items(library),
        corpus.vietnamese_texts(library),
        lambda texts: vectors.encode(texts, encoder.encode_document, "passages"),
    )
    judge = fit(library, index, vectors, encoder)
    vectors.save()
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    index.write(part)
    judge.write(part / store.JUDGE)
    (part / store.STAMP).write_text(json.dumps(stamp, indent=1))
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
    return len(library.passages)


def fit(library: Library, index: Index, vectors: Vectors, encoder: Encoder) -> Judge:
    """Fit the judge on the training phrases and on the passages' own asks."""
    examples, groups = _spellings(questions.sample(questions.load()))
    marked = [index.marks.restore(e.text) if e.language == "vi" else e.text for e in examples]
    asked = vectors.encode(marked, encoder.encode_query, "questions")
    kinds = np.array([example.kind for example in examples])
    model = LogisticRegression(C=KIND_STRENGTH, max_iter=KIND_STEPS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        chances = cross_val_predict(model, asked, kinds, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba")
        model.fit(asked, kinds)
    names = tuple(str(name) for name in model.classes_)
    kinds_only = Judge(names, _floats(model.coef_), _floats(model.intercept_), np.zeros(0, np.float32), 0.0)
    outside = [
        _question(example.text, example.language, vector, dict(zip(names, row.tolist(), strict=True)))
        for example, vector, row in zip(examples, asked, chances, strict=True)
        if example.kind in questions.OUTSIDE
    ]
    facets, passages = Facets(library.passages), library.passages
    signs = [_ranked(question, index, facets, passages).signs for question in outside]
    is_right = [False] * len(signs)
    for fold_ in range(ASK_FOLDS):
        for ref, ranking in _asks(library, fold_, kinds_only, vectors, encoder, facets):
            signs.append(ranking.signs)
            is_right.append(_same_point(passages[ranking.order[0]], library.passage(ref)))
    values = [sign.values() for sign in signs]
    right = LogisticRegression(C=RIGHT_STRENGTH, max_iter=1000).fit(values, is_right)
    return replace(kinds_only, right_weights=_floats(right.coef_[0]), right_bias=float(right.intercept_[0]))


def _spellings(phrases: Sequence[questions.Example]) -> tuple[list[questions.Example], list[int]]:
    """Return the phrases, Vietnamese ones also without marks, and numbers that keep the copies together.

    In two folds the one copy would give away the other.
    """
    examples, groups = [], []
    for group, phrase in enumerate(phrases):
        texts = [phrase.text, fold(phrase.text)] if phrase.language == "vi" else [phrase.text]
        for text in dict.fromkeys(texts):
            examples.append(questions.Example(text, phrase.language, phrase.kind))
            groups.append(group)
    return examples, groups


def _asks(
    library: Library, held: int, kinds: Judge, vectors: Vectors, encoder: Encoder, facets: Facets
) -> Iterator[tuple[str, Ranking]]:
    """Yield every third ask with its passage and what is found for it by an index that does not hold it."""
    passages = [_without(passage, held) for passage in library.passages]
    index = Index.build(
        corpus.items(Library(library.sources, {passage.ref: passage for passage in passages})),
        (),
        lambda texts: vectors.encode(texts, encoder.encode_document, "passages"),
    )
    held_out = [
        (ask, language, passage.ref)
        for passage in library.passages
        for language, asks in passage.asks.items()
        for ask in asks[held::ASK_FOLDS]
    ]
    asked = vectors.encode([ask for ask, _, _ in held_out], encoder.encode_query, "questions")
    for (ask, language, ref), vector in zip(held_out, asked, strict=True):
        question = _question(ask, language, vector, kinds.kinds(vector))
        yield ref, _ranked(question, index, facets, library.passages)


def _without(passage: Passage, held: int) -> Passage:
    kept = {
        language: tuple(ask for number, ask in enumerate(asks) if number % ASK_FOLDS != held)
        for language, asks in passage.asks.items()
    }
    return replace(passage, asks=kept)


def _question(text: str, language: str, vector: Floats, kinds: dict[str, float]) -> Question:
    return Question(text, language, vector, kinds, mentions.load().find(text))


def _ranked(question: Question, index: Index, facets: Facets, passages: tuple[Passage, ...]) -> Ranking:
    documents = question.named.get("document", ())
    context = Context(datetime.date.today(), question.country(), documents, (), question.kinds)
    return rank(question, context, index, facets, passages)


def _same_point(found: Passage, wanted: Passage) -> bool:
    """Say whether `found` is the wanted passage, or the older or newer rule on its point."""
    return found.ref == wanted.ref or found.ref in wanted.replaced_by or wanted.ref in found.replaced_by


def _floats(values: npt.ArrayLike) -> Floats:
    return np.asarray(values, np.float32)
