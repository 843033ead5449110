"""Steps of the routes for what is not ours: a refusal, and what comes before one where it would be a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.answers import parts, passages, refusals, units
from actions.answers.figures import COMPUTED
from actions.answers.unit_answers import unit_reply
from actions.question import Question
from actions.reply import Reply
from actions.topics import UNSURE, main_topic

WARNINGS = ("scam", "emergency")
TELLS_OF_CARDS = (
    *("document", "procedure", "reason", "law", "article", "named", "aspect", "person", "term", "channel", "file"),
    *("neighbour", "beside", "other_country", "text_number", "issue_date", "expiry_date", "received_date", "cue"),
)
"""Entities of which who asks about cards names one at least."""
SURELY_OURS = 0.95
"""Confidence of the understanding from which on a message needs no word for a card."""
ASKS_ALONE = (*units.FIGURES, "inform")
"""Intents that need no word for a card: "how much is it"."""
REFUSED = ("neighbouring_procedure", "personal_data", "off_topic")
SURELY = 0.8
"""Chance of a unit that is said although the understanding is sure that the message is not ours."""
MAY_BE_MEANT = 0.2
"""Chance of a unit that is offered, where the understanding is unsure that the message is not ours."""


def jest(question: Question, today: date) -> list[Reply]:
    """A card for a cat, or fortunes told from its number: a friendly no."""
    return [refusals.joke(question)] if question.names("talk", "joke") else []


def thanked(question: Question, today: date) -> list[Reply]:
    """Thanks with a greeting from somewhere are thanks."""
    return [refusals.thanks(question)] if question.names("talk", "thanks") else []


def own_file(question: Question, today: date) -> list[Reply]:
    """What only a file tells is answered by no general rule; nor is anybody looked up.

    One of several questions of a message is not all of it.
    """
    if question.parts:
        return []
    if question.names("file", "others"):
        return [refusals.data_of_others(question)]
    return [refusals.personal_data(question)] if question.names("file", "own") else []


def other_country(question: Question, today: date) -> list[Reply]:
    """A card of a country that is not known is not ours, whatever it was taken for.

    A country where somebody only is, is no such country (bot/nlu/abroad.py).
    """
    return [refusals.other_country(question)] if refusals.is_of_another_country(question) else []


def neighbour(question: Question, today: date) -> list[Reply]:
    """Another office's paper that is asked for: what the sources are sure of, else whom to ask."""
    if not question.said("neighbour") or refusals.names_a_card(question) or refusals.names_it_as_a_paper(question):
        return []
    return fitting_unit(question, today) or _sure_of(question, today) or [refusals.neighbouring(question)]


def fitting_unit(question: Question, today: date) -> list[Reply]:
    """A unit that fits comes before a refusal, where a card, its number or VNeID is what is asked about.

    How likely it must be, if the message is ours, follows from how sure the understanding is that it is not.
    """
    if question.said("law") or not _names_an_identity(question):
        return []
    chance, hits = units.found(question, today, sure=1.0)
    least = _least_of_a_unit(question)
    if hits and chance >= least:
        return unit_reply(question, hits[0].entry.unit, today, chance)
    offered = hits and least < SURELY and chance >= MAY_BE_MEANT and question.intent != "personal_data"
    return [units.offer(question, hits)] if offered else []


def named_text(question: Question, today: date) -> list[Reply]:
    """Who names a text on identity cards, and no other office's paper, asks about it."""
    if not question.said("law") or (question.said("neighbour") and question.intent not in WARNINGS):
        return []
    return [passages.answer(question, today, passages.Query(None, 0.0))]


def of_nothing_known(question: Question, today: date) -> list[Reply]:
    """Who names nothing of a card, at the start of a talk, is off the subject, unless a unit is likely."""
    started = question.topic is not None or question.text.startswith("/") or question.intent in ASKS_ALONE
    if started or question.sure >= SURELY_OURS or not question.text or any(map(question.said, TELLS_OF_CARDS)):
        return []
    chance, hits = units.found(question, today)
    return [] if hits and chance >= units.ALONE else [refusals.answer(replace(question, intent="off_topic"), today)]


def bare_name(question: Question, today: date) -> list[Reply]:
    """Where nothing but a name of ours stands ("hukou", "CCCD"), what is asked about it is asked."""
    named = question.said("document") or question.said("country")
    bare = named and not question.rest and not question.said("neighbour") and not question.said("other_country")
    return [refusals.topic_missing(question)] if bare else []


def of_its_making(question: Question, today: date) -> list[Reply]:
    """Which firm makes what of a card stands in no text: it is said, and nothing near it is offered."""
    return [passages.not_found(question, (), "no_ground")] if question.names("named", "maker") else []


def guessed_refusal(question: Question, today: date) -> list[Reply]:
    """Where the refusal would be a guess, what is known answers; who names a card is not off the topic."""
    if question.sure >= UNSURE and question.said("neighbour"):
        return []
    if question.intent != "personal_data" and not question.said("law"):
        chance, hits = units.found(question, today)
        if hits and chance >= units.ALONE:
            return unit_reply(question, hits[0].entry.unit, today, chance)
    anything = passages.Query(None, 0.0)
    if question.intent == "off_topic" and refusals.names_a_card(question):
        return [passages.answer(question, today, anything)]
    found = passages.found(question, today, anything)
    return [found] if found else []


def refusal(question: Question, today: date) -> list[Reply]:
    """The refusal, warning or hand-over that the intent calls for."""
    return [refusals.answer(question, today)]


def warning(question: Question, today: date) -> list[Reply]:
    """The fixed warning to a scam or an emergency; what a unit answers of it is heard first.

    Who wants somebody else's number is told that nobody is looked up.
    """
    if question.names("file", "others"):
        return [refusals.data_of_others(question)]
    fixed = refusals.answer(question, today)
    if question.intent == "scam":
        chance, hits = units.found(question, today)
        if hits and units.comes_before_a_warning(question, hits[0].entry.unit, chance):
            return [*unit_reply(question, hits[0].entry.unit, today, chance), fixed]
    found = passages.found(question, today, passages.Query(None, 0.0))
    if found is None:
        return [fixed]
    known = {citation["ref"] for citation in fixed.citations}
    new = [citation["ref"] for citation in found.citations if citation["ref"] not in known]
    fits = question.intent == "emergency" or any("scam" in parts.library().passage(ref).topics for ref in new)
    return [fixed, found] if new and fits else [fixed]


def _names_an_identity(question: Question) -> bool:
    """Say whether a message names a card, the electronic identity, or the number of either.

    Who asks for his own data means his card.
    """
    return question.intent == "personal_data" or question.said("document") or question.names("named", "identity")


def _least_of_a_unit(question: Question) -> float:
    """Return the chance from which on a unit is said before a refusal, given that the message is ours."""
    others_filing = set(question.entities.get("neighbour", ())) & set(refusals.DONE_WITH_AN_ACCOUNT)
    refused = question.intent in REFUSED and question.sure >= units.SURE
    if refused or (others_filing and not refusals.names_a_card(question)):
        return SURELY
    return units.ALONE if question.intent == "personal_data" else units.ANSWER


def _sure_of(question: Question, today: date) -> list[Reply]:
    """Return what is known where another paper or country is only named along, and the search is sure."""
    topic = main_topic(question)
    if topic in COMPUTED:
        return []
    found = passages.found(question, today, passages.query_of(question, topic))
    return [found] if found else []
