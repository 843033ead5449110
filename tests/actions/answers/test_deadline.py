"""A deadline opens with the day; how it was counted is folded away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions import formats
from actions.answers import deadline
from actions.law import loading
from actions.law.procedure_rows import TimeLimit
from tests.actions.answers import anatomy_rules
from tests.actions.answers.conftest import LANGUAGES, TODAY, doubt, lead, lines, more, on, question

pytestmark = pytest.mark.usefixtures("library")

LATEST = {"vi": "Chậm nhất", "es": "A más tardar el", "en": "By"}


@pytest.mark.parametrize(
    "limit", [row for row in loading.load().time_limits if row.role == "limit"], ids=lambda row: row.id
)
def test_every_limit_opens_with_the_day(limit: TimeLimit) -> None:
    filed = TODAY.replace(day=27) if limit.covers(TODAY) else limit.valid_to
    for language in LANGUAGES:
        for document in limit.documents:
            for procedure in limit.procedures:
                known: dict[str, Any] = {"document": document, "procedure": procedure}
                known["area"] = limit.areas[0] if limit.areas else None
                reply = deadline.answer(question(language, **known, received_date=str(filed)), TODAY)
                assert reply.computed is not None
                day = formats.long_date(date.fromisoformat(reply.computed["last_day"]), language, weekday=True)
                assert lead(reply).lower().startswith(f"{LATEST[language]} {day}".lower()), lead(reply)
                anatomy_rules.check(reply)
                at_large = deadline.answer(question(language, **known, **on(str(filed))), TODAY)
                anatomy_rules.check(at_large)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", [row.document for row in loading.load().documents])
def test_every_document_at_large_is_short(document: str, language: str) -> None:
    for known in ({}, {"reason": "lost"}, {"received_date": "2020-11-20"}, {"channel": "online", "reason": "lost"}):
        reply = deadline.answer(question(language, document=document, **known), TODAY)
        if reply.status == "computed":
            anatomy_rules.check(reply)


class TestLead:
    def test_the_day_and_what_it_was_counted_from(self) -> None:
        reply = deadline.answer(question(received_date="2026-11-10"), TODAY)
        assert lead(reply) == (
            "Chậm nhất thứ Năm, ngày 19 tháng 11 năm 2026 (7 ngày làm việc, nộp đủ hồ sơ ngày 10/11/2026)."
        )

    def test_without_a_filing_date_the_length_and_the_day_of_a_file_of_now(self) -> None:
        reply = deadline.answer(question("en"), TODAY)
        assert lead(reply) == (
            "No more than 7 working days: with the complete file in on 30 Nov 2026, by 9 Dec 2026 at the latest."
        )

    def test_areas_that_differ_are_a_range_and_one_line(self) -> None:
        reply = deadline.answer(question(document="cccd", reason="lost", received_date="2020-11-20"), TODAY)
        assert lead(reply).startswith("Từ 11/12/2020 đến 18/12/2020, tùy nơi nộp")
        assert "18/12/2020 (20 ngày làm việc)" in lines(reply)["by_when"]

    def test_what_is_given_at_once_is_not_zero_days(self) -> None:
        known = {"document": "cmnd", "procedure": "number_confirmation", "date": "2019"}
        assert lead(deadline.answer(question("en", **known), TODAY)) == "At once, when the complete file is in."


class TestMore:
    def test_how_the_days_were_counted_is_folded(self) -> None:
        reply = deadline.answer(question(received_date="2026-11-19"), TODAY)
        assert "Đếm 7 ngày làm việc từ 20/11/2026." in more(reply)
        assert "24/11/2026" in more(reply)
        assert "24/11/2026" not in reply.text

    def test_a_shorter_figure_that_was_published_too_is_folded(self) -> None:
        reply = deadline.answer(question("en", reason="lost", received_date="2026-11-19"), TODAY)
        assert "count on 7" in more(reply)

    def test_examples_of_an_online_service_are_shown_to_who_asks_for_it(self) -> None:
        known = {"document": "cn_id", "reason": "lost"}
        assert "Xinjiang" in more(deadline.answer(question("es", **known), TODAY))
        asked = deadline.answer(question("es", channel="online", **known), TODAY)
        assert "Xinjiang" in lines(asked)["online"]
        assert "Xinjiang" not in more(asked)


class TestDoubt:
    def test_of_a_day_to_come_the_slip_decides(self) -> None:
        assert doubt(deadline.answer(question("en", received_date="2026-11-27"), TODAY)) == (
            "The date on the appointment slip decides."
        )

    def test_a_file_of_a_day_off_may_count_later(self) -> None:
        assert "next working day" in doubt(deadline.answer(question("en", received_date="2026-11-28"), TODAY))

    def test_a_year_without_a_schedule_is_an_estimate(self) -> None:
        reply = deadline.answer(question("en", document="cn_id", reason="lost", received_date="2026-12-01"), TODAY)
        assert "estimate" in doubt(reply)

    def test_of_a_day_that_is_over_there_is_none(self) -> None:
        assert doubt(deadline.answer(question(received_date="2026-11-10"), TODAY)) == ""


def test_an_extension_is_a_line() -> None:
    reply = deadline.answer(question("en", document="cn_id", reason="lost", received_date="2026-08-31"), TODAY)
    assert lines(reply)["note"] == "In poorly connected areas it may take until 30 Nov 2026."


def test_what_the_limit_leaves_out_is_a_line() -> None:
    reply = deadline.answer(question("en", document="gcn_can_cuoc", procedure="first"), TODAY)
    assert "verification first takes 30 days" in lines(reply)["note"]


def test_two_days_of_filing_are_counted_each() -> None:
    asked = question("en", document="can_cuoc", entities={"received_date": ("2026-11-30", "2026-12-04")})
    reply = deadline.answer(asked, TODAY)
    assert lead(reply).startswith("By Wednesday, 9 December 2026")
    assert "15 December 2026" in lines(reply)["by_when"]


def test_an_old_limit_of_cities_is_that_of_a_centrally_run_city() -> None:
    known: dict[str, Any] = {"document": "cmnd", "procedure": "reissue", **on("2010")}
    assert "15 working days to 20" in lead(deadline.answer(question("en", **known), TODAY))
    assert lead(deadline.answer(question("en", province="ha_noi", **known), TODAY)).startswith("No more than 15")
