"""What is lost: a card, or something that no card is issued for."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.entities import find_entities
from bot.nlu.losses import is_no_card_lost

TODAY = date(2026, 11, 29)


def tells_a_loss(text: str) -> bool:
    return any(e["entity"] == "reason" and e["value"] == "lost" for e in find_entities(text.lower(), TODAY))


@pytest.mark.parametrize(
    "text",
    [
        "ba em mất hôm 20/11, khai tử ở đâu, thẻ của ba thì sao",
        "Ông nội mất năm ngoái, thẻ của ông có phải trả lại không",
        "me toi mat roi, the cua me phai nop lai khong",
        "anh chup mat co can moi khong",
        "co phai quet mong mat khong",
        "lam the co bat quet mat khong",
        "chup anh mat kinh co duoc khong",
        "mat kinh co phai bo ra khong",
        "mat truoc cccd bi mo",
        "mat sau the co gi",
        "phai co mat truc tiep khong",
        "quen mat khau vneid",
        "cccd cũ có mất giá trị không",
        "khi nao the mat hieu luc",
        "cmnd mất hiệu lực từ ngày nào",
        "tôi mất quyền sử dụng thẻ à",
        "người mất quốc tịch có phải nộp thẻ không",
        "mat quoc tich thi the sao",
        "người mất năng lực hành vi thì ai làm thẻ",
        "em bị mất việc thì có được giảm phí không",
        "bố em mất trí nhớ thì làm thẻ sao",
        "mất một ngón tay thì lấy vân tay thế nào",
        "mất ngón tay có làm thẻ được không",
        "mất lịch hẹn thì sao",
        "I lost my job, is the fee lower",
        "my father lost his memory, can I apply for him",
        "I lost a finger, how do they take fingerprints",
        "she lost her sight",
        "he lost his Vietnamese citizenship",
        "what happens on loss of nationality",
        "loss of legal capacity",
        "I lost my appointment, can I book again",
        "I am lost, where do I start",
        "perdí el trabajo, hay descuento",
        "perdí la cita, puedo pedir otra",
        "perdió la memoria",
        "la tarjeta perdió su vigencia",
        "perdí un dedo",
        "pérdida de la nacionalidad",
        "perdió la vista de un ojo",
        "estoy perdido, qué hago",
    ],
)
def test_a_face_a_right_or_a_job_is_no_lost_card(text: str) -> None:
    assert not tells_a_loss(text)


@pytest.mark.parametrize(
    "text",
    [
        "anh mat cccd roi",
        "toi mat roi",
        "la tarjeta perdida de mi madre",
        "phiếu dc02 mất thẻ tích ô nào",
        "toi muon trinh bao mat can cuoc",
        "lam lai can cuoc bi mat mat bao nhieu",
        "mat tren xe buyt",
        "anh em mat the",
        "bi mat the",
        "lam mat can cuoc",
        "con mat cccd hom qua",
        "mat cccd thi lam sao",
        "mất thẻ và mất việc",
        "quet xong ve nha mat the luon",
        "mat tai nha",
        "toi mat sau khi nhan",
        "I lost my card",
        "I lost my job and my card",
        "I lost my mother's ID card",
        "I lost my work ID card",
        "it got lost",
        "my card is lost",
        "perdí la tarjeta",
        "perdí la tarjeta de mi madre",
        "perdí el trabajo y la tarjeta",
        "se me perdió el carné",
        "pérdida de la tarjeta",
        "the loss of my card",
    ],
)
def test_a_card_that_is_gone_is_lost(text: str) -> None:
    assert tells_a_loss(text)


@pytest.mark.parametrize(
    ("text", "word", "no_card"),
    [("i lost my job", "lost", True), ("i lost my card", "lost", False), ("anh chup mat moi", "mat", True)],
)
def test_the_words_around_a_loss_tell_of_what(text: str, word: str, no_card: bool) -> None:
    start = text.index(word)
    assert is_no_card_lost(text, start, start + len(word)) is no_card
