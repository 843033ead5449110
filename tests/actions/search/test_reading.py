"""Which kind of question an understood message is."""

from __future__ import annotations

import numpy as np
import pytest

from actions.search.reading import NO_QUESTION, Reading, kind_of


def kinds(**intents: float) -> dict[str, float]:
    return Reading("…", "vi", np.zeros(2, np.float32), {}, intents).kinds


@pytest.mark.parametrize(
    ("intent", "kind"),
    [
        ("fee", "fee"),
        ("lost_card", "lost_card"),
        ("card_question", "card_question"),
        ("checklist", "checklist"),
        ("emergency", "emergency"),
        ("scam", "scam"),
        ("neighbouring_procedure", "neighbouring"),
        ("personal_data", "personal_data"),
        ("off_topic", "off_topic"),
        ("greet", "off_topic"),
        ("thanks", "off_topic"),
        ("human_handoff", "off_topic"),
    ],
)
def test_an_intent_is_a_topic_or_outside(intent: str, kind: str) -> None:
    assert kind_of(intent) == kind


def test_the_chances_sum_to_one_whatever_share_of_the_ranking_was_told() -> None:
    told = kinds(fee=0.4, place=0.1)
    assert told == pytest.approx({"fee": 0.8, "place": 0.2})
    assert sum(told.values()) == pytest.approx(1)


def test_small_talk_and_other_subjects_add_up() -> None:
    assert kinds(off_topic=0.3, greet=0.2, fee=0.5) == pytest.approx({"off_topic": 0.5, "fee": 0.5})


@pytest.mark.parametrize("intent", NO_QUESTION)
def test_a_detail_a_yes_and_what_was_not_understood_tell_nothing(intent: str) -> None:
    assert kinds(**{intent: 1.0}) == {}
    assert kinds(**{intent: 0.6, "fee": 0.4}) == pytest.approx({"fee": 1.0})


def test_without_intents_nothing_is_told() -> None:
    assert kinds() == {}
