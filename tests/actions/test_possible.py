"""Values that slots and payloads may hold."""

from __future__ import annotations

from typing import Any

import pytest

from actions.possible import completed, is_date, is_day, is_part_of_birth, is_possible, possible_entities


@pytest.mark.parametrize("value", ["2026-11-22", "2024-02-29", "2022-03", "1990"])
def test_iso_dates_are_dates(value: str) -> None:
    assert is_date(value)


@pytest.mark.parametrize(
    "value",
    ["1990-13-45", "2025-02-29", "1990-5-2", "0000", "9999-12-31", "20/5/1990", "", "x", "२०२१", None, 1990, []],
)
def test_nothing_else_is(value: Any) -> None:
    assert not is_date(value)


def test_part_of_a_birth_date_is_no_day() -> None:
    for value in ("1992", "1992-05", "--05-20", "--02-29"):
        assert is_part_of_birth(value)
        assert not is_day(value)
    for other in ("--13-40", "1990-05-20", None):
        assert not is_part_of_birth(other)


@pytest.mark.parametrize(
    ("before", "value", "text", "birth_date"),
    [
        ("1992", "2026-05-20", "20/5", "1992-05-20"),
        ("1992", "--05-20", "sinh ngày 20/5", "1992-05-20"),
        ("1992-05", "2026-05-20", "ngày 20 tháng 5", "1992-05-20"),
        ("--05-20", "1992", "1992", "1992-05-20"),
        ("1992", "1993-05-20", "20/5/1993", "1993-05-20"),
        ("1992", "1993-05-20", "20/5/93", "1993-05-20"),
        ("1992", "1992", "năm 1992", "1992"),
        ("1991", "2024-02-29", "29/2", "2024-02-29"),
        (None, "1992-05-20", "20/5/1992", "1992-05-20"),
    ],
)
def test_a_birth_date_is_completed_by_what_was_told_before(
    before: str | None, value: str, text: str, birth_date: str
) -> None:
    assert completed(before, value, text) == birth_date


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("document", "passport"),
        ("person", {"a": 1}),
        ("law", "law_1999"),
        ("language", "fr"),
        ("age", "9" * 50),
        ("age", "²"),
        ("date", "--05-20"),
        ("problem", "nothing_we_say"),
        ("province", ["hue"]),
    ],
)
def test_what_nobody_knows_is_not_possible(name: str, value: Any) -> None:
    assert not is_possible(name, value)


def test_an_impossible_date_of_a_payload_is_kept_to_be_told() -> None:
    entities: list[dict[str, Any]] = [
        {"entity": "birth_date", "value": "1990-13-45"},
        {"entity": "document", "value": ["cccd", ["x"], "y"]},
    ]
    assert possible_entities(entities) == {"impossible_date": ("1990-13-45",), "document": ("cccd",)}
