"""The renewal form: what it accepts, completes and no longer asks for."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.rasa_actions import ValidateRenewalForm

TODAY = "2026-11-29"


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_TODAY", TODAY)


def tracker(text: str, slots: dict[str, Any], **entities: str) -> Tracker:
    message = {
        "intent": {"name": "inform"},
        "text": text,
        "entities": [{"entity": name, "value": value} for name, value in entities.items()],
    }
    active: dict[str, Any] = {"name": "renewal_form"}
    return Tracker("sender", {"language": "vi", **slots}, message, [], False, None, active, "action_listen")


def birth_date(value: Any, text: str, **slots: Any) -> tuple[dict[str, Any], list[str]]:
    dispatcher = CollectingDispatcher()
    filled = ValidateRenewalForm().validate_birth_date(value, dispatcher, tracker(text, slots), {})
    return filled, [message["text"] for message in dispatcher.messages]


def issue_date(value: Any, born: str | None = "1990-05-20", **entities: str) -> tuple[dict[str, Any], list[str]]:
    dispatcher = CollectingDispatcher()
    filled = ValidateRenewalForm().validate_issue_date(
        value, dispatcher, tracker("…", {"birth_date": born}, **entities), {}
    )
    return filled, [message["text"] for message in dispatcher.messages]


@pytest.mark.parametrize("born", ["1992", "1992-05", "1992-05-20"])
def test_a_birth_date_as_far_as_it_is_told_is_taken(born: str) -> None:
    filled, said = birth_date(born, "…")
    assert filled["birth_date"] == born
    assert said == []


def required(slots: dict[str, Any], **entities: str) -> list[str]:
    """Return what the form still asks for, or checks."""
    asked = ValidateRenewalForm().required_slots(
        ["birth_date", "issue_date"], CollectingDispatcher(), tracker("…", {"country": "vn", **slots}, **entities), {}
    )
    return asyncio.run(asked)


@pytest.mark.parametrize(
    ("slots", "asked"),
    [
        ({}, ["birth_date", "issue_date"]),
        ({"birth_date": "1990"}, ["birth_date"]),
        ({"birth_date": "1999"}, ["birth_date", "issue_date"]),
        ({"age": 36}, []),
        ({"age": 39}, ["issue_date"]),
    ],
)
def test_the_issue_is_asked_for_only_where_it_changes_the_answer_and_an_age_is_enough(
    slots: dict[str, Any], asked: list[str]
) -> None:
    assert required(slots) == asked


def test_an_age_answers_the_question_for_the_birth_date() -> None:
    told = tracker("tôi 36 tuổi", {"requested_slot": "birth_date", "age": 36}, age="36")
    events = asyncio.run(ValidateRenewalForm().get_validation_events(CollectingDispatcher(), told, {}))
    assert {"event": "slot", "timestamp": None, "name": "age", "value": "36"} in events


def test_a_birthday_without_its_year_is_completed_by_the_year() -> None:
    filled, said = birth_date("--05-20", "sinh ngày 20/5")
    assert filled == {"birth_date": None, "partial_birth_date": "--05-20", "misunderstood": 1}
    assert "mới cho biết 20/05)" in said[0]
    assert birth_date("1992", "1992", partial_birth_date="--05-20")[0]["birth_date"] == "1992-05-20"


@pytest.mark.parametrize("value", ["1990-13-45", "x", 7, {"a": 1}, ["1990-13-45"], None, "2030-01-01", "1800-01-01"])
def test_a_birth_date_that_cannot_be_is_told_and_not_taken(value: Any) -> None:
    filled, said = birth_date(value, "…")
    assert filled["birth_date"] is None
    assert len(said) == 1


@pytest.mark.parametrize("value", ["1980-01-01", "2021-13", "x", 7, {"a": 1}, None])
def test_an_issue_date_that_cannot_be_is_told_and_not_taken(value: Any) -> None:
    filled, said = issue_date(value)
    assert filled == {"issue_date": None, "misunderstood": 1}
    assert len(said) == 1


@pytest.mark.parametrize("value", ["2021", "2021-03", "2021-03-15"])
def test_an_issue_date_as_wide_as_it_is_known_is_taken(value: str) -> None:
    assert issue_date(value)[0]["issue_date"] == value


def test_a_day_to_come_is_the_printed_expiry_unless_it_was_called_an_issue() -> None:
    assert issue_date("2030-05-20", date="2030-05-20")[0]["expiry_date"] == "2030-05-20"
    filled, said = issue_date("2028-10-15", issue_date="2028-10-15")
    assert filled == {"issue_date": None, "misunderstood": 1}
    assert len(said) == 1


def test_after_the_printed_expiry_nothing_is_asked() -> None:
    form, slots = ValidateRenewalForm(), ["birth_date", "issue_date"]

    def asked(**entities: str) -> list[str]:
        state = tracker("…", {"expiry_date": "2030-05-20"}, **entities)
        return asyncio.run(form.required_slots(slots, CollectingDispatcher(), state, {}))

    assert asked(expiry_date="2030-05-20") == []
    assert asked(date="2030-05-20") == []
    assert asked(birth_date="2010-05-12") == slots


def test_a_lunar_birthday_is_said_in_both_calendars_before_the_form_goes_on() -> None:
    dispatcher, born = CollectingDispatcher(), "1990-04-05"
    state = tracker("…", {}, birth_date=born, lunar_date=f"{born} 10/3/1990 âm lịch")
    filled = ValidateRenewalForm().validate_birth_date(born, dispatcher, state, {})
    assert filled["birth_date"] == born
    assert "ngày 5 tháng 4 năm 1990 dương lịch" in dispatcher.messages[0]["text"]
