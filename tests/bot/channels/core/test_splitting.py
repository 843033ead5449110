from __future__ import annotations

import random

import pytest

from bot.channels.core.splitting import split


def test_a_short_text_stays_whole() -> None:
    assert split("Bạn nộp 70.000 đồng.", 100) == ["Bạn nộp 70.000 đồng."]
    assert split("  \n ", 100) == []


def test_paragraphs_part_before_lines_and_sentences() -> None:
    text = "Một câu. Hai câu.\nDòng hai.\n\nĐoạn hai rất dài."
    assert split(text, 35) == ["Một câu. Hai câu.\nDòng hai.", "Đoạn hai rất dài."]


def test_list_items_stay_whole() -> None:
    text = "Giấy tờ:\n- Tờ khai CC02\n- Thẻ cũ\n- Giấy khai sinh"
    assert split(text, 30) == ["Giấy tờ:\n- Tờ khai CC02", "- Thẻ cũ\n- Giấy khai sinh"]


def test_sentences_part_before_words_and_a_list_number_ends_none() -> None:
    assert split("Câu một dài. Câu hai dài. Câu ba.", 26) == ["Câu một dài. Câu hai dài.", "Câu ba."]
    assert split("1. Khai đơn 2. Nộp lệ phí", 14) == ["1. Khai đơn", "2. Nộp lệ phí"]


def test_a_word_longer_than_the_limit_is_cut() -> None:
    assert split("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_size_counts_as_the_platform_does() -> None:
    def utf16(text: str) -> int:
        return len(text.encode("utf-16-le")) // 2

    parts = split("😀" * 12, 10, size=utf16)
    assert [utf16(part) for part in parts] == [10, 10, 4]


def test_nothing_is_lost_and_no_part_is_too_long() -> None:
    chance = random.Random(7)
    pieces = ["Bạn ", "nộp hồ sơ. ", "Lệ phí\n", "\n\n", "- mục ", "70.000 đồng; ", "x" * 30, "? "]
    for _ in range(300):
        text = "".join(chance.choices(pieces, k=60))
        limit = chance.randint(20, 200)
        parts = split(text, limit)
        assert all(0 < len(part) <= limit for part in parts)
        assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_limit_below_one_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        split("a", 0)
