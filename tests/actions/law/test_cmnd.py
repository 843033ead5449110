"""The CMND: fifteen years from issue, never beyond 31 December 2024, and none issued after its last day."""

from __future__ import annotations

from datetime import date

import pytest

from actions.law.checklists import ChecklistCase, checklist
from actions.law.fees import FeeCase, fee
from actions.law.renewals import Renewal, RenewalCase, renewal

TODAY = "2026-11-29"


def validity(issued: str, day: str = TODAY, birth: str | None = "1979-03-01") -> Renewal:
    return renewal(
        RenewalCase(
            document="cmnd",
            birth_date=date.fromisoformat(birth) if birth else None,
            issue_date=date.fromisoformat(issued),
            day=date.fromisoformat(day),
        )
    )


@pytest.mark.parametrize(
    ("issued", "ended", "usable_until"),
    [
        # Fifteen years had run out long before the end of all CMND.
        ("2005-02-10", "2020-02-10", "2020-02-10"),
        ("2009-01-14", "2024-01-14", "2024-01-14"),
        # Those that ended between 15 January and 29 June 2024 were good to 30 June 2024.
        ("2009-01-15", "2024-01-15", "2024-06-30"),
        ("2009-03-01", "2024-03-01", "2024-06-30"),
        ("2009-06-29", "2024-06-29", "2024-06-30"),
        ("2009-06-30", "2024-06-30", "2024-06-30"),
        # Fifteen years that ran into the second half of 2024 counted in full.
        ("2009-07-01", "2024-07-01", "2024-07-01"),
        ("2009-12-31", "2024-12-31", "2024-12-31"),
        # The rest was cut.
        ("2010-01-01", "2024-12-31", "2024-12-31"),
        ("2020-11-11", "2024-12-31", "2024-12-31"),
    ],
)
def test_fifteen_years_capped_by_the_end_of_2024(issued: str, ended: str, usable_until: str) -> None:
    found = validity(issued)

    assert (found.next_date, found.valid_until) == (date.fromisoformat(ended), date.fromisoformat(usable_until))
    assert (found.already_due, found.valid_today) == (True, False)
    assert "cmnd-end" in found.rows


def test_what_it_said_on_its_day_is_the_same() -> None:
    assert validity("2009-03-01", "2024-06-30").valid_today
    assert not validity("2009-03-01", "2024-07-01").valid_today
    assert validity("2012-07-07", "2024-12-31").valid_today
    assert validity("2012-07-07", "2019-12-18").next_date == date(2024, 12, 31)


def test_fifteen_years_need_no_birth_date() -> None:
    assert validity("2005-02-10", birth=None).valid_until == date(2020, 2, 10)


def test_card_older_than_the_rules_on_file_is_only_said_to_have_ended() -> None:
    found = validity("1995-02-10")

    assert (found.valid_until, found.valid_today) == (date(2024, 12, 31), False)


def test_cmnd_dated_after_the_last_intake_is_doubted() -> None:
    assert validity("2021-01-22").confidence == "high"
    late = validity("2022-05-05")

    assert late.confidence == "medium"
    assert any("January 2021" in doubt.en for doubt in late.doubts)


@pytest.mark.parametrize(
    "reason", ["lost", "expired", "name_change", "residence_change", "admin_unit", "error_agency"]
)
def test_whatever_the_holder_comes_for_today_it_is_a_card_of_today(reason: str) -> None:
    day = date.fromisoformat(TODAY)
    listed = checklist(ChecklistCase(document="cmnd", reason=reason, day=day))
    asked = fee(FeeCase(document="cmnd", reason=reason, day=day))

    assert (listed.procedure, asked.procedure) == ("conversion", "conversion")
    assert {"route-cmnd-to-tcc", "cmnd-conversion"} <= {*listed.rows, *asked.rows}
