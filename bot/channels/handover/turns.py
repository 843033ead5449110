"""A citizen's steps of a handover, and what is told of one: asked, agreed, ended, answered, given back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from bot.channels.core import commands, handovers, metrics, whose
from bot.channels.core.inbox import Turn
from bot.channels.core.incoming import Answer
from bot.channels.core.tables import Message
from bot.channels.handover import summary, words
from bot.channels.handover.ways import Way
from bot.page import source
from bot.page.site import Asked

Said = Callable[[Session], list[Answer]]
"""What is said to a step, found out in the transaction in which it is written."""


class Turns:
    """Answers the steps of a handover."""

    way: Way | None = None
    """How new cases reach the office, None where nobody can be reached."""

    def __init__(self, actions_url: str) -> None:
        """`actions_url` is asked whether an office is open."""
        self._actions = actions_url.rstrip("/")

    async def said(self, turn: Turn) -> Said:
        """Return what is said to a step: a button of the citizen's, or what happened."""
        message, language = turn.message, turn.conversation.language or turn.message.language
        if message.kind == "officer":
            return lambda _session: [words.answer("officer", language, "officer", text=message.text)]
        if message.text == commands.HANDOVER_ENDED:
            return partial(_end, message, language)
        if message.text not in commands.HANDOVER:
            days = handovers.LAPSE_SECONDS // (24 * 60 * 60)
            told: dict[str, object] = {"case": message.hints.get("case", ""), "days": days}
            return lambda _session: [words.answer(message.text, language, "handover", **told)]
        if self.way is None:
            return lambda _session: [words.answer("nowhere", language)]
        office = whose.office_of(message.channel, message.hints)
        # A key that is no office's is told as it is, so that no other office's hours are said of it.
        asked = office or message.hints.get("office")
        is_open, opening = await asyncio.to_thread(self._opening, asked, words.spoken(language))
        if message.text == commands.HANDOVER_ASKED:
            return partial(_ask, message, language, opening)
        return partial(_begin, message, language, self.way.name, office, is_open, opening)

    def _opening(self, office: str | None, language: str) -> tuple[bool | None, str]:
        """Return whether an office is open (None: nobody knows), and that in a sentence; it blocks."""
        told: dict[str, Any] = source.data(Asked("home", language, office=office), self._actions) or {}
        own = told.get("office") or {}
        opening = f"{own['name']}: {own['opening']}." if own.get("opening") else ""
        return own.get("open"), opening


def _ask(message: Message, language: str | None, opening: str, session: Session) -> list[Answer]:
    known = handovers.current(session, message.conversation)
    if known is not None:
        return [words.answer("already", language, case=known.id, opening=opening)]
    metrics.HANDOVERS.labels(message.channel, "asked").inc()
    return [words.answer("ask", language, turns=summary.TURNS, opening=opening)]


def _begin(
    message: Message, language: str | None, way: str, office: str | None, is_open: bool | None, opening: str,
    session: Session,
) -> list[Answer]:  # fmt: skip
    known = handovers.current(session, message.conversation)
    if known is not None:
        return [words.answer("already", language, case=known.id, opening=opening)]
    made = handovers.begin(session, message, way, office, silent=is_open is not False)
    metrics.HANDOVERS.labels(message.channel, "begun").inc()
    minutes = handovers.FIRST_WORD_SECONDS // 60
    key = "begun" if made.silent else "begun_closed"
    said = words.answer(key, language, case=made.id, minutes=minutes, opening=opening)
    if message.channel == "web":
        said["text"] = f"{said['text']} {words.told('keep_page', language)}"
    return [said]


def _end(message: Message, language: str | None, session: Session) -> list[Answer]:
    known = handovers.current(session, message.conversation)
    if known is not None:
        handovers.close(session, known, None)
        metrics.HANDOVERS.labels(message.channel, "ended").inc()
    return [words.answer("ended", language)]
