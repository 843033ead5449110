"""What a unit may rest on, and the figures that stand in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actions.sources.grounds import Grounds
from tests.actions.sources.units import grounds


@pytest.fixture
def known(tmp_path: Path) -> Grounds:
    return grounds(tmp_path)


def test_a_passage_is_its_own_citation(known: Grounds) -> None:
    found = known.find("luat-thu#d46-k2")
    assert found is not None
    assert (found.first, found.last) == (date(2024, 7, 1), date(2024, 12, 31))
    assert (found.country, found.confidence, found.passages) == ("vn", "high", ("luat-thu#d46-k2",))


def test_a_row_of_the_law_is_cited_by_the_passages_that_it_rests_on(known: Grounds) -> None:
    found = known.find("law/half-2026")
    assert found is not None
    assert (found.first, found.last) == (date(2025, 7, 1), date(2026, 12, 31))
    assert found.passages == ("luat-thu#d46-k1",)


@pytest.mark.parametrize("ref", ["law/nowhere", "luat-thu#nowhere", "half-2026", "law/luat-thu#d46-k1"])
def test_what_leads_nowhere_is_no_ground(known: Grounds, ref: str) -> None:
    assert known.find(ref) is None


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2024, 6, 30), False), (date(2024, 7, 1), True), (date(2024, 12, 31), True), (date(2025, 1, 1), False)],
)
def test_a_ground_holds_from_its_first_to_its_last_day(known: Grounds, day: date, holds: bool) -> None:
    found = known.find("luat-thu#d46-k2")
    assert found is not None
    assert found.holds_on(day) is holds


def test_an_open_ground_holds_for_good(known: Grounds) -> None:
    found = known.find("luat-thu#d46-k1")
    assert found is not None
    assert found.holds_on(date(2099, 1, 1))


def test_the_figures_of_a_passage_are_those_that_it_says(known: Grounds) -> None:
    assert {"25", "40", "60"} <= known.figures(["luat-thu#d46-k1"])
    assert "70" not in known.figures(["luat-thu#d46-k1"])


def test_the_figures_of_a_row_are_those_of_its_fields(known: Grounds) -> None:
    assert "70000" in known.figures(["law/fee-lost"])
    assert "7" in known.figures(["law/limit-7"])


def test_a_card_stays_valid_from_two_years_before_each_age(known: Grounds) -> None:
    assert {"23", "38", "58"} <= known.figures(["law/renewal-ages"])


def test_the_amount_after_a_cut_follows_from_both_rows_and_from_none_alone(known: Grounds) -> None:
    assert "35000" in known.figures(["law/fee-lost", "law/half-2026"])
    assert "35000" not in known.figures(["law/fee-lost"])
    assert "35000" not in known.figures(["law/half-2026"])


def test_nothing_has_no_figures(known: Grounds) -> None:
    assert known.figures([]) == frozenset()
