"""What a question is about: its topic, whether it goes on from the last one, and whether it lacks a date."""

from __future__ import annotations

from collections.abc import Mapping

from actions.question import REMEMBERED, Question
from actions.understood import FEW_WORDS

TOPIC_OF_DETAIL = {
    "birth_date": "validity",
    "issue_date": "validity",
    "expiry_date": "validity",
    "received_date": "timeline",
    "person": "exemption",
    "reason": "renewal",
}
"""What is asked by somebody who only gives a detail before any question."""
DETAIL_ASPECTS = ("online",)
"""Aspects that are details of another question as well."""
DETAILS = (*REMEMBERED, "who")
"""What "còn ... thì sao" may change of the question before."""
CASE = ("reason", "procedure")
"""What happened to a card: a detail of OF_A_CASE, and else a question of its own ("mất thẻ thì sao")."""
OF_A_CASE = ("fee", "exemption", "timeline", "papers", "place", "online", "checklist", "delivery")
"""Topics whose answer depends on what happened to the card."""
CORRECTION = "correction"
NO_CARD_YET = "first_card"
"""The reason of who has no card: there is no end to tell."""
UNSURE = 0.5
"""Confidence of the understanding below which a refusal is a guess."""
MOST_TOPICS = 3
"""Topics answered in one message; a chat does not show more at once."""
LIKELY = 0.5
"""Chance of a kind of question from which on a message is taken for one."""
SURE_KIND = 0.6
"""Chance of a kind of question from which on it is no other."""
NO_FIGURE: Mapping[str, tuple[str, ...]] = {
    # topic that is a figure -> kinds of question that ask for something else about it: who pays it, what if ...
    "fee": ("what_if", "who", "where", "how", "which_papers"),
    "exemption": ("what_if", "where", "how", "which_papers"),
    "timeline": ("what_if", "until_when", "who", "where", "how", "must", "may", "which_papers"),
}
NEVER_A_FIGURE: Mapping[str, tuple[str, ...]] = {"fee": ("until_when",), "exemption": ("until_when",)}
"""The same, whatever case is told: "until when is the exchange 25,000" asks for no amount."""
SAME_ANSWER = {"exemption": "fee"}
"""Topics that one answer covers."""


def main_topic(question: Question) -> str | None:
    """Return the topic asked for; a detail alone continues the topic of before, and so does "còn online thì sao?".

    The rest of an answer is of its topic.
    """
    if question.topic and (continues(question) or question.intent == "show_more"):
        return question.topic
    if question.intent == "inform":
        if question.topic and not question.said("birth_date"):
            return question.topic
        return next((topic for entity, topic in TOPIC_OF_DETAIL.items() if question.said(entity)), None)
    guess = question.intent == "nlu_fallback" or (question.intent == "card_question" and question.sure < UNSURE)
    if guess and question.aspects:
        return question.aspects[0]
    if guess and _tells_its_end(question) and (asks_when(question) or _asks_of_both_dates(question)):
        return "validity"
    return question.intent


def topics_asked(question: Question, main: str) -> list[str]:
    """Return the main topic and every other thing that the message asks for by name, each answer once."""
    topics = [main]
    for aspect in question.aspects:
        if aspect not in (*topics, SAME_ANSWER.get(main)) and SAME_ANSWER.get(aspect) not in topics:
            topics.append(aspect)
    return topics[:MOST_TOPICS]


def continues(question: Question) -> bool:
    """Say whether a message joins the talk before it, changes a detail, and asks for nothing else by name."""
    if not question.said("cue") or any(aspect not in DETAIL_ASPECTS for aspect in question.aspects):
        return False
    if question.said("who") and question.intent != "inform" and question.rest > FEW_WORDS:
        return False  # "còn ba tôi 78 tuổi thẻ còn hạn không" is asked of somebody else, and anew
    of_the_case = question.topic in OF_A_CASE or CORRECTION in question.entities["cue"]
    details = [detail for detail in DETAILS if question.said(detail)]
    return bool(details) and (of_the_case or not set(details) <= set(CASE))


def goes_on(question: Question) -> bool:
    """Say whether a message is no question of its own: a button, a detail, a continuation."""
    button = not question.text or question.text.startswith("/")
    return button or question.intent == "inform" or (bool(question.topic) and continues(question))


def is_given_its_dates(question: Question) -> bool:
    """Say whether a message gives dates for a computation; who asks about a CMND must give both."""
    topic = main_topic(question)
    if topic == "validity":
        return _tells_its_end(question)
    return topic == "timeline" and question.said("received_date")


def asks_no_figure(question: Question, topic: str) -> bool:
    """Say whether a question on a figure surely asks for something else than how high or long it is.

    Who tells his case is answered with the figure of it all the same.
    """
    tells = any(map(question.said, ("reason", "procedure", "received_date", "date", "age", "person", "channel")))
    kinds = question.question_kinds
    if any(kinds.get(kind, 0.0) >= SURE_KIND for kind in NEVER_A_FIGURE.get(topic, ())):
        return True
    return not (tells or goes_on(question)) and any(
        kinds.get(kind, 0.0) >= SURE_KIND for kind in NO_FIGURE.get(topic, ())
    )


def _tells_its_end(question: Question) -> bool:
    """Say whether a message tells enough of a card to compute until when it is good.

    The issue alone does of a card of China; of Vietnam's it only tells that the age counts. The age at which a card is
    made tells it of both.
    """
    if question.reason == NO_CARD_YET:
        return False
    if question.document == "cmnd":
        return question.said("birth_date") and question.said("issue_date")
    is_made = asks_when(question) and question.issue_age is not None
    if question.country == "cn":
        return question.said("expiry_date") or question.said("issue_date") or is_made
    if is_made or question.said("birth_date") or question.said("expiry_date"):
        return True
    return (question.said("issue_date") and question.age is not None) or _tells_an_age_of_today(question)


def asks_when(question: Question) -> bool:
    """Say whether a question asks for a day: when must it be changed, until when is it good."""
    return any(question.question_kinds.get(kind, 0.0) >= LIKELY for kind in ("until_when", "when", "how_long"))


def _asks_of_both_dates(question: Question) -> bool:
    """Say whether it is asked of a card with its birth and issue told whether it must be changed."""
    told = question.said("birth_date") and question.said("issue_date")
    return told and question.question_kinds.get("must", 0.0) >= LIKELY


def _tells_an_age_of_today(question: Question) -> bool:
    """Say whether somebody tells how old he is and asks until when his card is good: not a card that is made now.

    "Made at 38, until when" is no age of today, and whether he must change it is a question of its own.
    """
    made_then = question.said("date") or question.age_then is not None
    return question.said("age") and question.country == "vn" and asks_when(question) and not made_then
