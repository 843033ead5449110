"""Ages of persons, and numbers that are none."""

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
        ("voy a cumplir 14 años", 14),
        ("mi hijo cumplió 14", 14),
        ("mi hijo cumplio 14 anios", 14),
        ("cumplo 25 en marzo", 25),
        ("acabo de cumplir 40", 40),
        ("mi hija de 14 años", 14),
        ("con 60 años hay que renovar", 60),
        ("mi madre tiene 62", 62),
        ("ella ya tiene 14 y quiere tarjeta", 14),
        ("mi hija tiene ocho años", 8),
        ("tengo 25 y nunca hice la tarjeta", 25),
        ("mi hijo, 14 años, necesita tarjeta", 14),
        ("a los 14 hay que sacarla?", 14),
        ("a los catorce años", 14),
        ("con 14 añitos", 14),
        ("my son is 14", 14),
        ("my daughter is only 14", 14),
        ("I'm 25", 25),
        ("im 25 need a new card", 25),
        ("i am 14", 14),
        ("he's 14", 14),
        ("shes 60", 60),
        ("at 25 do I have to renew", 25),
        ("turning 40 next month", 40),
        ("my kid turned 14", 14),
        ("14 yr old girl", 14),
        ("14yo", 14),
        ("14 y/o", 14),
        ("my son is 15 yrs", 15),
        ("my daughter, 15 yrs", 15),
        ("a 13-year-old", 13),
        ("my dad aged 70", 70),
        ("I am thirty-eight years old", 38),
        ("a six year old girl", 6),
        ("at the age of 16", 16),
        ("con tôi 14 tuổi", 14),
        ("con toi 14 tuoi", 14),
        ("e 25t", 25),
        ("em 25t lm cc dc ko", 25),
        ("bé lên 6 thì làm thẻ được chưa", 6),
        ("con tròn 14 rồi", 14),
        ("con vua tron 14 thi lam the o dau", 14),
        ("mẹ em vừa tròn 60", 60),
        ("đủ 25 thì phải đổi à", 25),
        ("cháu mười bốn tuổi", 14),
        ("nam nay 39t", 39),
        ("can my kid get a card at 6", 6),
        ("do I renew my card at 25", 25),
        ("renovar la tarjeta con 25 años", 25),
        ("card for 14 year old girl", 14),
        ("the 14 year old needs an id", 14),
        ("anh 25 tuổi", 25),
        ("tarjeta de mi hijo de 14 años", 14),
        ("mẹ tôi trên 60 tuổi", 60),
    ],
)
def test_an_age_is_read_however_it_is_told(said: str, age: int) -> None:
    assert years(said) == [age]


@pytest.mark.parametrize(
    "said",
    [
        "my card is 10 years old",
        "the fee is 50",
        "it is 30 days",
        "my card is 2021",
        "i am 3 days late",
        "he is 2 km away",
        "we are 4 people",
        "tiene 12 dígitos",
        "mi tarjeta tiene 5 años",
        "tengo 2 tarjetas",
        "tengo 3 hijos y vivo en Hanoi",
        "la tasa es de 50",
        "validez de 10 años",
        "hace más de 10 años",
        "hace 5 años",
        "vale por 10 años",
        "vivo aquí desde hace 8 años",
        "llevo 5 años viviendo en Madrid",
        "con 12 cifras",
        "a los 14 días",
        "article is 25",
        "at 8 am",
        "it opens at 8",
        "at 25 nguyen trai street",
        "thẻ 25 ngày",
        "tròn 25 ngày",
        "đủ 14 ngày",
        "lên 12 số",
        "len 50 nghin",
        "tăng lên 50k",
        "ngày 25 t đi lấy",
        "dieu 25 luat can cuoc",
        "dưới 14 tuổi",
        "under 14 years old",
        "is 14 days enough",
        "my number is 12 digits",
        "hace tres años que venció",
        "bắt tôi cài một ứng dụng",
        "hai vợ chồng",
        "valid for 15 yrs",
        "15 yrs ago",
        "i am 1 of 3 owners",
        "du 7 ngay lam viec",
        "trốn 14 năm",
        "la multa es de 5 años de cárcel",
    ],
)
def test_a_number_of_another_kind_is_no_age(said: str) -> None:
    assert years(said) == []


def test_several_ages_are_read_from_left_to_right() -> None:
    assert years("con tôi 14 tuổi, mẹ tôi 62 tuổi") == [14, 62]


def test_an_age_stands_where_its_number_does() -> None:
    (age,) = find_ages("con tôi 14 tuổi", "con toi 14 tuoi")
    assert (age.start, age.end) == (8, 15)


def test_where_somebody_lives_makes_his_age_no_length_of_time() -> None:
    for said, ages in (("mi hija de 9 años en China", [9]), ("llevo 9 años en China", [])):
        assert [age.years for age in find_ages(said, said.replace("ñ", "n"))] == ages
