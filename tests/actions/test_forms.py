"""What the forms ask, and how one goes on without."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Action
from rasa_sdk.executor import CollectingDispatcher

from actions.forms import (
    ActionAsk,
    ActionAskBirthDate,
    ActionAskDocument,
    ActionAskIssueDate,
    ActionAskReason,
    ActionGoOnWithout,
)
from actions.rasa_actions import MOST_MISUNDERSTOOD
from common import clock
from tests.actions.made import TODAY, know
from tests.actions.test_rasa_actions import tracker

ASK = (ActionAskBirthDate(), ActionAskIssueDate(), ActionAskReason(), ActionAskDocument())


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch)
    monkeypatch.setenv(clock.SETTING, TODAY.isoformat())


def asked(action: Action, text: str = "…", **slots: Any) -> dict[str, Any]:
    dispatcher = CollectingDispatcher()
    action.run(dispatcher, tracker("inform", text, slots=slots), {})
    (message,) = dispatcher.messages
    return dict(message)


@pytest.mark.parametrize("action", ASK)
@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_at_first_it_is_asked_plainly(action: ActionAsk, language: str) -> None:
    message = asked(action, misunderstood=MOST_MISUNDERSTOOD - 1, language=language)
    assert "/skip" not in [button["payload"] for button in message["buttons"]]
    assert message["custom"]["status"] == "clarify"


@pytest.mark.parametrize("action", ASK)
@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_the_second_time_it_says_what_was_read_shows_an_example_and_a_way_on(action: ActionAsk, language: str) -> None:
    message = asked(action, "hồi tết", misunderstood=MOST_MISUNDERSTOOD, language=language)
    assert "hồi tết" in message["text"]
    assert message["buttons"][0]["payload"] == "/skip"
    assert message["buttons"][-1]["payload"] == "/deny"
    pressed = asked(action, "/affirm", misunderstood=MOST_MISUNDERSTOOD, language=language)
    assert "/affirm" not in pressed["text"]


def test_going_on_without_closes_the_form_and_answers_in_general() -> None:
    inside = tracker("skip", "không nhớ", slots={"birth_date": "1990-05-20"})
    inside.active_loop = {"name": "renewal_form"}
    dispatcher = CollectingDispatcher()
    events = ActionGoOnWithout().run(dispatcher, inside, {})
    assert {"event": "active_loop", "name": None, "timestamp": None} in events
    slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    assert (slots["requested_slot"], slots["misunderstood"]) == (None, 0)
    assert slots["question"]["intent"] == "validity"
    assert dispatcher.messages


def test_a_checklist_whose_reason_is_known_is_told_for_the_card_of_today() -> None:
    inside = tracker("skip", "không biết loại nào", slots={"reason": "lost"})
    inside.active_loop = {"name": "checklist_form"}
    dispatcher = CollectingDispatcher()
    ActionGoOnWithout().run(dispatcher, inside, {})
    assert dispatcher.messages[0]["custom"]["computed"]["kind"] == "checklist"
