"""What a message asks for, and whether it is a question of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.question import Question
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


WHEN: dict[str, Any] = {"question_kinds": {"until_when": 0.9}}


def validity(text: str = "…", known: dict[str, Any] | None = None, **said: str) -> Question:
    """A question on until when a card is good; `said` is what its message names."""
    entities = {name: (value,) for name, value in said.items()}
    return question(text, **{"intent": "validity", "entities": entities, **WHEN, **said, **(known or {})})


@pytest.mark.parametrize(
    "asked",
    [
        validity(birth_date="1990-05-20"),
        validity(birth_date="1990"),
        validity(expiry_date="2030-05-20"),
        validity(issue_date="2021", known={"age": 45}),
        validity("tôi 39 tuổi, bao giờ phải đổi thẻ", known={"age": 39, "entities": {"age": (39,)}}),
        validity(issue_date="2020-03-15", known={"country": "cn", "document": "cn_id"}),
        validity(birth_date="1990-05-20", issue_date="2015", known={"document": "cmnd"}),
        validity(
            "đổi thẻ lúc 38 tuổi thì dùng đến bao giờ",
            known={"age": 38, "entities": {"age": (38,), "issue_age": (38,)}},
        ),
        validity(
            "59 tuổi đổi thẻ bây giờ",
            known={"age": 59, "entities": {"age": (59,), "date": ("2026-11-29",), "made_now": ("đổi thẻ",)}},
        ),
        validity(
            "renewing a Chinese ID at 50",
            known={"country": "cn", "age": 50, "entities": {"age": (50,), "made_now": ("renewing",)}},
        ),
    ],
)
def test_what_tells_until_when_a_card_is_good_is_computed(asked: Question) -> None:
    assert is_given_its_dates(asked)


@pytest.mark.parametrize(
    "asked",
    [
        validity(),
        validity(issue_date="2021"),
        validity(issue_date="2015", known={"document": "cmnd"}),
        validity(birth_date="1990-05-20", known={"country": "cn", "document": "cn_id"}),
        validity("nunca hice la tarjeta", known={"age": 15, "reason": "first_card", "entities": {"age": (15,)}}),
    ],
)
def test_what_tells_too_little_is_left_to_the_units(asked: Question) -> None:
    assert not is_given_its_dates(asked)


def test_one_of_several_questions_on_a_card_whose_dates_are_told_asks_for_its_end() -> None:
    said = {"birth_date": ("1990-05-20",), "issue_date": ("2021-07-03",)}
    known: dict[str, Any] = {"birth_date": "1990-05-20", "issue_date": "2021-07-03", "entities": said, "sure": 0.0}
    for kind in ("until_when", "must"):
        assert main_topic(question(question_kinds={kind: 1.0}, **known)) == "validity"
    assert main_topic(question(question_kinds={"where": 1.0}, **known)) == "card_question"


def test_who_asks_what_if_about_a_fee_asks_for_no_figure_unless_he_tells_his_case() -> None:
    refused = question("hồ sơ bị trả lại có phải nộp lại tiền không", question_kinds={"what_if": 0.8})
    assert asks_no_figure(refused, "fee")
    assert not asks_no_figure(replace(refused, entities={"reason": ("lost",)}), "fee")
    assert not asks_no_figure(replace(refused, question_kinds={"how_much": 0.9}), "fee")
    assert not asks_no_figure(replace(refused, intent="inform"), "fee")


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
