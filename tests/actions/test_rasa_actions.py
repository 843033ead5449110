<<<<<<< HEAD
"""The renewal form: what it accepts, completes and no longer asks for."""
=======
"""Rasa's custom actions: what they say, what they remember, which details a form accepts."""
>>>>>>> tests-new

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

<<<<<<< HEAD
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


def test_a_year_of_birth_is_kept_and_completed_by_the_next_answer() -> None:
    filled, said = birth_date("1992", "sinh 1992")
    assert filled == {"birth_date": None, "partial_birth_date": "1992"}
    assert "mới cho biết 1992)" in said[0]
    assert "mới cho biết 05/1992)" in birth_date("1992-05", "tháng 5/1992")[1][0]
    filled, said = birth_date("2026-05-20", "20/5", partial_birth_date="1992")
    assert filled["birth_date"] == "1992-05-20"
    assert said == []


def test_a_birthday_without_its_year_is_completed_by_the_year() -> None:
    filled, said = birth_date("--05-20", "sinh ngày 20/5")
    assert filled == {"birth_date": None, "partial_birth_date": "--05-20"}
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
    assert filled == {"issue_date": None}
    assert len(said) == 1


@pytest.mark.parametrize("value", ["2021", "2021-03", "2021-03-15"])
def test_an_issue_date_as_wide_as_it_is_known_is_taken(value: str) -> None:
    assert issue_date(value)[0]["issue_date"] == value


def test_a_day_to_come_is_the_printed_expiry_unless_it_was_called_an_issue() -> None:
    assert issue_date("2030-05-20", date="2030-05-20")[0]["expiry_date"] == "2030-05-20"
    filled, said = issue_date("2028-10-15", issue_date="2028-10-15")
    assert filled == {"issue_date": None}
    assert len(said) == 1


def test_after_the_printed_expiry_nothing_is_asked() -> None:
    form, slots = ValidateRenewalForm(), ["birth_date", "issue_date"]

    def asked(**entities: str) -> list[str]:
        state = tracker("…", {"expiry_date": "2030-05-20"}, **entities)
        return asyncio.run(form.required_slots(slots, CollectingDispatcher(), state, {}))

    assert asked(expiry_date="2030-05-20") == []
    assert asked(date="2030-05-20") == []
    assert asked(birth_date="2010-05-12") == slots
=======
from actions import rasa_actions
from actions.rasa_actions import (
    MOST_MISUNDERSTOOD,
    ActionAnswer,
    ActionChecklist,
    ActionRenewal,
    ValidateChecklistForm,
    ValidateRenewalForm,
)
from common import clock
from tests.actions.made import TODAY, know


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch)
    monkeypatch.setenv(clock.SETTING, TODAY.isoformat())


def tracker(intent: str, text: str = "/…", slots: dict[str, Any] | None = None, **entities: str) -> Tracker:
    """A conversation whose last message is this one; its entities fill the slots, as Rasa does it."""
    found = [{"entity": name, "value": value} for name, value in entities.items()]
    message = {"intent": {"name": intent, "confidence": 0.9}, "text": text, "entities": found}
    known = {"language": "vi", **(slots or {}), **entities}
    return Tracker("someone", known, message, [], False, None, {}, "action_listen")


def run(asked: Tracker, action: ActionAnswer | None = None) -> tuple[list[dict[str, Any]], dict[str, Any], list[str]]:
    """The messages said, the slots set, and the actions that follow."""
    dispatcher = CollectingDispatcher()
    events = (action or ActionAnswer()).run(dispatcher, asked, {})
    slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    return dispatcher.messages, slots, [event["name"] for event in events if event["event"] == "followup"]


def test_an_answer_travels_with_its_contract_and_its_buttons() -> None:
    (message,), _, _ = run(tracker("fee", document="can_cuoc", reason="lost"))
    assert "35.000 đồng" in message["text"]
    assert message["custom"]["status"] == "computed"
    assert message["custom"]["citations"]
    assert message["buttons"]


def test_what_was_talked_about_is_remembered() -> None:
    _, slots, _ = run(tracker("fee", document="can_cuoc", reason="lost"))
    assert slots["topic"] == "fee"
    assert slots["subject"] == {"country": "vn", "document": "can_cuoc", "reason": "lost"}
    assert slots["misunderstood"] == 0


def test_a_refusal_leaves_the_subject_and_the_topic_of_before() -> None:
    _, slots, _ = run(tracker("human_handoff", slots={"topic": "fee", "subject": {"country": "vn"}}))
    assert set(slots) == {"misunderstood"}


def test_where_nothing_told_the_country_the_question_waits_for_the_other_one() -> None:
    asked = tracker("fee", slots={"language": "en"})
    (message,), slots, _ = run(asked)
    assert message["custom"]["assumed_country"] == "vn"
    assert slots["question"]["intent"] == "fee"
    _, told, _ = run(tracker("fee", slots={"language": "en"}, country="vn"))
    assert told["question"] is None


