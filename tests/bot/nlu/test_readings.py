from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import yaml

from bot.nlu import readings
from bot.nlu.example_features import features_of
from bot.nlu.examples import (
    OF_ITS_KIND,
    Example,
    both_spellings,
    labelled_questions,
    passage_questions,
    phrases,
    unit_questions,
)
from bot.nlu.intents import LinearIntentClassifier

PHRASES = [
    *(
        Example(f"tôi bị mất thẻ {word}", "vi", "lost_card")
        for word in ("ở chợ", "hôm qua", "rồi", "trên xe", "ở quê")
    ),
    *(Example(f"how much is it {word}", "en", "fee") for word in ("now", "online", "for me", "in 2026", "today")),
]


def test_examples_come_from_phrases_passages_and_sets(tmp_path: Path) -> None:
    (tmp_path / "vi.yml").write_text("questions: [{text: thẻ mất rồi, expected: [x]}]", encoding="utf-8")

    assert {example.intent for example in phrases()} >= {"fee", "lost_card", "off_topic"}
    assert all(example.intent is None for example in passage_questions())
    assert all(example.unit for example in unit_questions())
    assert list(labelled_questions(tmp_path)) == [Example("thẻ mất rồi", "vi")]


def test_the_first_examples_of_a_unit_tell_how_its_kind_asks(tmp_path: Path) -> None:
    texts = [f"câu {number}" for number in range(OF_ITS_KIND + 2)]
    unit = {"id": "a", "kind": "must", "examples": {"vi": texts}}
    (tmp_path / "a.yml").write_text(yaml.safe_dump({"units": [unit]}), encoding="utf-8")
    kinds = [example.kind for example in unit_questions(tmp_path)]
    assert kinds == ["must"] * OF_ITS_KIND + [None] * 2


def test_vietnamese_is_read_in_both_spellings_each_text_once() -> None:
    found = both_spellings([Example("mất thẻ", "vi"), Example("mat the", "vi"), Example("lost", "en")])

    assert [example.text for example in found] == ["mất thẻ", "mat the", "lost"]


def test_a_phrase_is_judged_by_a_model_that_never_saw_it() -> None:
    examples = both_spellings([*PHRASES, Example("thẻ của tôi mất rồi", "vi")])
    seen = features_of(examples)
    model = LinearIntentClassifier.new_model()
    model.fit(seen[:-2], [str(example.intent) for example in examples[:-2]])

    chances = readings.unseen_chances(examples, seen, model, LinearIntentClassifier.new_model, readings.intent_taught)

    assert np.allclose(chances.sum(axis=1), 1)
    assert np.allclose(chances[-2:], model.confidences(seen[-2:])), "a question is judged by the whole model"
    assert not np.allclose(chances[:-2], model.confidences(seen[:-2]))


def test_readings_are_written_a_line_and_a_vector_an_example(tmp_path: Path) -> None:
    examples = [Example("CCCD cấp năm 2021 theo Thông tư 59/2021", "vi", "validity")]
    seen = features_of(examples)

    intents = readings.Labelled(np.array([[0.25, 0.75]]), ["fee", "validity"])
    kinds = readings.Labelled(np.array([[0.9, 0.1]]), ["until_when", "must"])
    readings.write(tmp_path / "out", examples, seen, intents, kinds)

    line = json.loads((tmp_path / "out" / "readings.jsonl").read_text(encoding="utf-8"))
    assert line["intents"] == {"validity": 0.75, "fee": 0.25}
    assert line["question_kinds"] == {"until_when": 0.9, "must": 0.1}
    assert line["entities"]["document"] == ["cccd"]
    assert line["entities"]["issue_date"] == ["2021"]
    assert line["entities"]["text_number"] == ["59/2021"]
    assert np.load(tmp_path / "out" / "vectors.npy").shape == (1, 384)


def test_a_model_without_intents_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        readings.trained_model("intents.joblib", tmp_path / "none.tar.gz")
