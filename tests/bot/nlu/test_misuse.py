"""A card that somebody else keeps, lends or abuses, and what is really another office's."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.entities import find_entities

TODAY = date(2026, 11, 30)


def told(text: str) -> set[str]:
    return {one["entity"] for one in find_entities(text, TODAY) if one["entity"] in ("neighbour", "beside")}


@pytest.mark.parametrize(
    "text",
    [
        "my ex won't give back my card and used it to open a sim",
        "the landlord refuses to return my wife's ID card",
        "a thief opened a bank account with my stolen id",
        "I owe a loan that I never signed, my card was stolen in May",
        "I lent my id card to a friend for a sim",
        "chồng cũ lấy căn cước của em đi vay tiền app",
        "bị kẻ gian dùng cccd đăng ký sim",
        "cho bạn mượn cccd để mở tài khoản ngân hàng",
        "công ty không trả căn cước của em",
        "em bị đòi nợ mà em không hề vay, chắc lộ ảnh căn cước",
        "alguien abrió una cuenta bancaria con mi carnet perdido",
        "le presté la tarjeta a un amigo para una línea de móvil",
        "el casero no me devuelve mi tarjeta",
        "la tienda guardó copia de mi carnet",
    ],
)
def test_what_a_card_was_used_for_is_not_asked_about(text: str) -> None:
    assert told(text) == {"beside"}


@pytest.mark.parametrize(
    "text",
    [
        "how many sim cards can i register in my name",
        "what do I need for a bank loan",
        "open a bank account",
        "mở tài khoản ngân hàng cần gì",
        "đăng ký sim chính chủ ở đâu",
        "quiero un préstamo",
        "abrir una cuenta bancaria",
    ],
)
def test_another_offices_matter_stays_its_own(text: str) -> None:
    assert told(text) == {"neighbour"}


@pytest.mark.parametrize(
    "text",
    ["mất căn cước làm lại ở đâu", "where do I collect my card", "¿cuánto cuesta la tarjeta?", "thu lệ phí thẻ"],
)
def test_a_plain_question_about_a_card_is_no_misuse(text: str) -> None:
    assert told(text) == set()
