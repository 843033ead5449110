"""Which answers a message gets: its main question, and every other thing that it asks for by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from actions.answers import checklist, deadline, fee, parts, passages, refusals, renewal
from actions.answers.errors import refused
from actions.law.cases import OLDEST
from actions.law.errors import CaseError
from actions.question import ELECTRONIC_ID, REMEMBERED, Case
from actions.reply import Reply
from actions.sources.library import Passage
from common.wording import buttons, say

MOST_ANSWERS = 3
"""Answers to one message; a chat does not show more at once."""
SAME_ANSWER = {"exemption": "fee"}
"""Topics that one answer covers."""
TOPIC_OF_DETAIL = {
    "birth_date": "validity",
    "issue_date": "validity",
    "received_date": "timeline",
    "person": "exemption",
    "reason": "renewal",
}
"""What is asked by somebody who only gives a detail before any question."""
COMPUTED_TOGETHER = {"fee": ("exemption",), "exemption": ("fee",), "validity": ("renewal",)}
"""Further topics of passages that a computed answer covers."""
ROUTES = ("lost_card", "renewal", "first_card", "papers", "place")
"""Topics that the route of a case answers where no passage does."""
DETAIL_ASPECTS = ("online",)
"""Aspects that are details of another question as well."""
DONE_WITH_AN_ACCOUNT = ("tax", "residence", "land", "criminal_record")
"""Other offices' procedures that are filed with a VNeID account, and are no papers to be had in it."""
NO_GROUND = ("did_you_mean", "no_ground")
"""Reasons of replies that are left out beside an answer to the same message."""
UNSURE = 0.5
"""Confidence of the understanding below which a refusal is a guess."""
INSTEAD = 0.3
"""Chance from which on a passage on something else is said in the place of a figure: of held-out asks (build_index.py)
the figure is then right in one of five, the passage in more than half."""
OF_SOME_PLACE = ("page", "resolution")
"""Kinds of sources that may be of one firm or province."""
OF_A_DAY = ("fee", "exemption", "timeline")
"""Computed topics that ask for a day; "what did it cost in those days" names none, and is looked up."""
MOST_MISUNDERSTOOD = 2
"""Answers without ground in a row before a person's contact is offered."""

Answer = Callable[[Case, date], Reply]
COMPUTED: dict[str, Answer] = {
    "fee": fee.answer,
    "exemption": fee.answer,
    "timeline": deadline.answer,
    "validity": renewal.answer,
    "checklist": checklist.answer,
}


def replies(case: Case, today: date) -> list[Reply]:
    """Return the answers to a question about identity cards, the main one first."""
    obstacle = _obstacle(case, today)
    if obstacle is not None:
        return [obstacle]
    main = main_topic(case)
    if main is None:
        return [_ask_topic(case)]
    topics = [main]
    for aspect in case.aspects:
        if aspect not in (*topics, SAME_ANSWER.get(main)) and SAME_ANSWER.get(aspect) not in topics:
            topics.append(aspect)
    # What is asked besides is searched for by its name: the words typed speak of the main question as well.
    beside = replace(case, text="")
    first, *others = [answer(topic, case if topic == main else beside, today) for topic in topics[:MOST_ANSWERS]]
    if first.reason in NO_GROUND:
        # A word like "where" may be all that another passage has of the question; a figure has a question of its own.
        return [reply for reply in others if reply.status == "computed"] or [first]
    figure = first.status == "computed" and main in COMPUTED and main != "checklist"
    leading = _with_passages(first, case, today, main) if figure else [first]
    return _each_once([*leading, *(reply for reply in others if reply.reason not in NO_GROUND)])


def warnings(case: Case, today: date) -> list[Reply]:
    """Return the fixed warning to a scam or an emergency, and what the sources say to the question besides."""
    warning = refusals.answer(case, today)
    found = passages.found(replace(case, intent="nlu_fallback"), today)
    if found is None:
        return [warning]
    known = {citation["ref"] for citation in warning.citations}
    new = [citation["ref"] for citation in found.citations if citation["ref"] not in known]
    fits = case.intent == "emergency" or any("scam" in parts.library().passage(ref).topics for ref in new)
    return [warning, found] if new and fits else [warning]


