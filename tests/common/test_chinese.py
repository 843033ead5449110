"""The usual Chinese words on a card, as words that are read."""

from __future__ import annotations

import pytest

from common.chinese import in_our_words


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("身份证", "chinese id card"),
        ("身份證", "chinese id card"),
        ("临时身份证", "temporary chinese id card"),
        ("身份证丢了怎么办", "chinese id card lost what do i do"),
        ("我的身份证过期了，在哪里换领？", "chinese id card expired, where renew?"),
        ("我的CCCD丢了", "CCCD lost"),
        ("越南身份证多少钱", "vietnamese id card how much does it cost"),
    ],
)
def test_names_and_usual_questions_are_read(typed: str, read: str) -> None:
    assert in_our_words(typed) == read


@pytest.mark.parametrize("typed", ["你好", "mất thẻ, làm sao?", "mất 身份证 rồi làm sao", "今天天气"])
def test_other_words_stay_as_they_are(typed: str) -> None:
    assert in_our_words(typed) == typed
