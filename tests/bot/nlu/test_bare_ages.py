"""Ages beside a person, told without "tuổi", "años" or "years old"."""

from __future__ import annotations

import pytest

from bot.nlu.ages import find_ages
from common.text import fold


def years(said: str) -> list[int]:
    text = said.lower()
    return [age.years for age in find_ages(text, fold(text))]


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ("bà 81", 81),
        ("bà em 81 rồi", 81),
        ("ông ngoại tôi 90", 90),
        ("cụ bà 92 nằm liệt", 92),
        ("mẹ mình 62 đi lại khó", 62),
        ("bố ngoài 60 mới làm thẻ", 60),
        ("con gái 8 làm được chưa", 8),
        ("con em mới 3", 3),
        ("đứa 15 thì sao", 15),
        ("be 7 lam the", 7),
        ("em năm nay 17", 17),
        ("e 17 rồi", 17),
        ("nam nay em 24", 24),
        ("năm nay 70", 70),
        ("con tôi (5t)", 5),
        ("cụ tám mốt tuổi", 81),
        ("em hai lăm tuổi", 25),
        ("con em 3t", 3),
        ("my son (14)", 14),
        ("my dad, 81, lost it", 81),
        ("grandma 81 can't walk", 81),
        ("our kids, 7 and 9", 7),
        ("a child of 5", 5),
        ("a girl of twelve", 12),
        ("daughter of 7 needs a card", 7),
        ("he is fifteen", 15),
        ("kid is six", 6),
        ("I'm eighty one", 81),
        ("my father is over 80", 80),
        ("can she have it at fifteen", 15),
        ("a 15-year-old", 15),
        ("a 6 year kid", 6),
        ("mi hija de 7", 7),
        ("mi hijo de siete necesita tarjeta", 7),
        ("mi abuela, 81, no camina", 81),
        ("mi suegra 77", 77),
        ("mi hija (7)", 7),
        ("mi hijo tiene siete", 7),
        ("un chico de 15", 15),
        ("una persona de 70", 70),
        ("mi padre (81 años)", 81),
        ("mi nieto d 4 años", 4),
        ("mis hijos de 7 y 9 años", 7),
    ],
)
def test_an_age_stands_beside_its_person(said: str, age: int) -> None:
    assert years(said)[:1] == [age]


@pytest.mark.parametrize(
    "said",
    [
        "em còn 7 ngày",
        "tới 14 giờ",
        "xai toi 40",
        "thẻ mới 12 số",
        "gần 60 nghìn",
        "phí em đóng 50",
        "em 2k",
        "Hà Nội 001",
        "bố em sinh 62",
        "they told me 7",
        "my son is one of them",
        "my daughter 2 weeks late",
        "the boy of two parents",
        "explain it like I'm five",
        "hijo de chino",
        "hijo de dos padres",
        "persona de 2 países",
        "mi mujer 2 veces",
        "under 14",
        "dưới 14",
    ],
)
def test_a_number_beside_a_person_is_not_always_an_age(said: str) -> None:
    assert years(said) == []
