"""Whose card a message is about, where it names several persons."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.nlu.entities import find_entities

TODAY = date(2026, 11, 30)


def told(text: str, entity: str) -> list[Any]:
    return [one["value"] for one in find_entities(text, TODAY) if one["entity"] == entity]


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("thằng nhóc 6 tuổi làm gãy căn cước của mẹ", []),
        ("bé 4 tuổi cắt thẻ của ông nội", []),
        ("my 5 year old son snapped my card", []),
        ("mi hija de 8 años rompió la tarjeta de su padre", []),
        ("bà 70 tuổi dắt cháu 13 tuổi đi làm thẻ", [13]),
        ("con tôi 8 tuổi làm mất thẻ của nó", [8]),
        ("my 6 year old son lost his card", [6]),
        ("mẹ 61 tuổi mất thẻ, con 20 tuổi", [61, 20]),
        ("mi hija de 8 años perdió su tarjeta", [8]),
    ],
)
def test_an_age_is_that_of_the_cards_owner(text: str, ages: list[int]) -> None:
    assert told(text, "age") == ages


@pytest.mark.parametrize(
    "text",
    [
        "vợ em người Trung Quốc mất CMT ở Đà Nẵng",
        "chồng tôi quốc tịch Trung Quốc, căn cước hết hạn",
        "bạn trai người TQ bị mất chứng minh thư ở Hà Nội",
    ],
)
def test_what_a_chinese_citizen_lost_is_chinas(text: str) -> None:
    assert told(text, "document") == ["cn_id"]
    assert set(told(text, "country")) == {"cn"}


@pytest.mark.parametrize(
    "text",
    [
        "vợ em người Trung Quốc có làm căn cước được không",
        "chồng người Trung Quốc nhập quốc tịch rồi thì mất căn cước",
        "em ở Trung Quốc mất căn cước",
    ],
)
def test_who_asks_for_vietnams_card_is_not_given_chinas(text: str) -> None:
    assert told(text, "document") == ["can_cuoc"]


def test_a_chinese_holder_of_a_card_without_a_name_lost_chinas() -> None:
    assert set(told("mi marido chino perdió el carnet en Hanói", "country")) == {"cn"}
