"""Another office's paper beside a card that is asked about, and one that is asked about itself."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.beside import beside
from bot.nlu.entities import find_entities

TODAY = date(2026, 11, 22)


def told(text: str) -> list[str]:
    return [one["entity"] for one in find_entities(text, TODAY) if one["entity"] in ("neighbour", "beside")]


@pytest.mark.parametrize(
    "text",
    [
        "thẻ bị rơi mất, cấp lại mấy ngày có, mùng 5 em đi lấy bằng lái rồi",
        "chuyển hộ khẩu về Cần Thơ rồi, có phải đổi thẻ không",
        "sua khai sinh xong thi doi the the nao",
        "đang tạm trú thì làm ở đây được không",
        "perdí el pasaporte y la tarjeta, primero quiero la tarjeta",
        "mi marido tiene el thường trú en Vinh. ¿dónde renueva el carné?",
        "jamás saqué tarjeta, siempre usé el pasaporte. ¿cómo la pido?",
        "en mi partida de nacimiento pone dos apellidos y en la tarjeta uno, ¿se cambia la tarjeta?",
        "me lo pide el notario: un papel con los dos números",
        "how soon is the replacement here, I have a driving test on Friday",
        "where do I renew, my husband and I rent far from his thường trú",
        "I only ever had a passport, never a card, how do I get one",
        "nhập hộ khẩu bên chồng rồi có phải đổi thẻ không",
        "his registered residence is in Vinh, where does he renew",
        "my birth certificate was corrected, must I change my ID now",
        "is the ID enough instead of a passport",
        "khai sinh ghi 5/6 mà thẻ in 6/5, sửa ở đâu",
        "khai sinh của bé sai, thẻ cũng sai theo",
        "vợ chồng em nhận con nuôi. Thẻ cũ của bé đổi thế nào",
        "her birth certificate is foreign, can they refuse her identity certificate",
        "tôi có visa lao động, mở tài khoản VNeID ở đâu",
        "I only have a visa, can I get an e-account",
        "em sắp được thôi quốc tịch. Thẻ căn cước của em ra sao",
        "mi mujer tiene hukou de Sichuan y perdió el carnet",
    ],
)
def test_what_only_stands_beside_a_card_is_not_asked_for(text: str) -> None:
    assert set(told(text)) == {"beside"}


@pytest.mark.parametrize(
    "text",
    [
        "đổi bằng lái cần căn cước không",
        "khai sinh cho con cần căn cước không",
        "a work permit for a foreigner with the company's VNeID",
        "đăng ký kết hôn cần cccd không",
        "hộ chiếu hết hạn thì làm lại ở đâu",
        "mất bằng lái rồi xin cấp lại ở chỗ nào",
        "thẻ sinh viên bị gãy, làm lại ở đâu",
        "renovar el pasaporte con la tarjeta vieja",
        "acta de nacimiento sin tener cédula",
        "qué tarjeta de crédito me conviene",
        "my passport expired, where do I renew it",
        "open a bank account with my ID",
        "I need a driving licence but have no ID yet",
        "land title, how do I get it",
        "change my ID number in the land register",
        "làm giấy khai sinh bao nhiêu tiền",
        "the bank app asks for my face again",
    ],
)
def test_what_a_verb_of_wanting_governs_is_asked_for(text: str) -> None:
    assert set(told(text)) == {"neighbour"}


def test_a_card_of_another_office_is_no_card_beside_it() -> None:
    text = "la tarjeta del banco no funciona"
    assert beside(text, {(0, 20): "bank"}) == set()


def test_a_text_whose_letters_do_not_fold_one_to_one_is_left_alone() -> None:
    assert beside("ﬃ thẻ và hộ chiếu ʼn", {(8, 16): "passport"}) in (set(), {(8, 16)})
