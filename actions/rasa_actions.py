"""Rasa's custom actions: they read the question, ask `actions.answers`, and say the replies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import router, topics
from actions.answers import refusals
from actions.question import ELECTRONIC_ID, Question, days_of, read_question, to_remember
from actions.reply import Reply
from common.clock import today
from common.wording import say

OLDEST_YEARS = 122
MOST_MISUNDERSTOOD = 2
"""Answers without ground in a row before a person's contact is offered."""
NOTHING_ANSWERED = ("off_topic", "did_you_mean", "no_ground", "unsure", "topic_missing", "no_words")
"""Reasons of replies after which a citizen knows no more than before."""
NO_TOPIC = ("did_you_mean", "topic_missing")
"""Reasons of a question back that tell nothing about what was asked."""


def question_of(tracker: Tracker) -> Question:
    """Return the question that a tracker holds."""
    return read_question(tracker.latest_message, tracker.slots)


def utter(dispatcher: CollectingDispatcher, question: Question, replies: Sequence[Reply]) -> None:
    """Send the replies, each one message; tell first that a number was hidden, where one was."""
    for position, reply in enumerate(replies):
        hidden = say("utter_number_hidden", reply.language) if question.masked and position == 0 else ""
        dispatcher.utter_message(
            text=f"{hidden}\n{reply.text}".strip(), buttons=list(reply.buttons), json_message=reply.custom()
        )


def remember(question: Question, replies: Sequence[Reply]) -> list[EventType]:
    """Return the events that keep what was talked about and drop what is out of date."""
    known = any(reply.status in ("computed", "retrieved") for reply in replies)
    asked_back = any(reply.status == "clarify" and reply.reason not in NO_TOPIC for reply in replies)
    topic = question.topic if question.intent == "inform" else question.intent
    events = [SlotSet(slot, None) for slot in question.forgotten]
    subject = {
        "country": question.country,
        "document": question.document,
        "reason": question.reason,
        "persons": list(question.persons),
    }
    events.append(SlotSet("subject", subject))
    # Asked again of the other country's card when its button is pressed.
    events.append(SlotSet("question", to_remember(question) if question.country_assumed else None))
    if known or asked_back:
        events.append(SlotSet("topic", topics.main_topic(question) or topic))
    return events


def patient(question: Question, tracker: Tracker, replies: list[Reply]) -> tuple[list[Reply], EventType]:
    """Return the replies, or a person's contact after several in a row that answered nothing; and the new count."""
    lost = all(reply.reason in NOTHING_ANSWERED for reply in replies)
    misunderstood = int(tracker.get_slot("misunderstood") or 0) + 1 if lost else 0
    if misunderstood > MOST_MISUNDERSTOOD:
        return [refusals.misunderstood_again(question)], SlotSet("misunderstood", 0)
    return replies, SlotSet("misunderstood", misunderstood)


class ActionAnswer(Action):
    """Answers a message by the route of its intent (actions/router.py)."""

    route: str | None = None

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the answers and remember the subject; let the form ask for a date that a renewal date needs."""
        question, day = question_of(tracker), today()
        if self.route is None and topics.needs_dates(question) and not question.said("impossible_date"):
            general = router.before_the_date(question, day)
            utter(dispatcher, question, general)
            return [*remember(question, general), SlotSet("topic", "validity"), FollowupAction("renewal_form")]
        question = router.with_country(question, day)
        replies = router.replies(question, day, self.route)
        replies, counted = patient(question, tracker, replies)
        utter(dispatcher, question, replies)
        leaves = self.route is None and router.leaves_the_subject(question, replies)
        return [counted] if leaves else [*remember(question, replies), counted]


class ActionRenewal(ActionAnswer):
    """Answers once the renewal form is filled."""

    route = "renewal_form"

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_renewal"


class ActionChecklist(ActionAnswer):
    """Answers once the checklist form is filled."""

    route = "checklist"

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_checklist"


class ValidateRenewalForm(FormValidationAction):
    """Accepts a birth date and an issue date (a day or a year) that can be."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "validate_renewal_form"

    def validate_birth_date(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Accept a day in the past within a lifetime; it is not the day that a later question is about."""
        day = today()
        if not isinstance(value, str) or len(value) != len("1990-05-20"):
            utter(
                dispatcher,
                question_of(tracker),
                [refusals.wrong_date("utter_birth_date_needs_day", value, tracker.slots)],
            )
            return {"birth_date": None}
        if date(day.year - OLDEST_YEARS, 1, 1) <= date.fromisoformat(value) <= day:
            return {"birth_date": value, "date": None}
        utter(
            dispatcher, question_of(tracker), [refusals.wrong_date("utter_birth_date_in_future", value, tracker.slots)]
        )
        return {"birth_date": None}

    def validate_issue_date(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Accept a day or a year after the birth and not in the future."""
        born = tracker.get_slot("birth_date")
        first, last = days_of(str(value))
        if first <= today() and (born is None or last > date.fromisoformat(born)):
            return {"issue_date": value, "date": None}
        utter(
            dispatcher, question_of(tracker), [refusals.wrong_date("utter_issue_before_birth", value, tracker.slots)]
        )
        return {"issue_date": None}


class ValidateChecklistForm(FormValidationAction):
    """Accepts what the vocabulary knows; leaves out what the question needs not."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "validate_checklist_form"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[str]:
        """Return what is still to be asked: nobody without a card names a document, no account has a reason."""
        if question_of(tracker).document == ELECTRONIC_ID:
            return []
        return ["reason"] if tracker.get_slot("reason") == "first_card" else domain_slots
