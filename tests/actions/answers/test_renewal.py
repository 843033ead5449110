"""A renewal opens with the date, or with what to do where it is over."""

from __future__ import annotations

from typing import Any

import pytest

from actions.answers import renewal
from actions.reply import Reply
from tests.actions.answers import anatomy_rules
from tests.actions.answers.conftest import LANGUAGES, TODAY, doubt, lead, lines, more, question

pytestmark = pytest.mark.usefixtures("library")

CASES: list[tuple[dict[str, Any], str]] = [
    ({"document": "cccd", "birth_date": "1990-05-20", "issue_date": "2021"}, "On 20 May 2030, when you turn 40"),
    ({"document": "can_cuoc", "birth_date": "2015-01-02", "issue_date": "2025-03-01"}, "On 2 January 2029"),
    ({"document": "cccd", "birth_date": "1985-05-20", "issue_date": "2021-03-01"}, "Due since 20 May 2025"),
    ({"document": "cccd", "birth_date": "1962-10-10", "issue_date": "2021-03-15"}, "No further exchange"),
    ({"document": "cmnd", "birth_date": "1990-05-20", "issue_date": "2015"}, "Due since 31 December 2024"),
    ({"document": "cn_id", "birth_date": "1990-05-20", "issue_date": "2020-06-01"}, "On 1 June 2040"),
    ({"document": "cn_id", "birth_date": "1960-05-20", "issue_date": "2020-06-01"}, "No further exchange"),
    ({"document": "can_cuoc", "birth_date": "2012-02-29", "issue_date": "2026-03-01"}, "On 28 February 2037"),
]


def answer(language: str = "en", **known: Any) -> Reply:
    return renewal.answer(question(language, intent="validity", **known), TODAY)


@pytest.mark.parametrize(("known", "opens"), CASES)
def test_opens_with_the_date(known: dict[str, Any], opens: str) -> None:
    assert lead(answer(**known)).startswith(opens)
    for language in LANGUAGES:
        anatomy_rules.check(answer(language, **known))


def test_the_model_answer() -> None:
    reply = answer("vi", document="cccd", birth_date="1990-05-20", issue_date="2021")
    assert lead(reply) == (
        "Đến ngày 20 tháng 5 năm 2030, khi tròn 40 tuổi, mới phải đổi; trước đó thẻ vẫn dùng bình thường."
    )
    assert lines(reply) == {
        "note": "Đổi sang thẻ căn cước sớm hơn là tùy bạn; chưa đổi thì không bị phạt.",
        "case": "Sinh 20/05/1990, thẻ căn cước công dân (CCCD) cấp 2021.",
    }
    assert doubt(reply) == ""


def test_a_card_that_is_due_is_not_told_that_waiting_is_free() -> None:
    reply = answer(document="cccd", birth_date="1985-05-20", issue_date="2021-03-01")
    assert "fined" in lines(reply)["note"]
    assert "no fine" not in reply.text + more(reply)


def test_the_end_of_the_cmnd_is_explained_in_the_fold() -> None:
    reply = answer(document="cmnd", birth_date="1990-05-20", issue_date="2015")
    assert "papers issued with its data stay valid" in more(reply)


def test_a_leap_day_may_be_printed_otherwise() -> None:
    reply = answer(document="can_cuoc", birth_date="2012-02-29", issue_date="2026-03-01")
    assert "date printed on the card" in doubt(reply)
