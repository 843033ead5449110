"""On which side of today a day without a year lies."""

from __future__ import annotations

import pytest

from bot.nlu.tense import Told, sentence, tense, told
from common.text import fold


def around(text: str, day: str = "15/2") -> Told:
    start = text.index(day)
    return told(text, fold(text), start, start + len(day))


@pytest.mark.parametrize(
    ("said", "direction", "year"),
    [
        ("15/2 tới", "ahead", None),
        ("15/2 vừa rồi", "behind", None),
        ("15/2 này", "near", None),
        ("15/2 năm ngoái", None, -1),
        ("el 15/2 próximo", "ahead", None),
        ("15/2 of next year", None, 1),
    ],
)
def test_the_words_right_beside_a_day_tell_its_side(said: str, direction: str | None, year: int | None) -> None:
    found = around(said)
    assert (found.direction, found.year, found.end) == (direction, year, len(said))


def test_toi_before_a_verb_is_the_speaker() -> None:
    assert around("15/2 toi nop").direction is None
    assert around("15/2 tôi nộp").direction is None


@pytest.mark.parametrize(
    ("said", "side"),
    [
        ("15/2 em sẽ nộp hồ sơ", "ahead"),
        ("15/2 em đã nộp hồ sơ", "behind"),
        ("I will file on 15/2", "ahead"),
        ("presenté el 15/2", "behind"),
        ("presentó la solicitud el 15/2", "behind"),
        ("lệ phí ngày 15/2", None),
    ],
)
def test_else_the_tense_of_the_sentence_does(said: str, side: str | None) -> None:
    start = said.index("15/2")
    assert tense(said, fold(said), start, start + 4) == side


def test_another_sentence_does_not_count() -> None:
    text = "Em sẽ nộp. Phí ngày 15/2? Cảm ơn."
    start = text.index("15/2")
    assert sentence(text, start, start + 4).strip() == "Phí ngày 15/2"
    assert around(text).direction is None
