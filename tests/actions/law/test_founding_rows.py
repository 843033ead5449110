"""What the founding documents say of papers, places and steps, and the rows must not lose."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.law.checklists import Checklist, ChecklistCase, checklist
from actions.law.errors import CaseError


def listed(document: str, reason: str | None, day: str, **more: Any) -> Checklist:
    return checklist(ChecklistCase(document=document, reason=reason, day=date.fromisoformat(day), **more))


def papers(found: Checklist) -> list[str]:
    return [paper.id for paper in found.papers]


def test_first_cmnd_takes_back_the_identity_paper_of_decision_143() -> None:
    found = listed("cmnd", "first_card", "2010-05-05", age=20)

    assert papers(found) == ["cmnd-residence-book", "cmnd-form", "cmnd-143"]
    assert "143/CP" in found.papers[-1].label.en


def test_a_cmnd_is_exchanged_on_a_move_out_of_the_province_and_its_number_changes() -> None:
    found = listed("cmnd", "residence_change", "2015-05-05", age=30)

    assert found.procedure == "exchange"
    assert papers(found) == ["cmnd-letter", "cmnd-residence-book", "cmnd-form", "cmnd-old"]
    assert any("another province" in note.en and "number then changed" in note.en for note in found.notes)
    assert not any("another province" in note.en for note in listed("cmnd", "damaged", "2015-05-05", age=30).notes)


def test_the_number_is_confirmed_with_three_papers_at_the_place_moved_to() -> None:
    found = listed("cmnd", None, "2019-12-18", procedure="number_confirmation")

    assert papers(found) == ["number-residence-book", "number-old-cmnd", "number-form"]
    assert found.place is not None
    assert "the place you move to" in found.place.en
    assert (found.fee.in_person, [limit.days for limit in found.limits]) == (0, [0])
    assert not found.biometrics
    assert len(found.steps) == 3


@pytest.mark.parametrize(
    ("document", "day", "said"),
    [
        ("cmnd", "2022-05-05", "scan the QR code"),
        ("cccd", "2022-05-05", "scan the QR code"),
        ("cccd", "2019-05-05", "not on file"),
        ("can_cuoc", "2025-05-05", "3 working days"),
        ("can_cuoc", "2026-03-15", "nobody may ask you"),
        ("can_cuoc", "2026-11-29", "nobody may ask you"),
    ],
)
def test_where_there_is_no_list_for_the_number_the_reason_is_said(document: str, day: str, said: str) -> None:
    with pytest.raises(CaseError) as caught:
        listed(document, None, day, procedure="number_confirmation")
    assert caught.value.code == "gap"
    assert said in caught.value.say("en")


@pytest.mark.parametrize(
    ("reason", "day", "expected"),
    [
        ("damaged", "2021-06-30", ["declaration-2014", "old-card"]),
        ("damaged", "2021-07-01", ["cccd-cc02", "old-card"]),
        ("name_change", "2022-05-05", ["cccd-cc02", "cccd-dc02", "proof-of-change", "old-card"]),
        ("name_change", "2019-05-05", ["declaration-2014", "old-card", "proof-of-change"]),
        ("lost", "2022-05-05", ["declaration-2014", "cccd-cc02"]),
        ("lost", "2019-05-05", ["declaration-2014"]),
    ],
)
def test_the_cccd_file_of_2021_to_2024_has_cc02_and_with_changed_data_dc02(
    reason: str, day: str, expected: list[str]
) -> None:
    assert papers(listed("cccd", reason, day, age=30)) == expected


def test_the_cccd_was_also_taken_in_at_the_public_service_centre_and_mobile_points() -> None:
    found = listed("cccd", "damaged", "2022-05-05", age=30)

    assert found.place is not None
    assert "public-service centre" in found.place.en
    assert "mobile intake" in found.place.en
    assert len(found.steps) == 5
    assert any("Monday to Friday" in note.en for note in found.notes)
    before = listed("cccd", "damaged", "2021-06-30", age=30)
    assert before.place is not None
    assert "centre" not in before.place.en


def test_a_case_without_reason_and_procedure_is_asked_for_its_reason() -> None:
    with pytest.raises(CaseError) as caught:
        listed("can_cuoc", None, "2026-11-29")
    assert (caught.value.field, caught.value.code) == ("reason", "missing")
