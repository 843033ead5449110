from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.law import loading
from actions.law.errors import CaseError
from actions.law.fees import Fee, FeeCase, Price, exempt, fee, fee_table, procedure_of
from common import vocabulary

TODAY = date(2026, 11, 22)
VOCABULARY = vocabulary.load()


def reissue(day: date = TODAY, **more: Any) -> FeeCase:
    return FeeCase(document="can_cuoc", procedure="reissue", reason="lost", day=day, **more)


def test_today_shows_base_what_reduces_it_and_until_when() -> None:
    found = fee(reissue())

    assert (found.base, found.in_person, found.online) == (70_000, 35_000, 35_000)
    assert [(cut.percent, cut.until) for cut in found.reductions] == [(50, date(2026, 12, 31))]
    assert found.until == date(2026, 12, 31)
    assert found.confidence == "high"
    assert found.delivery is not None


def test_digital_waiver_is_only_an_offer_with_its_conditions() -> None:
    waiver = fee(reissue()).online_waiver

    assert waiver is not None
    assert (waiver.amount, waiver.since, waiver.until) == (0, date(2026, 8, 15), date(2027, 2, 28))
    assert [words.en for words in waiver.conditions] == [
        "having a level-2 VNeID account",
        "having integrated the 5 basic items on VNeID",
        "filing through the online public service",
    ]
    assert waiver.doubt is not None


@pytest.mark.parametrize(
    ("day", "offered"),
    [("2026-08-14", False), ("2026-08-15", True), ("2027-02-28", True), ("2027-03-01", False)],
)
def test_digital_waiver_has_its_first_and_last_day(day: str, offered: bool) -> None:
    assert (fee(reissue(date.fromisoformat(day))).online_waiver is not None) is offered


# Card and reason today, and how sure it is that the waiver covers it.
WAIVED = [
    ("can_cuoc", "lost", "high"),
    ("can_cuoc", "damaged", "high"),
    # An exchange is booked online and done in person: that this counts is a reading.
    ("can_cuoc", "name_change", "medium"),
    ("cccd", "request", "medium"),
    ("cccd", "expired", "medium"),
    ("cccd", "lost", "medium"),
    ("cmnd", "expired", "medium"),
]


@pytest.mark.parametrize(("document", "reason", "confidence"), WAIVED)
def test_digital_waiver_covers_exchange_reissue_and_the_change_from_an_older_card(
    document: str, reason: str, confidence: str
) -> None:
    waiver = fee(FeeCase(document=document, reason=reason, day=TODAY)).online_waiver

    assert waiver is not None
    assert (waiver.amount, waiver.until, waiver.confidence) == (0, date(2027, 2, 28), confidence)
    assert waiver.doubt is not None
    assert "The fifth could not be read" in waiver.doubt.en
    assert ("in person is enough" in waiver.doubt.en) is (confidence == "medium")
    assert "CCCD" not in waiver.doubt.en


def test_exempt_people_since_july_2025_are_sure() -> None:
    found = fee(reissue(persons=("border",)))

    assert (found.in_person, found.confidence, found.doubts) == (0, "high", ())
    assert found.free_reason is not None
    assert "special zones" in found.free_reason.en


def test_who_pays_nothing_needs_no_waiver() -> None:
    found = fee(reissue(persons=("disabled",)))

    assert (found.in_person, found.online, found.online_waiver) == (0, 0, None)
    assert found.free_reason is not None
    assert found.reductions == ()


def test_next_year_is_said_not_to_be_enacted() -> None:
    found = fee(reissue(date(2027, 3, 1)))

    assert found.in_person == 70_000
    assert not found.enacted
    assert found.confidence == "medium"
    assert "tcc-2027" in found.rows


def test_what_is_free_by_law_is_enacted_next_year_too() -> None:
    found = fee(FeeCase(document="can_cuoc", reason="age", day=date(2027, 3, 1)))

    assert (found.in_person, found.enacted, found.confidence) == (0, True, "high")
    assert found.free_reason is not None


def test_the_answer_ends_where_a_coming_reduction_begins() -> None:
    assert fee(FeeCase(document="cccd", reason="lost", day=date(2022, 8, 1))).until == date(2023, 6, 30)


def test_stacking_of_the_two_cuts_of_2025_stays_open() -> None:
    asked = fee(reissue(date(2025, 9, 1)))
    in_person = fee(reissue(date(2025, 9, 1), channel="in_person"))

    assert (asked.online, asked.confidence) == (35_000, "low")
    assert (in_person.in_person, in_person.confidence) == (35_000, "high")


