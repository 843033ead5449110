"""Answers from question units: a short checked answer to the question itself, resting on passages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from actions.anatomy import Answer, AnswerLine
from actions.answers import parts, passages
from actions.answers.days import days_of_the_rule
from actions.law import renewals
from actions.possible import is_date, is_day
from actions.question import ELECTRONIC_ID, Question, days_of
from actions.reply import Button, Reply, button
from actions.search.current import knowledge
from actions.search.passage_features import SOURCE_OF_LAW
from actions.search.searcher import Hit, Known
from actions.search.units import UnitEntry
from actions.sources.grounds import Ground
from actions.sources.questions import QuestionUnit
from actions.topics import asks_no_figure, goes_on
from actions.understood import FEW_WORDS
from common.text import has_marks
from common.wording import say

ANSWER = 0.32
"""Chance that a unit answers, from which on it is said: below one in three it is no answer."""
OF_A_NAMED_TEXT = 0.15
"""The same where the text is named that the unit rests on: few units are left."""
OF_ITS_GROUND = 0.2
"""The same where the search among the passages finds what the unit rests on."""
THAN_A_PASSAGE, THAN_ASKING = 0.2, 0.25
"""The same where nothing but a passage, or a question back, would be said in its place."""
RATHER_THAN_A_FIGURE = 0.6
"""Chance from which on a unit on what follows from a figure is said and not the figure."""
ALONE = 0.5
"""Chance from which on a unit is said whatever topic the understanding is sure of."""
OF_SEVERAL = 0.4
"""The same of one of several questions: its words alone, which the understanding did not see, are less to go by."""
SURE = 0.9
"""Confidence of the understanding from which on a unit of another topic must be likelier than ALONE."""
BEFORE_A_WARNING = 0.6
"""Chance from which on a unit of any topic is said before the warning to a scam: a lost phone is asked about, too."""
ALIKE = (
    {"lost_card", "renewal", "first_card", "steps", "place", "papers", "online", "delivery", "biometrics"},
    {"fee", "exemption"},
    {"validity", "renewal"},
    {"penalty", "withdrawal", "legal_basis"},
    {"electronic_id", "online", "scam"},
)
"""Topics between which people's words do not decide."""
OFFER = 0.1
"""Chance from which on units are offered as the questions that may be meant."""
KIN: tuple[frozenset[str], ...] = (
    frozenset({"error_agency", "error_citizen"}),  # whose fault a wrong entry is, is seldom said
    frozenset({"error_agency", "error_citizen", "name_change", "birth_change"}),  # "wrong name": corrected or changed
    frozenset({"name_change", "birth_change", "gender_origin"}),  # civil data changed: one clause of the law
    frozenset({"gender_origin", "appearance"}),
    frozenset({"age", "expired"}),  # a card expires at an age
    frozenset({"age", "first_card"}),  # who turns 14 gets a first card
    frozenset({"residence_change", "admin_unit"}),  # the address on the card is another, whoever moved
)
"""Reasons that one situation may be read as; a unit on one of them is no wrong answer to the others.

No kin: lost and damaged (who lost a card has none to hand in), request, nationality_regained, new_number.
"""
ALWAYS_SAID = ("lost", "damaged")
"""Reasons that a message says or does not have: a "mất" that means "it costs" is no loss."""
FIGURES = ("fee", "exemption", "timeline")
"""Intents that ask for a figure."""
OF_A_STORY = ("event_date", "received_date")
"""Entities that tell a time without asking of it."""
CERTIFICATE = "gcn_can_cuoc"
"""The document of people of Vietnamese origin without nationality, who tell who they are."""
OFFERED = 3
NEAR = 3
"""Units nearest to one of several questions, of which one that has been said leaves it no more open."""
NARROW = frozenset({"place", "papers"})
"""Aspects that ask for one thing: whether a card must be changed does not answer where."""
TOPIC_OF_KIND = {"where": "place", "which_papers": "papers"}
"""What a kind of unit tells, whatever it is about."""
ANY_TOPIC = ("nlu_fallback", "card_question", "personal_data", "off_topic", "neighbouring_procedure")
"""Intents that name no topic of a unit."""
LOOKED_AT = 20
MOST = 0.99
"""No unit is surer than this."""
WELL_PUT = 8
"""Examples at the head of a list; those behind it are as people type."""
TITLE_LENGTH = 60
"""Characters of a button; longer titles are cut by every platform."""


def found(
    question: Question, today: date, topics: Sequence[str] = (), sure: float = 0.0
) -> tuple[float, list[Hit[UnitEntry]]]:
    """Return the chance that the first unit answers, and the best units that may be said on the day asked about."""
    first, last = days_of_the_rule(question, today)
    known = Known(
        country=question.country,
        documents=(question.document,) if question.document else (),
        topics=topics,
        sure=sure,
        about=(first, last),
    )
    searcher = knowledge().units
    result = searcher.search(passages.reading_of(question), today, known, LOOKED_AT)
    # A text that answers for itself speaks of its own time, whatever day it is.
    alone = SOURCE_OF_LAW[str(question.law)] if question.law in passages.TEXTS_ALONE else None
    fitting = [
        hit
        for hit in result.hits
        if not _contradicts(question, hit.entry.unit)
        and (_rests_on(hit.entry.unit, alone) if alone else _fits(hit.entry.unit, first, last, today, question))
    ]
    if not fitting:
        return 0.0, []
    return min(result.chance * searcher.gain(result.hits, fitting), MOST), fitting


