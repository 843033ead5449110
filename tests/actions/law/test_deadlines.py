from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from actions.law import loading
from actions.law.calendars import Calendar
from actions.law.checklists import ChecklistCase
from actions.law.deadlines import Deadline, DeadlineCase, deadline, time_limits
from actions.law.errors import FIELDS, CaseError
from actions.law.fees import FeeCase
from actions.law.procedure_rows import AREAS_OF_LIMITS
from actions.law.renewals import RenewalCase
from common import vocabulary
from tests.actions.law.swaps import with_a_proposed_swap


def reissue(received: str, **more: Any) -> Deadline:
    return deadline(
        DeadlineCase(document="can_cuoc", procedure="reissue", received=date.fromisoformat(received), **more)
    )


def test_the_working_is_shown() -> None:
    found = reissue("2026-11-19")

    assert found.counted_from == date(2026, 11, 20)
    assert [(off.day.isoformat(), off.why) for off in found.skipped] == [
        ("2026-11-21", "weekend"),
        ("2026-11-22", "weekend"),
        ("2026-11-24", "holiday"),
        ("2026-11-28", "weekend"),
        ("2026-11-29", "weekend"),
    ]
    assert found.skipped[2].name.vi == "Ngày Văn hóa Việt Nam"
    assert found.last_day == date(2026, 12, 1)
    assert not found.estimate


def test_working_saturday_counts() -> None:
    found = reissue("2026-01-05")

    assert date(2026, 1, 10) not in [off.day for off in found.skipped]
    assert found.last_day == date(2026, 1, 13)
    assert not any("10 January 2026" in doubt.en for doubt in found.doubts)


def test_swapped_friday_does_not_count() -> None:
    found = reissue("2025-12-31")

    assert ("2026-01-02", "swap") in [(off.day.isoformat(), off.why) for off in found.skipped]


def test_november_2026_has_no_swap() -> None:
    assert reissue("2026-11-19").undecided == ()
    assert reissue("2026-11-16").last_day == date(2026, 11, 26)
    assert not any("23 November" in doubt.en for doubt in reissue("2026-11-16").doubts)


def test_proposed_swap_is_not_applied_but_mentioned() -> None:
    case = DeadlineCase(document="can_cuoc", procedure="reissue", received=date(2027, 4, 22))
    found = deadline(case, with_a_proposed_swap(loading.load()))

    # 23, 26, 27, 28, 29 April, 4, 5 May; with Thursday 29 April off one day more.
    assert found.last_day == date(2027, 5, 5)
    assert [(swap.id, swap.last_day) for swap in found.undecided] == [("swap-2027-04-29", date(2027, 5, 6))]
    assert deadline(case).undecided == ()


def test_tet_2027_is_by_the_official_letter() -> None:
    found = reissue("2027-02-01")

    # 2, 3, 11, 12, 15, 16, 17 February: Tết takes 4 to 10.
    assert found.last_day == date(2027, 2, 17)
    assert not found.estimate


def test_year_without_a_notice_is_an_estimate_that_says_so() -> None:
    found = reissue("2027-12-29")

    assert found.estimate
    assert found.confidence == "low"
    assert [words.en for words in found.estimates] == [
        "The official holiday notice of 2028 is not on file, so this is an estimate."
    ]
    assert "no-notice-vn" in found.rows


def test_calendar_days_touch_only_the_end() -> None:
    found = deadline(DeadlineCase(document="cn_id", procedure="exchange", received=date(2026, 8, 3)))

    assert found.last_day == date(2026, 10, 8)
    assert found.skipped[0].day == date(2026, 10, 2)
    assert {off.why for off in found.skipped} >= {"holiday", "weekend"}
    assert found.extended == date(2026, 11, 2)
    assert found.extension is not None


def test_filing_on_a_rest_day_is_doubted() -> None:
    assert any("not a working day" in doubt.en for doubt in reissue("2026-11-22").doubts)
    assert not any("not a working day" in doubt.en for doubt in reissue("2026-11-20").doubts)


def test_fully_online_reissue_may_be_sooner_but_is_not_promised() -> None:
    found = reissue("2026-11-19", reason="lost", channel="online")

    assert found.last_day == date(2026, 12, 1)
    assert [(sooner.limit.days, sooner.last_day, sooner.confidence) for sooner in found.sooner] == [
        (5, date(2026, 11, 27), "medium")
    ]
    assert reissue("2026-11-19", channel="in_person").sooner == ()
    assert reissue("2026-08-17", channel="online").sooner == ()


