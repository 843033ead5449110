"""Rasa's custom actions: they read the question, ask `actions.answers`, and say the replies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import router, topics
from actions.answers import again, office, read_dates, refusals, renewal_cases
from actions.answers.corrected import correction_of
from actions.law.cases import OLDEST
from actions.memory import subject_of, to_remember
from actions.possible import completed, is_date, is_day, is_part_of_birth
from actions.question import (
    ELECTRONIC_ID,
    Question,
    days_of,
    last_question,
    last_value,
    read_question,
)
from actions.reply import Reply
from common.clock import today
from common.wording import say

MOST_MISUNDERSTOOD = 2
"""Answers without ground in a row before a person's contact is offered."""
KEEP_THE_QUESTION = ("unreadable", "change_language")
"""Intents after which the last answer is still the one before."""
NOTHING_ANSWERED = (
    "disputed",
    "garbled",
    "off_topic",
    "did_you_mean",
    "no_ground",
    "unsure",
    "topic_missing",
    "no_words",
)
"""Reasons of replies after which a citizen knows no more than before."""
TOPIC_OF_ROUTE = {"renewal_form": "validity", "checklist": "checklist"}
"""What a form asks about; its last message was only a detail."""
TELL_NO_TOPIC = ("did_you_mean", "topic_missing")
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


def remember(question: Question, replies: Sequence[Reply], asked: str | None = None) -> list[EventType]:
    """Return the events that keep what was talked about and drop what is out of date."""
    known = any(reply.status in ("computed", "retrieved") for reply in replies)
    asked_back = any(reply.status == "clarify" and reply.reason not in TELL_NO_TOPIC for reply in replies)
    topic = question.topic if question.intent == "inform" else question.intent
    events = [SlotSet(slot, None) for slot in question.forgotten]
    events += [SlotSet(slot, value) for slot, value in question.recalled.items()]
    events.append(SlotSet("subject", subject_of(question)))
    events.append(SlotSet("question", to_remember(question)))
    if known or asked_back:
        events.append(SlotSet("topic", asked or topics.main_topic(question) or topic))
    return events


def left(question: Question, slots: Mapping[str, Any]) -> list[EventType]:
    """Return the events after an answer that leaves the subject: it can be repeated, and persons stay apart."""
    events: list[EventType] = []
    if question.intent not in KEEP_THE_QUESTION and not (slots.get("question") or {}).get("waits"):
        events.append(SlotSet("question", to_remember(question)))
    subject = slots.get("subject") or {}
    if question.who != subject.get("who"):
        of_him = {key: value for key, value in subject_of(question).items() if key in ("who", "people", "persons")}
        events += [SlotSet(slot, None) for slot in question.forgotten]
        events += [SlotSet(slot, value) for slot, value in question.recalled.items()]
        events.append(SlotSet("subject", {**subject, **of_him}))
    return events


def patient(question: Question, tracker: Tracker, replies: list[Reply]) -> tuple[list[Reply], EventType]:
    """Return the replies, or a person's contact after several in a row that answered nothing; and the new count."""
    unread = (*NOTHING_ANSWERED, "impossible_date") if tracker.active_loop_name else NOTHING_ANSWERED
    lost = all(reply.reason in unread for reply in replies)
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
        """Say the answers and remember the subject."""
        day = today()
        question = router.with_country(question_of(tracker), day)
        if question.intent in again.WISHES and self.route is None:
            return self.once_more(dispatcher, tracker, question)
        replies = [office.beside(reply, question) for reply in router.replies(question, day, self.route)]
        replies, counted = patient(question, tracker, replies)
        utter(dispatcher, question, replies)
        if self.route is None and router.leaves_the_subject(question, replies):
            return [counted, *left(question, tracker.slots)]
        return [*remember(question, replies, TOPIC_OF_ROUTE.get(self.route or "")), counted]

    def once_more(self, dispatcher: CollectingDispatcher, tracker: Tracker, wish: Question) -> list[EventType]:
        """Say the last answer as it is wished; within a form, its question is the last word, and is asked again."""
        last = last_question(tracker.latest_message, tracker.slots)
        if tracker.active_loop_name and wish.intent != "wrong_answer":
            return []
        day = today()
        last = router.with_country(last, day) if last else None
        replies = again.replies(wish, last, router.replies(last, day) if last else (), day)
        replies, counted = patient(wish, tracker, replies)
        utter(dispatcher, wish, replies)
        return [counted]


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


