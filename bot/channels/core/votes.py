"""Whether an answer helped, and why not: when a citizen in a chat is asked, what the buttons carry, what is kept.

The website's page asks by itself, with its own buttons. Every function with a session works within a transaction that
its caller began.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.core import metrics
from bot.channels.core.buttons import Button, buttons
from bot.channels.core.incoming import Answer, Outlet
from bot.channels.core.tables import Conversation, Message

VOTES = {"up": 1, "down": -1}

REASONS = ("wrong", "unclear", "outdated", "not_mine", "other")
"""Why an answer did not help; "not_mine" answers another question."""

ASK_EVERY = 5
"""One answer in so many is asked about in a conversation on a chat platform, the first one included. Every answer
would nag; the first alone would tell nothing of the rest."""

ANSWERED = ("computed", "retrieved")
"""Statuses of answers that are asked about: not small talk, not a question back, not a refusal."""

NEVER = ("scam", "emergency")
"""Reasons of answers that are never asked about: somebody in need is not to be bothered."""

# At most 20 characters each: Messenger cuts no title, it refuses the message.
TITLES = {
    "up": {"vi": "Có ích", "es": "Útil", "en": "Useful"},
    "down": {"vi": "Chưa đúng ý", "es": "No me sirve", "en": "Not what I asked"},
    "wrong": {"vi": "Thông tin sai", "es": "Es incorrecta", "en": "It is wrong"},
    "unclear": {"vi": "Khó hiểu", "es": "No se entiende", "en": "It is unclear"},
    "outdated": {"vi": "Thông tin cũ", "es": "Está anticuada", "en": "It is out of date"},
    "not_mine": {"vi": "Không đúng câu hỏi", "es": "No es mi pregunta", "en": "Not my question"},
    "other": {"vi": "Lý do khác", "es": "Otro motivo", "en": "Another reason"},
}

_PAYLOAD = re.compile(r"/vote(\{.*\})")


@dataclass(frozen=True)
class Ballot:
    """A vote on the answer to a message, or the reason for one."""

    of: int
    """The message's row in the inbox."""
    vote: int
    reason: str | None = None

    @property
    def payload(self) -> str:
        """Return what a button carries; within Telegram's 64 bytes."""
        said = {"reason": self.reason} if self.reason else {"up": self.vote > 0}
        return f"/vote{json.dumps({'of': self.of, **said}, separators=(',', ':'))}"


def read(payload: str) -> Ballot | None:
    """Return the ballot of a pressed button, None for any other payload."""
    match = _PAYLOAD.fullmatch(payload)
    try:
        told = json.loads(match[1]) if match else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or type(told.get("of")) is not int:
        return None
    if told.get("reason") in REASONS:
        return Ballot(told["of"], -1, str(told["reason"]))
    return Ballot(told["of"], 1 if told["up"] else -1) if type(told.get("up")) is bool else None


def keep(session: Session, message: Message, ballot: Ballot) -> None:
    """Keep what a person thinks of an answer; a later vote counts in the place of an earlier one."""
    if message.vote != ballot.vote:
        metrics.VOTES.labels("up" if ballot.vote > 0 else "down").inc()
    if ballot.reason and message.vote_reason != ballot.reason:
        metrics.VOTE_REASONS.labels(ballot.reason).inc()
    message.vote = ballot.vote
    message.vote_reason = ballot.reason if ballot.vote < 0 else None
    session.flush()


def voted_on(session: Session, sender: str, ballot: Ballot) -> Message | None:
    """Return the message of this sender whose answer a ballot is on; None where there is none any more."""
    rows = Message.id == ballot.of, Message.conversation == sender, Message.answers.is_not(None)
    return session.scalars(select(Message).where(*rows)).first()


def asked(conversation: Conversation, message: Message, answers: list[Answer], outlet: Outlet) -> list[Answer]:
    """Return the answers to a message, the last one with the two buttons where the person is to be asked now."""
    if message.kind not in ("text", "press") or not answers or not is_real(answers[-1]):
        return answers
    if conversation.ask_in > 0:
        conversation.ask_in -= 1
        return answers
    offered = buttons(answers[-1])
    two = _two(message.id, _language(answers[-1]))
    both = [*offered, *(Button(**button) for button in two)]
    if outlet.numbers(both) and not outlet.numbers(offered):
        return answers  # two more would make numbers of the buttons: the answer's own come first
    conversation.ask_in = ASK_EVERY - 1
    return [*answers[:-1], {**answers[-1], "buttons": [*(answers[-1].get("buttons") or ()), *two]}]


def is_real(answer: Answer) -> bool:
    """Say whether an answer is one that a person may be asked about: on the point, with its basis, no warning."""
    custom = answer.get("custom") or {}
    return custom.get("status") in ANSWERED and bool(custom.get("citations")) and custom.get("reason") not in NEVER


def reasons(of: int, language: str) -> list[dict[str, str]]:
    """Return the buttons that ask why the answer to a message did not help."""
    return [{"title": TITLES[one][language], "payload": Ballot(of, -1, one).payload} for one in REASONS]


def _two(of: int, language: str) -> list[dict[str, Any]]:
    return [{"title": TITLES[name][language], "payload": Ballot(of, vote).payload} for name, vote in VOTES.items()]


def _language(answer: Answer) -> str:
    language = str((answer.get("custom") or {}).get("language"))
    return language if language in TITLES["up"] else "vi"
