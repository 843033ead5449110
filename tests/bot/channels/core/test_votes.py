from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.channels.core import conversations, inbox, votes
from bot.channels.core.buttons import Button
from bot.channels.core.database import Database
from bot.channels.core.tables import Message
from bot.channels.core.votes import Ballot
from bot.channels.messenger import adapter as messenger
from bot.channels.telegram import adapter as telegram
from bot.channels.zalo_oa import adapter as zalo
from common.vocabulary import LANGUAGES
from tests.bot.channels.core.test_inbox import arrival, take


class Outlet:
    """A platform with as many buttons as it is told; more are shown as numbers."""

    payload_limit = 64

    def __init__(self, most: int = 9) -> None:
        self._most = most

    def numbers(self, offered: Any) -> bool:
        return len(offered) > self._most


FEE = {"title": "Lệ phí", "payload": "/fee"}


def answer(status: str = "retrieved", cited: bool = True, **custom: Any) -> dict[str, Any]:
    citations = [{"source": "luat-26-2023-qh15"}] if cited else []
    return {
        "text": "a",
        "buttons": [FEE],
        "custom": {"status": status, "language": "en", "citations": citations, **custom},
    }


def asked(database: Database, *answers: dict[str, Any], outlet: Outlet | None = None, kind: str = "text") -> list[int]:
    """Return how many buttons each of these answers gets, given one after the other in a conversation."""

    def work(session: Session) -> list[int]:
        conversation = conversations.opened(session, "chat-a", "chat")
        message = Message(id=7, kind=kind)
        shown = [votes.asked(conversation, message, [one], outlet or Outlet()) for one in answers]  # type: ignore[arg-type]
        return [len(one[0]["buttons"]) for one in shown]

    return database.call(work)


def test_the_first_answer_is_asked_about_and_then_one_in_five(database: Database) -> None:
    assert asked(database, *[answer()] * 12) == [3, 1, 1, 1, 1, 3, 1, 1, 1, 1, 3, 1]


@pytest.mark.parametrize(
    "other",
    [
        answer("clarify"),
        answer("abstain"),
        answer("chat"),
        answer("handoff"),
        answer(cited=False),
        answer(reason="scam"),
        answer(reason="emergency"),
        {"text": "a", "buttons": [FEE]},
    ],
)
def test_what_is_no_answer_on_the_point_or_a_warning_is_never_asked_about(
    database: Database, other: dict[str, Any]
) -> None:
    assert asked(database, other, answer()) == [1, 3]


def test_a_word_of_the_channels_own_is_never_asked_about(database: Database) -> None:
    assert asked(database, answer(), kind="vote") == [1]


def test_the_answers_own_buttons_come_first(database: Database) -> None:
    assert asked(database, answer(), outlet=Outlet(most=2)) == [1]
    assert asked(database, answer(), outlet=Outlet(most=0)) == [3]  # numbers already: two more change nothing


def test_the_buttons_carry_the_vote_and_are_in_the_answers_language(database: Database) -> None:
    def work(session: Session) -> list[dict[str, str]]:
        conversation = conversations.opened(session, "chat-a", "chat")
        (shown,) = votes.asked(conversation, Message(id=7, kind="text"), [answer()], Outlet())  # type: ignore[arg-type]
        buttons: list[dict[str, str]] = shown["buttons"]
        return buttons

    _, up, down = database.call(work)
    assert (up["title"], down["title"]) == ("Useful", "Not what I asked")
    assert votes.read(up["payload"]) == Ballot(7, 1)
    assert votes.read(down["payload"]) == Ballot(7, -1)


def test_five_reasons_fit_every_platform() -> None:
    longest = 2**63
    for language in LANGUAGES:
        offered = votes.reasons(longest, language)
        assert [votes.read(one["payload"]) for one in offered] == [Ballot(longest, -1, one) for one in votes.REASONS]
        buttons = [Button(one["title"], one["payload"]) for one in offered]
        assert not messenger.is_numbered(buttons)
        assert not zalo.is_numbered(buttons, plain=False)
        assert all(len(button.payload.encode()) <= telegram.MAX_CALLBACK_BYTES for button in buttons)


@pytest.mark.parametrize(
    "payload",
    ["/vote", "/vote{}", '/vote{"of":1}', '/vote{"of":"1","up":true}', '/vote{"of":true,"up":true}',
     '/vote{"of":1,"up":1}', '/vote{"of":1,"reason":"words of a person"}', "/vote{" * 9, "/fee"],
)  # fmt: skip
def test_what_no_button_carries_is_no_ballot(payload: str) -> None:
    assert votes.read(payload) is None


def test_the_last_vote_counts_and_a_good_one_has_no_reason(database: Database) -> None:
    def work(session: Session) -> list[tuple[int | None, str | None]]:
        (identity,) = take(session, arrival("1"))
        message = inbox.answered(session, identity or 0, [answer()])
        seen = []
        for ballot in (Ballot(message.id, -1), Ballot(message.id, -1, "outdated"), Ballot(message.id, 1)):
            votes.keep(session, message, ballot)
            seen.append((message.vote, message.vote_reason))
        return seen

    assert database.call(work) == [(-1, None), (-1, "outdated"), (1, None)]


def test_nobody_votes_on_another_persons_answer(database: Database) -> None:
    def work(session: Session) -> list[bool]:
        (identity,) = take(session, arrival("1", sender="chat-a"))
        inbox.answered(session, identity or 0, [answer()])
        on = [votes.voted_on(session, sender, Ballot(identity or 0, 1)) for sender in ("chat-a", "chat-b")]
        return [found is not None for found in on]

    assert database.call(work) == [True, False]
