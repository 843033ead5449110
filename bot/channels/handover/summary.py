"""What an office gets of a talk: what was asked, the last turns as they are kept (masked), and the drafted answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.core.conversations import SAID
from bot.channels.core.tables import Conversation, Handover, Message
from bot.channels.handover import words
from bot.channels.handover.ways import Talk

TURNS = 6
"""Turns before the citizen agreed that are given to the office; the citizen is told this number."""

DRAFTED = ("computed", "retrieved")
"""Statuses of answers that rest on something and so can be drafts."""


def talk(session: Session, handover: Handover, language: str) -> Talk:
    """Return what is given to an office in its language; nothing said to another one, or after the citizen agreed."""
    rows = Message.conversation == handover.conversation, Message.id < handover.asked_by
    agreed = session.get(Message, handover.asked_by)
    chosen = select(Message).where(*rows, Message.office == (agreed.office if agreed else None))
    last = chosen.where(Message.kind.in_(SAID), Message.state == "answered").order_by(Message.id.desc()).limit(TURNS)
    turns = list(session.scalars(last))[::-1]
    conversation = session.get(Conversation, handover.conversation)
    citizens = words.spoken(conversation.language if conversation else None)
    question = next((turn.text for turn in reversed(turns) if turn.kind == "text"), words.office("nothing", language))
    name = words.language_name(citizens, language)
    lines = [
        words.office("heading", language, case=handover.id, channel=handover.channel, spoken=name),
        f"{words.office('asked', language)}: {question}",
        "",
        f"{words.office('talk', language)}:",
        *_turns(turns, language),
        "",
        *_draft(turns, language),
        "",
        words.office("hidden", language),
    ]
    return Talk(question, "\n".join(lines), handover.channel)


def _turns(turns: Sequence[Message], language: str) -> list[str]:
    lines = []
    titles: dict[str, str] = {}
    for turn in turns:
        said = titles.get(turn.text, turn.text.lstrip("/"))
        lines.append(f"- {words.office('citizen', language)}: {said}")
        for answer in turn.answers or ():
            titles |= {
                button["payload"]: button["title"] for button in answer.get("buttons") or () if "payload" in button
            }
            lines.append(f"- {words.office('assistant', language)}: {answer.get('text', '')}")
    return lines


def _draft(turns: Sequence[Message], language: str) -> list[str]:
    """Return the last answer that rests on something, with what it rests on."""
    for turn in reversed(turns):
        for answer in reversed(turn.answers or []):
            custom: dict[str, Any] = answer.get("custom") or {}
            if custom.get("status") in DRAFTED and custom.get("citations"):
                basis = [f"  - {_cited(citation)}" for citation in custom["citations"]]
                heading = f"{words.office('draft', language)}:"
                return [heading, str(answer.get("text", "")), f"{words.office('basis', language)}:", *basis]
    return [words.office("no_draft", language)]


def _cited(citation: dict[str, Any]) -> str:
    """Return where a statement stands: place, text, whether it is in force."""
    named = [citation.get(key) for key in ("place", "title", "number", "status")]
    return ", ".join(str(one) for one in named if one)
