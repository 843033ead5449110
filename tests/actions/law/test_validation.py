"""The checks find what somebody might write wrong: each test plants one fault in the real rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.law import loading, validation
from actions.law.models import Law, LawDataError
from actions.sources.library import Library
from common import vocabulary

LAW = loading.read()
REFS = {passage.ref for passage in Library.load(added=None).passages}


def faults(law: Law) -> list[str]:
    return validation.check(law, vocabulary.load(), REFS)


def changed(part: str, row_id: str, **values: Any) -> Law:
    found = tuple(row.model_copy(update=values) if row.id == row_id else row for row in getattr(LAW, part))
    assert found != getattr(LAW, part)
    return replace(LAW, **{part: found})


def test_the_rows_are_in_order() -> None:
    assert faults(LAW) == []


@pytest.mark.parametrize(
    ("part", "row_id", "values", "problem"),
    [
        (
            "fee_lines",
            "cccd-reissue-2017b",
            {"valid_to": date(2019, 10, 16)},
            "fee cccd lost: cccd-reissue-2017b and cccd-reissue-2019 overlap from 2019-10-16",
        ),
        (
            "time_limits",
            "limit-tcc",
            {"valid_from": date(2024, 6, 30)},
            "time limit cccd first city: limit-cccd-city and limit-tcc overlap from 2024-06-30",
        ),
        (
            "exemptions",
            "exempt-2019-orphans",
            {"valid_from": date(2017, 2, 10), "tariffs": ("tt-256-2016-btc",)},
            "exemption tt-256-2016-btc exchange orphan: exempt-2017b-orphans and exempt-2019-orphans "
            "overlap from 2017-02-10",
        ),
        (
            "renewal_rules",
            "renewal-cccd",
            {"documents": ("cccd", "cmnd")},
            "renewal cmnd: renewal-cmnd and renewal-cccd overlap from 2016-01-01",
        ),
        (
            "places",
            "place-2026",
            {"valid_from": date(2026, 6, 30)},
            "place can_cuoc first: place-2025-07 and place-2026 overlap from 2026-06-30",
        ),
    ],
)
def test_overlap_is_found(part: str, row_id: str, values: dict[str, Any], problem: str) -> None:
    assert problem in faults(changed(part, row_id, **values))


@pytest.mark.parametrize(
    ("part", "row_id", "values", "problem"),
    [
        (
            "fee_lines",
            "tcc-reissue",
            {"valid_from": date(2024, 10, 23)},
            "fee can_cuoc reissue: nothing from 2024-10-21 to 2024-10-22",
        ),
        (
            "fee_lines",
            "tcc-reissue",
            {"valid_to": date(2027, 12, 31)},
            "fee can_cuoc lost: nothing from 2028-01-01 on",
        ),
        (
            "fee_lines",
            "cmnd-exchange-1999",
            {"valid_from": date(2000, 1, 1)},
            "fee cmnd exchange: nothing from 1999-05-01 to 1999-12-31",
        ),
        (
            "time_limits",
            "limit-cccd-remote",
            {"valid_to": date(2024, 6, 28)},
            "time limit cccd reissue remote: nothing from 2024-06-29 to 2024-06-30",
        ),
        (
            "renewal_rules",
            "renewal-tcc",
            {"valid_to": date(2030, 1, 1)},
            "renewal can_cuoc: nothing from 2030-01-02 on",
        ),
        (
            "routes",
            "route-tcc-admin-unit",
            {"valid_from": date(2025, 9, 1)},
            "route can_cuoc admin_unit 0-: nothing from 2025-08-12 to 2025-08-31",
        ),
        ("notices", "notice-vn-2024", {"year": 2027}, "notices vn 2024: none, between years that have one"),
        ("notices", "notice-vn-2024", {"year": 2025}, "notices vn 2025: more than one"),
    ],
)
def test_gap_is_found(part: str, row_id: str, values: dict[str, Any], problem: str) -> None:
    assert problem in faults(changed(part, row_id, **values))


def test_gap_that_is_written_down_is_accepted() -> None:
    without = replace(LAW, gaps=tuple(gap for gap in LAW.gaps if gap.kind != "fee"))

    assert "fee cmnd number_confirmation: nothing from 2021-01-01 to 2021-06-30" in faults(without)
    assert "fee can_cuoc number_confirmation: nothing from 2026-03-15 on" in faults(without)


def test_dangling_citation_is_found() -> None:
    law = changed("fee_lines", "tcc-reissue", basis=("tt-73-2024-btc#d99",))

    assert faults(law) == ["tcc-reissue: cites tt-73-2024-btc#d99, which is not in data/sources"]


@pytest.mark.parametrize(
    ("part", "row_id", "values", "problem"),
    [
        ("fee_lines", "tcc-reissue", {"reasons": ("stolen",)}, "tcc-reissue: reasons: 'stolen' is not a reason of"),
        ("fee_lines", "tcc-reissue", {"province": "atlantis"}, "tcc-reissue: province: 'atlantis' is not in"),
        ("documents", "doc-cccd", {"successor": "passport"}, "doc-cccd: successor: 'passport' is not a document of"),
        ("routes", "route-tcc-lost", {"papers": ("photo",)}, "route-tcc-lost: paper 'photo' is not a paper of"),
        ("routes", "route-tcc-lost", {"id": "tcc-reissue"}, "tcc-reissue: two rows have this id"),
    ],
)
def test_unknown_value_is_found(part: str, row_id: str, values: dict[str, Any], problem: str) -> None:
    assert any(fault.startswith(problem) for fault in faults(changed(part, row_id, **values)))


def fee_line(**values: Any) -> dict[str, Any]:
    line = {
        "id": "planted",
        "documents": ["can_cuoc"],
        "procedure": "reissue",
        "general": True,
        "tariff": "x",
        "currency": "VND",
        "amount": 1,
        "valid_from": date(2024, 7, 1),
        "valid_to": date(2024, 7, 2),
        "basis": ["a#b"],
    }
    return {**line, **values}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (fee_line(amount="much"), "planted: amount:"),
        (fee_line(basis=[]), "planted: Value error, a row needs the passages it rests on"),
        (fee_line(confidence="low"), "planted: Value error, a row that is not sure must say what is uncertain"),
        (fee_line(valid_to=None), "planted: Value error, a row without an end needs a review day"),
        (fee_line(valid_to=date(2024, 6, 1)), "planted: Value error, valid_from is after valid_to"),
        (fee_line(amount=0), "planted: Value error, a free line needs a note that says why"),
        (fee_line(general=False), "planted: Value error, a line must be general or name its reasons"),
        (fee_line(colour="red"), "planted: colour: Extra inputs are not permitted"),
    ],
)
def test_malformed_row_names_its_file_and_row(tmp_path: Path, line: dict[str, Any], problem: str) -> None:
    (tmp_path / "fees.yml").write_text(yaml.safe_dump({"fee_lines": [line]}), encoding="utf-8")

    with pytest.raises(LawDataError) as caught:
        loading.read(tmp_path)
    assert caught.value.problems[0].startswith(f"fees.yml: {problem}")


@pytest.mark.parametrize(
    ("content", "problem"),
    [("fee_lines: [", "fees.yml: "), ("fee_rows: []", "fees.yml: no such part: fee_rows")],
)
def test_unreadable_file_is_named(tmp_path: Path, content: str, problem: str) -> None:
    (tmp_path / "fees.yml").write_text(content, encoding="utf-8")

    with pytest.raises(LawDataError) as caught:
        loading.read(tmp_path)
    assert caught.value.problems[0].startswith(problem)


@pytest.mark.parametrize("worse", [lambda day: day, lambda day: date(2099, 1, 1)])
def test_review_days_pass(worse: Callable[[date], date]) -> None:
    late = validation.overdue(LAW, worse(date(2026, 11, 22)))

    assert [row.review for row in late] == sorted(row.review for row in late if row.review)
    assert bool(late) is (worse(date(2026, 11, 22)) > date(2027, 1, 1))


def test_every_row_that_is_still_open_is_reviewed() -> None:
    assert all(row.review for row in LAW.rows() if row.valid_to is None)
