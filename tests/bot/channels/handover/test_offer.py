"""Whom a person is offered: who asks for one, and whom the assistant failed twice."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.channels.core import conversations, handovers, inbox
from bot.channels.core.commands import HANDOVER_ASKED
from bot.channels.core.database import Database
from bot.channels.core.tables import Message
from bot.channels.handover import offer
from tests.bot.channels.core.test_inbox import arrival, take

GOOD, BAD = {"custom": {"status": "retrieved"}}, {"custom": {"status": "abstain", "reason": "no_ground"}}


def of(reason: str) -> dict[str, Any]:
    return {"text": "...", "custom": {"status": "abstain", "reason": reason, "language": "en"}}


def offers(database: Database, *talk: dict[str, Any] | int, case: bool = False) -> bool:
    """Say whether the last answer of a talk comes with the offer; a number is the vote on the answer before it."""

    def work(session: Session) -> bool:
        message, answers = None, []
        for number, step in enumerate(talk):
            if isinstance(step, int):
                assert message is not None
                message.vote = step
                continue
            (identity,) = take(session, arrival(str(number)))
            message, answers = session.get_one(Message, identity), [{"text": "...", **step}]
            if number < len(talk) - 1:
                inbox.answered(session, message.id, answers)
        assert message is not None
        if case:
            handovers.begin(session, message, "mail", None, False)
        session.flush()
        said = offer.beside(session, message, answers)
        conversations.forget(session, "chat-a", keep_deliveries=False)
        return HANDOVER_ASKED in [button["payload"] for button in said[-1].get("buttons") or ()]

    return database.call(work)


@pytest.mark.parametrize("reason", ["asked", "misunderstood", "personal_data"])
def test_what_only_a_person_can_help_on_with_offers_one_at_once(database: Database, reason: str) -> None:
    assert offers(database, of(reason))


@pytest.mark.parametrize("reason", ["off_topic", "neighbouring_procedure", "did_you_mean", "scam", ""])
def test_what_is_no_failure_offers_none(database: Database, reason: str) -> None:
    assert not offers(database, of(reason), of(reason), of(reason))


def test_two_failures_of_the_last_three_answers_offer_one(database: Database) -> None:
    assert not offers(database, BAD)
    assert offers(database, BAD, BAD)
    assert offers(database, BAD, GOOD, BAD)
    assert not offers(database, BAD, GOOD, GOOD, BAD)


def test_an_answer_voted_down_is_a_failure(database: Database) -> None:
    assert offers(database, GOOD, -1, BAD)
    assert offers(database, GOOD, -1, GOOD, -1, GOOD)
    assert not offers(database, GOOD, 1, BAD)


def test_whose_case_an_officer_has_is_offered_none(database: Database) -> None:
    assert not offers(database, of("asked"), case=True)


def test_the_offer_stands_behind_the_other_buttons_in_the_language_of_the_answer(database: Database) -> None:
    def work(session: Session) -> list[dict[str, str]]:
        (identity,) = take(session, arrival("1"))
        first = {**of("asked"), "buttons": [{"title": "Fee?", "payload": "/fee"}]}
        said = offer.beside(session, session.get_one(Message, identity), [first])
        buttons: list[dict[str, str]] = said[0]["buttons"]
        return buttons

    assert [button["title"] for button in database.call(work)] == ["Fee?", "Message an officer"]
