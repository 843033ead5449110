from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from actions.search import ranker
from actions.search.ranker import FEATURES, Example, Ranker

DOCUMENT = FEATURES.index("document: the same")


@pytest.fixture(scope="module")
def fitted() -> Ranker:
    """Learned from questions whose right candidate is of the document named and only sometimes the most similar."""
    random = np.random.default_rng(3)
    examples = []
    for _ in range(200):
        features = np.zeros((5, len(FEATURES)), np.float32)
        features[:, 0] = random.uniform(0.4, 0.8, 5)
        right = int(random.integers(5))
        features[right, 0] += 0.1
        features[right, DOCUMENT] = 1
        examples.append(Example(features, right, np.ones(5, bool)))
    return ranker.fit(examples)


def test_what_tells_the_right_one_gets_a_weight(fitted: Ranker) -> None:
    assert fitted.weights[0] == pytest.approx(1)
    assert fitted.sharpness > 0
    assert fitted.weights[DOCUMENT] == max(fitted.weights[1:])


def test_what_never_differs_gets_none(fitted: Ranker) -> None:
    assert fitted.weights[FEATURES.index("area: another")] == 0


def test_the_chance_of_the_first_grows_with_its_lead(fitted: Ranker) -> None:
    even, ahead = (np.array([first, 0.5, 0.5], np.float32) for first in (0.5, 0.9))
    assert fitted.chances(even).max() == pytest.approx(1 / 3)
    assert fitted.chances(ahead).max() > fitted.chances(even).max()


def test_it_is_read_as_it_was_written(fitted: Ranker, tmp_path: Path) -> None:
    fitted.write(tmp_path / "ranker.npz")
    read = Ranker.read(tmp_path / "ranker.npz")
    assert read.sharpness == fitted.sharpness
    assert (read.weights == fitted.weights).all()
