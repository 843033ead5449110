"""Cases worked by hand from official texts; the file says that they may not be edited to make a test pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from actions.law.checklists import ChecklistCase, checklist
from actions.law.deadlines import DeadlineCase, deadline
from actions.law.fees import FeeCase, fee
from actions.law.renewals import RenewalCase, renewal

FILE = Path(__file__).with_name("worked_cases.yml")
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["cases"]
FEWEST = 40


def computed(calculator: str, case: Mapping[str, Any]) -> BaseModel:
    calculators: dict[str, Callable[[], BaseModel]] = {
        "fee": lambda: fee(FeeCase(**case)),
        "deadline": lambda: deadline(DeadlineCase(**case)),
        "renewal": lambda: renewal(RenewalCase(**case)),
        "checklist": lambda: checklist(ChecklistCase(**case)),
    }
    return calculators[calculator]()


def test_there_are_enough_and_each_says_its_source() -> None:
    sources = {path.stem for path in Path("data/sources").glob("*.yml")}
    assert len(CASES) >= FEWEST
    assert {case["source"] for case in CASES} <= sources
    assert all(case["says"] and case["due"] for case in CASES)


@pytest.mark.parametrize("worked", CASES, ids=lambda worked: f"{worked['source']}: {worked['says']}")
def test_what_was_worked_by_hand_is_computed(worked: Mapping[str, Any]) -> None:
    found = computed(worked["calculator"], worked["case"])
    assert {name: getattr(found, name) for name in worked["due"]} == worked["due"]