def test_after_several_answers_without_ground_a_person_is_offered() -> None:
    count = 0
    for _ in range(MOST_MISUNDERSTOOD):
        (message,), slots, _ = run(tracker("off_topic", slots={"misunderstood": count}))
        assert message["custom"]["status"] != "handoff"
        count = slots["misunderstood"]
    (message,), slots, _ = run(tracker("off_topic", slots={"misunderstood": count}))
    assert (message["custom"]["status"], slots["misunderstood"]) == ("handoff", 0)


def test_an_answer_ends_the_count() -> None:
    _, slots, _ = run(tracker("fee", slots={"misunderstood": MOST_MISUNDERSTOOD}))
    assert slots["misunderstood"] == 0


def test_a_number_that_was_hidden_is_told_once_and_first() -> None:
    asked = tracker("fee")
    asked.latest_message["metadata"] = {"edge": {"masked": True}}
    (message,), _, _ = run(asked)
    hidden, answer = message["text"].split("\n", 1)
    assert hidden
    assert "đồng" in answer


def test_a_birth_date_alone_makes_the_form_ask_for_the_other_date() -> None:
    messages, slots, follow = run(tracker("validity", "/validity", birth_date="1990-05-20"))
    assert messages == []
    assert follow == ["renewal_form"]
    assert slots["topic"] == "validity"


def test_the_filled_renewal_form_is_answered_whatever_the_last_message_was() -> None:
    asked = tracker("inform", slots={"birth_date": "1990-05-20"}, issue_date="2021")
    (message,), _, follow = run(asked, ActionRenewal())
    assert message["custom"]["computed"]["next_date"] == "2030-05-20"
    assert follow == []


def test_the_filled_checklist_form_shows_the_whole_route() -> None:
    (message,), _, _ = run(tracker("inform", slots={"document": "can_cuoc"}, reason="lost"), ActionChecklist())
    assert message["custom"]["computed"]["kind"] == "checklist"


def test_the_actions_are_those_of_the_domain() -> None:
    actions = (ActionAnswer(), ActionRenewal(), ActionChecklist(), ValidateRenewalForm(), ValidateChecklistForm())
    with open("bot/domain/domain.yml", encoding="utf-8") as file:
        domain = file.read()
    assert [action.name() for action in actions if action.name() not in domain] == []


class TestRenewalForm:
    @staticmethod
    def accepted(field: str, value: Any, **slots: Any) -> tuple[Any, list[dict[str, Any]]]:
        """What the form keeps of a value, and what it says."""
        dispatcher = CollectingDispatcher()
        check = getattr(ValidateRenewalForm(), f"validate_{field}")
        return check(value, dispatcher, tracker("inform", slots=slots), {})[field], dispatcher.messages

    @pytest.mark.parametrize("born", ["1990-05-20", "2026-11-29", "1904-01-01"])
    def test_a_birth_date_within_a_lifetime_is_accepted(self, born: str) -> None:
        assert self.accepted("birth_date", born) == (born, [])

    @pytest.mark.parametrize("born", ["2026-11-30", "1903-12-31", "1990", "1990-05", None])
    def test_another_is_asked_again(self, born: str | None) -> None:
        value, (message,) = self.accepted("birth_date", born)
        assert value is None
        assert message["custom"]["status"] == "clarify"

    @pytest.mark.parametrize("issued", ["2021", "2021-03", "2021-03-15", "2026-11-29"])
    def test_an_issue_date_after_birth_and_until_today_is_accepted(self, issued: str) -> None:
        assert self.accepted("issue_date", issued, birth_date="1990-05-20") == (issued, [])

    @pytest.mark.parametrize("issued", ["2027", "2026-11-30", "1989", "1990-05-20"])
    def test_a_card_of_the_future_or_from_before_the_birth_is_asked_again(self, issued: str) -> None:
        value, (message,) = self.accepted("issue_date", issued, birth_date="1990-05-20")
        assert value is None
        assert message["custom"]["reason"] == "wrong_date"


class TestChecklistForm:
    @staticmethod
    def required(asked: Tracker) -> list[str]:
        """What the form asks for after this message."""
        form = ValidateChecklistForm()
        return asyncio.run(form.required_slots(["reason", "document"], CollectingDispatcher(), asked, {}))

    def test_reason_and_document_are_asked_for(self) -> None:
        assert self.required(tracker("checklist")) == ["reason", "document"]

    def test_nobody_without_a_card_is_asked_which_one(self) -> None:
        assert self.required(tracker("inform", reason="first_card")) == ["reason"]

    def test_an_account_has_neither(self) -> None:
        assert self.required(tracker("inform", "VNeID", document="electronic_id")) == []


def test_the_reasons_that_count_as_nothing_answered_are_no_answers() -> None:
    assert set(rasa_actions.NO_TOPIC) <= set(rasa_actions.NOTHING_ANSWERED)
>>>>>>> tests-new
