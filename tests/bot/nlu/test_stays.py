"""Whose card is meant, by its names and by the places that are named."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.entities import find_entities
from bot.nlu.stays import without_stays

TODAY = date(2026, 11, 29)


def countries(text: str) -> set[str]:
    """The country by the entities, as the last of them tells it; by the card where none is named."""
    found = find_entities(text.lower(), TODAY)
    named = [e["value"] for e in found if e["entity"] == "country"]
    cards = ["cn" if e["value"].startswith("cn_") else "vn" for e in found if e["entity"] == "document"]
    return set(named[-1:] or cards[-1:])


@pytest.mark.parametrize(
    "text",
    [
        "how do I replace my shenfenzheng",
        "lost my shen fen zheng on the metro",
        "my hukou is in another city, can I apply here",
        "fee for a 2nd generation ID card",
        "2nd-gen id expired",
        "resident id card reissue in Shenzhen",
        "where in Guangzhou do I apply",
        "can the PSB do it in Chengdu",
        "documento chino perdido, qué hago",
        "renovar el documento de identidad de China",
        "perdí el shenfenzheng en Cantón, China",
        "cuánto tarda en Chongqing",
        "thẻ căn cước Trung Quốc làm lại bao lâu",
        "cccd TQ hết hạn",
        "the can cuoc tq mat roi",
        "can cuoc trung quoc lam o dau",
        "chứng minh thư TQ làm ở đâu",
        "thẻ căn cước tàu mất rồi",
        "làm căn cước ở Thượng Hải mất bao lâu",
        "lam can cuoc o quang chau bao lau",
        "Người Thâm Quyến làm thẻ ở đâu",
        "renew my id in Jinan",
        "perdí la tarjeta en Cantón",
        "làm thẻ ở Phúc Châu mất bao lâu",
        "jumin",
        "mất 身份证 rồi",
        "perdí mi 身份证, ¿qué hago?",
    ],
)
def test_china_s_card_is_read_by_its_names_and_places(text: str) -> None:
    assert countries(text) == {"cn"}


@pytest.mark.parametrize(
    "text",
    [
        "I live in Shanghai, my CCCD is lost",
        "I'm Vietnamese living in China and lost my card",
        "working in Shenzhen, how do I renew my Vietnamese card",
        "vivo en Shanghái y perdí la tarjeta vietnamita",
        "estoy en Wuhan, cómo renuevo la CCCD",
        "tôi đang ở Trung Quốc, mất CCCD thì làm sao",
        "em du học ở Vũ Hán, căn cước hết hạn",
        "toi o trung quoc mat cccd lam lai sao",
        "hien toi song o quang chau, can cuoc het han",
    ],
)
def test_who_is_in_china_may_hold_vietnam_s_card(text: str) -> None:
    assert countries(text) == {"vn"}


@pytest.mark.parametrize("text", ["can cuok dc hong", "bé 5t làm căn cướk", "cang cuoc mat roi", "cccd?"])
def test_vietnam_s_card_is_read_however_it_is_spelt(text: str) -> None:
    assert countries(text) == {"vn"}


@pytest.mark.parametrize("text", ["I am Chinese living in Vietnam, lost my resident identity card"])
def test_who_is_in_vietnam_may_hold_china_s_card(text: str) -> None:
    assert countries(text) == {"cn"}


@pytest.mark.parametrize(
    "text",
    [
        "con minh lam the",
        "co tham quyen cap the",
        "hai nam nua het han",
        "làm thẻ ở Hà Nam",
        "thanh do qua",
        "o truong sa",
    ],
)
def test_other_words_are_no_place_of_china(text: str) -> None:
    assert "cn" not in countries(text)


def test_without_another_card_the_place_tells_the_country() -> None:
    stay = [{"entity": "country", "value": "cn", "start": 10, "end": 18}]
    assert without_stays("i live in shanghai", stay) == stay


def test_where_the_card_of_a_third_country_is_asked_about_from_tells_not_whose_it_is() -> None:
    assert countries("¿cómo renuevo el DNI español desde Vietnam?") == set()
