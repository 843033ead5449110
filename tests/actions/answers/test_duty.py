"""Until when a first card must be applied for: the law's own term, not the office's."""

from __future__ import annotations

from typing import Any

import pytest

from actions.answers import duty
from actions.reply import Reply
from tests.actions.answers import anatomy_rules
from tests.actions.answers.conftest import LANGUAGES, TODAY, lead, question

pytestmark = pytest.mark.usefixtures("library")
OWN: dict[str, Any] = {"entities": {"term": ("own",)}}


def answer(language: str = "en", **known: Any) -> Reply | None:
    return duty.answer(question(language, **{**OWN, **known}), TODAY)


@pytest.mark.parametrize(
    ("known", "opens"),
    [
        ({"document": "cn_id", "age": 16, "birth_date": "2010-10-12"}, "Until 12 January 2027: "),
        ({"document": "cn_id", "age": 16, "birth_date": "2010-06-12"}, "That was over on 12 September 2026"),
        ({"document": "cn_id", "age": 16}, "Within 3 months of turning 16."),
        ({"document": "can_cuoc", "age": 14}, "From the birthday at 14 on"),
        ({"document": "can_cuoc", "reason": "first_card", "age": 20}, "From the birthday at 14 on"),
    ],
)
def test_opens_with_the_day_or_with_the_term(known: dict[str, Any], opens: str) -> None:
    reply = answer(**known)
    assert reply is not None
    assert lead(reply).startswith(opens)
    for language in LANGUAGES:
        said = answer(language, **known)
        assert said is not None
        anatomy_rules.check(said)


@pytest.mark.parametrize(
    "known",
    [
        {"document": "can_cuoc", "age": 40},
        {"document": "can_cuoc", "age": 14, "procedure": "reissue"},
        {"document": "can_cuoc", "age": 14, "reason": "lost"},
        {"document": "can_cuoc", "age": 14, "entities": {"term": ("held",)}},
        {"document": "can_cuoc", "age": 14, "entities": {}},
        {"document": "cmnd", "age": 14},
    ],
)
def test_of_anything_else_nothing_is_told(known: dict[str, Any]) -> None:
    assert answer(**known) is None
