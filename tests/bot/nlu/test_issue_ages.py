"""An age at which a card is made is told apart from one that somebody has."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.issue_ages import AGE_THEN, ISSUE_AGE, MADE_NOW, find_issue_ages
from common.text import fold


def told(said: str) -> dict[str, Any]:
    return {entity["entity"]: entity["value"] for entity in find_issue_ages(fold(said))}


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("đổi thẻ lúc 38 tuổi thì dùng đến bao giờ", 38),
        ("thẻ cấp khi tôi 40 tuổi", 40),
        ("sau khi đủ 25 thì bao lâu phải đổi", 25),
        ("my card was issued when I was 30", 30),
        ("a card made at 57", 57),
        ("how long do I have after turning 25", 25),
        ("yo tenía 20 años", 20),
        ("si la hago a los 58", 58),
        ("después de cumplir 40", 40),
    ],
)
def test_an_age_at_which_a_card_is_made(said: str, years: int) -> None:
    assert told(said)[AGE_THEN] == years


@pytest.mark.parametrize(
    "said",
    [
        "tôi 39 tuổi, bao giờ phải đổi thẻ",
        "khi nào người 39 tuổi phải đổi",
        "I'm 33, when does my card expire",
        "tengo 58 años",
        "con 15 días de plazo",
        "within 30 days",
    ],
)
def test_an_age_of_today_or_no_age(said: str) -> None:
    assert AGE_THEN not in told(said)


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("bà nhà tôi 70 tuổi mới làm thẻ lần đầu", 70),
        ("thẻ làm lúc 24 tuổi", 24),
        ("con làm thẻ hồi 13 tuổi", 13),
        ("I got the card at 59", 59),
        ("made when I was 38 and a half", 38),
        ("her card was made at twelve years of age", 12),
        ("la saqué con 47 años", 47),
        ("le hicimos la tarjeta con doce años y medio", 12),
        ("tiene la tarjeta desde los once años", 11),
    ],
)
def test_the_age_at_a_making_is_told(said: str, years: int) -> None:
    assert told(said)[ISSUE_AGE] == years


@pytest.mark.parametrize(
    "said",
    ["my aunt is 52 and is renewing her Chinese card", "em 23 tuổi, sắp đi đổi thẻ", "tengo 40 y me dan la nueva"],
)
def test_a_card_that_is_being_made_takes_the_age_of_today(said: str) -> None:
    assert MADE_NOW in told(said)


@pytest.mark.parametrize(
    "said",
    [
        "tôi 39 tuổi, bao giờ phải đổi thẻ",
        "a card made before 14",
        "từ 58 tuổi thì phải đổi nữa không",
        "I am 33, when does my card end",
        "la hice con dos fotos",
    ],
)
def test_an_age_of_today_or_a_bound_is_that_of_no_making(said: str) -> None:
    assert not {ISSUE_AGE, MADE_NOW} & set(told(said))
