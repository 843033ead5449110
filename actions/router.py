"""What answers what: one table of routes, each a list of steps that are tried in their order.

A step returns its replies, or nothing, and the next one is tried. The last step of each route always answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from actions.answers import (
    articles,
    assumed,
    old_place,
    parts,
    passages,
    read_dates,
    refusals,
    together,
    units,
)
from actions.answers.corrected import by_an_office
from actions.answers.errors import refused
from actions.answers.figures import COMPUTED, how_counted, in_its_place
from actions.answers.local_documents import of_an_office
from actions.answers.topic import NO_GROUND, OF_A_DAY, by_its_name, of_topic
from actions.answers.unit_answers import FOR_EVERYBODY, unit_reply
from actions.law.cases import OLDEST
from actions.law.errors import CaseError
from actions.question import Question
from actions.refusing import (
    WARNINGS,
    bare_name,
    fitting_unit,
    guessed_refusal,
    jest,
    named_text,
    neighbour,
    of_its_making,
    of_nothing_known,
    other_country,
    own_file,
    refusal,
    thanked,
    warning,
)
from actions.reply import Reply
from actions.search.current import knowledge
from actions.topics import (
    MOST_TOPICS,
    continues,
    goes_on,
    is_given_its_dates,
    main_topic,
    topics_asked,
)
from actions.unit_steps import nearest_unit, question_unit
from common.clauses import is_joined
from common.wording import say

Step = Callable[[Question, date], list[Reply]]


def replies(question: Question, today: date, route: str | None = None) -> list[Reply]:
    """Return the answers to a message by its route: the one given, or that of its intent."""
    before = (how_counted, by_an_office) if route else (how_counted, by_an_office, of_an_office)
    for step in (*before, *ROUTES.get(route or question.intent, CARD_QUESTION)):
        found = step(question, today)
        if found:
            found = read_dates.said(found, question)
            return [assumed.said(reply, question) for reply in found] if question.country_assumed else found
    raise LookupError(f"no step answers the route of {route or question.intent}")


def with_country(question: Question, today: date) -> Question:
    """Return a question with the likelier country where nothing tells whose card is meant."""
    if question.country is not None:
        return question
    country = assumed.country(question)
    if not goes_on(question):
        chance, hits = units.found(question, today)
        if hits and chance >= units.OFFER:
            country = hits[0].entry.country
    return replace(question, country=country, country_assumed=True)


def impossible_date(question: Question, today: date) -> list[Reply]:
    """A date that does not exist is told."""
    if not question.said("impossible_date"):
        return []
    text = say("utter_impossible_date", question.language, date=str(question.entities["impossible_date"][0]))
    return [Reply(text=text, status="clarify", language=question.language, reason="impossible_date")]


def impossible_age(question: Question, today: date) -> list[Reply]:
    """An age that nobody reaches is told."""
    return [refused(CaseError("age", "invalid"), question)] if (question.age or 0) > OLDEST else []


def topic_missing(question: Question, today: date) -> list[Reply]:
    """Where only a detail is given before any question, what is asked is asked."""
    return [refusals.topic_missing(question)] if main_topic(question) is None else []


def button(question: Question, today: date) -> list[Reply]:
    """What a button names is shown: a question unit, the rest of an answer, a passage, its original."""
    named = str((question.entities.get("unit") or ("",))[-1])
    if question.intent == "show_more" and named in COMPUTED:
        return [parts.more(COMPUTED[named](question, today))]
    unit = knowledge().unit_by_id.get(named)
    if unit is not None:
        if question.intent == "show_more":
            return [units.more(question, unit, today)]
        return unit_reply(question, unit, today)
    if question.intent in passages.BY_PASSAGE and question.passage in parts.library().index:
        return [passages.by_button(question, today)]
    return []


def place_of_today(question: Question, today: date) -> list[Reply]:
    """Who asks what an old commune is now is told, with its police."""
    if old_place.ASPECT not in question.aspects:
        return []
    found = old_place.answer(question, today)
    return [found] if found else []


def several_questions(question: Question, today: date) -> list[Reply]:
    """The questions of a message are answered each alone, in one message; what stays open of them is named."""
    alone = [question.alone(part) for part in question.parts]
    said = [_of_part(one, today) for one in alone]
    if any(said):
        said = [replies or by_its_name(one, today) for one, replies in zip(alone, said, strict=True)]
    answered = [reply for replies in said for reply in replies]
    told = {reply.unit for reply in answered if reply.unit}
    left = [one for one, replies in zip(alone, said, strict=True) if not replies]
    if left and units.is_told(question, told, today):
        left = []
    still_open = [one.text for one in left if not units.is_told(one, told, today)]
    several = together.each_once(answered)[:MOST_TOPICS]
    if not several or (len(several) + len(still_open) < 2 and not told):
        return []
    return [together.merged(several, [f"“{sentence}”" for sentence in still_open])]


def _of_part(alone: Question, today: date) -> list[Reply]:
    """Return what answers one of several questions."""
    found = by_an_office(alone, today) or question_unit(alone, today, units.OF_SEVERAL) or _of_each_topic(alone, today)
    return [reply for reply in found if reply.status in ANSWERED]


def named_article(question: Question, today: date) -> list[Reply]:
    """What an article says that was named: its passages, or which ones near it are held."""
    return articles.answer(question, today) if question.said("article") else []


def topics(question: Question, today: date) -> list[Reply]:
    """Each topic asked for is computed or looked up; a likely unit is better than a passage, or a question back."""
    found = _of_each_topic(question, today)
    return found if found[0].status == "computed" else nearest_unit(question, found[0], today) or found


def _of_each_topic(question: Question, today: date) -> list[Reply]:
    """Return what is computed or looked up for each topic asked for, in one reply."""
    main = main_topic(question)
    assert main is not None  # topic_missing comes first
    asked = topics_asked(question, main)
    if not (question.parts or is_joined(question.text) or goes_on(question)):
        # "How long after moving must I change it" asks for no time limit besides.
        asked = [topic for topic in asked if topic == main or topic not in OF_A_DAY]
    # What is asked besides is searched for by its name: the words typed speak of the main question as well.
    first, *others = [
        (units.of_topic(topic, question, today) if len(asked) > 1 and topic not in COMPUTED else None)
        or of_topic(topic, question, today, words=topic == main)
        for topic in asked
    ]
    if first.reason in NO_GROUND:
        # A word like "where" may be all that another passage has of the question; a figure has a question of its own.
        # Who only tells a detail, or names what comes next ("and then where"), asks for that.
        next_asked = question.intent == "inform"
        said = [one for one in others if one.status == "computed" or (next_asked and one.reason not in NO_GROUND)]
        return said or [_asked_back(first, question, today)]
    figure = (
        first.status == "computed" and main in COMPUTED and main != "checklist" and not is_given_its_dates(question)
    )
    leading = in_its_place(first, question, today, main) if figure else first
    answered = together.each_once([leading, *(reply for reply in others if reply.reason not in NO_GROUND)])
    still_open = [
        parts.label("topic", topic, question.language)
        for topic, reply in zip(asked[1:], others, strict=True)
        if reply.reason in NO_GROUND
    ]
    return [together.merged(answered, still_open)]


def whole_route(question: Question, today: date) -> list[Reply]:
    """The whole route of a case is said as one list."""
    return [of_topic("checklist", question, today)]


def validity(question: Question, today: date) -> list[Reply]:
    """Until when a card is good is said, after the form; what holds for everybody where no date was given."""
    found = of_topic("validity", question, today, words=False)
    general = knowledge().unit_by_id.get(FOR_EVERYBODY) if question.country == "vn" else None
    return unit_reply(question, general, today) if general and found.status != "computed" else [found]


def last_question(question: Question, today: date) -> list[Reply]:
    """ "And the Vietnamese one?" goes on with the last question, whatever it was taken for."""
    return replies(question, today, "card_question") if question.topic and continues(question) else []


ANSWERED = ("computed", "retrieved")
ASKS_OF_A_CARD = ("document", "procedure", "reason", "aspect", "article", "neighbour")
"""Entities of which one at least is named by who asks about a card, or another paper."""


def of_a_card(question: Question, today: date) -> list[Reply]:
    """Who says what is to be done with a card asks about it: "renovar la tarjeta vietnamita" asks for no language."""
    return _as_a_card_question(question, today) if any(map(question.said, ASKS_OF_A_CARD)) else []


def perhaps_of_a_card(question: Question, today: date) -> list[Reply]:
    """Who says what has happened is asking about a card, where the understanding is unsure that he is not."""
    told = question.said("reason") and not question.said("neighbour") and question.sure < units.SURE
    return _as_a_card_question(question, today) if told else []


def beside_a_card(question: Question, today: date) -> list[Reply]:
    """Another office's paper that only stands beside a card makes no question about a card another office's."""
    aside = question.said("beside") and not any(map(question.said, ("neighbour", "other_country")))
    return _as_a_card_question(question, today) if aside else []


def _as_a_card_question(question: Question, today: date) -> list[Reply]:
    """Answer a message as the likeliest question about cards."""
    others = {
        name: chance for name, chance in question.intents.items() if ROUTES.get(name, CARD_QUESTION) is CARD_QUESTION
    }
    likeliest = max(others, key=lambda name: others[name], default="card_question")
    asked = replace(question, intent=likeliest, sure=others.get(likeliest, 0.0))
    return replies(asked, today, "card_question")


CARD_QUESTION: tuple[Step, ...] = (
    impossible_date,
    impossible_age,
    button,
    jest,
    own_file,
    place_of_today,
    other_country,
    neighbour,
    named_article,
    topic_missing,
    of_nothing_known,
    several_questions,
    question_unit,
    of_its_making,
    topics,
)
NOT_OURS: tuple[Step, ...] = (
    jest,
    own_file,
    place_of_today,
    named_article,
    named_text,
    other_country,
    bare_name,
    fitting_unit,
    guessed_refusal,
    refusal,
)
ROUTES: Mapping[str, tuple[Step, ...]] = {
    # intent or route: what is tried, in this order; every other intent is a question about cards
    "card_question": CARD_QUESTION,
    "renewal_form": (validity,),
    "checklist": (whole_route,),
    "neighbouring_procedure": (beside_a_card, *NOT_OURS),
    "personal_data": NOT_OURS,
    "off_topic": (jest, thanked, other_country, beside_a_card, perhaps_of_a_card, *NOT_OURS),
    "scam": (named_article, named_text, warning),
    "emergency": (named_article, named_text, warning),
    "change_language": (last_question, of_a_card, refusal),
    "unreadable": (refusal,),
    "human_handoff": (refusal,),
}


def leaves_the_subject(question: Question, replies: Sequence[Reply]) -> bool:
    """Say whether what was talked about before stays: after a refusal, a warning, a hand-over."""
    passed_on = ROUTES.get(question.intent, CARD_QUESTION) is not CARD_QUESTION
    answered = replies[0].status in ANSWERED and question.intent not in WARNINGS
    return passed_on and not answered


def _asked_back(reply: Reply, question: Question, today: date) -> Reply:
    """Return the question back with the units that may be meant, where there are any."""
    if reply.reason != "did_you_mean" or goes_on(question):
        return reply
    _, hits = units.found(question, today)
    return units.offer(question, hits) if hits else reply
