"""Every row of data/law acts on its first and last day, and not on the days next to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.law import checklists, deadlines, fees, loading, renewals
from actions.law.errors import CaseError
from tests.actions.law.coverage import rows_of

EDGES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("edges.yml").read_text(encoding="utf-8"))[
    "edges"
]
REFUSED = "refused"


def computed(edge: Mapping[str, Any], day: date) -> tuple[Any, set[str]]:
    """What is due in the case of an edge on a day, and the rows used; a refusal uses none."""
    case = {**edge["case"], edge["moved"]: day}
    try:
        if edge["calculator"] == "fee":
            cost = fees.fee(fees.FeeCase(**case))
            return [cost.in_person, cost.online], rows_of(cost)
        if edge["calculator"] == "deadline":
            found = deadlines.deadline(deadlines.DeadlineCase(**case))
            return found.last_day, rows_of(found)
        if edge["calculator"] == "renewal":
            renewed = renewals.renewal(renewals.RenewalCase(**case))
            return [renewed.next_date, renewed.valid_today], rows_of(renewed)
        listed = checklists.checklist(checklists.ChecklistCase(**case))
        return [listed.procedure, listed.online], rows_of(listed)
    except CaseError:
        return REFUSED, set()


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: f"{edge['row']} {edge['within']} {edge['without']}")
def test_a_row_acts_within_its_period_and_not_on_the_day_next_to_it(edge: Mapping[str, Any]) -> None:
    due, used = computed(edge, edge["within"])
    beyond, unused = computed(edge, edge["without"])
    assert (due, beyond) == (edge["due"], edge["beyond"])
    assert edge["row"] in used | {loading.load().document(edge["case"]["document"]).id}
    assert edge["row"] not in unused


@pytest.mark.parametrize(("day", "ended"), [("2024-12-31", False), ("2025-01-01", True)])
def test_the_end_of_all_cmnd_acts_from_the_day_after_the_last(day: str, ended: bool) -> None:
    assert ("cmnd-end" in cmnd("2009-03-01", day).rows) is ended


@pytest.mark.parametrize(
    ("issued", "lengthened"),
    [("2009-01-14", False), ("2009-01-15", True), ("2009-06-29", True), ("2009-06-30", False)],
)
def test_the_grace_of_2024_is_for_cards_that_ran_out_between_its_days(issued: str, lengthened: bool) -> None:
    assert ("grace-2024" in cmnd(issued, "2024-06-30").rows) is lengthened


def cmnd(issued: str, day: str) -> renewals.Renewal:
    asked, given = date.fromisoformat(day), date.fromisoformat(issued)
    case = renewals.RenewalCase(document="cmnd", birth_date=date(1979, 3, 1), issue_date=given, day=asked)
    return renewals.renewal(case)
