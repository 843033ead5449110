"""What a message names that is no document, on folded text."""

from __future__ import annotations

import pytest

from bot.nlu.named import find_named


@pytest.mark.parametrize(
    ("folded", "named"),
    [
        ("khoa vneid the nao", "identity"),
        ("my id number is wrong", "identity"),
        ("chip trong the cua hang nao", "maker"),
        ("which company prints the card", "maker"),
        ("mat the thi lam sao", "card"),
        ("se me rompio la tarjeta", "card"),
        ("is the photo taken there", "card"),
        ("lo hacen en la embajada", "embassy"),
        ("lam o dai su quan duoc khong", "embassy"),
    ],
)
def test_it_is_named(folded: str, named: str) -> None:
    assert named in [entity["value"] for entity in find_named(folded, folded)]


@pytest.mark.parametrize("folded", ["mua nha o dau", "who makes the decision", "la marca de agua"])
def test_other_words_name_nothing(folded: str) -> None:
    assert not list(find_named(folded, folded))


def test_a_marked_card_is_named_by_its_marks() -> None:
    assert [entity["value"] for entity in find_named("thẻ ông hết rồi", "the ong het roi")] == ["card"]
