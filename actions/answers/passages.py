"""Answers that are looked up: the passage that answers a question, today's rule before an older one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from actions.answers import parts, refusals
from actions.answers.days import asked_days
from actions.question import ELECTRONIC_ID, Case
from actions.reply import Button, Reply, button
from actions.search.current import live
from actions.search.encoding import encode
from actions.search.labels import Labels
from actions.search.passage_features import SOURCE_OF_LAW
from actions.search.reading import Reading
from actions.search.searcher import CANDIDATES, Hit, Known, Result
from actions.sources.library import Passage
from common import vocabulary
from common.wording import say

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


def answer(case: Case, today: date, topic: str | None = None) -> Reply:
    """Return what the sources say to a question; abstain or offer the nearest passages when unsure."""
    if case.intent in BY_PASSAGE and case.passage in parts.library().index:
        if case.intent == "show_original":
            return original(case, str(case.passage), today)
        _, last = asked_days(case, today)
        return shown(case, [parts.library().passage(str(case.passage))], last, today, topic)
    result = look_up(case, today, topic)
    topic = _topic(case, topic)
    # Two that agree are enough: the search wavers, but its best passage is on the topic that was understood.
    agreed = result.verdict == "suggest" and topic in result.hits[0].passage.topics and _sure(case, topic) >= SURE
    if result.verdict == "answer" or agreed:
        return said(case, result, today, topic)
    if result.verdict == "suggest":
        return suggestions(case, result)
    return _not_found(case, result.hits, result.reason)


def found(case: Case, today: date, topic: str | None = None) -> Reply | None:
    """Return what the sources say to a question, if the search alone is sure of it."""
    result = look_up(case, today, topic)
    return said(case, result, today, topic) if result.verdict == "answer" else None


def look_up(case: Case, today: date, topic: str | None = None) -> Result:
    """Return what the search finds for a question on the day it asks about."""
    return _search(case, _topic(case, topic), today)


def said(case: Case, result: Result, today: date, topic: str | None) -> Reply:
    """Return the best of what was found as an answer."""
    _, last = asked_days(case, today)
    return shown(case, result.together, last, today, _topic(case, topic))


def _topic(case: Case, topic: str | None) -> str | None:
    """Return the topic of the passages asked for: the one given or the intent's; None where it names none."""
    topic = topic or case.intent
    return None if topic in NO_TOPIC else topic


def _search(case: Case, topic: str | None, today: date) -> Result:
    """Return what the search finds; of a text that is named and answers for itself, its passages alone."""
    searcher = live().searcher
    known = Known(
        country=case.country,
        documents=(case.document,) if case.document else (),
        procedures=_procedures(case),
        # What is asked about a confirmation of the old number (its fee, its time) tells its passages apart.
        topics=(topic, *case.aspects) if topic == "number" else (topic,) if topic else (),
        sure=_sure(case, topic),
        about=asked_days(case, today),
    )
    result = searcher.search(_reading(case, topic, searcher.labels), today, known, CANDIDATES)
    told = [hit for hit in result.hits if case.law in TEXTS_ALONE and hit.passage.source == SOURCE_OF_LAW[case.law]]
    if told and result.verdict != "abstain":
        return Result(told, "answer", "found", result.chance, searcher.said(told))
    return Result(told, "suggest", "unsure", result.chance) if told else result


def _sure(case: Case, topic: str | None) -> float:
    """Return the chance that cards, and this topic, are asked about: nothing is known of a message not understood."""
    if topic is None and case.intent == "nlu_fallback":
        return 0.0
    return case.sure if topic in (case.intent, None) else 1.0


def shown(case: Case, passages: Sequence[Passage], day: date, today: date, topic: str | None = None) -> Reply:
    """Return one or two passages as an answer: today's rules first where they are older, unless the past was asked
    about.
    """
    language = case.language
    followers = [_current(passage, today) for passage in passages] if day >= today else []
    current = list({follower.ref: follower for follower in followers if follower}.values())
    leading = current or list(passages)
    older = passages if current else []
    cited = parts.citations([passage.ref for passage in (*leading, *older)], language, today)
    corrections = dict.fromkeys(passage.correction.get(language) for passage in leading)
    return Reply(
        text=parts.paragraphs(
            None if current else _warning(passages, language, today),
            *(passage.say(language) for passage in leading),
            *(say("utter_correction", language, correction=said) for said in corrections if said),
            parts.doubts([passage.doubt.get(language, "") for passage in leading], language, case.country),
            *(_formerly(*old, language) for old in zip(older, cited[len(leading) :], strict=True)),
            parts.basis(cited[: len(leading)], language),
        ),
        status="retrieved",
        language=language,
        buttons=[
            *_original_button(passages[0], language),
            *parts.next_buttons(topic or _first(leading[0].topics) or "card_question", language),
        ],
        citations=cited,
        topic=topic or _first(leading[0].topics),
    )


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


