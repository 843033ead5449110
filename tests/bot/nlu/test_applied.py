from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from bot.nlu.applied import AppliedModel, NamedRows, NumberRows, TextRows

TEXTS = ["mất thẻ rồi", "tôi mất thẻ", "lệ phí bao nhiêu", "hết bao nhiêu tiền tiền", "trời mưa", "mai trời mưa không"]
LABELS = ["lost_card", "lost_card", "fee", "fee", "off_topic", "off_topic"]
NAMED = [{"reason": 1.0}, {"reason": 1.0, "few words": 1.0}, {"aspect": 1.0}, {"aspect": 2.0}, {}, {"few words": 1.0}]
NUMBERS = np.random.default_rng(0).normal(size=(6, 4)).astype(np.float32)


@pytest.mark.parametrize("labels", [LABELS, ["a", "b"] * 3], ids=["three labels", "two labels"])
def test_the_scores_are_those_of_the_model_that_was_trained(labels: list[str]) -> None:
    texts = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32)
    names = DictVectorizer(dtype=np.float32)
    mean, spread = NUMBERS.mean(axis=0), NUMBERS.std(axis=0)

    def matrix(counted: sparse.csr_matrix, named: sparse.csr_matrix, numbers: np.ndarray) -> sparse.csr_matrix:
        return sparse.hstack([2.0 * sparse.csr_matrix((numbers - mean) / spread), 1.8 * counted, 0.4 * named])

    model = LinearSVC(random_state=0)
    model.fit(matrix(texts.fit_transform(TEXTS), names.fit_transform(NAMED), NUMBERS), labels)
    applied = AppliedModel.of(
        model,
        (2.0, 4, partial(NumberRows, mean, spread)),
        (1.8, len(texts.vocabulary_), partial(TextRows, texts)),
        (0.4, len(names.vocabulary_), partial(NamedRows, names)),
    )
    asked = ["tôi bị mất thẻ thẻ", "phí", "", "xyz"]
    named = [{"reason": 1.0, "unheard of": 1.0}, {"aspect": 0.0}, {}, {"few words": 1.0}]
    expected = model.decision_function(matrix(texts.transform(asked), names.transform(named), NUMBERS[:4]))
    if expected.ndim == 1:
        expected = np.stack([-expected, expected], axis=1)

    found = np.stack([applied.scores(*values) for values in zip(NUMBERS[:4], asked, named, strict=True)])

    assert applied.labels == sorted(set(labels))
    assert np.allclose(found, expected, atol=1e-5)
