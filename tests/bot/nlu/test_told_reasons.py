"""Reasons told in free words, and words that are near one and tell none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.entities import find_entities

TODAY = date(2026, 11, 30)


def reasons(text: str) -> set[str]:
    return {str(e["value"]) for e in find_entities(text, TODAY) if e["entity"] == "reason"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("họ ghi nhầm tên đệm của bé trên thẻ", "error_agency"),
        ("cong an nhap sai que quan cua toi", "error_agency"),
        ("sai ngày sinh là lỗi bên công an", "error_agency"),
        ("the clerk typed my surname wrong", "error_agency"),
        ("they printed the wrong address on it", "error_agency"),
        ("it was a typo by the police", "error_agency"),
        ("la oficina escribió mal mi apellido", "error_agency"),
        ("el funcionario se equivocó, o sea, la policía se equivocó", "error_agency"),
        ("xã cũ nhập vô phường khác rồi", "admin_unit"),
        ("huyện em không còn nữa", "admin_unit"),
        ("the con ghi tinh cu", "admin_unit"),
        ("quê em giờ là phường", "admin_unit"),
        ("our ward was renamed last year", "admin_unit"),
        ("my commune has a new name", "admin_unit"),
        ("nuestra comuna cambió de nombre", "admin_unit"),
        ('mi "xã" ya no existe', "admin_unit"),
        ("mẹ qua 60 tuổi mà chưa đổi", "age"),
        ("em mới tròn 25 tuổi, đi đổi thẻ", "age"),
        ("i am past my 40th birthday", "age"),
        ("mi padre ya cumplió 60, ¿renueva?", "age"),
        ("hình trong thẻ xấu quá, muốn đổi hình khác", "request"),
        ("i hate the photo, can i change the card", "request"),
        ("i want the new card though mine is fine", "request"),
        ("la foto salió fea, ¿puedo cambiar la tarjeta?", "request"),
        ("my dog chewed my id", "damaged"),
        ("i bent the card in the washing machine", "damaged"),
        ("chó cắn nát thẻ", "damaged"),
        ("se me rajó el carnet", "damaged"),
        ("mi hijo partió la tarjeta", "damaged"),
        ("nos mudamos de provincia", "residence_change"),
    ],
)
def test_a_reason_told_in_free_words(text: str, reason: str) -> None:
    assert reason in reasons(text)


@pytest.mark.parametrize(
    "text",
    [
        "công ty giữ căn cước gốc của công nhân",
        "nộp đơn làm thẻ ở đồn công an",
        "thẻ của vợ đang chờ",
        "ra công chứng giấy tờ",
        "bệnh viện in ảnh",
        "phường nào làm thẻ",
        "which ward makes my card",
        "the card machine at the office",
        "how do they print my name",
        "what happens if they print my name wrong",
        "¿qué imprime la oficina en la tarjeta?",
        "¿mi comuna hace tarjetas?",
        "thẻ chưa bị gãy đôi",
        "anh tôi muốn đổi thẻ",
        "ảnh xấu có được chụp lại không",
    ],
)
def test_what_is_near_one_tells_none(text: str) -> None:
    assert reasons(text) == set()


def test_an_error_of_the_office_is_not_the_citizens() -> None:
    assert reasons("thẻ ghi sai năm sinh, do cán bộ ghi nhầm") == {"error_agency"}


def test_the_name_of_a_commune_is_nobodys_own() -> None:
    assert reasons("my ward has a new name") == {"admin_unit"}


def test_an_age_is_no_reason_beside_a_loss_or_a_first_card() -> None:
    assert reasons("vừa tròn 40 tuổi thì mất thẻ") == {"lost"}
    assert reasons("we moved to a new flat and lost my card") == {"lost"}
    assert reasons("con đủ 14 tuổi làm lần đầu") == set()