def test_lost_cccd_today_is_an_open_question_with_both_readings() -> None:
    found = fee(FeeCase(document="cccd", reason="lost", day=TODAY))

    assert (found.procedure, found.issues) == ("reissue", "can_cuoc")
    assert (found.in_person, found.online) == (35_000, None)
    assert found.alternative == Price(base=30_000, in_person=15_000, online=None)
    assert found.confidence == "low"
    assert found.doubts


def test_cccd_at_a_renewal_age_may_be_free() -> None:
    found = fee(FeeCase(document="cccd", reason="age", day=TODAY))

    assert (found.procedure, found.in_person) == ("conversion", 15_000)
    assert found.alternative == Price(base=0, in_person=0, online=0)
    assert found.confidence == "low"


def test_lost_cmnd_today_leads_to_a_new_card() -> None:
    found = fee(FeeCase(document="cmnd", procedure="reissue", reason="lost", day=TODAY))

    assert (found.procedure, found.asked_as, found.issues) == ("conversion", "reissue", "can_cuoc")
    assert found.confidence == "low"


@pytest.mark.parametrize(
    ("document", "day", "procedure"),
    [
        ("cccd", "2023-01-05", "exchange"),
        ("can_cuoc", "2024-10-20", "exchange"),
        ("can_cuoc", "2024-10-21", "reissue"),
    ],
)
def test_damaged_card_moved_from_exchange_to_reissue(document: str, day: str, procedure: str) -> None:
    assert procedure_of(document, "damaged", date.fromisoformat(day)) == procedure
    asked = fee(FeeCase(document=document, procedure="reissue", reason="damaged", day=date.fromisoformat(day)))
    assert asked.procedure == procedure
    assert asked.asked_as == (None if procedure == "reissue" else "reissue")


def test_reason_that_the_tariff_does_not_name_gets_the_general_line_with_a_doubt() -> None:
    found = fee(FeeCase(document="cccd", procedure="exchange", reason="error_agency", day=date(2016, 5, 5)))

    assert found.in_person == 50_000
    assert any("does not name this reason" in doubt.en for doubt in found.doubts)


def test_before_2017_the_exempt_people_are_not_known() -> None:
    found = fee(FeeCase(document="cccd", reason="lost", persons=("poor",), day=date(2016, 5, 5)))

    assert found.in_person == 70_000
    assert any("exempt" in doubt.en for doubt in found.doubts)


def test_amounts_and_a_half_rate_of_2016_stay_an_open_question() -> None:
    found = fee(FeeCase(document="cccd", reason="lost", area="remote", day=date(2016, 5, 5)))

    assert (found.in_person, found.confidence) == (70_000, "medium")
    assert any("paid half" in doubt.en for doubt in found.doubts)


def test_province_without_a_known_amount_gives_none() -> None:
    found = fee(FeeCase(document="cmnd", reason="lost", province="Nghệ An", day=date(2018, 5, 5)))

    assert (found.base, found.in_person, found.confidence) == (None, None, "medium")


def test_table_lists_every_line_of_the_day() -> None:
    table = fee_table("can_cuoc", TODAY)

    assert {(line.procedure, line.in_person) for line in table} == {
        ("first", 0),
        ("exchange", 0),
        ("exchange", 25_000),
        ("conversion", 15_000),
        ("reissue", 35_000),
    }


def test_table_of_a_province_has_its_own_lines() -> None:
    table = fee_table("cmnd", date(2018, 5, 5), province="đà nẵng")

    assert {line.in_person for line in table if line.procedure == "reissue"} == {4_000, 8_000}


