"""Which day a date is: by the words around it, then by reason."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.date_roles import date_roles
from bot.nlu.dates import find_dates
from common.text import fold

TODAY = date(2026, 11, 29)


def roles(text: str) -> list[str]:
    folded = fold(text)
    return date_roles(text, folded, find_dates(text, folded, TODAY), TODAY)


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("tôi sinh ngày 20/5/1990", "birth_date"),
        ("nací el 20/5/1990", "birth_date"),
        ("20/5/1990 là ngày sinh", "birth_date"),
        ("thẻ cấp ngày 3/7/2021", "issue_date"),
        ("my card was issued on 3 July 2021", "issue_date"),
        ("thẻ hết hạn ngày 20/5/2030", "expiry_date"),
        ("vence el 20/5/2030", "expiry_date"),
        ("nộp hồ sơ ngày 19/11/2026", "received_date"),
        ("I filed on 19 November 2026", "received_date"),
        ("em mất thẻ ngày 1/11/2026", "event_date"),
        ("lệ phí tháng 3/2022", "date"),
        ("31/02/2026", "impossible_date"),
        ("sacó la tarjeta nueva en marzo de 2025", "issue_date"),
        ("thẻ mẫu mới 2024", "issue_date"),
        ("mới làm năm 2025", "issue_date"),
        ("my CCCD is fine until 2031", "expiry_date"),
        ("handing it in on 26 April 2027", "received_date"),
        ("em mất thẻ tháng 5/2022, hồi đó phí bao nhiêu", "date"),
        ("renuncié en 2019", "event_date"),
    ],
)
def test_the_words_around_a_date_tell_its_role(said: str, role: str) -> None:
    assert roles(said) == [role]


def test_two_bare_days_far_apart_are_a_birth_and_a_card() -> None:
    assert roles("20/5/1990, 3/7/2021") == ["birth_date", "issue_date"]
    assert roles("20/5/1990, 20/5/2030") == ["birth_date", "expiry_date"]


def test_a_span_of_the_card_is_its_issue_and_its_expiry() -> None:
    assert roles("thẻ cấp 3/7/2021 đến 20/5/2030") == ["issue_date", "expiry_date"]


def test_a_year_in_a_story_is_not_asked_about_but_a_price_of_then_is() -> None:
    assert roles("năm 2015 tôi ở Lào, bây giờ muốn làm thẻ thì cần gì")[0] == "event_date"
    assert roles("năm 2015 tôi làm CMND, nay muốn đổi thì cần gì")[0] == "issue_date"
    assert roles("năm 2022 phí bao nhiêu, bây giờ bao nhiêu")[0] == "date"


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("yesterday somebody stole my id", "event_date"),
        ("my wallet got snatched yesterday", "event_date"),
        ("i got married last month and changed my name", "event_date"),
        ("se me cayó ayer la tarjeta", "event_date"),
        ("el mes pasado me mudé", "event_date"),
        ("hôm qua thẻ bị gãy", "event_date"),
        ("hom qua bi trom mat can cuoc", "event_date"),
        ("tháng trước em chuyển nhà", "event_date"),
        ("tháng trước tôi nộp hồ sơ", "received_date"),
        ("I moved house two years ago", "event_date"),
        ("me mudé hace un año, ¿tengo que cambiarla?", "event_date"),
        ("what was the fee two years ago", "date"),
        ("3 năm trước làm thẻ tốn nhiêu", "date"),
        ("phí tháng trước bao nhiêu", "date"),
        ("what was the fee last month", "date"),
        ("cuánto costaba el mes pasado", "date"),
        ("năm ngoái đổi thẻ ra sao", "date"),
    ],
)
def test_a_day_that_is_over_is_asked_about_only_where_a_figure_is(said: str, role: str) -> None:
    assert roles(said) == [role]


@pytest.mark.parametrize(
    "said",
    [
        "căn cước em làm năm ngoái bị nứt",
        "thẻ của tôi mới nhận tháng trước đã hỏng",
        "they gave me the card in March 2025",
        "my card, given to me in 2024, is torn",
        "la tarjeta me la dieron en mayo de 2024",
        "a mi hijo le hicieron la cédula en 2023",
        "mi prima se sacó el carnet en 2018",
    ],
)
def test_the_day_on_which_a_card_was_made_is_its_issue(said: str) -> None:
    assert roles(said) == ["issue_date"]


def test_an_appointment_that_was_given_and_the_fee_of_a_making_are_no_issue() -> None:
    assert roles("me dieron cita el 3 de diciembre") == ["date"]
    assert roles("they gave us an appointment on 3 December") == ["date"]
    assert roles("phí làm thẻ năm 2022 bao nhiêu") == ["date"]
