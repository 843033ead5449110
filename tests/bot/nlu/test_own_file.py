"""What only one's own file tells, and whose data is looked up nowhere."""

from __future__ import annotations

import pytest

from bot.nlu.own_file import asks_for_others, asks_for_own


@pytest.mark.parametrize(
    "text",
    [
        "thẻ em đặt làm ở Bình Thạnh in xong chưa ad",
        "the cua ba toi ve phuong chua",
        "hồ sơ đổi thẻ của mình tới đâu rồi",
        "số căn cước của em là bao nhiêu vậy",
        "so cccd cua toi la so may",
        "quên số định danh của con rồi, xem giúp số định danh của con",
        "is our card done yet",
        "has her ID card been printed",
        "what's the number on my old card, I lost it",
        "tell me my ID number",
        "¿ya está lista mi tarjeta?",
        "mi carné ya llegó o no",
        "¿cuál era el número de mi tarjeta?",
    ],
)
def test_one_s_own_file_is_asked_for(text: str) -> None:
    assert asks_for_own(text)
    assert not asks_for_others(text)


@pytest.mark.parametrize(
    "text",
    [
        "xem thẻ in xong chưa ở đâu",
        "khi nào thẻ in xong",
        "số căn cước là gì",
        "how do I see whether my card is ready",
        "what is my ID number for",
        "¿cuándo estará lista mi tarjeta?",
        "mi tarjeta ya está lista, ¿puede recogerla mi hermana?",
        "thẻ hết hạn chưa đổi có sao không",
    ],
)
def test_a_general_question_is_not(text: str) -> None:
    assert not asks_for_own(text)


@pytest.mark.parametrize(
    "text",
    [
        "số căn cước này của ai thế",
        "tra giùm địa chỉ của thằng bạn em",
        "tìm số định danh của chị Trần Thu Hà",
        "kiem giup so cccd cua vo cu",
        "whose ID number is this",
        "who does this number belong to",
        "get me my landlord's ID number",
        "¿de quién es este número?",
        "búscame el número de mi vecina",
        "dime el número de CCCD de Pedro Ramos",
    ],
)
def test_other_people_are_asked_about(text: str) -> None:
    assert asks_for_others(text)


@pytest.mark.parametrize(
    "text",
    [
        "có số căn cước thì tìm ra địa chỉ của người khác được không",
        "can I find somebody's address by the number",
        "số 1900 0368 của ai",
        "my aunt whose card is lost wants a new one",
        "đăng ký cho bé dùng số điện thoại của ai",
    ],
)
def test_a_rule_or_a_service_is_no_person(text: str) -> None:
    assert not asks_for_others(text)