@pytest.mark.parametrize(
    ("case", "field", "code"),
    [
        ({"document": "can_cuoc", "reason": "lost", "day": "2022-03-01"}, "day", "before_document"),
        ({"document": "cccd", "reason": "lost", "day": "2015-12-31"}, "day", "before_document"),
        ({"document": "passport", "reason": "lost", "day": "2022-03-01"}, "document", "unknown"),
        ({"document": "cccd", "reason": "eaten", "day": "2022-03-01"}, "reason", "unknown"),
        ({"document": "cccd", "procedure": "repair", "day": "2022-03-01"}, "procedure", "unknown"),
        ({"document": "cccd", "reason": "lost", "day": "2022-02-30"}, "day", "impossible_date"),
        ({"document": "cccd", "reason": "lost"}, "day", "missing"),
        ({"document": "cccd", "reason": "lost", "age": 200, "day": "2022-03-01"}, "age", "invalid"),
        ({"document": "cccd", "reason": "lost", "persons": ["rich"], "day": "2022-03-01"}, "persons", "unknown"),
        ({"document": "cmnd", "reason": "lost", "province": "Atlantis", "day": "2018-03-01"}, "province", "unknown"),
        ({"document": "cmnd", "reason": "lost", "province": "Đà Nẵng", "day": "2018-03-01"}, "area", "missing"),
        ({"document": "cccd", "day": "2022-03-01"}, "procedure", "missing"),
        ({"document": "cccd", "procedure": "temporary", "day": "2022-03-01"}, "procedure", "no_procedure"),
        ({"document": "can_cuoc", "procedure": "number_confirmation", "day": "2026-11-22"}, "day", "gap"),
    ],
)
def test_wrong_case_names_its_field(case: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(CaseError) as caught:
        fee(FeeCase(**case))
    assert (caught.value.field, caught.value.code) == (field, code)
    for language in vocabulary.LANGUAGES:
        assert "{" not in caught.value.say(language)


def test_a_day_before_the_card_names_the_card_of_that_day() -> None:
    with pytest.raises(CaseError) as caught:
        fee(FeeCase(document="can_cuoc", reason="lost", day=date(2022, 3, 1)))
    assert caught.value.values["predecessor"] == "cccd"
    assert caught.value.values["first_day"] == date(2024, 7, 1)


def test_end_of_the_number_confirmation_is_explained() -> None:
    with pytest.raises(CaseError) as caught:
        fee(FeeCase(document="can_cuoc", procedure="number_confirmation", day=TODAY))
    assert "15/3/2026" in caught.value.say("vi")
    assert "15 March 2026" in caught.value.say("en")


DAYS = st.dates(date(1999, 5, 1), date(2028, 12, 31))
CASES = st.fixed_dictionaries(
    {
        "document": st.sampled_from(loading.load().cards),
        "procedure": st.none() | st.sampled_from(VOCABULARY.values("procedure")),
        "reason": st.none() | st.sampled_from(VOCABULARY.values("reason")),
        "channel": st.none() | st.sampled_from(VOCABULARY.values("channel")),
        "area": st.none() | st.sampled_from(VOCABULARY.values("area")),
        "province": st.sampled_from((None, "da_nang", "Nghệ An")),
        "age": st.none() | st.integers(0, 100),
        "persons": st.lists(st.sampled_from(VOCABULARY.values("person")), max_size=3).map(tuple),
        "day": DAYS,
    }
)


def answered(case: dict[str, Any]) -> Fee | None:
    try:
        return fee(FeeCase(**case))
    except CaseError:
        return None


@settings(max_examples=300, deadline=None)
@given(CASES)
def test_every_answer_names_rows_that_cover_its_day(case: dict[str, Any]) -> None:
    found = answered(case)
    if found is None:
        return
    law = loading.load()
    assert found.rows
    for row_id in found.rows:
        assert law.by_id[row_id].covers(found.as_of)
    assert set(found.basis) == {ref for row_id in found.rows for ref in law.by_id[row_id].basis}
    assert found.confidence == "high" or found.doubts
    for amount in (found.in_person, found.online):
        assert amount is None or found.base is None or 0 <= amount <= found.base
    assert found.until is None or found.until >= found.as_of


@settings(max_examples=60, deadline=None)
@given(CASES)
def test_the_answer_holds_on_the_last_day_it_names(case: dict[str, Any]) -> None:
    found = answered(case)
    if found is None or found.until is None:
        return
    later = fee(FeeCase(**{**case, "day": found.until}))
    assert (later.in_person, later.procedure, later.base) == (found.in_person, found.procedure, found.base)
    assert later.until == found.until


def test_no_day_of_the_current_card_is_without_a_reissue_fee() -> None:
    day = loading.load().document("can_cuoc").first
    while day < date(2028, 1, 1):
        assert fee(reissue(day)).in_person in (35_000, 70_000)
        day += timedelta(days=1)


def test_who_would_pay_nothing_is_told_of_a_fee_that_is_paid() -> None:
    assert [row.id for row in exempt(fee(reissue()))] == [
        "exempt-2025-child",
        "exempt-2025-elderly",
        "exempt-2025-persons",
    ]


def test_of_a_fee_that_is_free_nobody_is_exempt() -> None:
    assert exempt(fee(reissue(age=65))) == ()
    assert exempt(fee(FeeCase(document="can_cuoc", procedure="exchange", reason="age", day=TODAY))) == ()


def test_in_china_poor_households_renew_for_nothing_but_pay_for_a_lost_card() -> None:
    renewed, lost = (
        fee(FeeCase(document="cn_id", procedure=procedure, reason=reason, day=TODAY))
        for procedure, reason in (("exchange", "expired"), ("reissue", "lost"))
    )
    assert [row.persons for row in exempt(renewed)] == [("poor",)]
    assert exempt(lost) == ()