def original(case: Case, ref: str, today: date) -> Reply:
    """Return the words of the original that a passage stands for; the passage where they are not at hand."""
    passage = parts.library().passage(ref)
    words = parts.library().verbatim(ref)
    if words is None:
        return shown(case, [passage], today, today)
    cited = parts.citations([ref], case.language, today)
    return Reply(
        text=parts.paragraphs(say("utter_original", case.language, text=parts.named(cited[0])), f"“{words}”"),
        status="retrieved",
        language=case.language,
        buttons=parts.next_buttons(_first(passage.topics) or "card_question", case.language),
        citations=cited,
        topic=_first(passage.topics),
    )


def _original_button(passage: Passage, language: str) -> list[Button]:
    """Return the button that quotes the original, where it was added and says it in other words."""
    words = parts.library().verbatim(passage.ref)
    if words is None or words == passage.say(language):
        return []
    return [button(say("utter_show_original", language), f'/show_original{{"passage":"{passage.ref}"}}')]


def _reading(case: Case, topic: str | None, labels: Labels) -> Reading:
    """Return what to search with: the message as it was understood, and in words what only the dialogue knows."""
    typed = "" if case.text.startswith("/") else case.text
    added = _unsaid(case, topic, typed)
    words = [vocabulary.load().label(kind, value, case.language) for kind, value in added]
    vector = None if not typed else case.vector if case.vector is not None else encode(typed, case.language)
    return Reading(
        " ".join([typed, *words]).strip(),
        case.language,
        labels.beside(vector, added, case.language) if typed or added else np.zeros(0, np.float32),
        {**(case.entities if typed else {}), **{ENTITY_OF_LABEL[kind]: (value,) for kind, value in added}},
        case.intents if typed else {},
    )


def _unsaid(case: Case, topic: str | None, typed: str) -> list[tuple[str, str]]:
    """Return the kinds and values that the dialogue knows of a question and its words do not say."""
    goes_on = case.said("cue") or case.intent == "inform"
    # Every office takes every case: where to go depends on no reason.
    reason = None if topic == "place" else case.reason
    meant = (("topic", topic), ("reason", reason), ("document", case.document))
    known = vocabulary.load()
    return [
        (kind, value)
        for kind, value in meant
        if value
        and known.is_known(kind, value)
        and not (typed and (case.said(kind) or (kind == "topic" and not goes_on)))
    ]


def _procedures(case: Case) -> tuple[str, ...]:
    if case.procedure:
        return (case.procedure,)
    return ("reissue",) if case.reason == "lost" else ()


def _current(passage: Passage, today: date) -> Passage | None:
    """Return today's passage on the same point, when `passage` is an older one and today's is known."""
    if passage.holds_on(today) and parts.library().status(passage, today) not in ("bill", "superseded"):
        return None
    candidates = [parts.library().passage(ref) for ref in passage.replaced_by]
    return next((candidate for candidate in candidates if candidate.holds_on(today)), None)


def suggestions(case: Case, result: Result) -> Reply:
    """Return a question back that offers the nearest passages."""
    language = case.language
    offered = [
        button(_title(hit.passage, language), f'/show_passage{{"passage":"{hit.passage.ref}"}}')
        for hit in result.hits[:SUGGESTIONS]
    ]
    return Reply(
        text=say("utter_did_you_mean", language),
        status="clarify",
        language=language,
        buttons=[*offered, button(say("utter_something_else", language), "/human_handoff")],
        reason="did_you_mean",
    )


def _not_found(case: Case, hits: Sequence[Hit], reason: str) -> Reply:
    language = case.language
    if reason == "neighbouring":
        return refusals.neighbouring(case)
    if reason == "personal_data":
        return refusals.personal_data(case)
    offered = [
        button(_title(hit.passage, language), f'/show_passage{{"passage":"{hit.passage.ref}"}}')
        for hit in hits[:SUGGESTIONS]
    ]
    key = "utter_not_found_cn" if case.country == "cn" else "utter_not_found"
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
