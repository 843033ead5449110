"""What a question tells of its case without naming it."""

from __future__ import annotations

from typing import Any

import pytest

from actions.answers import fee
from actions.answers.case import complete
from tests.actions.answers.conftest import TODAY, lead, question


def born(day: str) -> dict[str, Any]:
    """Return what a message that tells a birth tells."""
    return {"birth_date": day, "entities": {"birth_date": (day,)}}


CASES: list[tuple[dict[str, Any], tuple[str | None, str | None, str | None]]] = [
    # known -> document, procedure, reason
    ({"document": "can_cuoc", "entities": {"document": ("cmnd", "can_cuoc")}}, ("cmnd", "conversion", None)),
    (
        {"document": "can_cuoc", "procedure": "exchange", "entities": {"document": ("cccd", "can_cuoc")}},
        ("cccd", "conversion", None),
    ),
    (
        {"document": "can_cuoc", "reason": "lost", "entities": {"document": ("cccd", "can_cuoc")}},
        ("cccd", None, "lost"),
    ),
    ({"document": "can_cuoc", "age": 7}, ("can_cuoc", "first", None)),
    ({"document": "can_cuoc", "persons": ("child",)}, ("can_cuoc", "first", None)),
    ({"document": "can_cuoc", "age": 7, "reason": "lost"}, ("can_cuoc", None, "lost")),
    ({"document": "can_cuoc", "age": 40, "procedure": "exchange"}, ("can_cuoc", "exchange", "age")),
    ({"document": "can_cuoc", "age": 41, "procedure": "exchange"}, ("can_cuoc", "exchange", None)),
    ({"document": "can_cuoc", "age": 40, "procedure": "reissue"}, ("can_cuoc", "reissue", None)),
    ({"document": "cn_id", "age": 7}, ("cn_id", None, None)),
    ({"document": "can_cuoc", "age": 40, **born("1986-12-15")}, ("can_cuoc", None, "age")),
    ({"document": "can_cuoc", "age": 40, **born("1987-03")}, ("can_cuoc", None, "age")),
    ({"document": "can_cuoc", "age": 40, **born("1986-05-15")}, ("can_cuoc", None, None)),
    ({"document": "can_cuoc", "age": 41, **born("1985-12-15")}, ("can_cuoc", None, None)),
]


@pytest.mark.parametrize(("known", "case"), CASES)
def test_what_is_told_is_taken(known: dict[str, Any], case: tuple[str | None, str | None, str | None]) -> None:
    told = complete(question(**known), TODAY)
    assert (told.document, told.procedure, told.reason) == case


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("known", "opens"),
    [
        ({"document": "can_cuoc", "entities": {"document": ("cmnd", "can_cuoc")}}, "15,000 dong"),
        ({"document": "can_cuoc", "entities": {"document": ("cccd", "can_cuoc")}}, "15,000 dong"),
        ({"document": "can_cuoc", "procedure": "exchange"}, "25,000 dong"),
        ({"document": "can_cuoc", "procedure": "exchange", "age": 40}, "No fee"),
        ({"document": "can_cuoc", "reason": "lost"}, "35,000 dong"),
        ({"document": "can_cuoc", "reason": "damaged", "channel": "online"}, "35,000 dong, online"),
        ({"document": "can_cuoc", "reason": "lost", "channel": "in_person"}, "35,000 dong, in person"),
        ({"document": "can_cuoc", "reason": "error_agency"}, "No fee"),
        (
            {"document": "can_cuoc", "reason": "error_citizen"},
            "Free if the issuing office made the mistake",
        ),
        ({"document": "can_cuoc", "reason": "admin_unit"}, "No fee"),
        ({"document": "can_cuoc", "reason": "name_change"}, "25,000 dong"),
        ({"document": "can_cuoc", "procedure": "first"}, "No fee"),
        ({"document": "can_cuoc", "persons": ("child",)}, "No fee"),
        ({"document": "can_cuoc", "reason": "lost", "age": 65}, "No fee"),
    ],
)
def test_each_case_has_its_line_of_the_tariff(known: dict[str, Any], opens: str) -> None:
    assert lead(fee.answer(question("en", **known), TODAY)).startswith(opens)
