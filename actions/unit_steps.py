"""Steps of the routes that answer by a question unit: likely enough, or better than what else would be said."""

from __future__ import annotations

from datetime import date

from actions.answers import passages, units
from actions.answers.days import asked_days
from actions.answers.topic import NO_GROUND, OF_A_DAY
from actions.answers.unit_answers import FIGURE_OF_KIND, unit_reply, with_figures
from actions.question import Question
from actions.reply import Reply
from actions.sources.questions import QuestionUnit
from actions.topics import DETAIL_ASPECTS, goes_on, is_given_its_dates, main_topic
from common.clauses import is_joined

NEAR = 3
"""Units of a named text of which the one that tells what is asked for is said."""


def question_unit(question: Question, today: date, least: float | None = None) -> list[Reply]:
    """A question unit answers, where one is sure, unless a computation has been given what it needs.

    least: the chance from which on it does, where it is not the usual one.
    """
    joined = bool(question.parts) or is_joined(question.text)
    several = joined and len({aspect for aspect in question.aspects if aspect not in DETAIL_ASPECTS}) > 1
    alone = question.law in passages.TEXTS_ALONE
    pressed = not question.text or question.text.startswith("/")
    # Of what stands around a number that was hidden nothing is sure but the reason.
    told_by_reason = question.masked and question.reason is not None
    if pressed or told_by_reason or several or (question.law and not alone) or is_given_its_dates(question):
        return []
    bygone, of_a_day = asked_days(question, today)[1] < today, main_topic(question) in OF_A_DAY
    chance, hits = units.found(question, today)
    if not hits:
        return []
    # The tables tell the figures of every time.
    of_a_figure = hits[0].entry.unit.kind in FIGURE_OF_KIND or chance < units.RATHER_THAN_A_FIGURE
    if not alone and of_a_day and bygone and of_a_figure:
        return []
    if not alone and of_a_day and question.said("past") and chance < units.ALONE:
        return []
    unit = hits[0].entry.unit
    if alone:  # of a text that is named few units are left: the first that tells what is asked for
        near = (hit.entry.unit for hit in hits[:NEAR] if units.may_be_said(question, hit.entry.unit, chance))
        unit = next(near, unit)
    likely = chance >= (least or _least(question, alone))
    # One of several questions is less to go by: what its words alone find is not enough, found twice or not.
    likely = likely or (least is None and _is_found_twice(question, unit, chance, today))
    if not likely or not units.may_be_said(question, unit, chance):
        return []
    if goes_on(question) and unit.about.topic != main_topic(question):
        return []
    return with_figures(unit_reply(question, unit, today, chance), unit, question, today)


def nearest_unit(question: Question, instead: Reply, today: date) -> list[Reply]:
    """A unit answers in the place of a passage, or of a question back, from a lower chance on than otherwise.

    instead: what would be said without it.
    """
    pressed = not question.text or question.text.startswith("/")
    dated = question.said("issue_date") and main_topic(question) == "validity"
    of_its_own = dated or bool(question.law) or question.said("article") or question.masked
    asks_for_more = instead.status != "retrieved" and instead.reason not in NO_GROUND
    if instead.unit or pressed or goes_on(question) or of_its_own or asks_for_more:
        return []
    chance, hits = units.found(question, today)
    least = units.THAN_A_PASSAGE if instead.status == "retrieved" else units.THAN_ASKING
    return unit_reply(question, hits[0].entry.unit, today, chance) if hits and chance >= least else []


def _is_found_twice(question: Question, unit: QuestionUnit, chance: float, today: date) -> bool:
    """Say whether the search among the passages, too, finds first what a unit rests on: two agree.

    Where an age or a date is told, until when a card is good is counted.
    """
    told = any(map(question.said, ("age", "birth_date", "issue_date", "expiry_date")))
    if chance < units.OF_ITS_GROUND or (told and main_topic(question) == "validity") or goes_on(question):
        return False
    result = passages.search(question, passages.query_of(question, main_topic(question)), today)
    return result.verdict != "abstain" and result.hits[0].entry.ref in units.refs_of(unit)


def _least(question: Question, alone: bool) -> float:
    """Return the least chance of a unit that is said: less of a text that is named, more where the words go on.

    More, too, where a card's issue is told: what follows from it is computed.
    """
    if goes_on(question) or (question.said("issue_date") and main_topic(question) == "validity"):
        return units.ALONE
    return units.OF_A_NAMED_TEXT if alone else units.ANSWER
