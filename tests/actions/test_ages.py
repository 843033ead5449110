"""An age at which a card is made is told apart from one that somebody has."""

from __future__ import annotations

import pytest

from actions.ages import age_then


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