def of_topic(topic: str, question: Question, today: date) -> Reply | None:
    """Return the unit that answers one of several topics that a message names, where one is sure."""
    chance, hits = found(question, today, (topic,), sure=1.0)
    on_topic = [hit for hit in hits if hit.entry.unit.about.topic == topic and hit.entry.unit.computed is None]
    if not on_topic or on_topic[0] is not hits[0] or chance < ANSWER or goes_on(question):
        return None
    return reply(question, on_topic[0].entry.unit, today)


def is_told(question: Question, told: Collection[str], today: date) -> bool:
    """Say whether a question is near what units have `told` (ids): a part may be all that another one asks."""
    return bool(told) and any(hit.entry.unit.id in told for hit in found(question, today)[1][:NEAR])


def _contradicts(question: Question, unit: QuestionUnit) -> bool:
    """Say whether a unit is about another country, reason, person or age than the question."""
    about = unit.about
    return (
        (question.country is not None and about.country != question.country)
        or bool(question.reason and about.reasons and not kin_of(question.reason) & set(about.reasons))
        or bool(question.procedure and about.procedures and question.procedure not in about.procedures)
        or bool(question.persons and about.persons and not set(question.persons) & set(about.persons))
        or (question.said("term") and about.topic == "timeline" and "timeline" not in question.aspects)
        or (question.document == ELECTRONIC_ID and not _is_electronic(unit))
        or (_only(about.documents) == CERTIFICATE and not _may_mean_the_certificate(question))
        # Who wrote his number knows it.
        or (question.masked and about.topic == "number" and question.intent != "number")
        or (about.age is not None and not _fits_age(question, unit))
    )


def _may_mean_the_certificate(question: Question) -> bool:
    """Say whether a message has words of its own: "what do I bring" alone goes on with a card."""
    return question.document == CERTIFICATE or question.rest > FEW_WORDS or bool(question.parts)


def _fits_age(question: Question, unit: QuestionUnit) -> bool:
    """Say whether a unit about an age is on that of a question: of "made at 57, good until 60?" on the first."""
    age = question.age if question.age_then is None else question.age_then
    return age is None or unit.about.age is None or unit.about.age.covers(age)


def _is_electronic(unit: QuestionUnit) -> bool:
    return ELECTRONIC_ID in (unit.about.topic, *unit.about.documents)


def kin_of(reason: str) -> set[str]:
    """Return a reason and those that it may be taken for."""
    return {reason}.union(*(reasons for reasons in KIN if reason in reasons))


def _rests_on(unit: QuestionUnit, source: str) -> bool:
    return any(ref.startswith(f"{source}#") for ref in refs_of(unit))


def may_be_said(question: Question, unit: QuestionUnit, chance: float) -> bool:
    """Say whether a unit is on a topic that the understanding may have meant, or likely whatever that was.

    Who asks for a figure, and surely so, is not answered with anything less likely.
    """
    topic, asked = unit.about.topic, {question.intent, *question.aspects}
    narrow = NARROW.intersection(question.aspects)
    if narrow and not narrow & {topic, TOPIC_OF_KIND.get(unit.kind)} and chance < ALONE:
        return False
    if question.sure < SURE or question.intent in ANY_TOPIC:
        return True
    if question.intent in FIGURES and not asks_no_figure(question, question.intent):
        asked = {question.intent}
    agrees = topic in asked or any(topic in alike and asked & alike for alike in ALIKE)
    return agrees or chance >= ALONE


def comes_before_a_warning(question: Question, unit: QuestionUnit, chance: float) -> bool:
    """Say whether a unit is likely enough to be said before the fixed warning to a scam."""
    if unit.about.topic == "scam":
        return chance >= ANSWER
    return chance >= (ALONE if question.sure < SURE else BEFORE_A_WARNING)


def _fits(unit: QuestionUnit, first: date, last: date, today: date, question: Question) -> bool:
    """Say whether a unit may be said of the days asked about.

    Of today and of days to come: today's rule, or a past one of which the words speak. Of days that are over: one of
    a past rule that held on any of them (a year is asked about as a whole), or today's, where it held on the last of
    them or tells what changed within them.
    """
    if last >= today:
        # "In 2026", asked in 2026, is asked of today.
        if unit.period == "past":
            return _speaks_of_then(question, unit)
        return unit.fits_on(today if first <= today else last)
    if unit.period == "past":
        return any(_overlaps(ground, first, last) for ground in unit.grounds)
    # A ground whose first day is unknown tells nothing of what is over.
    held = [ground.first is not None and ground.holds_on(last) for ground in unit.grounds]
    return unit.fits_on(today) and bool(held) and all(held)


