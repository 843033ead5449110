"""Commands that a person may type on any chat platform, and what a link to the assistant may carry."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.channels.core.gatekeeper import PAYLOAD_INTENTS

DELETE_ASKED = "/delete"
"""Payload with which a person asks to have the conversation deleted; answered by asking whether to."""

DELETE_CONFIRMED = "/delete_data"
"""Payload that deletes the conversation."""

DATA_ASKED = "/data"
"""Payload with which a person asks for all that is kept of the conversation."""
HANDOVER_ASKED = "/handover"
"""Payload with which a person asks for an officer; answered by what would be given to the office, and when."""

HANDOVER_CONFIRMED = "/handover_confirmed"
"""Payload that gives the talk so far to the office."""

HANDOVER_ENDED = "/handover_ended"
"""Payload with which a person goes back to the assistant."""

HANDOVER = (HANDOVER_ASKED, HANDOVER_CONFIRMED, HANDOVER_ENDED)

START = "/greet"
"""Payload with which a conversation begins."""


@dataclass(frozen=True)
class Command:
    """A command, the payload that it stands for, and its line in a menu."""

    name: str
    payload: str
    menu: dict[str, str]


MENU = (
    Command(
        "help",
        "/help",
        {
            "vi": "Mình giúp được gì",
            "es": "En qué puedo ayudarle",
            "en": "What I can do for you",
        },
    ),
    Command(
        "fee",
        "/fee",
        {"vi": "Lệ phí làm thẻ", "es": "Cuánto cuesta", "en": "What it costs"},
    ),
    Command(
        "deadline",
        "/timeline",
        {"vi": "Bao lâu có thẻ", "es": "Cuánto tarda", "en": "How long it takes"},
    ),
    Command(
        "checklist",
        "/checklist",
        {"vi": "Giấy tờ cần chuẩn bị", "es": "Qué debe preparar", "en": "What to prepare"},
    ),
    Command(
        "language",
        "/change_language",
        {"vi": "Đổi ngôn ngữ", "es": "Cambiar de idioma", "en": "Change the language"},
    ),
    Command(
        "data",
        DATA_ASKED,
        {"vi": "Những gì được giữ của bạn", "es": "Qué se guarda de usted", "en": "What is kept of you"},
    ),
    Command(
        "delete",
        DELETE_ASKED,
        {"vi": "Xóa cuộc trò chuyện", "es": "Borrar la conversación", "en": "Delete this conversation"},
    ),
)
"""What stands in the menus of the platforms, in this order."""

_PAYLOADS = {command.name: command.payload for command in MENU} | {
    "start": START,
    "xoa": DELETE_ASKED,
    "dulieu": DATA_ASKED,
}
_COMMAND = re.compile(r"/([a-z]{1,32})(?:@\w+)?(?: ([A-Za-z0-9_-]{1,64}))?")


def payload(text: str) -> str | None:
    """Return the payload of a typed command ("/fee", "/start lost_card"), None for any other text."""
    match = _COMMAND.fullmatch(text.strip())
    if match is None or match[1] not in _PAYLOADS:
        return None
    if match[1] == "start":
        return from_link(match[2])
    return None if match[2] else _PAYLOADS[match[1]]


def from_link(word: str | None) -> str:
    """Return the payload that a link names (t.me/...?start=lost_card): an allowed intent, else a greeting."""
    return f"/{word}" if word in PAYLOAD_INTENTS else START