def declined(case: Case, today: date) -> Reply:
    """Return the refusal that the intent calls for; where the search is sure all the same, what it found.

    Who names a card is not off the topic: the nearest passages are offered.
    """
    if refusals.is_of_another_country(case) and not case.said("neighbour"):
        return refusals.other_country(case)
    guess = case.sure < UNSURE or not case.said("neighbour")
    if case.country is None or not guess:
        return refusals.answer(case, today)
    plain = replace(case, intent="nlu_fallback")
    if case.intent == "off_topic" and _names_a_card(case):
        return passages.answer(plain, today)
    return passages.found(plain, today) or refusals.answer(case, today)


def main_topic(case: Case) -> str | None:
    """Return the topic asked for; a detail alone continues the topic of before, and so does "còn online thì sao?"."""
    if case.topic and continues(case):
        return case.topic
    if case.intent == "inform":
        if case.topic and not case.said("birth_date"):
            return case.topic
        return next((topic for entity, topic in TOPIC_OF_DETAIL.items() if case.said(entity)), None)
    guess = case.intent == "nlu_fallback" or (case.intent == "card_question" and case.sure < UNSURE)
    if guess and case.aspects:
        return case.aspects[0]
    return case.intent


def continues(case: Case) -> bool:
    """Say whether a message joins the talk before it, changes a detail, and asks for nothing else by name."""
    asks_anew = any(aspect not in DETAIL_ASPECTS for aspect in case.aspects)
    return case.said("cue") and any(case.said(detail) for detail in REMEMBERED) and not asks_anew


def needs_dates(case: Case) -> bool:
    """Say whether a renewal date is asked for with only one of its two dates: the form asks for the other.

    No date matters for a CMND, none is valid any more, nor for the electronic identity.
    """
    named = case.said("birth_date") or case.said("issue_date")
    complete = case.birth_date and case.issue_date
    return named and main_topic(case) == "validity" and case.document not in ("cmnd", ELECTRONIC_ID) and not complete


def before_the_date(case: Case, today: date) -> list[Reply]:
    """Return what holds of a card whatever its holder's age, where the search is sure: "is a 2021 CCCD still good"."""
    found = None if case.said("birth_date") or case.text.startswith("/") else passages.found(case, today, "validity")
    return [found] if found else []


def answer(topic: str, case: Case, today: date) -> Reply:
    """Return the answer on one topic: computed where the law's tables tell it, looked up otherwise."""
    if case.law in passages.TEXTS_ALONE or case.document == ELECTRONIC_ID:
        return passages.answer(case, today, topic)
    if topic in OF_A_DAY and case.said("past") and not (case.date or case.received_date or case.law):
        return passages.answer(case, today, topic)
    if topic == "exemption" and not (case.persons or case.age is not None or case.reason):
        return passages.answer(case, today, topic)
    if case.procedure == "number_confirmation" and topic not in ("timeline", "checklist"):
        return passages.answer(case, today, "number")
    if topic in COMPUTED:
        return COMPUTED[topic](case, today)
    found = passages.answer(case, today, topic)
    if found.reason in NO_GROUND and topic in case.aspects and len(case.aspects) > 1:
        # The words typed speak of something else as well: searched for by its name.
        found = passages.answer(replace(case, text=""), today, topic)
    if found.reason in NO_GROUND and case.said("reason") and topic in ROUTES:
        # Where no passage is ground enough, the route of the case is: what to do, bring and pay, and where.
        route = checklist.answer(case, today)
        return route if route.status == "computed" else found
    return found