def _speaks_of_then(question: Question, unit: QuestionUnit) -> bool:
    """Say whether a message speaks of the time of a past rule without asking of a day: "hồi đó", "my card of 2008"."""
    named = [day for role in OF_A_STORY for day in question.entities.get(role, ()) if is_date(day)]
    # The whole day of a loss is that of a card which is asked about now.
    told = [days_of(str(day)) for day in named if not is_day(day)]
    return question.said("past") or any(_overlaps(ground, *days) for days in told for ground in unit.grounds)


def _overlaps(ground: Ground, first: date, last: date) -> bool:
    return (ground.first is None or ground.first <= last) and (ground.last is None or first <= ground.last)


def reply(question: Question, unit: QuestionUnit, today: date) -> Reply:
    """Return a unit as an answer."""
    language = question.language
    answer = Answer(
        lead=unit.lead[language],
        lines=tuple(AnswerLine(line.label, line.say(language)) for line in unit.lines),
        doubt=unit.doubt.get(language, ""),
        more=unit.more.get(language, ""),
    )
    cited = parts.citations(refs_of(unit), language, today)
    more = [button(say("utter_show_more", language), f'/show_more{{"unit":"{unit.id}"}}')] if answer.more else []
    return Reply(
        text=answer.text(language, parts.basis(cited[: parts.TEXTS_IN_TEXT], language) if cited else ""),
        status="retrieved" if cited else "abstain",
        language=language,
        buttons=[*more, *parts.next_buttons(unit.about.topic, language)],
        citations=cited,
        topic=unit.about.topic,
        reason=None if cited else "no_ground",
        answer=answer,
        unit=unit.id,
    )


def filled(question: Question, unit: QuestionUnit) -> Question:
    """Return a question with what its unit is about, where the question itself names no case: a computation needs it.

    Who somebody is, is never taken from a unit: it decides what is paid. Nor is the case of a child, who may have no
    card yet, where a figure is asked for.
    """
    of_a_child = "child" in question.persons or (question.age is not None and question.age < renewals.first_age())
    if question.reason or question.procedure or (of_a_child and unit.about.topic in FIGURES):
        return question
    about = unit.about
    reason = _only(about.reasons)
    told = reason not in ALWAYS_SAID or unit.computed == "checklist"  # nobody asks what to do when it "costs"
    return replace(
        question,
        country=question.country or about.country,
        document=question.document or _only(about.documents),
        procedure=_only(about.procedures) if told else None,
        reason=reason if told else None,
        channel=question.channel or _only(about.channels),
    )


def _only(values: Sequence[str]) -> str | None:
    return values[0] if len(values) == 1 else None


def refs_of(unit: QuestionUnit) -> list[str]:
    """Return the passages that a unit rests on; a row of the law by the passages that it rests on."""
    return list(dict.fromkeys(ref for ground in unit.grounds for ref in ground.passages))


def more(question: Question, unit: QuestionUnit, today: date) -> Reply:
    """Return what else there is to a unit's answer: the part that a chat does not show at once."""
    language = question.language
    cited = parts.citations(refs_of(unit), language, today)
    text = parts.paragraphs(unit.more.get(language) or unit.lead.get(language), parts.basis(cited, language))
    return Reply(
        text=text,
        status="retrieved",
        language=language,
        buttons=parts.next_buttons(unit.about.topic, language),
        citations=cited,
        topic=unit.about.topic,
        unit=unit.id,
    )


def offer(question: Question, hits: Sequence[Hit[UnitEntry]]) -> Reply:
    """Return a question back that offers the nearest units, each as a question in a citizen's words."""
    language = question.language
    return Reply(
        text=say("utter_did_you_mean", language),
        status="clarify",
        language=language,
        buttons=[*offers(hits, language), button(say("utter_something_else", language), "/human_handoff")],
        reason="did_you_mean",
    )


def offers(hits: Sequence[Hit[UnitEntry]], language: str) -> list[Button]:
    """Return the buttons of the first units with different answers."""
    different = {hit.entry.answer: hit.entry.unit for hit in reversed(hits[: 2 * OFFERED])}
    units = sorted(different.values(), key=[hit.entry.unit for hit in hits].index)[:OFFERED]
    return [button(title(unit, language), f'/show_unit{{"unit":"{unit.id}"}}') for unit in units]


def title(unit: QuestionUnit, language: str) -> str:
    """Return a unit's question in a citizen's words: the first example that fits on a button, else the shortest."""
    examples = unit.examples[language][:WELL_PUT]
    written = [text for text in examples if language != "vi" or has_marks(text)] or examples
    words = next((text for text in written if len(text) <= TITLE_LENGTH and text[-1] == "?"), min(written, key=len))
    words = words[:1].upper() + words[1:]
    return words if len(words) <= TITLE_LENGTH else words[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
