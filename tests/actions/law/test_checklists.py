from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.law import fees, loading
from actions.law.checklists import Checklist, ChecklistCase, checklist
from actions.law.errors import CaseError

TODAY = date(2026, 11, 22)


def listed(document: str, reason: str, day: date = TODAY, **more: Any) -> Checklist:
    return checklist(ChecklistCase(document=document, reason=reason, day=day, **more))


# Card, reason, more about the case; procedure, papers, online, fresh biometrics, paid in person.
ROUTES = [
    ("can_cuoc", "lost", {}, "reissue", ["cc01", "dc02"], "full", False, 35_000),
    ("can_cuoc", "lost", {"expired": True}, "exchange", ["cc01", "dc02"], "booking", True, 0),
    ("can_cuoc", "damaged", {}, "reissue", ["cc01", "dc02", "old-card"], "full", False, 35_000),
    ("can_cuoc", "error_agency", {}, "exchange", ["cc01", "dc02", "old-card"], "booking", True, 0),
    (
        "can_cuoc",
        "error_citizen",
        {},
        "exchange",
        ["cc01", "dc02", "old-card", "proof-of-change"],
        "booking",
        True,
        25_000,
    ),
    (
        "can_cuoc",
        "name_change",
        {},
        "exchange",
        ["cc01", "dc02", "old-card", "proof-of-change"],
        "booking",
        True,
        25_000,
    ),
    ("can_cuoc", "age", {}, "exchange", ["cc01", "dc02", "old-card"], "booking", True, 0),
    ("can_cuoc", "admin_unit", {}, "exchange", ["cc01", "dc02", "old-card"], "full", False, 0),
    (
        "can_cuoc",
        "nationality_regained",
        {},
        "reissue",
        ["cc01", "dc02", "dc01", "nationality-proof"],
        "booking",
        True,
        35_000,
    ),
    ("can_cuoc", "first_card", {"age": 3}, "first", ["dc02", "representation"], "full", False, 0),
    ("can_cuoc", "first_card", {"age": 9}, "first", ["cc01", "dc02", "representation", "dc01"], "booking", True, 0),
    ("can_cuoc", "first_card", {"age": 14}, "first", ["cc01", "dc02", "dc01"], "booking", True, 0),
    ("can_cuoc", "lost", {"age": 10}, "reissue", ["cc01", "dc02", "representation"], "full", False, 0),
    ("cccd", "lost", {}, "reissue", ["cc01", "dc02"], "booking", True, 35_000),
    ("cccd", "expired", {}, "conversion", ["cc01", "dc02", "old-card"], "booking", True, 15_000),
    ("cmnd", "lost", {}, "conversion", ["cc01", "dc02", "dc01", "old-card"], "booking", True, 15_000),
    ("cn_id", "lost", {}, "reissue", ["cn-household", "cn-form"], "regional", True, 40),
    ("cn_temp", "lost", {}, "temporary", ["cn-household", "cn-photo"], "none", False, 10),
    ("can_cuoc", "appearance", {}, "exchange", ["cc01", "dc02", "old-card"], "booking", True, 25_000),
    ("can_cuoc", "new_number", {}, "exchange", ["cc01", "dc02", "old-card"], "booking", True, 25_000),
    ("gcn_can_cuoc", "first_card", {}, "first", ["gcn-papers", "gcn-legalised"], "none", True, 0),
    ("gcn_can_cuoc", "request", {}, "exchange", ["cc01", "dc02", "gcn-old"], "none", True, 0),
    ("gcn_can_cuoc", "name_change", {}, "exchange", ["cc01", "dc02", "gcn-old", "proof-of-change"], "none", True, 0),
    ("gcn_can_cuoc", "lost", {}, "reissue", ["cc01", "dc02"], "none", True, 0),
]


@pytest.mark.parametrize(
    ("document", "reason", "more", "procedure", "papers", "online", "biometrics", "in_person"), ROUTES
)
def test_routes_of_today(
    document: str,
    reason: str,
    more: dict[str, Any],
    procedure: str,
    papers: list[str],
    online: str,
    biometrics: bool,
    in_person: int,
) -> None:
    found = listed(document, reason, **more)

    assert (found.procedure, found.online, found.biometrics) == (procedure, online, biometrics)
    assert [paper.id for paper in found.papers] == papers
    assert found.fee.in_person == in_person
    assert found.place is not None
    assert found.limits