def _with_passages(computed: Reply, case: Case, today: date, topic: str) -> list[Reply]:
    """Return a computed answer with what the sources say besides, if the search is sure and it is not cited yet.

    Where the search's best passage is on something else, no figure is asked for, and the sources answer alone: "what
    does forging one cost". Where neither understanding nor search is sure, the nearest passages are offered.
    """
    goes_on = bool(case.topic) and continues(case)
    if not case.text or case.text.startswith("/") or goes_on or _no_figure_is_known(computed):
        return [computed]
    result = passages.look_up(case, today, topic)
    known = {citation["ref"] for citation in computed.citations}
    # What a page or a province once said, or what holds of another document, is not beside the law of the day.
    document = (computed.computed or {}).get("document")
    local = [_was_of_some_place(one) or _is_of_another_document(one, document) for one in result.together]
    if result.verdict == "abstain" or local[0] or result.hits[0].passage.ref in known:
        return [computed]
    result = replace(result, said=1) if any(local) else result
    if set(result.hits[0].passage.topics) & {topic, *case.aspects, *COMPUTED_TOGETHER.get(topic, ())}:
        new = result.verdict == "answer" and not any(passage.ref in known for passage in result.together)
        return [computed, passages.said(case, result, today, topic)] if new else [computed]
    if result.chance >= INSTEAD:
        return [passages.said(case, replace(result, said=1), today, topic)]
    return [passages.suggestions(case, result)] if case.sure < UNSURE and not case.aspects else [computed]


def _no_figure_is_known(computed: Reply) -> bool:
    """Say whether a fee is not known: the figure of another case beside it would be taken for it."""
    told = computed.computed or {}
    return told.get("kind") == "fee" and "in_person" in told and told["in_person"] is None and told["online"] is None


def _was_of_some_place(passage: Passage) -> bool:
    source = parts.library().source(passage.source)
    return source.kind in OF_SOME_PLACE and passage.in_force_to is not None


def _is_of_another_document(passage: Passage, document: object) -> bool:
    return document is not None and bool(passage.documents) and document not in passage.documents


def _obstacle(case: Case, today: date) -> Reply | None:
    """Return the reply when a question cannot be answered as it stands, or only by what the search is sure of."""
    language = case.language
    if case.said("impossible_date"):
        said = str(case.entities["impossible_date"][0])
        text = say("utter_impossible_date", language, date=said)
        return Reply(text=text, status="clarify", language=language, reason="impossible_date")
    if case.age is not None and case.age > OLDEST:
        return refused(CaseError("age", "invalid"), case)
    if refusals.is_of_another_country(case):
        return _found(case, today) or refusals.other_country(case)
    if case.said("neighbour") and not (_names_a_card(case) or _names_it_as_a_paper(case)):
        return _found(case, today) or refusals.neighbouring(case)
    if case.country is None:
        return Reply(
            text=say("utter_ask_country", language),
            status="clarify",
            language=language,
            buttons=buttons("utter_ask_country", language),
            reason="country_missing",
        )
    return None


def _found(case: Case, today: date) -> Reply | None:
    """Return what the sources say where another paper or country is only named along, and the search is sure."""
    topic = main_topic(case)
    if case.country is None or topic in COMPUTED:
        return None
    return passages.found(case, today, topic)


def _names_a_card(case: Case) -> bool:
    return any(document != ELECTRONIC_ID for document in case.entities.get("document", ()))


def _names_it_as_a_paper(case: Case) -> bool:
    """Say whether another office's paper is named to be brought, or to be had in VNeID; not what that office does."""
    if case.intent == ELECTRONIC_ID:
        return not set(case.entities["neighbour"]) & set(DONE_WITH_AN_ACCOUNT)
    return case.intent == "papers" and case.sure >= UNSURE


def _ask_topic(case: Case) -> Reply:
    language = case.language
    return Reply(
        text=say("utter_ask_topic", language),
        status="clarify",
        language=language,
        buttons=parts.next_buttons("lost_card", language),
        reason="topic_missing",
    )


def _each_once(answered: list[Reply]) -> list[Reply]:
    texts: set[str] = set()
    return [reply for reply in answered if not (reply.text in texts or texts.add(reply.text))]  # type: ignore[func-returns-value]