def once_more_unread(tracker: Tracker) -> dict[str, Any]:
    """Return the count of answers that a form could not take."""
    return {"misunderstood": int(tracker.get_slot("misunderstood") or 0) + 1}


def _told(tracker: Tracker, entity: str) -> list[Any]:
    """Return the values of an entity in the latest message."""
    entities = tracker.latest_message.get("entities") or ()
    return [one.get("value") for one in entities if one.get("entity") == entity]


class ValidateRenewalForm(FormValidationAction):
    """Accepts a birth date and an issue date (a day or a year) that can be."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "validate_renewal_form"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[str]:
        """Return what is still to be asked: nothing where the expiry printed on the card has just been told.

        Nor where an office's correction answers. An age stands for the birth date; when the card was issued is asked
        where more than one answer is possible without it.
        """
        question = question_of(tracker)
        if correction_of(question, today()):
            return []
        printed = tracker.get_slot("expiry_date")
        told = [*_told(tracker, "expiry_date"), *_told(tracker, "date")]
        if is_day(printed) and printed in told:
            return []
        by_age = question.birth_date is None and question.age is not None
        known = question.birth_date is not None or by_age
        sure = known and question.issue_date is None and renewal_cases.is_sure(question, today())
        left_out = (*(["birth_date"] if by_age else []), *(["issue_date"] if sure else []))
        return [slot for slot in domain_slots if slot not in left_out]

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Take an age as the answer to the question for the birth date: the form would refuse what fills no slot."""
        events = await super().get_validation_events(dispatcher, tracker, domain)
        told = _told(tracker, "age")
        answered = told and tracker.get_slot("requested_slot") == "birth_date"
        return [*events, SlotSet("age", told[-1])] if answered else events

    def validate_birth_date(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Accept a day, a month or a year in the past within a lifetime; it is not what a later question is about.

        A birthday that lacks its year is kept, and the next answer completes it.
        """
        born, day = last_value(value), today()
        question = question_of(tracker)
        if isinstance(born, str):
            born = completed(tracker.get_slot("partial_birth_date"), born, question.text)
        if not is_date(born):
            kept = born if is_part_of_birth(born) else tracker.get_slot("partial_birth_date")
            key = "utter_birth_date_needs_day" if is_part_of_birth(born) else "utter_impossible_date"
            utter(dispatcher, question, [refusals.wrong_date(key, born, tracker.slots)])
            return {"birth_date": None, "partial_birth_date": kept, **once_more_unread(tracker)}
        if date(day.year - OLDEST, 1, 1) <= days_of(born)[0] <= day:
            if tracker.get_slot("issue_date") is None:
                # The answer comes messages later: a lunar birthday is said in both calendars at once.
                utter(dispatcher, question, read_dates.of_the_moon(question))
            return {"birth_date": born, "date": None, "partial_birth_date": None, "misunderstood": 0}
        utter(dispatcher, question, [refusals.wrong_date("utter_birth_date_in_future", born, tracker.slots)])
        return {"birth_date": None, **once_more_unread(tracker)}

    def validate_issue_date(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Accept a day or a year after the birth and not in the future.

        A day to come that nobody called an issue is the expiry printed on the card.
        """
        issued, born, question = last_value(value), tracker.get_slot("birth_date"), question_of(tracker)
        if not is_date(issued):
            utter(dispatcher, question, [refusals.wrong_date("utter_impossible_date", issued, tracker.slots)])
            return {"issue_date": None, **once_more_unread(tracker)}
        first, last = days_of(issued)
        if first <= today() and not (is_date(born) and last <= days_of(str(born))[0]):
            return {"issue_date": issued, "date": None}
        if is_day(issued) and first > today() and not question.said("issue_date"):
            return {"issue_date": None, "expiry_date": issued, "date": None}
        utter(dispatcher, question, [refusals.wrong_date("utter_issue_before_birth", issued, tracker.slots)])
        return {"issue_date": None, **once_more_unread(tracker)}


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
        """Return what is still to be asked: nobody without a card names a document, no account has a reason.

        Nothing is asked where an office's correction answers.
        """
        question = question_of(tracker)
        if question.document == ELECTRONIC_ID or correction_of(question, today()):
            return []
        return ["reason"] if tracker.get_slot("reason") == "first_card" else domain_slots
