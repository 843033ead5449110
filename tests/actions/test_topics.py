"""What a message asks for, and whether it is a question of its own."""

from __future__ import annotations

import pytest

from actions.topics import asks_no_figure, continues, goes_on, is_given_its_dates, main_topic, topics_asked
from tests.actions.made import question


def test_the_intent_names_the_topic() -> None:
    assert main_topic(question("phí bao nhiêu", intent="fee")) == "fee"


def test_a_detail_after_a_cue_goes_on_with_the_topic_of_before() -> None:
    asked = question(
        "còn CMND thì sao", intent="validity", topic="fee", entities={"cue": ("and",), "document": ("cmnd",)}
    )
    assert continues(asked)
    assert main_topic(asked) == "fee"
    assert goes_on(asked)


def test_a_cue_with_a_question_of_its_own_asks_anew() -> None:
    named = {"cue": ("and",), "document": ("cmnd",), "aspect": ("place",)}
    asked = question("còn CMND thì nộp ở đâu", intent="place", topic="fee", entities=named)
    assert not continues(asked)
    assert main_topic(asked) == "place"


def test_online_is_a_detail_of_the_question_before() -> None:
    named = {"cue": ("and",), "channel": ("online",), "aspect": ("online",)}
    assert main_topic(question("còn online thì sao", intent="online", topic="fee", entities=named)) == "fee"


def test_a_cue_alone_continues_nothing() -> None:
    assert not continues(question("còn gì nữa", topic="fee", entities={"cue": ("and",)}))


@pytest.mark.parametrize(
    ("named", "topic"),
    [
        ({"birth_date": ("1990-05-20",)}, "validity"),
        ({"received_date": ("2026-11-19",)}, "timeline"),
        ({"person": ("child",)}, "exemption"),
        ({"reason": ("lost",)}, "renewal"),
        ({"document": ("cmnd",)}, None),
        ({}, None),
    ],
)
def test_a_detail_before_any_question_tells_the_topic_where_it_belongs_to_one(
    named: dict[str, tuple[str, ...]], topic: str | None
) -> None:
    assert main_topic(question(intent="inform", entities=named)) == topic


def test_a_detail_after_a_question_stays_with_it_but_a_birth_date_asks_until_when() -> None:
    assert main_topic(question(intent="inform", topic="fee", entities={"reason": ("lost",)})) == "fee"
    assert main_topic(question(intent="inform", topic="fee", entities={"birth_date": ("1990-05-20",)})) == "validity"


@pytest.mark.parametrize(
    ("intent", "sure", "topic"),
    [
        ("nlu_fallback", 1.0, "place"),
        ("card_question", 0.3, "place"),
        ("card_question", 0.9, "card_question"),
        ("penalty", 0.3, "penalty"),
    ],
)
def test_what_is_named_counts_where_the_intent_is_a_guess(intent: str, sure: float, topic: str) -> None:
    assert main_topic(question(intent=intent, sure=sure, entities={"aspect": ("place",)})) == topic


def test_each_thing_asked_is_answered_once_and_the_main_one_first() -> None:
    asked = question(entities={"aspect": ("timeline", "fee", "timeline", "place")})
    assert topics_asked(asked, "fee") == ["fee", "timeline", "place"]


def test_a_fee_tells_who_is_exempt_and_the_other_way_round() -> None:
    assert topics_asked(question(entities={"aspect": ("exemption",)}), "fee") == ["fee"]
    assert topics_asked(question(entities={"aspect": ("fee",)}), "exemption") == ["exemption"]


def test_no_more_than_three_answers_are_given_at_once() -> None:
    asked = question(entities={"aspect": ("fee", "timeline", "place", "papers")})
    assert topics_asked(asked, "fee") == ["fee", "timeline", "place"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (question("mất thẻ thì làm gì", intent="lost_card"), False),
        (question("/fee", intent="fee"), True),
        (question("", intent="fee"), True),
        (question("bị mất", intent="inform"), True),
    ],
)
def test_buttons_and_details_are_no_questions_of_their_own(asked: object, expected: bool) -> None:
    assert goes_on(asked) is expected  # type: ignore[arg-type]


def test_a_renewal_date_with_one_of_its_two_dates_needs_the_other() -> None:
    born = {"birth_date": ("1990-05-20",)}
    asked = question("sinh 20/5/1990 thẻ hết hạn khi nào", intent="validity", birth_date="1990-05-20", entities=born)
    assert needs_dates(asked)


def test_no_date_is_asked_for_where_both_are_known_or_none_was_named_or_none_matters() -> None:
    born = {"birth_date": ("1990-05-20",)}
    both = question(intent="validity", birth_date="1990-05-20", issue_date="2021", entities=born)
    assert not needs_dates(both)
    assert not needs_dates(question("thẻ có giá trị bao lâu", intent="validity"))
    for document in ("cmnd", "electronic_id"):
        of_it = question(intent="validity", birth_date="1990-05-20", document=document, entities=born)
        assert not needs_dates(of_it), document
    assert not needs_dates(question(intent="fee", birth_date="1990-05-20", entities=born))


def test_somebody_else_named_after_a_cue_is_asked_the_same() -> None:
    named = {"cue": ("opening",), "who": ("spouse",)}
    assert main_topic(question("and my wife?", intent="inform", topic="fee", entities=named)) == "fee"
    asked = question("còn ba tôi thẻ còn hạn không", intent="validity", topic="fee", entities=named, rest=4)
    assert main_topic(asked) == "validity"
    assert main_topic(question("còn tôi thì sao", intent="inform", entities=named)) is None


@pytest.mark.parametrize(
    ("before", "now"), [("fee", "fee"), ("timeline", "timeline"), ("validity", "lost_card"), ("renewal", "lost_card")]
)
def test_what_happened_to_the_card_is_a_detail_only_of_what_depends_on_it(before: str, now: str) -> None:
    named = {"cue": ("follow_up",), "reason": ("lost",)}
    assert main_topic(question("mất thẻ thì sao", intent="lost_card", topic=before, entities=named)) == now
