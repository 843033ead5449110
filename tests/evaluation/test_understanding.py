from __future__ import annotations

from tests.evaluation.understanding import Reading, knows_the_country, near_duplicates, topics_acted_on


def acted_on(intent: str, *entities: tuple[str, str]) -> set[str]:
    return topics_acted_on(Reading(intent, frozenset(entities)))


def test_a_double_question_acts_on_both_topics() -> None:
    assert acted_on("papers", ("aspect", "fee")) == {"papers", "fee"}


def test_talk_and_refusals_act_on_none() -> None:
    assert acted_on("thanks") == acted_on("off_topic", ("aspect", "fee")) == set()


def test_a_question_on_another_document_is_declined_unless_it_may_be_a_paper_to_bring() -> None:
    assert acted_on("fee", ("neighbour", "passport")) == set()
    assert acted_on("fee", ("neighbour", "passport"), ("document", "electronic_id")) == set()
    assert acted_on("fee", ("neighbour", "passport"), ("document", "cccd")) == {"fee"}
    assert acted_on("papers", ("neighbour", "civil_status")) == {"papers"}


def test_a_message_that_is_not_understood_is_answered_only_on_what_it_names() -> None:
    assert acted_on("nlu_fallback") == set()
    assert acted_on("nlu_fallback", ("aspect", "place")) == {"place"}


def test_a_detail_alone_is_answered_on_what_it_belongs_to() -> None:
    assert acted_on("inform", ("birth_date", "1990")) == {"validity"}
    assert acted_on("inform", ("document", "cccd")) == set()


def test_texts_that_read_nearly_the_same_are_of_one_group() -> None:
    one, same, other = near_duplicates(["I lost my identity card", "i lost my identity card!", "the fee of a visa"])
    assert one == same != other


def test_outside_vietnamese_the_country_must_be_told() -> None:
    assert not knows_the_country(Reading("lost_card", frozenset({("language", "en")})))
    assert knows_the_country(Reading("lost_card", frozenset({("language", "en"), ("country", "cn")})))
    assert knows_the_country(Reading("lost_card", frozenset({("language", "vi")})))
