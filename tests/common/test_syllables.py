from __future__ import annotations

import pytest

from common.syllables import is_syllable, place_tone, split_tone


@pytest.mark.parametrize(
    "word", ["cước", "khuỷu", "nghiêng", "giếng", "quyền", "gì", "quốc", "ạ", "yêu", "hoa", "mat"]
)
def test_what_the_spelling_allows_is_a_syllable(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["card", "maats", "tarjeta", "cccd", "kà", "ngê", "mầt", "mấtt", "fải", "đc"])
def test_what_it_does_not_allow_is_none(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("typed", "placed"),
    [
        ("hoà", "hòa"),
        ("uỷ", "ủy"),
        ("khoẻ", "khỏe"),
        ("tòan", "toàn"),
        ("rôì", "rồi"),
        ("cứơc", "cước"),
        ("quý", "quý"),
        ("giá", "giá"),
        ("gì", "gì"),
        ("khuỷu", "khuỷu"),
        ("ngoài", "ngoài"),
        ("mùa", "mùa"),
        ("giữa", "giữa"),
        ("perdió", "perdió"),
    ],
)
def test_each_tone_has_one_place(typed: str, placed: str) -> None:
    assert place_tone(typed) == placed


def test_the_tone_comes_off_and_the_letters_keep_their_marks() -> None:
    assert split_tone("cước") == ("cươc", "\u0301")
    assert split_tone("thi") == ("thi", "")
