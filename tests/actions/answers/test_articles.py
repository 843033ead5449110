"""An article that is named is shown, or said not to be held."""

from __future__ import annotations

from typing import Any

import pytest

from actions.answers import articles, parts
from actions.reply import Reply
from common.wording import say
from tests.actions.answers.conftest import LANGUAGES, TODAY, question

pytestmark = pytest.mark.usefixtures("library")

LAW_2023 = "luat-26-2023-qh15"
PENALTIES = "nd-282-2025"


def answer(language: str = "vi", law: str | None = None, country: str = "vn", **named: str) -> list[Reply]:
    """The replies to a message that names these entities."""
    entities: dict[str, Any] = {name: (value,) for name, value in named.items()}
    if law:
        entities["law"] = (law,)
    document = "cn_id" if country == "cn" else "can_cuoc"
    return articles.answer(question(language, document=document, law=law, entities=entities), TODAY)


def cited(replies: list[Reply]) -> list[str]:
    return [citation["ref"] for reply in replies for citation in reply.citations]


@pytest.mark.parametrize("language", LANGUAGES)
def test_article_26_of_the_law_is_how_long_a_card_takes(language: str) -> None:
    (reply,) = answer(language, law="law_2023", article="26")
    assert reply.status == "retrieved"
    assert cited([reply]) == [f"{LAW_2023}#d26"]
    assert "7" in reply.text


def test_an_article_without_its_text_is_of_the_law_on_cards_of_the_country() -> None:
    assert cited(answer(article="26")) == [f"{LAW_2023}#d26"]
    assert cited(answer(country="cn", article="10")) == ["cn-id-law#d10"]


def test_a_clause_is_shown_alone() -> None:
    replies = answer(law="law_2023", article="25", clause="4")
    assert cited(replies)[0] == f"{LAW_2023}#d25-k4"
    assert f"{LAW_2023}#d25" not in cited(replies)


@pytest.mark.parametrize(
    ("language", "place"), [("vi", "Điều 25 khoản 9"), ("es", "artículo 25, apartado 9"), ("en", "Article 25(9)")]
)
def test_a_clause_that_is_not_held_is_said_before_the_article(language: str, place: str) -> None:
    (reply,) = answer(language, law="law_2023", article="25", clause="9")
    assert place in reply.text.splitlines()[0]
    assert f"{LAW_2023}#d25" in cited([reply])


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_that_is_not_held_is_said(language: str) -> None:
    (reply,) = answer(language, law="law_2023", article="99")
    assert (reply.status, reply.reason, list(reply.citations)) == ("abstain", "no_ground", [])
    assert "99" in reply.text
    assert reply.text == say(
        "utter_place_not_held",
        language,
        place=parts.place_name(99, None, language),
        title=parts.library().source(LAW_2023).name(language),
    )


@pytest.mark.parametrize("known", [None, "law_2023"])
def test_article_11_of_decree_282_by_number_even_after_talk_of_a_law(known: str | None) -> None:
    asked = question(law=known, entities={"article": ("11",), "text_number": ("282/2025",)})
    replies = articles.answer(asked, TODAY)
    assert cited(replies)[0] == f"{PENALTIES}#d11"
    assert not [ref for ref in cited(replies) if ref.startswith(LAW_2023)]


def test_no_article_of_another_text_is_shown_for_one_that_is_not_held() -> None:
    assert answer(article="11", text_number="999/2025") == []


def test_an_amount_beside_an_article_is_no_number_of_a_text() -> None:
    assert cited(answer(article="26", text_number="35.000")) == [f"{LAW_2023}#d26"]
