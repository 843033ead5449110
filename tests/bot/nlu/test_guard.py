from __future__ import annotations

import pytest

from bot.nlu.guard import MAX_QUESTION, fault


@pytest.mark.parametrize("text", ["tôi bị mất thẻ", "20/5/1990", "¿y?", "ok 👍", "2021"])
def test_a_message_with_words_can_be_a_question(text: str) -> None:
    assert fault(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("🙂🙂", "no_words"),
        ("???", "no_words"),
        ("我的身份证丢了", "no_words"),
        ("потерял карту", "no_words"),
        ("mất thẻ " * MAX_QUESTION, "too_long"),
    ],
)
def test_a_message_that_cannot_be_one_says_why(text: str, reason: str) -> None:
    assert fault(text) == reason
