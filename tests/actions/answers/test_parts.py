"""What answers have in common."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from actions.answers import parts
from common import vocabulary
from tests.actions.made import LAW, TODAY, know, question

DECREE = "nd-69-2024#d30"


@pytest.fixture(autouse=True)
def _sources(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch)


def test_a_text_is_cited_once_in_the_order_of_its_naming() -> None:
    cited = parts.citations([DECREE, LAW, DECREE], "vi", TODAY)
    assert [citation["ref"] for citation in cited] == [DECREE, LAW]


def test_a_citation_names_place_text_and_number() -> None:
    (cited,) = parts.citations([LAW], "vi", TODAY)
    named = parts.named(cited)
    assert named.startswith("Điều 21, ")
    assert named.endswith(" (26/2023/QH15)")


def test_the_basis_names_the_first_texts_each_once() -> None:
    cited = parts.citations([LAW], "vi", TODAY)
    basis = parts.basis([*cited, *cited], "vi")
    assert basis.count("26/2023/QH15") == 1
    many = parts.basis([{**cited[0], "place": f"Điều {number}"} for number in range(90, 99)], "vi")
    assert many.count("26/2023/QH15") == parts.BASIS_TEXTS


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2016, 1, 1), date(2024, 6, 30), ("01/01/2016", "30/06/2024")),
        (date(2024, 7, 1), None, ("01/07/2024",)),
        (None, date(2024, 6, 30), ("30/06/2024",)),
        (None, None, ()),
    ],
)
def test_a_period_names_the_days_that_are_known(start: date | None, end: date | None, words: tuple[str, ...]) -> None:
    said = parts.period(start, end, "vi")
    assert all(word in said for word in words)
    assert bool(said) is bool(words)


def test_doubts_are_one_sentence_each_once_and_say_where_to_check() -> None:
    said = parts.doubts(["Chưa chắc.", "", "Chưa chắc.", "Có thể khác."], "vi", "vn")
    assert said is not None
    assert "Chưa chắc. Có thể khác." in said
    assert said != parts.doubts(["Chưa chắc.", "Có thể khác."], "vi", "cn"), "in China another office is asked"


def test_what_is_certain_has_no_doubt() -> None:
    assert parts.doubts(["", ""], "vi", "vn") is None
    assert parts.doubts([], "vi", "vn") is None


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
def test_every_topic_has_buttons_to_go_on_which_the_dialogue_understands(language: str) -> None:
    with open("bot/domain/domain.yml", encoding="utf-8") as file:
        intents = set(yaml.safe_load(file)["intents"])
    with open(parts.NEXT_STEPS, encoding="utf-8") as file:
        topics = list(yaml.safe_load(file))
    for topic in topics:
        buttons = parts.next_buttons(topic, language)
        assert buttons, topic
        assert {button["payload"][1:] for button in buttons} <= intents, topic
        assert all(button["title"][0].isupper() for button in buttons)


def test_what_was_just_answered_is_not_offered() -> None:
    every = [button["payload"] for button in parts.next_buttons("fee", "vi")]
    but = [button["payload"] for button in parts.next_buttons("fee", "vi", but=["timeline"])]
    assert [payload for payload in every if payload not in but] == ["/timeline"]


def test_a_topic_that_nothing_follows_has_no_buttons() -> None:
    assert parts.next_buttons("weather", "vi") == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("vi", "cấp lại thẻ căn cước (bị mất)"), ("en", "of "), ("es", "de ")],
)
def test_a_case_is_named_in_words(language: str, said: str) -> None:
    assert said in parts.case_name("can_cuoc", "reissue", "lost", language)
    assert parts.case_name("can_cuoc", None, None, "vi") == "thẻ căn cước"


@pytest.mark.parametrize(
    ("known", "document"),
    [
        ({}, "can_cuoc"),
        ({"document": "cmnd"}, "cmnd"),
        ({"country": "cn"}, "cn_id"),
        ({"country": "cn", "document": "cn_temp"}, "cn_temp"),
        ({"country": "cn", "procedure": "temporary"}, "cn_temp"),
    ],
)
def test_without_a_document_the_card_of_the_country_is_meant(known: dict[str, str], document: str) -> None:
    assert parts.default_document(question(**known)) == document
