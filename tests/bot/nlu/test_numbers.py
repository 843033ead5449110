from __future__ import annotations

import re

import pytest

from bot.nlu.numbers import SHORT_AGE, SPELT_NUMBER, SPELT_YEAR, number, spelt_year


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


@pytest.mark.parametrize(("said", "value"), [("tam mot", 81), ("hai lam", 25), ("sau tu", 64)])
def test_an_age_is_spoken_short(said: str, value: int) -> None:
    assert re.fullmatch(SHORT_AGE, said)
    assert number(said) == value


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("hai nghin khong tram hai mot", 2021),
        ("hai ngan linh muoi chin", 2019),
        ("twenty twenty-one", 2021),
        ("dos mil veintidos", 2022),
    ],
)
def test_a_year_is_spoken(said: str, year: int) -> None:
    match = re.fullmatch(SPELT_YEAR, said)
    assert match
    assert spelt_year(match.group()) == year
