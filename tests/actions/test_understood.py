"""What of a message asks something, and what only tells a detail."""

from __future__ import annotations

from typing import Any

import pytest

from actions.understood import Understood


def understood(text: str, intent: str, *entities: tuple[str, str, str]) -> Understood:
    """A message whose entities are (entity, value, the words that name it)."""
    found: list[dict[str, Any]] = [
        {"entity": entity, "value": value, "start": text.index(words), "end": text.index(words) + len(words)}
        for entity, value, words in entities
    ]
    language = {"entity": "language", "value": "vi", "start": 0, "end": len(text)}
    return Understood.of({"intent": {"name": intent}, "text": text, "entities": [language, *found]}, None)


CUE = ("cue", "opening", "còn")
FATHER = ("who", "father", "ba tôi")


def test_the_words_that_no_entity_covers_are_counted() -> None:
    assert understood("còn ba tôi thẻ còn hạn không", "validity", CUE, FATHER).rest == 4
    assert understood("còn ba tôi?", "inform", CUE, FATHER).rest == 0
    assert understood('/fee{"reason":"lost"}', "fee").rest == 0


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (understood("còn ba tôi?", "affirm", CUE, FATHER), True),
        (understood("còn ba tôi thẻ còn hạn không", "validity", CUE, FATHER), False),
        (understood("ba tôi", "inform", FATHER), True),
        (understood("ba tôi mất thẻ", "lost_card", FATHER), False),
    ],
)
def test_only_details_ask_nothing(message: Understood, expected: bool) -> None:
    assert message.only_details is expected


def test_the_country_alone_answers_the_question_that_waited_for_it() -> None:
    waiting: dict[str, Any] = {"intent": "fee", "sure": 0.9, "text": "how much", "entities": {"reason": ["lost"]}}
    waiting |= {"rest": 2, "waits": True}
    told = {"intent": {"name": "inform"}, "text": "China", "entities": [{"entity": "country", "value": "cn"}]}
    asked = Understood.of(told, waiting)
    assert (asked.intent, asked.text, asked.rest) == ("fee", "how much", 2)
    assert asked.entities == {"reason": ("lost",), "country": ("cn",)}
    assert Understood.of(told, {**waiting, "waits": False}).intent == "inform"


def test_questions_joined_in_one_sentence_are_parts_each_with_what_it_names() -> None:
    lost, price = ("reason", "lost", "mất thẻ"), ("aspect", "fee", "bao nhiêu tiền")
    first, second = understood("mất thẻ thì làm lại ở đâu và hết bao nhiêu tiền?", "place", lost, price).parts
    assert (first.text, first.entities["reason"]) == ("mất thẻ thì làm lại ở đâu", ("lost",))
    assert (second.text, second.entities) == ("hết bao nhiêu tiền?", {"aspect": ("fee",)})
    assert understood("mất thẻ thì làm lại ở đâu", "place", lost).parts == ()


@pytest.mark.parametrize(
    ("intent", "chance", "asked"),
    [("renewal", 0.95, "fee"), ("renewal", 0.5, "renewal"), ("penalty", 0.95, "penalty")],
)
def test_a_price_is_asked_for_where_only_the_case_was_understood(intent: str, chance: float, asked: str) -> None:
    message = {"intent": {"name": intent}, "text": "gãy thẻ bao nhiêu", "question_kinds": {"how_much": chance}}
    assert Understood.of(message, None).asked_for == asked


def test_who_names_nothing_but_figures_asks_for_no_whole_route() -> None:
    fee, timeline = ("aspect", "fee", "bao nhiêu tiền"), ("aspect", "timeline", "bao lâu")
    papers = ("aspect", "papers", "giấy tờ gì")
    text = "làm lại bao nhiêu tiền, bao lâu, giấy tờ gì"
    assert understood(text, "checklist", fee, timeline).asked_for == "fee"
    assert understood(text, "checklist", fee, timeline, papers).asked_for == "checklist"
    assert understood(text, "checklist").asked_for == "checklist"


def test_another_term_than_the_making_asks_for_no_time_limit() -> None:
    held, timeline = ("term", "held", "giữ"), ("aspect", "timeline", "bao lâu")
    assert understood("họ giữ bao lâu", "timeline", held).asked_for == "card_question"
    assert understood("họ giữ bao lâu", "timeline", held, timeline).asked_for == "timeline"
    assert understood("họ giữ bao lâu", "withdrawal", held).asked_for == "withdrawal"
