"""Rasa's custom actions: they read the question, ask `actions.answers`, and say the replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import router
from actions.answers import refusals
from actions.question import ELECTRONIC_ID, Question, days_of, read_question, to_remember
from actions.reply import Reply
from common.clock import today
from common.wording import say

OLDEST_YEARS = 122
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
    events.append(
        SlotSet("subject", {"country": question.country, "document": question.document, "reason": question.reason})
    )
    waits = any(reply.reason == "country_missing" for reply in replies)
    events.append(SlotSet("question", to_remember(question) if waits else None))
    if known or asked_back:
        events.append(SlotSet("topic", router.main_topic(question) or topic))
    return events


def patient(question: Question, tracker: Tracker, replies: list[Reply]) -> tuple[list[Reply], EventType]:
    """Return the replies, or a person's contact after several in a row that answered nothing; and the new count."""
    lost = all(reply.reason in NOTHING_ANSWERED for reply in replies)
    misunderstood = int(tracker.get_slot("misunderstood") or 0) + 1 if lost else 0
    if misunderstood > router.MOST_MISUNDERSTOOD:
        return [refusals.misunderstood_again(question)], SlotSet("misunderstood", 0)
    return replies, SlotSet("misunderstood", misunderstood)


class _Answering:
    """What actions do that answer a question about identity cards."""

    def question(self, tracker: Tracker) -> Question:
        """Return the question to answer."""
        return question_of(tracker)

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the answers and remember the subject; let the form ask for a date that a renewal date needs."""
        question = self.question(tracker)
        if router.needs_dates(question) and not question.said("impossible_date"):
            general = router.before_the_date(question, today())
            utter(dispatcher, question, general)
            return [*remember(question, general), SlotSet("topic", "validity"), FollowupAction("renewal_form")]
        replies = router.replies(question, today())
        replies, counted = patient(question, tracker, replies)
        utter(dispatcher, question, replies)
        return [*remember(question, replies), counted]


class ActionSearch(_Answering, Action):
    """Looks the answer up in the sources."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_search"


class ActionFee(_Answering, Action):
    """Computes what a question costs on a day."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_fee"


class ActionDeadline(_Answering, Action):
    """Computes by which day a card must be ready."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_deadline"


class ActionRenewal(_Answering, Action):
    """Computes until when a card is valid."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_renewal"

    def question(self, tracker: Tracker) -> Question:
        """Return the question; after the form the last message was only a date, and the question is this one."""
        question = question_of(tracker)
        return question if question.intent == "validity" else replace(question, intent="validity", text="")


class ActionFollowUp(_Answering, Action):
    """Answers the last question again with the detail just given."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_follow_up"


class _NamedText(_Answering):
    """Looks up what a text says that was named, whatever the message was taken for."""

    def question(self, tracker: Tracker) -> Question:
        """Return the question without the intent it was taken for."""
        return replace(question_of(tracker), intent="nlu_fallback")


class ActionChecklist(Action):
    """Says the whole route of a question as one list to keep."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_checklist"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the list."""
        question = question_of(tracker)
        question = replace(question, intent="checklist")
        replies = [router.answer("checklist", question, today())]
        utter(dispatcher, question, replies)
        return remember(question, replies)


class _Refusing:
    """What actions do that say no, or pass on, each in its own way."""

    def replies(self, question: Question) -> list[Reply]:
        """Return the refusal that fits the intent."""
        return [refusals.answer(question, today())]

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the refusal that fits the intent."""
        question = question_of(tracker)
        replies, counted = patient(question, tracker, self.replies(question))
        utter(dispatcher, question, replies)
        return [counted]


class ActionDecline(_Refusing, Action):
    """Declines what is not about identity cards and points on."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_decline"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the refusal; but who names a text on identity cards and nobody else's asks about ours."""
        question = question_of(tracker)
        if question.said("law") and not question.said("neighbour"):
            return _NamedText().run(dispatcher, tracker, domain)
        return super().run(dispatcher, tracker, domain)

    def replies(self, question: Question) -> list[Reply]:
        """Return the refusal, or what the sources say where it would be a guess."""
        return [router.declined(question, today())]


class ActionWarn(_Refusing, Action):
    """Warns of a scam, or gives the emergency numbers."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_warn"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the warning; but who names a text asks about it."""
        question = question_of(tracker)
        if question.said("law"):
            return _NamedText().run(dispatcher, tracker, domain)
        return super().run(dispatcher, tracker, domain)

    def replies(self, question: Question) -> list[Reply]:
        """Return the warning, and what the sources say besides."""
        return router.warnings(question, today())


class ActionMisread(_Refusing, Action):
    """Tells what is wrong with a message that cannot be read."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_misread"


class ActionHandoff(_Refusing, Action):
    """Names the people to ask."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_handoff"


class ActionChangeLanguage(_Refusing, Action):
    """Confirms the language, or asks which one."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_change_language"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say so; but "and the Vietnamese one?" goes on with the last question."""
        question = question_of(tracker)
        if question.topic and router.continues(question):
            return ActionFollowUp().run(dispatcher, tracker, domain)
        return super().run(dispatcher, tracker, domain)


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
