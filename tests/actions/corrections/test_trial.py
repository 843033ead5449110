from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from pydantic import ValidationError

from actions.corrections import trial
from actions.corrections.trial import Expected, expectations, try_out
from actions.sources import questions
from common import vocabulary
from common.corrections.definition import Subject
from tests.actions.made import unit
from tests.common.corrections.made import draft

KEEP = "thẻ còn hạn có phải đổi không"


def vector(text: str, _language: str) -> np.ndarray:
    """A direction of its own for each text; capitals do not matter."""
    made = np.random.default_rng(sum(map(ord, text.lower()))).normal(size=64)
    return np.asarray(made / np.linalg.norm(made), np.float32)


@pytest.fixture
def readings(tmp_path: Path) -> Path:
    """What `python -m bot.nlu.readings` writes, of three questions."""
    folder = tmp_path / "readings"
    folder.mkdir()
    texts = [(KEEP, {}), (KEEP.upper(), {"document": ["cmnd"]}), ("lệ phí bao nhiêu", {})]
    np.save(folder / "vectors.npy", np.stack([vector(text, "vi") for text, _ in texts]))
    lines = [{"text": text, "language": "vi", "entities": entities} for text, entities in texts]
    (folder / "readings.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return folder


@pytest.fixture
def checks(tmp_path: Path) -> Path:
    rows = [
        {"ask": KEEP.upper(), "language": "vi", "unit": "keep-valid"},
        {"ask": "¿Qué es?", "language": "es", "reason": "off_topic"},
    ]
    (tmp_path / "some.yml").write_text(yaml.safe_dump({"questions": rows}), encoding="utf-8")
    return tmp_path


UNITS = {
    "keep-valid": unit("keep-valid", examples={"vi": (KEEP, KEEP.upper()), "es": (), "en": ()}),
    "fee": unit("fee", examples={"vi": ("lệ phí bao nhiêu",), "es": (), "en": ()}),
}


def tried(readings: Path, checks: Path, **fields: Any) -> trial.Trial:
    return try_out(draft(phrases={"vi": (KEEP,)}, **fields), UNITS, readings, checks, vector)


def test_it_tells_whose_questions_it_would_answer(readings: Path, checks: Path) -> None:
    found = tried(readings, checks, instead_of="keep-valid")
    (one,) = found.units
    assert (one.unit, one.number, one.of, one.own) == ("keep-valid", 2, 2, True)
    assert [(check.taken.text, check.expects, check.own) for check in found.checks] == [
        (KEEP.upper(), "keep-valid", True)
    ]
    assert found.tried == 5


def test_what_a_question_names_counts(readings: Path, checks: Path) -> None:
    found = tried(readings, checks, about=Subject(topic="renewal", documents=("cccd",)))
    assert [one.text for one in found.units[0].shown] == [KEEP]


def test_without_readings_only_the_checks_are_tried(tmp_path: Path, checks: Path) -> None:
    found = tried(tmp_path / "none", checks)
    assert (found.readings, found.units, found.tried) == (False, (), 2)


def test_one_thing_is_expected_of_a_question() -> None:
    for wrong in ({}, {"unit": "a", "reason": "off_topic"}):
        with pytest.raises(ValidationError, match="one of unit, computed, reason"):
            Expected.model_validate({"ask": "a", "language": "vi", **wrong})


def test_the_questions_of_the_repository_are_many_and_name_what_there_is() -> None:
    rows = expectations()
    units = {one.id for one in questions.load()}
    assert len(rows) >= 60
    assert {row.language for row in rows} == set(vocabulary.LANGUAGES)
    assert {row.unit for row in rows if row.unit} <= units
    assert {row.computed for row in rows if row.computed} <= {"fee", "deadline", "renewal", "checklist", "place"}
    assert len({(row.ask, row.language) for row in rows}) == len(rows)
