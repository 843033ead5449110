"""What the forms ask: plainly first; after two answers that were not read with an example and a way on without it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import router
from actions.answers import parts
from actions.possible import MOST_SHOWN
from actions.rasa_actions import MOST_MISUNDERSTOOD, question_of, remember, utter
from actions.reply import Reply, button
from common.clock import today
from common.wording import buttons, say

GENERAL = {"renewal_form": "validity", "checklist_form": "papers"}
"""What is told in general of what a form would have worked out."""


class ActionAsk(Action, ABC):
    """Asks for one slot of a form; after answers that were not read it says so, and offers to go on without."""

    @abstractmethod
    def name(self) -> str:
        """Return the action's name in the domain, by which Rasa knows which slot it asks for."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Ask."""
        question, slot = question_of(tracker), self.name().removeprefix("action_ask_")
        language, key = question.language, f"utter_ask_{slot}"
        text, choices = say(key, language), buttons(key, language)
        if int(tracker.get_slot("misunderstood") or 0) >= MOST_MISUNDERSTOOD:
            said = "" if question.text.startswith("/") else question.text[:MOST_SHOWN].strip()
            read = say("utter_read_but_unclear", language, said=said) if said else ""
            text = parts.sentences([read, say(f"utter_example_of_{slot}", language)])
            choices = [button(say("utter_go_on_without", language), "/skip"), *choices]
        utter(dispatcher, question, [Reply(text=text, status="clarify", language=language, buttons=choices)])
        return []


class ActionAskBirthDate(ActionAsk):
    """Asks for the birth date."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_ask_birth_date"


class ActionAskIssueDate(ActionAsk):
    """Asks when the card was issued."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_ask_issue_date"


class ActionAskReason(ActionAsk):
    """Asks why a card is needed."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_ask_reason"


class ActionAskDocument(ActionAsk):
    """Asks which document there is."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_ask_document"


class ActionGoOnWithout(Action):
    """Leaves a form and tells what holds in general."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_go_on_without"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Answer by what is known so far, and close the form."""
        day, question = today(), question_of(tracker)
        topic = GENERAL.get(str(tracker.active_loop_name), "validity")
        if topic == "papers" and question.reason:
            topic = "checklist"
        about = parts.label("topic", topic if topic != "checklist" else "papers", question.language)
        general = replace(question, intent=topic, sure=1.0, text=about, vector=None, entities={}, rest=0)
        general = router.with_country(general, day)
        replies = router.replies(general, day, "renewal_form" if topic == "validity" else None)
        utter(dispatcher, general, replies)
        closed = [ActiveLoop(None), SlotSet("requested_slot", None), SlotSet("misunderstood", 0)]
        return [*remember(general, replies, topic), *closed]
