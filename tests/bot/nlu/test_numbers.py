from __future__ import annotations

import re

import pytest

from bot.nlu.numbers import SPELT_NUMBER, number


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("muoi bon", 14),
        ("hai muoi lam", 25),
        ("bon muoi", 40),
        ("muoi lam", 15),
        ("treinta y ocho", 38),
        ("veintidos", 22),
        ("sixty", 60),
        ("twenty-five", 25),
        ("7", 7),
    ],
)
def test_numbers_in_words(said: str, value: int) -> None:
    assert number(said) == value


def test_the_longest_number_is_matched() -> None:
    match = re.match(SPELT_NUMBER, "hai muoi lam tuoi")
    assert match
    assert match.group() == "hai muoi lam"
