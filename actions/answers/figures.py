"""Answers that are computed, and what the sources say in the place of a figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from actions.answers import checklist, deadline, fee, parts, passages, renewal
from actions.question import SUBJECT, Question
from actions.reply import Reply
from actions.sources.library import Passage
from actions.topics import UNSURE, goes_on

INSTEAD = 0.5
"""Chance from which on a passage on something else is said in the place of a figure: it is right in most cases."""
INSTEAD_OF_A_SURE_ONE, SURE = 0.9, 0.9
"""The same where the understanding is at least this sure that the figure is asked for."""
OF_SOME_PLACE = ("page", "resolution")
"""Kinds of sources that may be of one firm or province."""
COMPUTED_TOGETHER = {"fee": ("exemption",), "exemption": ("fee",), "validity": ("renewal",)}
"""Further topics of passages that a computed answer covers."""

WORKING = "working"
"""The cue that asks how something was counted."""
OTHER_TOPIC = 0.7
"""How sure the understanding must be that "how is the fine counted" is about a topic of its own: measured, such a
message has 0.8 and more, a bare "how was this counted" at most 0.65."""
OF_ANY_TOPIC = ("inform", "help", "off_topic", "card_question", "nlu_fallback")
"""Intents that name no topic."""
COMPUTED: dict[str, Callable[[Question, date], Reply]] = {
    "fee": fee.answer,
    "exemption": fee.answer,
    "timeline": deadline.answer,
    "validity": renewal.answer,
    "checklist": checklist.answer,
}
"""The topics that the law's tables tell."""


def how_counted(question: Question, today: date) -> list[Reply]:
    """ "How was this counted?" after a computed answer is told by its rest, unless something else is asked about."""
    if WORKING not in question.entities.get("cue", ()) or question.topic not in COMPUTED:
        return []
    another_topic = question.intent not in (*OF_ANY_TOPIC, question.topic) and question.sure > OTHER_TOPIC
    if another_topic or any(map(question.said, (*SUBJECT, "aspect"))):
        return []
    # The day that the last answer was counted from is meant again, though it is not named again.
    named = {"date": (question.date,)} if question.date else {}
    computed = COMPUTED[question.topic](replace(question, entities={**question.entities, **named}), today)
    return [parts.more(computed)] if computed.status == "computed" else []


def in_its_place(computed: Reply, question: Question, today: date, topic: str) -> Reply:
    """Return a computed answer, or what the sources say in its place.

    Where the search's best passage is on something else, no figure is asked for: "what does forging one cost". Where
    neither understanding nor search is sure, the nearest passages are offered.
    """
    if goes_on(question) or _no_figure_is_known(computed):
        return computed
    result = passages.search(question, passages.query_of(question, topic), today)
    known = {citation["ref"] for citation in computed.citations}
    # What a page or a province once said, or what holds of another document, takes no figure's place.
    document = (computed.computed or {}).get("document")
    local = [_was_of_some_place(one) or _is_of_another_document(one, document) for one in result.together]
    if result.verdict == "abstain" or local[0] or result.hits[0].entry.ref in known:
        return computed
    if set(result.hits[0].entry.topics) & {topic, *question.aspects, *COMPUTED_TOGETHER.get(topic, ())}:
        return computed
    if result.chance >= (INSTEAD_OF_A_SURE_ONE if question.sure >= SURE else INSTEAD):
        return passages.said(question, replace(result, said=1), today, topic)
    return passages.suggestions(question, result) if question.sure < UNSURE and not question.aspects else computed


def _no_figure_is_known(computed: Reply) -> bool:
    """Say whether a fee is not known: the figure of another case beside it would be taken for it."""
    told = computed.computed or {}
    return told.get("kind") == "fee" and "in_person" in told and told["in_person"] is None and told["online"] is None


def _was_of_some_place(passage: Passage) -> bool:
    source = parts.library().source(passage.source)
    return source.kind in OF_SOME_PLACE and passage.in_force_to is not None


def _is_of_another_document(passage: Passage, document: object) -> bool:
    return document is not None and bool(passage.documents) and document not in passage.documents
