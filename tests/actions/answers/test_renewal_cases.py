"""Of dates known in part every case is said: the end first, then what it was worked out for."""

from __future__ import annotations

from typing import Any

import pytest

from actions.answers import renewal, renewal_cases
from actions.reply import Reply
from tests.actions.answers import anatomy_rules
from tests.actions.answers.conftest import LANGUAGES, TODAY, doubt, lead, lines, question

pytestmark = pytest.mark.usefixtures("library")

MADE_AT_30 = {"age_then": (30,), "issue_age": (30,)}
CASES: list[tuple[dict[str, Any], str]] = [
    ({"birth_date": "1990"}, "On turning 40 (2030); until then"),
    ({"birth_date": "1990-05", "issue_date": "2021"}, "On turning 40 (05/2030)"),
    ({"birth_date": "1990-05-20"}, "On turning 40 (20 May 2030)"),
    ({"birth_date": "1986", "issue_date": "2022"}, "On turning 40 (2026); if that birthday is over"),
    ({"birth_date": "1985", "issue_date": "2022"}, "Due since turning 40 (2025)"),
    ({"birth_date": "1950", "issue_date": "2022"}, "No further exchange"),
    ({"age": 36}, "On turning 40 (2029 or 2030)"),
    ({"age": 39}, "It depends on the age when the card was made: before 38, change it at 40 (2026 or 2027); from 38"),
    ({"age": 62}, "It depends on the age when the card was made: before 58, due since 60 (2023 or 2024)"),
    ({"birth_date": "1998-04-30", "issue_date": "2021"}, "It depends on the age when the card was made: before 23"),
    ({"document": "cn_id", "issue_date": "2020-03-15", "entities": MADE_AT_30}, "Good until 15 Mar 2040."),
    ({"document": "cn_id", "issue_date": "2010-03-15", "birth_date": "1990"}, "It has expired (15 Mar 2020)"),
    ({"document": "cn_id", "issue_date": "2016", "birth_date": "1960"}, "No further exchange"),
    ({"document": "cn_temp", "issue_date": "2026-11-01"}, "Good until 1 Feb 2027."),
    ({"age": 13, "entities": {"made_now": ("is getting",)}}, "On turning 25; until then"),
    ({"age": 24, "entities": {"age_then": (24,), "issue_age": (24,)}}, "On turning 40; until then"),
    ({"age": 60, "entities": {"age_then": (60,), "issue_age": (60,)}}, "No further exchange"),
    ({"document": "cn_id", "age": 30, "entities": MADE_AT_30}, "Good for 20 years from the day of issue."),
    ({"document": "cn_id", "age": 47, "entities": {"made_now": ("is renewing",)}}, "No further exchange"),
]


def answer(language: str = "en", **known: Any) -> Reply:
    return renewal.answer(question(language, **{"intent": "validity", "document": "cccd", **known}), TODAY)


@pytest.mark.parametrize(("known", "opens"), CASES)
def test_opens_with_the_end_or_with_what_it_depends_on(known: dict[str, Any], opens: str) -> None:
    assert lead(answer(**known)).startswith(opens)
    for language in LANGUAGES:
        anatomy_rules.check(answer(language, **known))


def test_a_year_of_birth_in_vietnamese() -> None:
    reply = answer("vi", birth_date="1990")
    assert lead(reply) == "Đến sinh nhật 40 tuổi (2030) mới phải đổi; trước đó thẻ vẫn dùng bình thường."
    assert lines(reply) == {"case": "Sinh 1990."}


def test_programs_read_each_end() -> None:
    computed = answer(age=39).computed or {}
    assert computed["next_date"] is None
    assert [(end["milestone_age"], end["issued_before_age"]) for end in computed["ends"]] == [(40, 38), (60, 58)]


def test_a_card_that_may_be_due_tells_what_is_not_certain() -> None:
    assert "fined" in doubt(answer(age=62))
    assert "fined" in lines(answer(birth_date="1985", issue_date="2022"))["note"]
    assert "fined" not in answer(birth_date="1990").text


def test_of_a_card_of_china_each_age_at_issue_is_said_where_none_is_told() -> None:
    said = lines(answer(document="cn_id", issue_date="2018-06-01"))["by_when"]
    assert "from 16 and before 26, good until 1 Jun 2028" in said
    assert said.endswith("from 46, no further change.")


def test_an_age_beside_an_issue_in_china_may_be_that_of_today_or_of_then() -> None:
    sure = answer(document="cn_id", issue_date="2020-03-15", age=40)
    assert lead(sure) == "Good until 15 Mar 2040."
    either = answer(document="cn_id", issue_date="2015-03-15", age=30)
    assert [end["issued_from_age"] for end in (either.computed or {})["ends"]] == [16, 26]


def test_the_issue_alone_tells_the_first_birthday_that_counts() -> None:
    reply = answer(issue_date="2018-02-20", question_kinds={"until_when": 0.9})
    assert lead(reply).startswith("Until the birthday at 25, 40 or 60, whichever comes first after 20 Feb 2020")
    assert "/renewal_date" in [button["payload"] for button in reply.buttons]
    asked = question(intent="validity", document="cccd", issue_date="2018", question_kinds={"yes_no": 0.9})
    assert renewal_cases.answer(asked, TODAY) is None


@pytest.mark.parametrize(
    ("known", "opens"),
    [({"birth_date": "1990"}, "Not yet. On turning 40"), ({"birth_date": "1985", "issue_date": "2022"}, "Yes. Due")],
)
def test_whether_it_must_be_changed_is_answered_with_yes_or_no(known: dict[str, Any], opens: str) -> None:
    must: dict[str, Any] = {"question_kinds": {"must": 0.9}}
    assert lead(answer(text="do I have to change it", **must, **known)).startswith(opens)
    assert not lead(answer(text="born then, when must I change it", **must, **known)).startswith(opens)


def test_too_little_is_known() -> None:
    assert renewal_cases.answer(question(intent="validity", document="cccd"), TODAY) is None
    assert renewal_cases.answer(question(intent="validity", document="cmnd", birth_date="1980"), TODAY) is None
    assert renewal_cases.answer(question(intent="validity", document="cn_id", age=30), TODAY) is None


def test_who_has_no_card_yet_is_told_no_end() -> None:
    asked = question(intent="validity", document="can_cuoc", age=15, reason="first_card")
    assert renewal_cases.answer(asked, TODAY) is None
