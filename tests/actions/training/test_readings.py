"""What `bot.nlu` wrote of the examples, as the search learns from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from actions.search.reading import Reading
from actions.training import readings
from actions.training.readings import ENOUGH, MissingReadingsError, Readings

VECTORS = np.eye(2, dtype=np.float32)


def line(text: str, language: str = "vi", intent: str | None = None, **more: Any) -> dict[str, Any]:
    values = {"text": text, "language": language, "intent": intent, "entities": {}, "intents": {"fee": 1.0}}
    return {**values, "question_kinds": {}, **more}


def written(folder: Path, *lines: dict[str, Any]) -> Path:
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
    (folder / "readings.jsonl").write_text(text, encoding="utf-8")
    np.save(folder / "vectors.npy", VECTORS[: len(lines)])
    return folder


def phrase(text: str, language: str = "vi") -> Reading:
    return Reading(text, language, VECTORS[0], {}, {})


def test_an_example_is_found_by_text_and_language_with_its_vector(tmp_path: Path) -> None:
    first = line("thẻ CMND bao nhiêu", entities={"document": ["cmnd"]}, question_kinds={"how_much": 0.9})
    known = readings.load(written(tmp_path, first, line("card", "en")))
    found = known.of("thẻ CMND bao nhiêu", "vi")
    assert found.entities == {"document": ["cmnd"]}
    assert (found.intents, found.question_kinds) == ({"fee": 1.0}, {"how_much": 0.9})
    np.testing.assert_array_equal(found.vector, VECTORS[0])
    np.testing.assert_array_equal(known.of("card", "en").vector, VECTORS[1])


def test_only_what_has_an_intent_is_a_phrase(tmp_path: Path) -> None:
    known = readings.load(written(tmp_path, line("hộ chiếu", intent="neighbouring_procedure"), line("thẻ", "vi")))
    assert [(intent, reading.text) for intent, reading in known.phrases] == [("neighbouring_procedure", "hộ chiếu")]


def test_an_example_that_was_not_read_is_told_with_what_to_do(tmp_path: Path) -> None:
    known = readings.load(written(tmp_path, line("thẻ")))
    for text, language in (("mới", "vi"), ("thẻ", "en")):
        with pytest.raises(MissingReadingsError, match=rf"'{text}' \({language}\).*python -m bot.nlu.readings"):
            known.of(text, language)


def test_where_nothing_was_read_it_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingReadingsError, match="make train"):
        readings.load(tmp_path)


def test_only_phrases_that_nothing_here_answers_are_from_outside() -> None:
    known = Readings(
        {},
        [
            ("fee", phrase("lệ phí")),
            ("card_question", phrase("thẻ")),
            ("scam", phrase("lừa đảo")),
            ("neighbouring_procedure", phrase("hộ chiếu")),
            ("personal_data", phrase("thẻ xong chưa")),
            ("off_topic", phrase("phở")),
            ("greet", phrase("chào")),
        ],
    )
    assert [one.text for one in known.outside()] == ["hộ chiếu", "thẻ xong chưa", "phở", "chào"]


def test_few_phrases_are_all_taken() -> None:
    known = Readings({}, [("off_topic", phrase(f"phở {n}")) for n in range(ENOUGH)])
    assert len(list(known.outside())) == ENOUGH


def test_of_many_no_more_than_enough_are_taken_spread_evenly() -> None:
    known = Readings({}, [("off_topic", phrase(f"phở {n}")) for n in range(10 * ENOUGH)])
    numbers = [int(one.text.split()[1]) for one in known.outside()]
    assert len(numbers) == ENOUGH
    assert set(np.diff(numbers)) == {10}


def test_each_kind_language_and_spelling_has_its_own_share() -> None:
    many = [("off_topic", phrase(f"phở {n}")) for n in range(2 * ENOUGH)]
    few = [
        ("off_topic", phrase("pho bo")),
        ("off_topic", phrase("noodle soup", "en")),
        ("neighbouring_procedure", phrase("hộ chiếu")),
    ]
    taken = [one.text for one in Readings({}, [*many, *few]).outside()]
    assert len(taken) == ENOUGH + 3
    assert {"pho bo", "noodle soup", "hộ chiếu"} <= set(taken)
