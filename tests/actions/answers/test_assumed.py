"""An answer whose country was assumed says so, and offers the other country's."""

from __future__ import annotations

import pytest

from actions.answers import assumed
from actions.reply import Reply, Status
from tests.actions.made import question

CITED = ({"ref": "luat-26-2023-qh15#d21"},)
OTHER = {"vn": "cn", "cn": "vn"}


def reply(status: Status = "retrieved") -> Reply:
    return Reply("No.", status, "en", buttons=[{"title": "Fee", "payload": "/fee"}], citations=CITED)


@pytest.mark.parametrize("country", ["vn", "cn"])
def test_an_answer_names_the_country_and_offers_the_other_one_first(country: str) -> None:
    said = assumed.said(reply(), question(language="en", country=country))
    first, last = said.text.splitlines()
    assert first == "No.", "the conclusion stays the first thing said"
    assert {"vn": "Vietnam", "cn": "China"}[country] in last
    assert [button["payload"] for button in said.buttons] == [f'/inform{{"country":"{OTHER[country]}"}}', "/fee"]
    assert said.custom()["assumed_country"] == country


@pytest.mark.parametrize("status", ["clarify", "abstain", "handoff", "chat"])
def test_what_is_no_answer_stays_as_it_is(status: Status) -> None:
    assert assumed.said(reply(status), question(language="en")) == reply(status)


@pytest.mark.parametrize(("language", "words"), [("vi", "Việt Nam"), ("es", "Vietnam"), ("en", "Vietnam")])
def test_it_is_said_in_the_language_of_the_question(language: str, words: str) -> None:
    said = assumed.said(reply(), question(language=language))
    assert words in said.text.splitlines()[-1]
