"""2027 as it stands on 29 November 2026: what is enacted, what waits, and that one row settles it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from actions.law import loading
from actions.law.calendar_rows import Notice
from actions.law.deadlines import DeadlineCase, deadline
from actions.law.fee_rows import Reduction
from actions.law.fees import Fee, FeeCase, fee
from actions.law.models import Law
from actions.law.renewals import RenewalCase, renewal
from actions.law.waiting import waiting
from actions.sources.library import Library

TODAY = date(2026, 11, 29)
LAW = loading.load()


def reissue(day: str, law: Law = LAW) -> Fee:
    return fee(FeeCase(document="can_cuoc", reason="lost", day=date.fromisoformat(day)), law)


def half(first: date, last: date) -> Reduction:
    return Reduction(
        id="half-2027h1",
        tariffs=("tt-73-2024-btc",),
        kind="half",
        percent=50,
        valid_from=first,
        valid_to=last,
        basis=("tt-64-2025-btc#d1",),
    )


def test_what_waits_today() -> None:
    found = waiting(LAW, TODAY)

    assert [one.since for one in found] == sorted(one.since for one in found)
    assert [one.row for one in found if one.since == date(2027, 1, 1)] == [
        "half-2025h2-2026",
        "no-notice-cn",
        "tcc-2027",
    ]
    assert ("digital-waiver", date(2027, 3, 1)) in [(one.row, one.since) for one in found]
    # Vietnam's notice of 2027 is on file; that of 2028 is not due yet.
    assert "no-notice-vn" not in [one.row for one in found]


@pytest.mark.parametrize(
    ("day", "in_person", "online_waived", "enacted"),
    [
        ("2026-12-31", 35_000, True, True),
        ("2027-01-01", 70_000, True, False),
        ("2027-02-28", 70_000, True, False),
        ("2027-03-01", 70_000, False, False),
    ],
)
def test_lost_card_at_the_turn_of_the_year(day: str, in_person: int, online_waived: bool, enacted: bool) -> None:
    found = reissue(day)

    assert (found.in_person, found.online, found.enacted) == (in_person, in_person, enacted)
    assert (found.online_waiver is not None) is online_waived


def test_full_fee_of_2027_says_what_is_not_enacted_and_what_ends_in_february() -> None:
    said = " ".join(doubt.en for doubt in reissue("2027-01-04").doubts)

    assert "none for 2027 has been issued yet" in said
    assert "28 February 2027" in said
    assert "1 March 2027" in said


def test_one_row_settles_the_fees_of_2027() -> None:
    law = replace(LAW, reductions=(*LAW.reductions, half(date(2027, 1, 1), date(2027, 6, 30))))

    assert (reissue("2027-01-04", law).in_person, reissue("2027-01-04", law).enacted) == (35_000, True)
    assert reissue("2027-01-04", law).confidence == "high"
    # After the circular's own end nothing is enacted again.
    assert (reissue("2027-07-01", law).in_person, reissue("2027-07-01", law).enacted) == (70_000, False)
    assert {"tcc-2027", "half-2025h2-2026"}.isdisjoint(one.row for one in waiting(law, TODAY))
    assert "half-2027h1" in [one.row for one in waiting(law, date(2027, 6, 1))]


def test_a_cut_for_one_channel_settles_nothing() -> None:
    online = half(date(2027, 1, 1), date(2027, 6, 30)).model_copy(update={"channels": ("online",)})
    law = replace(LAW, reductions=(*LAW.reductions, online))

    assert not reissue("2027-01-04", law).enacted
    assert "tcc-2027" in [one.row for one in waiting(law, TODAY)]


def test_one_row_settles_the_chinese_year() -> None:
    notice = Notice(
        id="notice-cn-2027",
        country="cn",
        year=2027,
        rest=(date(2027, 1, 1),),
        worked=(),
        valid_from=date(2027, 1, 1),
        valid_to=date(2027, 12, 31),
        basis=("cn-holidays-2026#p1",),
    )
    law = replace(LAW, notices=(*LAW.notices, notice))

    assert "no-notice-cn" not in [one.row for one in waiting(law, TODAY)]
    case = DeadlineCase(document="cn_id", procedure="first", received=date(2026, 12, 1))
    assert deadline(case).estimate
    assert not deadline(case, law).estimate


@pytest.mark.parametrize("born", [2013, 2002, 1987, 1967])
def test_who_must_change_in_2027(born: int) -> None:
    """By an old card, from the exact birthday; who got one within the two years before need not."""
    birthday = date(2027, 5, 20)
    issued = {2013: date(2024, 8, 1), 2002: date(2021, 8, 1), 1987: date(2021, 8, 1), 1967: date(2021, 8, 1)}[born]
    document = "can_cuoc" if born == 2013 else "cccd"
    old = renewal(RenewalCase(document=document, birth_date=date(born, 5, 20), issue_date=issued, day=TODAY))
    recent = renewal(
        RenewalCase(document="can_cuoc", birth_date=date(born, 5, 20), issue_date=date(2025, 6, 1), day=TODAY)
    )

    assert old.next_date == birthday
    assert recent.next_date != birthday


def test_the_years_of_2027_are_said_in_words() -> None:
    passage = Library.load(added=None).passage("luat-26-2023-qh15#d21-2027")
    for said in passage.text.values():
        for year in ("2013", "2002", "1987", "1967"):
            assert year in said
