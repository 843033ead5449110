from __future__ import annotations

from datetime import date

import pytest

from actions.law import loading
from actions.law.fees import FeeCase, fee
from actions.law.models import Law
from tests.actions.law.coverage import DAY, NEVER_LAST, Case, edges, left, reached_edges, reached_rows

ROW = loading.load().by_id["half-2021h1"]


def case(day: date, area: str = "city") -> Case:
    return "fee", (("area", area), ("day", day))


def test_a_row_that_a_case_used_is_reached() -> None:
    assert reached_rows({case(date(2021, 1, 1)): frozenset({"a", "b"})}) == {"a", "b"}


def test_an_edge_needs_one_case_on_both_sides_of_it() -> None:
    first = date(2021, 1, 1)
    both = {case(first): frozenset({"a"}), case(first - DAY): frozenset[str]()}
    assert reached_edges(both) == {("a", first, first - DAY)}
    other_case = {case(first): frozenset({"a"}), case(first - DAY, "remote"): frozenset[str]()}
    assert reached_edges(other_case) == set()
    used_on_both = {case(first): frozenset({"a"}), case(first - DAY): frozenset({"a"})}
    assert reached_edges(used_on_both) == set()


def test_what_is_not_reached_is_told_by_row_and_day() -> None:
    law = Law(reductions=(ROW,))  # type: ignore[arg-type]
    first, last = ROW.first, ROW.last
    assert len(left(law, {})) == 3
    used = {
        case(first): frozenset({ROW.id}),
        case(first - DAY): frozenset[str](),
        case(last): frozenset({ROW.id}),
    }
    assert left(law, used) == [f"{ROW.id}: no case is computed on its last day {last} and on {last + DAY}"]


@pytest.mark.parametrize(("row", "day"), NEVER_LAST)
def test_a_row_that_is_said_never_to_act_on_its_last_day_does_not(row: str, day: date) -> None:
    assert loading.load().by_id[row].last == day
    assert day + DAY not in [without for _, without in edges(loading.load().by_id[row])]
    for document in ("cccd", "can_cuoc"):
        assert row not in fee(FeeCase(document=document, procedure="exchange", reason="admin_unit", day=day)).rows
