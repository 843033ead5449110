"""A case that cannot be is asked back in the chat, with the way on as buttons."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.answers import checklist, fee, renewal
from actions.question import Case

TODAY = date(2026, 11, 29)


def case(language: str = "vi", **known: Any) -> Case:
    values: dict[str, Any] = {"intent": "fee", "text": "…", "entities": {}, "country": "vn"}
    return Case(language=language, **{**values, **known})


@pytest.mark.parametrize("answer", [fee.answer, checklist.answer])
@pytest.mark.parametrize(
    ("known", "reason", "text", "buttons"),
    [
        (
            {"document": "can_cuoc", "reason": "age", "age": 30},
            "reason_no_milestone",
            "14, 25, 40, 60",
            ['/inform{"reason":"expired"}', '/inform{"reason":"request"}'],
        ),
        (
            {"document": "can_cuoc", "reason": "age", "age": 4},
            "reason_no_milestone",
            "Ở tuổi 4 ",
            ['/inform{"reason":"request"}'],
        ),
        (
            {"document": "cccd", "reason": "lost", "age": 8},
            "document_too_young_to_hold",
            "từ 14 tuổi",
            ['/inform{"document":"can_cuoc"}'],
        ),
        ({"document": "cmnd", "reason": "lost", "age": 8}, "document_too_young_to_hold", "từ 14 tuổi", None),
        (
            {"document": "can_cuoc", "reason": "lost", "age": 40, "persons": ("child",)},
            "age_not_that_person",
            "40",
            [],
        ),
        (
            {"document": "can_cuoc", "reason": "first_card", "age": 30, "persons": ("foreigner",)},
            "persons_not_for_them",
            "công dân Việt Nam",
            [],
        ),
    ],
)
def test_impossible_case_is_a_question_back(
    answer: Any, known: dict[str, Any], reason: str, text: str, buttons: list[str] | None
) -> None:
    reply = answer(case(**known), TODAY)

    assert (reply.status, reply.reason, reply.computed) == ("clarify", reason, None)
    assert text in reply.text
    if buttons is not None:
        assert [shown["payload"] for shown in reply.buttons] == buttons


def test_cmnd_dated_after_its_last_day_is_asked_about() -> None:
    reply = renewal.answer(case(document="cmnd", birth_date="1990-05-20", issue_date="2025-03-01"), TODAY)

    assert (reply.status, reply.reason) == ("clarify", "issue_date_not_issued_then")


def test_a_child_without_an_age_is_asked_for_it_where_it_changes_the_way() -> None:
    reply = checklist.answer(case(document="can_cuoc", reason="name_change", persons=("child",)), TODAY)

    assert (reply.status, reply.reason) == ("clarify", "age_missing")
