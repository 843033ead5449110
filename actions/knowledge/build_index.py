"""Builds models/index: the index of all sources, and the judge fitted to it on the training phrases."""

from __future__ import annotations

import datetime
import json
import shutil
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from actions.knowledge import corpus, encoders, mentions, questions, settings, store
from actions.knowledge.facets import Context, Facets
from actions.knowledge.index import Encoder, Floats, Index
from actions.knowledge.judge import Judge, Signs
from actions.knowledge.search import Question, rank
from actions.knowledge.sources import Library
from actions.knowledge.vectors import Vectors
from actions.text import fold

FOLDS = 5
KIND_STRENGTH = 30.0
RIGHT_STRENGTH = 1.0
"""Inverse regularisation of the two logistic models; the kinds' by cross-validation over the phrases."""
KIND_STEPS = 60
"""Steps of the optimiser; more of them fit no better."""


@dataclass(frozen=True)
class Asked:
    """The training phrases as the search would see them, and the chances of their kinds (cross-fitted)."""

    examples: Sequence[questions.Example]
    vectors: Floats
    kinds: Sequence[dict[str, float]]


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
    """Fit the judge on the training phrases, the Vietnamese ones with marks and without."""
    phrases = questions.sample(questions.load())
    examples, groups = [], []
    for group, phrase in enumerate(phrases):
        for text in {phrase.text, fold(phrase.text)} if phrase.language == "vi" else {phrase.text}:
            examples.append(questions.Example(text, phrase.language, phrase.kind))
            groups.append(group)
    marked = [index.marks.restore(e.text) if e.language == "vi" else e.text for e in examples]
    asked = vectors.encode(marked, encoder.encode_query, "questions")
    kinds = np.array([example.kind for example in examples])
    model = LogisticRegression(C=KIND_STRENGTH, max_iter=KIND_STEPS)
    # A phrase and its unmarked copy stay together, or the one would give away the other.
    warnings.simplefilter("ignore", ConvergenceWarning)
    chances = cross_val_predict(model, asked, kinds, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba")
    model.fit(asked, kinds)
    names = tuple(str(name) for name in model.classes_)
    by_phrase = [dict(zip(names, row.tolist(), strict=True)) for row in chances]
    right = _fit_right(Asked(examples, asked, by_phrase), library, index)
    return Judge(
        names,
        model.coef_.astype(np.float32),
        model.intercept_.astype(np.float32),
        right.coef_[0].astype(np.float32),
        float(right.intercept_[0]),
    )


def _fit_right(asked: Asked, library: Library, index: Index) -> LogisticRegression:
    """Fit the chance of a right answer: the best passage is on the phrase's topic, or it is not."""
    facets, passages, phrases = Facets(library.passages), library.passages, mentions.load()
    signs: list[Signs] = []
    is_right: list[bool] = []
    for example, vector, kinds in zip(asked.examples, asked.vectors, asked.kinds, strict=True):
        if example.kind in questions.NO_TOPIC:
            continue
        question = Question(example.text, example.language, vector, kinds, phrases.find(example.text))
        context = Context(datetime.date.today(), question.country(), question.named.get("document", ()), (), kinds)
        ranking = rank(question, context, index, facets, passages)
        signs.append(ranking.signs)
        is_right.append(example.kind in passages[ranking.order[0]].topics)
    values: npt.NDArray[np.float64] = np.array([sign.values() for sign in signs])
    return LogisticRegression(C=RIGHT_STRENGTH, max_iter=1000).fit(values, is_right)
