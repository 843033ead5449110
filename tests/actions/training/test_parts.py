from __future__ import annotations

from actions.training.parts import FOLDS, HELD_OUT, in_part


def test_every_example_is_of_one_part() -> None:
    assert [sum(in_part(number, part) for part in range(FOLDS)) for number in range(10)] == [1] * 10


def test_one_example_of_four_is_held_out() -> None:
    assert [number for number in range(10) if in_part(number, HELD_OUT)] == [3, 7]
