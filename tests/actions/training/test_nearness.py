from __future__ import annotations

import numpy as np

from actions.search.reading import Reading
from actions.training.nearness import COSINES, MOST_TAKEN, Measured, least, measure
from actions.training.readings import Readings
from tests.actions.made import unit

ANGLES = {"a": 0.0, "b": 0.05, "c": 0.1, "held": 0.55}
"""Where the questions of a unit lie; the cosine of 0.45 is 0.90, that of 0.55 is 0.85."""


def readings(turned: dict[str, float]) -> Readings:
    """Questions of several units, each unit's turned by an angle."""
    found = {}
    for name, by in turned.items():
        for text, angle in ANGLES.items():
            vector = np.array([np.cos(angle + by), np.sin(angle + by)], np.float32)
            found[f"{name} {text}", "vi"] = Reading(f"{name} {text}", "vi", vector, {}, {})
    return Readings(found, ())


def of(name: str) -> tuple[str, ...]:
    return tuple(f"{name} {text}" for text in ANGLES)


def test_own_questions_and_those_of_others_are_counted_from_each_cosine_on() -> None:
    units = [unit(name, f"Trả lời {name}.", examples={"vi": of(name), "es": (), "en": ()}) for name in ("lost", "fee")]
    apart = measure(units, readings({"lost": 0.0, "fee": 1.5}), "vi")
    assert [one.cosine for one in apart] == list(COSINES)
    assert [one.own for one in apart if one.cosine <= 0.88] == [1.0] * 7
    assert apart[-1].own == 1.0  # 0.55 - 0.1: just within 0.90
    assert [one.others for one in apart][-3:] == [0.0, 0.0, 0.0]
    alike = measure(units, readings({"lost": 0.0, "fee": 0.0}), "vi")
    assert alike[0].others == 1.0


def test_units_of_one_answer_take_nothing_from_each_other() -> None:
    units = [unit(name, "Như nhau.", examples={"vi": of(name), "es": (), "en": ()}) for name in ("lost", "fee")]
    assert {one.others for one in measure(units, readings({"lost": 0.0, "fee": 0.0}), "vi")} == {0.0}


def test_the_least_cosine_is_the_first_that_takes_few_in_every_language() -> None:
    few, many = MOST_TAKEN, MOST_TAKEN + 0.1
    vi = [Measured(0.8, 0.3, many), Measured(0.9, 0.2, few), Measured(0.95, 0.1, 0.0)]
    es = [Measured(0.8, 0.3, few), Measured(0.9, 0.2, 0.1), Measured(0.95, 0.1, 0.0)]
    assert least([vi, es]) == 0.9
    assert least([vi[:1], es[:1]]) is None
