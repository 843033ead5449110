from __future__ import annotations

from typing import Any, cast

import numpy as np

from actions.review.groups import ALIKE, Asked, described, together, units_of
from actions.search.searcher import Hit, Searcher
from actions.search.units import UnitEntry
from tests.actions import made

MIDDLE = np.zeros(3, np.float32)


def vectors(*rows: tuple[float, float, float]) -> np.ndarray[Any, np.dtype[np.float32]]:
    found = np.array(rows, np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


class Nearest:
    """A search that finds one unit, and keeps what it was asked."""

    def nearest(self, vector: np.ndarray[Any, Any], language: str, limit: int) -> list[Hit[UnitEntry]]:
        self.asked = vector, language, limit
        return [Hit(UnitEntry(made.unit("lost-where", "Công an xã.")), 0.876)]


def test_like_questions_are_one_group_the_most_typical_first() -> None:
    fee, place = (1.0, 0.1, 0.0), (0.0, 0.0, 1.0)
    found = together(vectors(place, (1.0, 0.0, 0.0), fee, (1.0, 0.3, 0.0)), MIDDLE)
    assert found == [[2, 1, 3], [0]]


def test_what_is_less_alike_stays_apart() -> None:
    angle = np.arccos(ALIKE)
    near, far = angle - 0.05, angle + 0.05
    assert len(together(vectors((1, 0, 0), (np.cos(near), np.sin(near), 0)), MIDDLE)) == 1
    assert len(together(vectors((1, 0, 0), (np.cos(far), np.sin(far), 0)), MIDDLE)) == 2


def test_likeness_is_seen_from_the_middle_of_all_questions() -> None:
    alike_from_afar = vectors((1, 0.1, 0), (1, -0.1, 0))
    assert len(together(alike_from_afar, MIDDLE)) == 1
    assert len(together(alike_from_afar, np.array([1, 0, 0], np.float32))) == 2


def test_one_question_is_a_group_and_none_is_none() -> None:
    assert together(vectors((1, 0, 0)), MIDDLE) == [[0]]
    assert together(np.zeros((0, 3), np.float32), MIDDLE) == []


def test_the_units_of_a_group_are_looked_for_in_the_language_most_asked_in() -> None:
    search = Nearest()
    asked = [Asked("mất thẻ", "vi"), Asked("lost card", "en"), Asked("rơi thẻ", "vi")]
    told = units_of(
        [0, 1, 2], asked, vectors((1, 0, 0), (0, 1, 0), (1, 0, 0)), cast(Searcher[UnitEntry], search), "vi"
    )
    assert search.asked[1] == "vi"
    assert [(unit["id"], unit["lead"], unit["likeness"]) for unit in told] == [("lost-where", "Công an xã.", 0.88)]


def test_a_unit_that_is_computed_has_no_lead() -> None:
    assert described(made.unit(lead={}, computed="fee"), 0.5, "vi")["lead"] is None
