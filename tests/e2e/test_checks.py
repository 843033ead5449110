"""The questions that corrections are tried on, asked of the running assistant."""

from __future__ import annotations

from typing import Any

import pytest

from actions.corrections.trial import Expected, expectations
from tests.e2e.conftest import Assistant

LEAST = 0.75
"""Share that must be answered as is right: they are no examples, and the assistant is measured elsewhere."""


def is_right(expected: Expected, custom: dict[str, Any]) -> bool:
    """Say whether an answer is what is expected of a question."""
    if expected.unit:
        return custom.get("unit") == expected.unit
    if expected.computed:
        return (custom.get("computed") or {}).get("kind") == expected.computed
    return custom.get("reason") == expected.reason


@pytest.fixture(scope="module")
def answered(assistant: Assistant) -> list[tuple[Expected, dict[str, Any]]]:
    """Each question with the object that its answer carries."""
    return [
        (one, assistant.say(f"check-{position}", one.ask)[0]["custom"]) for position, one in enumerate(expectations())
    ]


def test_most_are_answered_as_is_right(answered: list[tuple[Expected, dict[str, Any]]]) -> None:
    wrong = [f"{one.ask}: {one.expects}" for one, custom in answered if not is_right(one, custom)]
    assert len(wrong) <= (1 - LEAST) * len(answered), "\n".join(wrong)


def test_no_correction_answers_them(answered: list[tuple[Expected, dict[str, Any]]]) -> None:
    assert [one.ask for one, custom in answered if "correction" in custom] == []
