"""Rasa's custom actions: what they say, what they remember, which details a form accepts."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

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
    told = {"country": "vn", "document": "can_cuoc", "reason": "lost", "persons": []}
    assert slots["subject"] == {
        **told,
        "who": None,
        "people": {"self": {"document": "can_cuoc", "reason": "lost"}},
    }
    _, slots, _ = run(tracker("fee", document="can_cuoc", person="elderly"))
    assert slots["subject"]["persons"] == ["elderly"]
    assert slots["misunderstood"] == 0


def test_the_last_answer_is_said_again_shorter_and_is_still_the_last() -> None:
    (first,), slots, _ = run(tracker("fee", document="can_cuoc", reason="lost"))
    wish = tracker("shorter_answer", "ngắn hơn", slots={**slots, "document": "can_cuoc", "reason": "lost"})
    (short,), after, _ = run(wish)
    assert short["text"] == first["custom"]["answer"]["lead"]
    assert set(after) == {"misunderstood"}


def test_within_a_form_its_question_is_what_is_repeated() -> None:
    asked = tracker("repeat_answer", "nói lại", slots={"question": {"text": "…"}})
    asked.active_loop = {"name": "renewal_form"}
    asked.slots["question"] = None
    assert run(asked)[0] == []


def test_a_refusal_to_another_person_keeps_persons_apart() -> None:
    _, slots, _ = run(tracker("fee", document="can_cuoc", reason="lost", who="child", age="13"))
    asked = tracker("human_handoff", slots={**slots, "age": "13", "reason": "lost"}, who="father")
    _, after, _ = run(asked)
    assert (after["age"], after["subject"]["who"]) == (None, "father")
    assert after["subject"]["people"]["child"]["age"] == 13


def test_a_refusal_leaves_the_subject_and_the_topic_of_before() -> None:
    _, slots, _ = run(tracker("human_handoff", slots={"topic": "fee", "subject": {"country": "vn"}}))
    assert set(slots) == {"misunderstood", "question"}


def test_where_nothing_told_the_country_the_question_waits_for_the_other_one() -> None:
    asked = tracker("fee", slots={"language": "en"})
    (message,), slots, _ = run(asked)
    assert message["custom"]["assumed_country"] == "vn"
    assert (slots["question"]["intent"], slots["question"]["waits"]) == ("fee", True)
    _, told, _ = run(tracker("fee", slots={"language": "en"}, country="vn"))
    assert not told["question"]["waits"]


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


def test_a_birth_date_alone_is_answered_and_no_form_is_opened() -> None:
    (message,), slots, follow = run(tracker("validity", "/validity", birth_date="1990-05-20"))
    assert message["custom"]["computed"]["next_date"] == "2030-05-20"
    assert follow == []
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

    @pytest.mark.parametrize("born", ["2026-11-30", "1903-12-31", "--05-20", None])
    def test_another_is_asked_again(self, born: str | None) -> None:
        value, (message,) = self.accepted("birth_date", born)
        assert value is None
        assert message["custom"]["status"] == "clarify"

    @pytest.mark.parametrize("issued", ["2021", "2021-03", "2021-03-15", "2026-11-29"])
    def test_an_issue_date_after_birth_and_until_today_is_accepted(self, issued: str) -> None:
        assert self.accepted("issue_date", issued, birth_date="1990-05-20") == (issued, [])

    @pytest.mark.parametrize("issued", ["2027", "1989", "1990-05-20"])
    def test_a_card_of_the_future_or_from_before_the_birth_is_asked_again(self, issued: str) -> None:
        value, (message,) = self.accepted("issue_date", issued, birth_date="1990-05-20")
        assert value is None
        assert message["custom"]["reason"] == "wrong_date"

    def test_a_day_to_come_is_the_expiry_that_is_printed_unless_it_was_called_an_issue(self) -> None:
        check, born = ValidateRenewalForm().validate_issue_date, {"birth_date": "1990-05-20"}
        dispatcher = CollectingDispatcher()
        day = "2026-11-30"
        filled = check(day, dispatcher, tracker("inform", slots=born, date=day), {})
        assert (filled["issue_date"], filled["expiry_date"]) == (None, day)
        assert dispatcher.messages == []
        filled = check(day, dispatcher, tracker("inform", slots=born, issue_date=day), {})
        assert filled == {"issue_date": None, "misunderstood": 1}
        assert dispatcher.messages[0]["custom"]["reason"] == "wrong_date"


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
    assert set(rasa_actions.TELL_NO_TOPIC) <= set(rasa_actions.NOTHING_ANSWERED)
