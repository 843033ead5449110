"""Answers that are looked up: the passage that answers a question, today's rule before an older one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from actions.anatomy import Answer
from actions.answers import parts, refusals
from actions.answers.days import asked_days
from actions.question import ELECTRONIC_ID, Question
from actions.reply import Button, Reply, button
from actions.search.current import knowledge
from actions.search.encoding import encode
from actions.search.passage_features import SOURCE_OF_LAW
from actions.search.reading import Reading
from actions.search.searcher import ANSWER, CANDIDATES, Hit, Known, Result
from actions.sources.library import Passage
from common import vocabulary
from common.wording import say

WITHOUT_A_TOPIC = 0.6
"""Chance from which on a passage is said where no topic was understood: what a card has nothing to say on comes so."""
SURE = 0.9
"""Confidence of the understanding from which on it may decide where the search wavers."""
SUGGESTIONS = 3
TITLE_LENGTH = 60
"""Characters of a button that offers a passage; longer titles are cut by every platform."""
TEXTS_ALONE = ("bill", "procedure_2001195", "page_thuan_duc", "page_da_nang")
"""Texts that, when named, answer for themselves: what they say is not what was in force on some day."""
BY_PASSAGE = ("show_passage", "show_original")
"""Intents of buttons that name a passage."""
ENTITY_OF_LABEL = {"topic": "aspect", "reason": "reason", "document": "document"}
"""The entity that a message would name with the words of a label."""
NO_TOPIC = ("nlu_fallback", "card_question", ELECTRONIC_ID, *BY_PASSAGE)
"""Intents that name no topic of a passage."""


@dataclass(frozen=True)
class Query:
    """How a question is searched for.

    topic: what the passages are to be about; None where nothing tells it. sure: the chance that identity cards, and
    the topic, are meant. words: whether the message's own words are searched with, or what is known of it alone.
    """

    topic: str | None
    sure: float
    words: bool = True


def query_of(question: Question, topic: str | None = None, words: bool = True) -> Query:
    """Return the query for a topic, or for what the intent asks."""
    topic = topic or question.intent
    topic = None if topic in NO_TOPIC else topic
    if topic is None and question.intent == "nlu_fallback":
        return Query(None, 0.0, words)
    return Query(topic, question.sure if topic in (question.intent, None) else 1.0, words)


def by_button(question: Question, today: date) -> Reply:
    """Return the passage that a button names, or its original."""
    if question.intent == "show_original":
        return original(question, str(question.passage), today)
    _, last = asked_days(question, today)
    return shown(question, [parts.library().passage(str(question.passage))], last, today)


def answer(question: Question, today: date, query: Query) -> Reply:
    """Return what the sources say to a question; abstain or offer the nearest passages when unsure."""
    result = search(question, query, today)
    # Two that agree are enough: the search wavers, but its best passage is on the topic that was understood.
    agreed = result.verdict == "suggest" and query.topic in result.hits[0].entry.topics and query.sure >= SURE
    if (result.verdict == "answer" and result.chance >= _least(question, query)) or agreed:
        return said(question, result, today, query.topic)
    if result.verdict in ("answer", "suggest"):
        return suggestions(question, result)
    return not_found(question, result.hits, result.reason)


def _least(question: Question, query: Query) -> float:
    """Return the least chance of a passage that is said: higher where neither a topic nor a text is known."""
    return ANSWER if query.topic or question.law else WITHOUT_A_TOPIC


def found(question: Question, today: date, query: Query) -> Reply | None:
    """Return what the sources say to a question, if the search alone is sure of it."""
    result = search(question, query, today)
    return said(question, result, today, query.topic) if result.verdict == "answer" else None


def said(question: Question, result: Result[Passage], today: date, topic: str | None) -> Reply:
    """Return the best of what was found as an answer."""
    _, last = asked_days(question, today)
    return replace(shown(question, result.together, last, today, topic), confidence=result.chance)


def search(question: Question, query: Query, today: date) -> Result[Passage]:
    """Return what the search finds; of a text that is named and answers for itself, its passages alone."""
    known_now = knowledge()
    known = Known(
        country=question.country,
        documents=(question.document,) if question.document else (),
        procedures=_procedures(question),
        # What is asked about a confirmation of the old number (its fee, its time) tells its passages apart.
        topics=(query.topic, *question.aspects) if query.topic == "number" else (query.topic,) if query.topic else (),
        sure=query.sure,
        about=asked_days(question, today),
    )
    result = known_now.passages.search(reading_of(question, query.topic, query.words), today, known, CANDIDATES)
    told = [
        hit for hit in result.hits if question.law in TEXTS_ALONE and hit.entry.source == SOURCE_OF_LAW[question.law]
    ]
    if query.topic and (not query.words or question.text.startswith("/")):
        # Without words nothing but the topic tells what is asked.
        on_topic = [hit for hit in result.hits if query.topic in hit.entry.topics]
        result = replace(result, hits=on_topic, said=1) if on_topic else result
    if question.document == ELECTRONIC_ID and result.verdict != "abstain":
        electronic = [hit for hit in result.hits if ELECTRONIC_ID in (*hit.entry.documents, *hit.entry.topics)]
        if electronic:
            return replace(result, hits=electronic, said=min(result.said, len(electronic)))
    if told and result.verdict != "abstain":
        return Result(told, "answer", "found", result.chance, known_now.passages.said(told))
    return Result(told, "suggest", "unsure", result.chance) if told else result


def shown(question: Question, passages: Sequence[Passage], day: date, today: date, topic: str | None = None) -> Reply:
    """Return one or two passages as an answer: today's rules first where they are older, unless the past was asked
    about.
    """
    language = question.language
    followers = [_current(passage, today) for passage in passages] if day >= today else []
    current = list({follower.ref: follower for follower in followers if follower}.values())
    leading = current or list(passages)
    older = passages if current else []
    cited = parts.citations([passage.ref for passage in (*leading, *older)], language, today)
    corrections = dict.fromkeys(passage.correction.get(language) for passage in leading)
    warning = None if current else _warning(passages, language, today)
    first, *others = [passage.say(language) for passage in leading]
    opening = parts.paragraphs(*((first, warning) if _asks_what_held(question, day, today) else (warning, first)))
    doubts = [passage.doubt.get(language, "") for passage in leading]
    formerly = [_formerly(*old, language) for old in zip(older, cited[len(leading) :], strict=True)]
    return Reply(
        text=parts.paragraphs(
            opening,
            *others,
            *(say("utter_correction", language, correction=said) for said in corrections if said),
            parts.doubts(doubts, language, question.country),
            *formerly,
            parts.basis(cited[: len(leading)], language),
        ),
        answer=Answer(opening, (), doubts[0], parts.paragraphs(*others, *formerly)),
        status="retrieved",
        language=language,
        buttons=[
            *_original_button(passages[0], language),
            *parts.next_buttons(topic or _first(leading[0].topics) or "card_question", language),
        ],
        citations=cited,
        topic=topic or _first(leading[0].topics),
    )


def _asks_what_held(question: Question, day: date, today: date) -> bool:
    """Say whether a past time is asked about: what held then is the answer, that it is over comes behind it.

    Of a bill, which never held, that is heard first.
    """
    return question.law not in TEXTS_ALONE and (day < today or question.said("past"))


def _warning(passages: Sequence[Passage], language: str, today: date) -> str | None:
    """Return the sentence that says that passages are of a bill, or from when to when all of them held."""
    if parts.library().status(passages[0], today) == "bill":
        return say("utter_bill", language)
    ends = [passage.in_force_to for passage in passages if passage.in_force_to and passage.in_force_to < today]
    if len(ends) < len(passages):
        return None
    start = max((passage.in_force_from for passage in passages if passage.in_force_from), default=None)
    return say("utter_not_in_force", language, period=parts.period(start, min(ends), language))


def _formerly(passage: Passage, citation: Mapping[str, Any], language: str) -> str:
    """Return what an older passage said, and when and where."""
    return say(
        "utter_formerly",
        language,
        period=parts.period(passage.in_force_from, passage.in_force_to, language) or passage.place,
        place=parts.named(citation),
        text=passage.say(language),
    )


def original(question: Question, ref: str, today: date) -> Reply:
    """Return the words of the original that a passage stands for; the passage where they are not at hand."""
    passage = parts.library().passage(ref)
    words = parts.library().verbatim(ref)
    if words is None:
        return shown(question, [passage], today, today)
    cited = parts.citations([ref], question.language, today)
    return Reply(
        text=parts.paragraphs(say("utter_original", question.language, text=parts.named(cited[0])), f"“{words}”"),
        status="retrieved",
        language=question.language,
        buttons=parts.next_buttons(_first(passage.topics) or "card_question", question.language),
        citations=cited,
        topic=_first(passage.topics),
    )


def _original_button(passage: Passage, language: str) -> list[Button]:
    """Return the button that quotes the original, where it was added and says it in other words."""
    words = parts.library().verbatim(passage.ref)
    if words is None or words == passage.say(language):
        return []
    return [button(say("utter_show_original", language), f'/show_original{{"passage":"{passage.ref}"}}')]


def reading_of(question: Question, topic: str | None = None, words: bool = True) -> Reading:
    """Return what to search with: the message as it was understood, and in words what only the dialogue knows."""
    typed = "" if question.text.startswith("/") or not words else question.text
    added = _unsaid(question, topic, typed)
    unsaid = [vocabulary.load().label(kind, value, question.language) for kind, value in added]
    vector = (
        None if not typed else question.vector if question.vector is not None else encode(typed, question.language)
    )
    return Reading(
        " ".join([typed, *unsaid]).strip(),
        question.language,
        knowledge().labels.beside(vector, added, question.language) if typed or added else np.zeros(0, np.float32),
        {**(question.entities if typed else {}), **{ENTITY_OF_LABEL[kind]: (value,) for kind, value in added}},
        question.intents if typed else {},
        question.question_kinds if typed else {},
    )


def _unsaid(question: Question, topic: str | None, typed: str) -> list[tuple[str, str]]:
    """Return the kinds and values that the dialogue knows of a question and its words do not say."""
    goes_on = question.said("cue") or question.intent == "inform"
    # Every office takes every question: where to go depends on no reason.
    reason = None if topic == "place" else question.reason
    meant = (("topic", topic), ("reason", reason), ("document", question.document))
    known = vocabulary.load()
    return [
        (kind, value)
        for kind, value in meant
        if value
        and known.is_known(kind, value)
        and not (typed and (question.said(kind) or (kind == "topic" and not goes_on)))
    ]


def _procedures(question: Question) -> tuple[str, ...]:
    if question.procedure:
        return (question.procedure,)
    return ("reissue",) if question.reason == "lost" else ()


def _current(passage: Passage, today: date) -> Passage | None:
    """Return today's passage on the same point, when `passage` is an older one and today's is known."""
    if passage.holds_on(today) and parts.library().status(passage, today) not in ("bill", "superseded"):
        return None
    candidates = [parts.library().passage(ref) for ref in passage.replaced_by]
    return next((candidate for candidate in candidates if candidate.holds_on(today)), None)


def suggestions(question: Question, result: Result[Passage]) -> Reply:
    """Return a question back that offers the nearest passages."""
    language = question.language
    offered = [
        button(_title(hit.entry, language), f'/show_passage{{"passage":"{hit.entry.ref}"}}')
        for hit in result.hits[:SUGGESTIONS]
    ]
    return Reply(
        text=say("utter_did_you_mean", language),
        status="clarify",
        language=language,
        buttons=[*offered, button(say("utter_something_else", language), "/human_handoff")],
        reason="did_you_mean",
    )


def not_found(question: Question, hits: Sequence[Hit[Passage]], reason: str) -> Reply:
    """Return what is said where no passage is ground enough, with those of `hits` as buttons."""
    language = question.language
    if reason == "neighbouring":
        return refusals.neighbouring(question)
    if reason == "personal_data":
        return refusals.personal_data(question)
    offered = [
        button(_title(hit.entry, language), f'/show_passage{{"passage":"{hit.entry.ref}"}}')
        for hit in hits[:SUGGESTIONS]
    ]
    key = "utter_not_found_cn" if question.country == "cn" else "utter_not_found"
    return Reply(
        text=say(key, language), status="abstain", language=language, buttons=offered, reason=reason or "no_ground"
    )


def _title(passage: Passage, language: str) -> str:
    """Return a short name for a passage: the first question it answers."""
    asks = passage.asks.get(language) or ()
    title = asks[0] if asks else passage.say(language)
    title = title[:1].upper() + title[1:]
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _first(values: Sequence[str]) -> str | None:
    return values[0] if values else None
