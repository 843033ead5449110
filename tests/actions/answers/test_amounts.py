"""How a fee is said: on which channel, until when, who is free of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.answers import amounts
from actions.law import fees
from actions.law.fees import Fee
from tests.actions.answers.conftest import TODAY, question

pytestmark = pytest.mark.usefixtures("library")


def lost(day: date = TODAY) -> Fee:
    """What a lost card costs on a day."""
    table = fees.fee_table("can_cuoc", day, None)
    return next(
        fee for fee in table if (fee.procedure, fee.reason) == ("reissue", "lost") or fee.procedure == "reissue"
    )


def asked(**known: Any) -> Any:
    return question(document="can_cuoc", procedure="reissue", reason="lost", **known)


def test_an_amount_that_is_the_same_on_both_channels_is_said_once() -> None:
    said = amounts.amount(asked(), lost())
    assert said.count("35.000 đồng") == 1
    assert amounts.bare(asked(), lost()) == "35.000 đồng"


def test_the_cut_is_said_with_its_end_and_what_comes_after() -> None:
    said = amounts.with_end(asked(), lost(), lost(date(2027, 1, 1)), TODAY)
    assert "35.000" in said
    assert "31/12/2026" in said
    assert "70.000" in said


def test_who_pays_nothing_is_left_out_where_it_is_known_who_asks() -> None:
    (line,) = amounts.free_line(asked(), lost())
    assert (line.label, "dưới 16 tuổi" in line.text.lower()) == ("free", True)
    assert not [one for one in amounts.free_line(asked(persons=("elderly",)), lost()) if "16 tuổi" in one.text]


def test_the_waiver_of_online_filing_is_no_matter_at_the_office() -> None:
    (line,) = amounts.free_line(asked(channel="in_person"), lost())
    assert "VNeID" not in line.text


def test_what_is_folded_away_says_nothing_twice() -> None:
    told = amounts.more(asked(), lost(), "")
    assert told
    assert amounts.more(asked(), lost(), " ".join(told)) == []
