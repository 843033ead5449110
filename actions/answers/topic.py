"""The answer on one topic: computed where the law's tables tell it, looked up otherwise."""

from __future__ import annotations

from datetime import date

from actions.answers import checklist, duty, passages
from actions.answers.figures import COMPUTED
from actions.question import ELECTRONIC_ID, Question
from actions.reply import Reply
from actions.topics import asks_no_figure, goes_on

ROUTES_OF_A_CASE = ("lost_card", "renewal", "first_card", "papers", "place")
"""Topics that the route of a case (its checklist) answers where no passage does."""
NO_GROUND = ("did_you_mean", "no_ground")
"""Reasons of replies that are left out beside an answer to the same message."""
OF_A_DAY = ("fee", "exemption", "timeline")
"""Computed topics that ask for a day; "what did it cost in those days" names none, and is looked up."""


def of_topic(topic: str, question: Question, today: date, words: bool = True) -> Reply:
    """Return the answer on one topic: computed where the law's tables tell it, looked up otherwise.

    words: whether the message's own words are searched with, or the topic's name alone.
    """
    own_term = duty.answer(question, today)
    if own_term is not None:
        return own_term
    query = passages.query_of(question, topic, words)
    if question.law in passages.TEXTS_ALONE or question.document == ELECTRONIC_ID:
        return passages.answer(question, today, query)
    if topic in OF_A_DAY and question.said("past") and not (question.date or question.received_date or question.law):
        return passages.answer(question, today, query)
    if topic == "exemption" and not (question.persons or question.age is not None or question.reason):
        return passages.answer(question, today, query)
    if question.procedure == "number_confirmation" and topic not in ("timeline", "checklist"):
        return passages.answer(question, today, passages.query_of(question, "number", words))
    if words and asks_no_figure(question, topic):
        return passages.answer(question, today, query)
    if topic in COMPUTED:
        return COMPUTED[topic](question, today)
    found = passages.answer(question, today, query)
    named_along = topic in question.aspects and (
        len(question.aspects) > 1 or goes_on(question) or question.said("cue")
    )
    if found.reason in NO_GROUND and named_along:
        # The words typed speak of something else as well: searched for by its name.
        found = passages.answer(question, today, passages.query_of(question, topic, words=False))
    # Beside a number that was hidden nothing tells what is asked but what happened to the card.
    if found.reason in NO_GROUND and question.said("reason") and (topic in ROUTES_OF_A_CASE or question.masked):
        # Where no passage is ground enough, the route of the case is: what to do, bring and pay, and where.
        route = checklist.answer(question, today)
        return route if route.status == "computed" else found
    return found


def by_its_name(question: Question, today: date) -> list[Reply]:
    """Return what is known of the first thing that a question names, whatever else its words speak of."""
    own_term = duty.answer(question, today)
    if own_term is not None:
        return [own_term]
    named = [aspect for aspect in question.aspects[:1] if not asks_no_figure(question, aspect)]
    found = [of_topic(aspect, question, today, words=False) for aspect in named]
    return [reply for reply in found if reply.status in ("computed", "retrieved")]
