"""An age at which a card is made is told apart from one that somebody has."""

from __future__ import annotations

import pytest

from actions.ages import age_at_issue, age_then


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
    assert age_then(said) == years


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
    assert age_then(said) is None


@pytest.mark.parametrize(
    ("said", "told", "years"),
    [
        ("bà nhà tôi 70 tuổi mới làm thẻ lần đầu", 70, 70),
        ("thẻ làm lúc 24 tuổi", 24, 24),
        ("I got the card at 59", 59, 59),
        ("la saqué con 47 años", 47, 47),
        ("my aunt is 52 and is renewing her Chinese card", 52, 52),
        ("em 23 tuổi, sắp đi đổi thẻ", 23, 23),
        ("tôi 39 tuổi, bao giờ phải đổi thẻ", 39, None),
        ("a card made before 14", 14, None),
        ("từ 58 tuổi thì phải đổi nữa không", 58, None),
        ("I am 33, when does my card end", 33, None),
    ],
)
def test_the_age_at_issue_is_told_or_that_of_who_is_making_one_now(said: str, told: int, years: int | None) -> None:
    assert age_at_issue(said, told) == years