def test_reason_decides_the_procedure() -> None:
    damaged = deadline(DeadlineCase(document="cccd", reason="damaged", area="city", received=date(2023, 7, 3)))
    lost = deadline(DeadlineCase(document="cccd", reason="lost", area="city", received=date(2023, 7, 3)))

    assert (damaged.procedure, damaged.limit.days) == ("exchange", 7)
    assert (lost.procedure, lost.limit.days) == ("reissue", 15)


def test_limits_of_all_areas() -> None:
    found = time_limits("cccd", "reissue", date(2023, 7, 3))

    assert [(row.areas, row.days) for row in found] == [(("city",), 15), (("remote",), 20), (("other",), 15)]
    assert [row.days for row in time_limits("can_cuoc", "exchange", date(2026, 11, 22))] == [7]


def test_published_service_stands_beside_the_law() -> None:
    found = time_limits("cccd", "exchange", date(2022, 5, 5), area="remote")

    assert [(row.role, row.days) for row in found] == [("limit", 20), ("also", 7)]


@pytest.mark.parametrize(
    ("case", "field", "code"),
    [
        ({"document": "cccd", "procedure": "reissue", "received": "2023-07-03"}, "area", "missing"),
        ({"document": "cccd", "procedure": "reissue", "area": "ward", "received": "2023-07-03"}, "area", "unknown"),
        ({"document": "can_cuoc", "procedure": "reissue", "received": "2024-06-30"}, "received", "before_document"),
        ({"document": "can_cuoc", "procedure": "reissue", "received": "2026-11-31"}, "received", "impossible_date"),
        ({"document": "can_cuoc", "procedure": "temporary", "received": "2026-11-19"}, "procedure", "no_procedure"),
        ({"document": "can_cuoc", "received": "2026-11-19"}, "procedure", "missing"),
        ({"document": "gcn_can_cuoc", "procedure": "first", "received": "2025-11-19"}, "received", "gap"),
        ({"document": "can_cuoc", "procedure": "number_confirmation", "received": "2026-11-19"}, "received", "gap"),
    ],
)
def test_wrong_case_names_its_field(case: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(CaseError) as caught:
        deadline(DeadlineCase(**case))
    assert (caught.value.field, caught.value.code) == (field, code)
    for language in vocabulary.LANGUAGES:
        assert "{" not in caught.value.say(language)


RECEIVED = st.dates(date(2016, 1, 1), date(2028, 6, 30))


@settings(max_examples=150, deadline=None)
@given(RECEIVED, st.sampled_from(AREAS_OF_LIMITS), st.sampled_from(("exchange", "reissue", "first")))
def test_last_day_is_a_working_day_and_its_working_adds_up(received: date, area: str, procedure: str) -> None:
    document = "cccd" if received < loading.load().document("can_cuoc").first else "can_cuoc"
    found = deadline(DeadlineCase(document=document, procedure=procedure, area=area, received=received))
    calendar = Calendar("vn", loading.load())

    assert calendar.is_working(found.last_day)
    counted = (found.last_day - received).days - len(found.skipped)
    assert counted == found.limit.days
    assert found.last_day not in [off.day for off in found.skipped]
    for row_id in found.rows:
        assert loading.load().by_id[row_id].first <= found.last_day


@settings(max_examples=150, deadline=None)
@given(RECEIVED, st.integers(0, 60), st.integers(0, 60), st.sampled_from(("vn", "cn")))
def test_longer_limit_is_never_earlier(received: date, one: int, more: int, country: str) -> None:
    calendar = Calendar(country, loading.load())

    assert calendar.add_working_days(received, one) <= calendar.add_working_days(received, one + more)


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2004, 1, 1), date(2028, 6, 30)))
def test_sixty_calendar_days_end_on_a_chinese_working_day(received: date) -> None:
    found = deadline(DeadlineCase(document="cn_id", procedure="first", received=received))

    assert (found.last_day - received).days == 60 + len(found.skipped)
    assert Calendar("cn", loading.load()).is_working(found.last_day)
    assert found.extended is not None
    assert found.extended > found.last_day


@pytest.mark.parametrize(("language", "said"), [("vi", "xã"), ("es", "comuna rural (xã)"), ("en", "commune (xã)")])
def test_a_value_is_said_in_words_and_never_as_its_key(language: str, said: str) -> None:
    assert f"“{said}”" in CaseError("area", "unknown", ("city",), value="commune").say(language)
    assert "“can_cuoc”" not in CaseError("area", "unknown", value="can_cuoc").say(language)
    assert "“Hòn Tre”" in CaseError("area", "unknown", value="Hòn Tre").say(language)


@pytest.mark.parametrize("case", [FeeCase, DeadlineCase, RenewalCase, ChecklistCase])
def test_every_field_of_a_case_has_a_name(case: type[BaseModel]) -> None:
    assert set(case.model_fields) - set(FIELDS) == set()