def test_places_move_with_the_law() -> None:
    def place(day: str) -> str:
        found = listed("can_cuoc", "lost", date.fromisoformat(day)).place
        return found.en if found else ""

    assert place("2024-12-01").startswith("the district or provincial police")
    assert "no district police" in place("2025-04-01")
    assert place("2025-07-01").startswith("any commune-level police")
    assert "special-zone police" in place("2026-11-22")


def test_a_certificate_is_first_asked_for_in_the_own_province_and_later_anywhere() -> None:
    first = listed("gcn_can_cuoc", "first_card")
    later = [listed("gcn_can_cuoc", reason) for reason in ("damaged", "expired", "birth_change", "lost")]

    assert first.place is not None
    assert first.place.en.startswith("any commune police in the province where you live")
    assert {found.place.en for found in later if found.place} == {
        "any commune police in the country or the provincial police, wherever you live"
    }
    assert (first.confidence, first.doubts) == ("high", ())


def test_changed_data_are_corrected_before_the_certificate_is_exchanged() -> None:
    notes = [note.en for note in listed("gcn_can_cuoc", "birth_change").notes]

    assert any("5 working days" in note for note in notes)
    assert not any("corrected first" in note.en for note in listed("gcn_can_cuoc", "damaged").notes)


def test_a_certificate_before_15_march_2026_is_told_with_its_doubt() -> None:
    found = listed("gcn_can_cuoc", "lost", date(2026, 3, 14))

    assert found.confidence == "medium"
    assert any("in force since 15 March 2026" in doubt.en for doubt in found.doubts)
    assert found.limits == ()


def test_soldier_brings_a_letter_under_the_old_law_and_asks_today() -> None:
    old = listed("cccd", "lost", date(2023, 5, 5), persons=("soldier",))
    today = listed("can_cuoc", "lost", persons=("soldier",))

    assert "military-2014" in [paper.id for paper in old.papers]
    assert "military-2014" not in [paper.id for paper in listed("cccd", "lost", date(2023, 5, 5)).papers]
    assert any("your unit" in doubt.en for doubt in today.doubts)


def test_returning_from_abroad_is_no_ground_of_its_own() -> None:
    found = listed("can_cuoc", "lost", persons=("returnee",))

    assert found.procedure == "reissue"
    assert any("not in itself a ground" in note.en for note in found.notes)


def test_old_routes() -> None:
    cmnd = listed("cmnd", "lost", date(2019, 12, 18), province="Đà Nẵng", area="ward")
    cccd = listed("cccd", "damaged", date(2023, 5, 5))

    assert cmnd.fee.in_person == 8_000
    assert "certified" in cmnd.papers[0].label.en
    assert (cccd.procedure, cccd.fee.in_person, len(cccd.limits)) == ("exchange", 50_000, 4)


def test_lost_cccd_carries_its_open_question() -> None:
    found = listed("cccd", "lost")

    assert found.issues == "can_cuoc"
    assert found.confidence == "low"
    assert len(found.doubts) == 2


@pytest.mark.parametrize(
    ("case", "field", "code"),
    [
        ({"document": "can_cuoc", "reason": "first_card"}, "age", "missing"),
        ({"document": "cccd", "reason": "first_card", "age": 10, "day": "2022-01-01"}, "age", "too_young"),
        ({"document": "cn_id", "reason": "gender_origin"}, "reason", "missing"),
        ({"document": "can_cuoc", "reason": "lost", "day": "2020-01-01"}, "day", "before_document"),
        ({"document": "can_cuoc"}, "reason", "missing"),
    ],
)
def test_wrong_case_names_its_field(case: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(CaseError) as caught:
        checklist(ChecklistCase(**{"day": TODAY, **case}))
    assert (caught.value.field, caught.value.code) == (field, code)


def test_every_route_is_answered_and_agrees_with_the_tariff() -> None:
    law = loading.load()
    # The law moved the damaged card on 2024-07-01, the tariff only on 2024-10-21.
    behind = {("route-tcc-damaged", date(2024, 7, 1)), ("route-cccd-damaged", date(2024, 7, 1))}
    for route in law.routes:
        for document in route.documents:
            for reason in route.reasons:
                first = max(route.first, law.document(document).first)
                for day in {first, min(route.last, TODAY)}:
                    age = route.min_age or route.max_age
                    found = listed(document, reason, day, age=age, expired=route.expired)
                    assert route.id in found.rows
                    if (route.id, day) not in behind:
                        asked = route.fee_reason or reason
                        assert fees.procedure_of(document, asked, day, route.procedure) == route.procedure
