"""What a question unit answers: its lead, or the computation that it calls for, and figures asked for beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.answers import duty, together, units
from actions.answers.topic import OF_A_DAY, of_topic
from actions.question import Question
from actions.reply import Reply
from actions.search.current import knowledge
from actions.sources.questions import QuestionUnit
from actions.topics import LIKELY, main_topic
from common.clauses import is_joined

FOR_EVERYBODY = "renewal-ages"
"""The question unit on when a card is changed that needs no date."""
TOPIC_OF_COMPUTED = {"fee": "fee", "deadline": "timeline", "renewal": "validity", "checklist": "checklist"}
"""The topic of each computation that a question unit may call for."""
CORRECTED_FIRST = ("error_agency", "error_citizen", "name_change", "birth_change", "gender_origin")
"""Reasons for which the population data are corrected before the card is made."""
FIGURE_OF_KIND = {"how_much": "fee", "how_long": "timeline"}
"""The computed topic of a kind of question that asks for a figure alone."""


def unit_reply(question: Question, unit: QuestionUnit, today: date, chance: float | None = None) -> list[Reply]:
    """Return what a unit answers; `chance` is that of its being the right one, where it was searched for."""
    first, *others = _replies(question, unit, today, chance or 0.0)
    return [replace(first, confidence=chance), *others]


def _replies(question: Question, unit: QuestionUnit, today: date, chance: float) -> list[Reply]:
    """Return a unit's lead, or the computation that it calls for.

    Until when somebody himself must apply comes before the words of a unit, and so does a figure that the law's tables
    tell of the day asked about, on the same ground.
    """
    own_term = duty.answer(question, today)
    if own_term is not None:
        return [own_term]
    if unit.computed is not None:
        computed = of_topic(TOPIC_OF_COMPUTED[unit.computed], units.filled(question, unit), today)
        general = knowledge().unit_by_id.get(FOR_EVERYBODY) if unit.computed == "renewal" else None
        lacks_dates = computed.status != "computed" and general is not None and question.country == "vn"
        return [units.reply(question, general, today) if general and lacks_dates else computed]
    asked = main_topic(question)
    if (
        asked is not None
        and asked in FIGURE_OF_KIND.values()
        and unit.about.topic in units.FIGURES
        and _asks_a_figure(question, unit)
        and _names_its_case(question, unit)
    ):
        figure = of_topic(asked, question, today)
        if figure.status == "computed" and not _tells_more(unit, figure, question, chance):
            return [figure]
    topic = FIGURE_OF_KIND.get(unit.kind)
    if topic == unit.about.topic and topic == main_topic(question) and unit.period is None:
        figure = of_topic(topic, units.filled(question, unit), today)
        cited = {citation["ref"] for citation in figure.citations}
        of_it = cited & set(units.refs_of(unit))
        if figure.status == "computed" and of_it and not _tells_more(unit, figure, question, chance):
            return [figure]
    return [units.reply(question, unit, today)]


def _tells_more(unit: QuestionUnit, figure: Reply, question: Question, chance: float) -> bool:
    """Say whether a unit tells more than a figure does: what is corrected first takes days, too, or it is unsettled.

    One that is likely tells more where no figure is its answer but what follows from it.
    """
    cited = {citation["ref"] for citation in figure.citations}
    rests_on_more = not set(units.refs_of(unit)) <= cited
    if chance >= units.RATHER_THAN_A_FIGURE and unit.kind not in FIGURE_OF_KIND and rests_on_more:
        return True
    unsettled = bool(unit.doubt) or question.reason in CORRECTED_FIRST
    return question.reason in unit.about.reasons and unsettled and rests_on_more


def with_figures(answered: list[Reply], unit: QuestionUnit, question: Question, today: date) -> list[Reply]:
    """Return a unit's answer with the figure that is asked for beside it: "how high is the fine, what is the fee".

    Where nothing is joined, one thing is asked: "how long after the day am I fined" asks for no time limit.
    """
    if not (question.parts or is_joined(question.text)):
        return answered
    alike = [topics for topics in units.ALIKE if unit.about.topic in topics]
    told = {unit.about.topic, FIGURE_OF_KIND.get(unit.kind)}.union(*alike)
    beside = [aspect for aspect in question.aspects if aspect in OF_A_DAY and aspect not in told]
    case = units.filled(question, unit)
    figures = [of_topic(aspect, case, today, words=False) for aspect in beside]
    return [together.merged([*answered, *(figure for figure in figures if figure.status == "computed")])]


def _asks_a_figure(question: Question, unit: QuestionUnit) -> bool:
    """Say whether a figure is asked for: not who is free of it, until when it holds, what follows."""
    asked = sum(question.question_kinds.get(kind, 0.0) for kind in FIGURE_OF_KIND)
    return unit.kind in FIGURE_OF_KIND or not question.question_kinds or asked >= LIKELY


def _names_its_case(question: Question, unit: QuestionUnit) -> bool:
    """Say whether a message tells what is done with a card: then its figure is computed, whatever a unit says."""
    if unit.about.reasons and question.reason not in unit.about.reasons:
        return False  # a kin reason was read: the figure would be that of another case ("the office's error is free")
    return question.said("reason") or question.said("procedure") or question.said("received_date")
