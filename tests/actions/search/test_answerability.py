"""The chance that what was found answers the question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from actions.search.answerability import OUTSIDE, Answerability, AnswerFeatures, Logistic, inside

FOUND = AnswerFeatures(
    cosine=0.93,
    bm25_a_word=1.2,
    nearness=0.6,
    inside=0.9,
    names_document=True,
    names_neighbour=False,
    names_other_country=False,
    said_chance=0.8,
)
MODEL = Answerability(
    Logistic(np.array([1, 1, 1, 1, 1, -2, -2], np.float32), 0.5), Logistic(np.array([1], np.float32), 0.0)
)


def test_a_model_of_nothing_is_even_and_a_bias_moves_it() -> None:
    nothing = np.zeros(2, np.float32)
    assert Logistic(nothing, 0.0).chance([3, 4]) == 0.5
    assert Logistic(nothing, float(np.log(3))).chance([3, 4]) == pytest.approx(0.75)


def test_the_weights_count_each_number() -> None:
    model = Logistic(np.array([1, -1], np.float32), 0.0)
    assert model.chance([2, 2]) == pytest.approx(0.5)
    assert model.chance([2, 1]) > 0.5 > model.chance([1, 2])


def test_both_must_be_likely_the_ground_and_that_the_right_one_is_said() -> None:
    whole = MODEL.chance(FOUND)
    assert whole == pytest.approx(MODEL.ground.chance(FOUND.ground()) * MODEL.lead.chance(FOUND.lead()))
    assert MODEL.chance(replace(FOUND, said_chance=0.1)) < whole
    assert MODEL.chance(replace(FOUND, inside=0.1)) < whole
    assert MODEL.chance(replace(FOUND, names_neighbour=True)) < whole


def test_the_lead_reads_the_chance_as_odds() -> None:
    assert replace(FOUND, said_chance=0.5).lead() == [0.0]
    assert replace(FOUND, said_chance=0.75).lead() == pytest.approx([np.log(3)])


def test_certainty_is_no_infinity() -> None:
    for sure in (0.0, 1.0):
        features = replace(FOUND, inside=sure, said_chance=sure)
        assert np.isfinite([*features.ground(), *features.lead()]).all()


def test_many_rare_words_do_not_drown_the_rest() -> None:
    assert replace(FOUND, bm25_a_word=4.0).ground() == replace(FOUND, bm25_a_word=40.0).ground()


def test_what_is_not_of_the_three_kinds_outside_is_about_cards() -> None:
    assert inside({"fee": 0.6, "off_topic": 0.3, "neighbouring": 0.1}) == pytest.approx(0.6)
    assert inside(dict.fromkeys(OUTSIDE, 1 / 3)) == pytest.approx(0)
    assert inside({}) == 1, "nothing speaks against it"


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    MODEL.write(tmp_path / "answerability.npz")
    again = Answerability.read(tmp_path / "answerability.npz")
    assert again.chance(FOUND) == pytest.approx(MODEL.chance(FOUND))
    assert again.ground.bias == 0.5
