"""A checklist opens with the place or the thing to do; the steps are folded away."""

from __future__ import annotations

from typing import Any

import pytest

from actions.answers import checklist
from actions.law import loading
from actions.law.procedure_rows import Route
from actions.reply import Reply
from tests.actions.answers import anatomy_rules
from tests.actions.answers.conftest import LANGUAGES, TODAY, doubt, lead, lines, more, on, question

pytestmark = pytest.mark.usefixtures("library")

OPENS = {"vi": ("Đến ", "Làm hết trên "), "es": ("Acuda a ", "Todo en "), "en": ("Go to ", "All of it on ")}


def answer(language: str = "en", **known: Any) -> Reply:
    return checklist.answer(question(language, intent="checklist", **known), TODAY)


@pytest.mark.parametrize("route", loading.load().routes, ids=lambda row: row.id)
def test_every_route_opens_with_where_to_go(route: Route) -> None:
    day = TODAY if route.covers(TODAY) else route.valid_to
    age = route.max_age if route.max_age is not None else route.min_age
    asked = {} if day == TODAY else on(str(day))
    for language in LANGUAGES:
        for document in route.documents:
            for reason in route.reasons or (None,):
                for channel in (None, "online"):
                    known = {"document": document, "reason": reason, "procedure": route.procedure, "age": age}
                    reply = answer(language, **known, channel=channel, **asked)
                    if reply.computed is None:  # at that age the reason cannot be: a question back
                        continue
                    assert lead(reply).startswith(OPENS[language]), lead(reply)
                    anatomy_rules.check(reply)


def test_a_lost_card_today() -> None:
    reply = answer("vi", document="can_cuoc", reason="lost")
    assert lead(reply).startswith("Đến công an xã, phường, đặc khu bất kỳ trên cả nước")
    assert lead(reply).endswith("cấp lại thẻ căn cước (bị mất).")
    assert lines(reply)["pay"].startswith("35.000 đồng")
    assert lines(reply)["by_when"] == "7 ngày làm việc."
    assert "VNeID" in lines(reply)["online"]
    assert "Không cần đơn cớ mất" in more(reply)


def test_what_was_understood_is_shown_where_the_lead_has_no_room() -> None:
    reply = answer("en", document="cccd", reason="lost")
    assert "citizen identity card (CCCD)" in reply.text


def test_asked_for_online_it_opens_with_the_portal() -> None:
    reply = answer("en", document="can_cuoc", reason="lost", channel="online")
    assert lead(reply).startswith("All of it on the national portal or VNeID")
    assert lines(reply)["where"].startswith("Any commune, ward or special-zone police")


def test_where_online_only_books_the_place_leads() -> None:
    reply = answer("en", document="cccd", reason="lost", channel="online")
    assert lead(reply).startswith("Go to")
    assert lines(reply)["online"].startswith("You only book")


def test_the_steps_are_folded() -> None:
    reply = answer("en", document="can_cuoc", reason="age", age=40)
    assert "1. Book on the national portal" in more(reply)
    assert "1. " not in reply.text


def test_an_open_amount_says_what_to_have_ready() -> None:
    assert "Have 35,000 dong ready" in doubt(answer(document="cccd", reason="lost"))


def test_without_a_reason_it_is_asked_for() -> None:
    assert answer().status == "clarify"


@pytest.mark.parametrize(("told", "received"), [("2026-12-01", "2026-12-01"), ("2026-12", None), (None, None)])
def test_the_day_of_filing_that_was_told_is_among_its_values(told: str | None, received: str | None) -> None:
    known = {"received_date": told} if told else {}
    reply = answer("vi", document="can_cuoc", reason="lost", **known)
    assert reply.computed is not None
    assert reply.computed["received"] == received
