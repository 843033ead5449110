"""Children: under 6 everything online by the representative, from 6 with biometrics, and what is free for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.law.checklists import Checklist, ChecklistCase, checklist
from actions.law.errors import CaseError
from actions.law.renewals import RenewalCase, renewal

TODAY = date(2026, 11, 29)


def listed(reason: str, age: int | None, day: date = TODAY, **more: Any) -> Checklist:
    return checklist(ChecklistCase(document="can_cuoc", reason=reason, age=age, day=day, **more))


@pytest.mark.parametrize(
    ("reason", "procedure"),
    [
        ("first_card", "first"),
        ("lost", "reissue"),
        ("damaged", "reissue"),
        ("name_change", "exchange"),
        ("birth_change", "exchange"),
        ("gender_origin", "exchange"),
        ("residence_change", "exchange"),
        ("error_agency", "exchange"),
        ("error_citizen", "exchange"),
        ("admin_unit", "exchange"),
        ("request", "exchange"),
    ],
)
def test_under_6_the_representative_does_everything_online(reason: str, procedure: str) -> None:
    found = listed(reason, 5)

    assert (found.procedure, found.online, found.biometrics) == (procedure, "full", False)
    assert found.fee.in_person == 0
    assert "representation" in [paper.id for paper in found.papers]
    assert "cc01" not in [paper.id for paper in found.papers]
    assert found.online_note is not None
    assert "representative" in found.online_note.en
    assert found.biometrics_note is not None
    assert "under 6" in found.biometrics_note.en
    assert any("nd-58-2026#d5-k10-c" in ref for ref in found.basis)


@pytest.mark.parametrize(
    ("reason", "online", "biometrics"),
    [
        ("first_card", "booking", True),
        ("name_change", "booking", True),
        ("error_citizen", "booking", True),
        ("request", "booking", True),
        # The two cases that go online for everybody.
        ("lost", "full", False),
        ("damaged", "full", False),
        ("admin_unit", "full", False),
    ],
)
@pytest.mark.parametrize("age", [6, 13])
def test_from_6_to_13_the_child_comes_along_and_gives_biometrics(
    reason: str, online: str, biometrics: bool, age: int
) -> None:
    found = listed(reason, age)

    assert (found.online, found.biometrics) == (online, biometrics)
    assert "representation" in [paper.id for paper in found.papers]
    assert found.fee.in_person == 0


def test_nobody_is_asked_for_an_age_who_did_not_speak_of_a_child() -> None:
    assert listed("lost", None).online == "full"
    assert listed("name_change", None).online == "booking"


def test_the_age_of_a_child_is_asked_where_it_changes_the_way() -> None:
    with pytest.raises(CaseError) as caught:
        listed("name_change", None, persons=("child",))
    assert (caught.value.field, caught.value.code) == ("age", "missing")


def test_exchange_and_reissue_under_6_before_the_decree_named_them_are_less_sure() -> None:
    assert listed("name_change", 5, date(2025, 5, 5)).confidence == "medium"
    assert listed("name_change", 5, date(2026, 3, 15)).confidence == "high"


@pytest.mark.parametrize(
    ("issued", "until"), [("2025-03-02", "2027-03-03"), ("2025-03-03", "2038-03-03"), ("2026-01-05", "2038-03-03")]
)
def test_card_of_a_child_runs_to_14_or_from_12_to_25(issued: str, until: str) -> None:
    found = renewal(
        RenewalCase(document="can_cuoc", birth_date=date(2013, 3, 3), issue_date=date.fromisoformat(issued), day=TODAY)
    )

    assert found.valid_until == date.fromisoformat(until)
