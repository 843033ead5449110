"""Reasons that are named but not meant."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.entities import find_entities

TODAY = date(2026, 11, 29)


def reasons(text: str) -> set[str]:
    return {str(e["value"]) for e in find_entities(text, TODAY) if e["entity"] == "reason"}


@pytest.mark.parametrize(
    "text",
    [
        "no quiero cambiarla ni me la han robado",
        "cuánto vale renovar, no xq la perdí",
        "neither lost nor stolen",
        "not cuz it's lost",
        "làm thẻ mất phí bao nhiêu",
        "lam the mat phi bao nhieu",
        "đổi cccd mất mấy ngày",
        "làm cccd mất tầm mấy hôm",
        "làm thẻ có mất đồng nào không",
        "làm thẻ mất khoảng bao nhiêu tiền",
        "đổi thẻ thì mất chừng mấy tuần",
        "làm thẻ mất 7 ngày đúng không",
        "làm lại thẻ mất tối đa bao nhiêu ngày",
        "đổi thẻ mất lâu không",
        "đổi thẻ mất vài ngày",
        "làm thẻ mất hai tuần rồi chưa có",
        "làm cccd mất khoảng 35k phải không",
        "năm 2020 làm lại cccd ở uỷ ban xã mất bao nhiêu ngày",
    ],
)
def test_mat_that_costs_or_takes_is_no_loss(text: str) -> None:
    assert reasons(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "thẻ căn cước chưa hết hạn thì có bắt buộc đổi không",
        "the chua het han co doi duoc ko",
        "thẻ còn hạn chưa bị hỏng thì đổi được không",
        "thẻ không bị mất mà muốn làm lại",
        "không phải bị mất",
        "nếu không mất thì có phải đổi không",
        "tôi chưa mất thẻ bao giờ",
        "chưa đến tuổi đổi",
        "trước khi hết hạn có đổi được không",
        "I never lost my card",
        "my card hasn't expired yet",
        "my card isn’t lost",
        "can I renew before it expires",
        "no he perdido la tarjeta",
        "mi tarjeta aún no ha caducado",
        "ya no está perdida",
        "todavía no venció",
    ],
)
def test_a_denied_reason_is_none(text: str) -> None:
    assert reasons(text) == set()


@pytest.mark.parametrize("text", ["nếu không đổi thì có bị phạt không", "if I do not renew it", "si no la cambio"])
def test_a_condition_gives_no_reason(text: str) -> None:
    assert reasons(text) == set()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("không phải bị mất mà bị hỏng", "damaged"),
        ("I didn't lose my card, it's damaged", "damaged"),
        ("no la perdí, se rompió", "damaged"),
        ("tại nó hư", "damaged"),
        ("vi no hong roi", "damaged"),
        ("không may mất thẻ", "lost"),
        ("không cẩn thận làm mất thẻ", "lost"),
        ("không biết để đâu mất rồi", "lost"),
        ("rớt đâu mất cccd", "lost"),
        ("tôi mất thẻ 5 tháng rồi", "lost"),
        ("thẻ mất 3 ngày rồi giờ làm sao", "lost"),
        ("mất thẻ hôm qua", "lost"),
        ("mất 2 thẻ", "lost"),
        ("thẻ mất lâu rồi", "lost"),
        ("hồi 2024 cấp lại thẻ bị mất hết mấy đồng", "lost"),
        ("đổi được không hết hạn rồi", "expired"),
        ("nếu mất thẻ thì làm sao", "lost"),
        ("no, la perdí", "lost"),
        ("no tengo la tarjeta, la perdí", "lost"),
        ("I do not have it, lost it", "lost"),
    ],
)
def test_a_reason_beside_a_denial_is_meant(text: str, reason: str) -> None:
    assert reasons(text) == {reason}
