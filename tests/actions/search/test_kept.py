from __future__ import annotations

import numpy as np
import pytest

from actions.search.kept import kept


class Doubling:
    """Counts how often it computes."""

    def __init__(self) -> None:
        self.computed = 0

    @kept
    def double(self, numbers: np.ndarray, language: str) -> np.ndarray:
        self.computed += 1
        return 2 * numbers


def test_the_same_question_is_computed_once_and_another_anew() -> None:
    doubling, other = Doubling(), Doubling()
    one, two = np.ones(3, np.float32), np.full(3, 2, np.float32)
    for _ in range(3):
        assert doubling.double(one.copy(), "vi").tolist() == [2, 2, 2]
    assert doubling.computed == 1
    assert doubling.double(two, "vi").tolist() == [4, 4, 4]
    assert doubling.double(two, "es").tolist() == [4, 4, 4]
    assert other.double(one, "vi").tolist() == [2, 2, 2]
    assert (doubling.computed, other.computed) == (3, 1)


def test_nobody_changes_what_is_kept() -> None:
    found = Doubling().double(np.ones(3, np.float32), "vi")
    with pytest.raises(ValueError, match="read-only"):
        found += 1
