"""Which days a question is about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.answers.days import asked_days, days_of_the_rule, names_its_days
from tests.actions.made import TODAY, know, question


@pytest.fixture(autouse=True)
def _sources(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch)


def days(**known: Any) -> tuple[str, str]:
    first, last = asked_days(question(**known), TODAY)
    return first.isoformat(), last.isoformat()


def test_without_a_date_today_is_meant() -> None:
    assert asked_days(question(), TODAY) == (TODAY, TODAY)


@pytest.mark.parametrize(
    ("said", "first", "last"), [("2022", "2022-01-01", "2022-12-31"), ("2024-02", "2024-02-01", "2024-02-29")]
)
def test_a_year_or_a_month_is_meant_as_a_whole_and_stays_so(said: str, first: str, last: str) -> None:
    assert days(date=said) == (first, last)
    assert days(date=said, entities={"date": (said,)}) == (first, last)


def test_a_day_counts_where_it_is_named_or_gone_on_from() -> None:
    assert days(date="2022-03-05", entities={"date": ("2022-03-05",)}) == ("2022-03-05", "2022-03-05")
    assert days(date="2022-03-05", entities={"cue": ("and",)}) == ("2022-03-05", "2022-03-05")


def test_a_day_of_before_is_not_what_a_later_question_is_about() -> None:
    assert asked_days(question("phí bao nhiêu", date="2026-11-28"), TODAY) == (TODAY, TODAY)


def test_a_file_is_counted_by_the_law_of_the_day_on_which_it_was_taken() -> None:
    assert days(received_date="2024-06-03") == ("2024-06-03", "2024-06-03")


def test_a_law_that_ended_is_asked_about_as_it_was_last() -> None:
    assert days(law="law_2014") == ("2024-06-30", "2024-06-30")


def test_a_law_in_force_is_asked_about_as_it_is() -> None:
    assert asked_days(question(law="law_2023"), TODAY) == (TODAY, TODAY)


def test_a_date_that_is_named_counts_more_than_a_law() -> None:
    assert days(law="law_2014", date="2022", entities={"date": ("2022",)}) == ("2022-01-01", "2022-12-31")


def test_a_law_is_asked_about_today_while_it_is_in_force() -> None:
    day = date(2024, 6, 1)
    assert asked_days(question(law="law_2014"), day) == (day, day)


def test_the_rule_asked_about_is_today_s_whenever_a_file_was_taken() -> None:
    assert days_of_the_rule(question("tháng trước tôi nộp, giờ rút được không", received_date="2026-10"), TODAY) == (
        TODAY,
        TODAY,
    )
    asked = question(received_date="2024-06-03", date="2022", entities={"date": ("2022",)})
    assert days_of_the_rule(asked, TODAY) == (date(2022, 1, 1), date(2022, 12, 31))


def test_a_year_names_the_days_asked_about_and_a_day_of_before_does_not() -> None:
    assert names_its_days(question(date="2022"))
    assert not names_its_days(question(date="2022-03-05"))
    assert not names_its_days(question())
