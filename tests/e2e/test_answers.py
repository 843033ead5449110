"""Each founding document answers ten questions: with its own passage or the text that replaced it, and the fact."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.answers import PAGE, heading, questions
from tests.e2e.conftest import Say
from tests.e2e.test_conversations import check_contract

pytestmark = pytest.mark.e2e
ASKED = [pytest.param(question, id=question["ask"]) for asked in questions().values() for question in asked]


@pytest.mark.parametrize("question", ASKED)
def test_the_founding_document_answers(question: dict[str, Any], say: Say) -> None:
    answers = say(question["ask"])
    for answer in answers:
        check_contract(answer)
    fitting = [
        answer
        for answer in answers
        if answer["custom"]["status"] in {"computed", "retrieved"}
        and {citation["source"] for citation in answer["custom"]["citations"]} & set(question["cites"])
        and question["text"].lower() in answer["text"].lower()
    ]
    assert fitting, answers


def test_the_page_of_answers_has_every_question() -> None:
    written = PAGE.read_text(encoding="utf-8").splitlines()
    asked = [heading(question["ask"]) for of_one in questions().values() for question in of_one]
    assert [line for line in written if line.startswith("### ")] == asked
    assert len(asked) == 50
