"""How a person gets what is kept: as files where the platform takes them, else by a link, else as messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from bot.channels.core.incoming import Answer, Body
from bot.channels.core.intake import Intake
from bot.channels.core.notices import notice
from bot.channels.privacy import kept

MOST_MESSAGES = 10
"""Messages that a platform without files and links gets: the newest; more would bury the chat."""


def handed(
    intake: Intake, sender: str, everything: kept.Kept, language: str | None, session: Session
) -> tuple[list[Answer], Sequence[Body]]:
    """Return what is said, and what goes out behind it in the platform's form."""
    said = notice("data", language)
    outlet = intake.outlet
    files = {"txt": kept.as_text(everything, language), "json": kept.as_json(everything)}
    if outlet is not None:
        made = [outlet.file(f"{kept.NAME}.{form}", content) for form, content in files.items()]
        sendable = [body for body in made if body is not None]
        if sendable:
            return [said], sendable
    if outlet is None or intake.public_url:
        return [{**said, "buttons": _links(intake, sender)}], []
    parts = list(outlet.parts({"text": files["txt"]}, intake.payloads(session)))
    cut = [notice("data_cut", language)] if len(parts) > MOST_MESSAGES else []
    return [said, *cut], parts[-MOST_MESSAGES:]


def _links(intake: Intake, sender: str) -> list[dict[str, Any]]:
    ticket = intake.ticket(sender)
    return [
        {"title": f"{kept.NAME}.{form}", "url": f"/kept/{intake.channel}/{ticket}/{kept.NAME}.{form}"}
        for form in kept.MEDIA_TYPES
    ]
