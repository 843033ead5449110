from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from actions.corrections.current import Known, phrases
from actions.corrections.nearness import NEAR, agrees, nearest
from common.corrections.definition import Correction, Subject
from tests.common.corrections.made import DAY, correction

ANGLES = {"near": 0.0, "just": float(np.arccos(NEAR + 0.001)), "far": float(np.arccos(NEAR - 0.001))}


def at(angle: float) -> np.ndarray:
    return np.array([np.cos(angle), np.sin(angle)], np.float32)


def known(*corrections: Correction) -> Known:
    return Known(1, corrections, (), *phrases(corrections, lambda text, _: at(ANGLES.get(text, 0.0))))


def found(what: Known, angle: float = 0.0, **changes: Any) -> int | None:
    asked: dict[str, Any] = {"language": "vi", "day": DAY, "office": None, "named": {}, "country": "vn"}
    one, _ = nearest(what, at(angle), **{**asked, **changes})
    return one.id if one else None


@pytest.mark.parametrize(("how", "answers"), [("near", True), ("just", True), ("far", False)])
def test_it_answers_what_is_near_enough(how: str, answers: bool) -> None:
    assert (found(known(correction()), ANGLES[how]) == 1) is answers


def test_the_nearest_of_several_answers() -> None:
    both = known(
        correction(1, phrases={"vi": ("just",)}),
        correction(2, phrases={"vi": ("near",)}),
    )
    assert found(both, 0.0) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"language": "es"},
        {"day": date(2027, 1, 1)},
        {"country": "cn"},
        {"named": {"document": ["cmnd"]}},
    ],
)
def test_it_answers_in_its_languages_on_its_days_and_of_its_subject(changes: dict[str, Any]) -> None:
    one = correction(about=Subject(topic="timeline", documents=("cccd",)))
    assert found(known(one)) == 1
    assert found(known(one), **changes) is None


@pytest.mark.parametrize(
    ("own", "asked", "answers"),
    [(None, None, True), (None, "phuong-a", True), ("phuong-a", "phuong-a", True), ("phuong-a", None, False)],
)
def test_an_offices_correction_is_said_only_there(own: str | None, asked: str | None, answers: bool) -> None:
    assert (found(known(correction(office=own)), office=asked) == 1) is answers


def test_another_offices_correction_does_not_hide_ones_own() -> None:
    both = known(correction(1, office="phuong-b"), correction(2, office="phuong-a", phrases={"vi": ("just",)}))
    assert found(both, office="phuong-a") == 2


def test_what_nobody_names_says_nothing_against_it() -> None:
    about = Subject(topic="fee", reasons=("lost",))
    assert agrees(about, {})
    assert agrees(about, {"reason": ["lost", "damaged"]})
    assert not agrees(about, {"reason": ["damaged"]})
    assert agrees(Subject(topic="fee"), {"reason": ["damaged"]})


def test_the_page_on_corrections_shows_what_was_measured_of_it() -> None:
    assert f"| **{NEAR:.2f}** |" in Path("docs/corrections.md").read_text(encoding="utf-8")
