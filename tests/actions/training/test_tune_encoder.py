from __future__ import annotations

import random

import numpy as np

from actions.sources import questions
from actions.training import tune_encoder
from actions.training.parts import HELD_OUT, in_part
from actions.training.tune_encoder import Group
from common.encoder import DOCUMENT_PROMPT, QUERY_PROMPT


def test_the_questions_that_are_held_out_are_in_no_group() -> None:
    trained = {text for group in tune_encoder.groups() for text, _ in group.asks}
    unit = questions.load()[0]
    for number, text in enumerate(unit.examples["en"]):
        assert (text in trained) is not in_part(number, HELD_OUT)


def test_a_step_has_each_group_once_and_its_neighbours_with_it() -> None:
    known = [Group(((f"q{n}", f"q{n}"), (f"r{n}", f"r{n}")), ()) for n in range(100)]
    near = np.array([[(n + k) % 100 for k in range(1, 13)] for n in range(100)])
    step = next(tune_encoder.steps(known, near, random.Random(1)))
    assert tune_encoder.GROUPS // 2 < len(step) == len(set(step)) <= tune_encoder.GROUPS
    first = step[0]
    assert sum((other - first) % 100 <= 12 for other in step[1 : tune_encoder.NEAR]) == tune_encoder.NEAR - 1


def test_a_pair_is_a_question_and_another_text_of_its_group() -> None:
    group = Group((("how much", "how much"), ("what does it cost", "what does it cost")), ("35,000 dong",))
    pairs = {tune_encoder.pair(group, random.Random(seed)) for seed in range(40)}
    assert all(asked.startswith(QUERY_PROMPT) and other.startswith(DOCUMENT_PROMPT) for asked, other in pairs)
    assert any(other.endswith("35,000 dong") for _, other in pairs)
    assert all(asked.removeprefix(QUERY_PROMPT) != other.removeprefix(DOCUMENT_PROMPT) for asked, other in pairs)


def test_some_questions_are_taken_as_they_are_read_without_their_marks() -> None:
    group = Group((("¿cuánto?", "cuanto?"), ("¿qué cuesta?", "que cuesta?")), ())
    asked = [tune_encoder.pair(group, random.Random(seed))[0] for seed in range(100)]
    unmarked = sum("cuanto" in text or "que" in text.removeprefix(QUERY_PROMPT) for text in asked)
    assert 15 < unmarked < 45
