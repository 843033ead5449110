"""What cannot be so is asked about, and never priced."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.law.checklists import ChecklistCase, checklist
from actions.law.errors import CaseError
from actions.law.fees import FeeCase, fee
from actions.law.renewals import RenewalCase, renewal
from common import vocabulary

TODAY = date(2026, 11, 29)

# A case, the field that is asked about, the code of the error.
IMPOSSIBLE = [
    # A reason "age" where no age asks for a new card.
    ({"document": "can_cuoc", "reason": "age", "age": 4}, "reason", "no_milestone"),
    ({"document": "can_cuoc", "reason": "age", "age": 30}, "reason", "no_milestone"),
    ({"document": "can_cuoc", "reason": "age", "age": 24}, "reason", "no_milestone"),
    ({"document": "cccd", "reason": "age", "age": 30}, "reason", "no_milestone"),
    ({"document": "cccd", "reason": "age", "age": 14, "day": date(2022, 5, 5)}, "reason", "no_milestone"),
    # A child's card runs to 14.
    ({"document": "can_cuoc", "reason": "expired", "age": 8}, "reason", "no_milestone"),
    # Persons that the age belies.
    ({"document": "can_cuoc", "reason": "lost", "persons": ("child",), "age": 40}, "age", "not_that_person"),
    ({"document": "can_cuoc", "reason": "lost", "persons": ("child",), "age": 18}, "age", "not_that_person"),
    ({"document": "can_cuoc", "reason": "lost", "persons": ("elderly",), "age": 30}, "age", "not_that_person"),
    (
        {"document": "cccd", "reason": "lost", "persons": ("orphan",), "age": 18, "day": date(2018, 5, 5)},
        "age",
        "not_that_person",
    ),
    # Only citizens get a card.
    (
        {"document": "can_cuoc", "reason": "first_card", "persons": ("foreigner",), "age": 30},
        "persons",
        "not_for_them",
    ),
    (
        {"document": "cccd", "reason": "lost", "persons": ("foreigner",), "day": date(2020, 5, 5)},
        "persons",
        "not_for_them",
    ),
    # Nobody so young can hold that card.
    ({"document": "cmnd", "reason": "lost", "age": 8, "day": date(2019, 5, 5)}, "document", "too_young_to_hold"),
    ({"document": "cmnd", "reason": "lost", "age": 8}, "document", "too_young_to_hold"),
    ({"document": "cmnd", "reason": "lost", "age": 15}, "document", "too_young_to_hold"),
    ({"document": "cccd", "reason": "lost", "age": 13, "day": date(2022, 5, 5)}, "document", "too_young_to_hold"),
    ({"document": "cccd", "reason": "damaged", "age": 15}, "document", "too_young_to_hold"),
    # Under the law of 2014 the first card came at 14.
    ({"document": "cccd", "reason": "first_card", "age": 10, "day": date(2022, 1, 1)}, "age", "too_young"),
]


@pytest.mark.parametrize(("case", "field", "code"), IMPOSSIBLE)
def test_impossible_case_has_no_price_and_no_list(case: dict[str, Any], field: str, code: str) -> None:
    for ask in (lambda values: fee(FeeCase(**values)), lambda values: checklist(ChecklistCase(**values))):
        with pytest.raises(CaseError) as caught:
            ask({"day": TODAY, **case})
        assert (caught.value.field, caught.value.code) == (field, code)
        for language in vocabulary.LANGUAGES:
            assert "{" not in caught.value.say(language)


def test_at_30_the_way_on_is_an_expired_card_or_a_wish() -> None:
    with pytest.raises(CaseError) as caught:
        fee(FeeCase(document="can_cuoc", reason="age", age=30, day=TODAY))
    assert caught.value.choices == ("expired", "request")
    assert "14, 25, 40, 60" in caught.value.say("vi")


def test_at_4_no_card_has_run_out() -> None:
    with pytest.raises(CaseError) as caught:
        fee(FeeCase(document="can_cuoc", reason="age", age=4, day=TODAY))
    assert caught.value.choices == ("request",)


def test_a_child_with_a_cccd_is_asked_whether_it_is_the_new_card() -> None:
    with pytest.raises(CaseError) as caught:
        fee(FeeCase(document="cccd", reason="lost", age=8, day=TODAY))
    assert caught.value.choices == ("can_cuoc",)
    assert "14" in caught.value.say("es")


# What looks odd and is right.
POSSIBLE = [
    ({"document": "can_cuoc", "reason": "age", "age": 25}, 0),
    ({"document": "can_cuoc", "reason": "expired", "age": 30}, 0),
    ({"document": "can_cuoc", "reason": "lost", "persons": ("child",), "age": 15}, 0),
    # A minor, and too old for the exemption of children.
    ({"document": "can_cuoc", "reason": "lost", "persons": ("child",), "age": 16}, 35_000),
    ({"document": "can_cuoc", "reason": "lost", "persons": ("elderly",), "age": 60}, 0),
    # Asked with the older names, for a first card.
    ({"document": "cccd", "reason": "first_card", "age": 8}, 0),
    # 14 on the last day of the CCCD, 16 today.
    ({"document": "cccd", "reason": "lost", "age": 16}, 35_000),
    ({"document": "cmnd", "reason": "lost", "age": 16}, 15_000),
    ({"document": "cmnd", "procedure": "conversion", "age": 14, "day": date(2018, 5, 5)}, 30_000),
    # A foreigner may have a Chinese card.
    ({"document": "cn_id", "reason": "lost", "persons": ("foreigner",)}, 40),
]


@pytest.mark.parametrize(("case", "in_person"), POSSIBLE)
def test_possible_case_is_priced(case: dict[str, Any], in_person: int) -> None:
    assert fee(FeeCase(**{"day": TODAY, **case})).in_person == in_person


@pytest.mark.parametrize(
    ("case", "field", "code"),
    [
        # Issued before the holder was born, or before he was 14.
        (
            {"document": "cmnd", "birth_date": "1990-05-20", "issue_date": "1985-01-01"},
            "birth_date",
            "birth_after_issue",
        ),
        ({"document": "cmnd", "birth_date": "1990-05-20", "issue_year": 1985}, "birth_date", "birth_after_issue"),
        ({"document": "cmnd", "birth_date": "2000-05-20", "issue_date": "2008-05-20"}, "birth_date", "too_young"),
        ({"document": "cccd", "birth_date": "2015-05-20", "issue_date": "2023-05-20"}, "birth_date", "too_young"),
        # Issued before the card existed, or after its last day.
        (
            {"document": "cccd", "birth_date": "1990-05-20", "issue_date": "2015-12-31"},
            "issue_date",
            "not_issued_then",
        ),
        (
            {"document": "cmnd", "birth_date": "1990-05-20", "issue_date": "2024-07-01"},
            "issue_date",
            "not_issued_then",
        ),
        (
            {"document": "cmnd", "birth_date": "1990-05-20", "issue_date": "2026-01-01"},
            "issue_date",
            "not_issued_then",
        ),
        ({"document": "cmnd", "birth_date": "1990-05-20", "issue_year": 2025}, "issue_date", "not_issued_then"),
        ({"document": "cmnd", "issue_date": "2025-01-01"}, "issue_date", "not_issued_then"),
    ],
)
def test_impossible_card_has_no_validity(case: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(CaseError) as caught:
        renewal(RenewalCase(**{"day": TODAY, **case}))
    assert (caught.value.field, caught.value.code) == (field, code)
