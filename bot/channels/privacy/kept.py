"""All that is kept of a person's conversation, as a file for that person: JSON, and a text that can be read.

From the bridge: every row, of every table, that belongs to the conversation. From Rasa: what the dialogue remembers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.core.notices import DEFAULT_LANGUAGE
from bot.channels.core.tables import Conversation, Table
from common import clock
from common.vocabulary import LANGUAGES

NAME = "identity-card-assistant"

MEDIA_TYPES = {"json": "application/json", "txt": "text/plain; charset=utf-8"}
"""Form of the file -> its media type."""

WORDS = {
    "title": {
        "vi": "Những gì trợ lý thẻ căn cước đang giữ của bạn",
        "es": "Lo que el asistente guarda de usted",
        "en": "What the identity card assistant keeps of you",
    },
    "made": {"vi": "Lập ngày {day}.", "es": "Elaborado el {day}.", "en": "Made on {day}."},
    "ends": {
        "vi": "Được giữ {days} ngày sau tin cuối, rồi tự xóa. Xóa ngay: gõ /xoa.",
        "es": "Se guarda {days} días tras el último mensaje y después se borra. Para borrarlo ya: /delete.",
        "en": "Kept for {days} days after the last message, then deleted. To delete it now: /delete.",
    },
    "hidden": {
        "vi": "Số giấy tờ, điện thoại, tài khoản bị che (●●●) trước khi lưu, nên không có ở đây.",
        "es": "Los números de documento, teléfono y cuenta se ocultan (●●●) antes de guardar nada; aquí no están.",
        "en": "Identity, phone and account numbers are hidden (●●●) before anything is stored; they are not here.",
    },
    "talk": {"vi": "Cuộc trò chuyện", "es": "La conversación", "en": "The conversation"},
    "you": {"vi": "Bạn", "es": "Usted", "en": "You"},
    "assistant": {"vi": "Trợ lý", "es": "Asistente", "en": "Assistant"},
    "vote": {"vi": "Bạn đánh giá", "es": "Su valoración", "en": "Your vote"},
    "remembered": {
        "vi": "Trợ lý nhớ để trả lời tiếp",
        "es": "Lo que recuerda para seguir respondiendo",
        "en": "What it remembers to go on answering",
    },
    "nothing": {"vi": "(không có gì)", "es": "(nada)", "en": "(nothing)"},
    "unread": {
        "vi": "(lúc này chưa đọc được; bạn gõ /data lại sau ít phút)",
        "es": "(ahora no se puede leer; vuelva a escribir /data en unos minutos)",
        "en": "(cannot be read now; type /data again in a few minutes)",
    },
}

Kept = dict[str, Any]


def rows(session: Session, sender: str) -> Kept:
    """Return table -> its rows of a conversation, whatever else than the bridge's own tables belongs to it, too."""
    found: Kept = {}
    for table in Table.metadata.sorted_tables:
        column = table.c.id if table is Conversation.__table__ else table.c.get("conversation")
        if column is not None:
            chosen = session.execute(select(table).where(column == sender)).mappings()
            found[table.name.removeprefix("bridge_")] = [dict(row) for row in chosen]
    return found


def everything(of_the_bridge: Kept, remembered: Mapping[str, Any] | None, days: int) -> Kept:
    """Return all that is kept; `remembered` is what Rasa told (bot/rest.py), None where it could not be asked."""
    about = {"made_on": clock.today().isoformat(), "kept_days_after_last_message": days, "times": "seconds since 1970"}
    return {"about": about, **of_the_bridge, "dialogue": None if remembered is None else dict(remembered)}


def as_json(kept: Kept) -> str:
    """Return it as JSON."""
    return json.dumps(kept, ensure_ascii=False, indent=2, default=str)


def as_text(kept: Kept, language: str | None) -> str:
    """Return it as a text in a language: the talk, the votes, what the dialogue remembers."""
    spoken = language if language in LANGUAGES else DEFAULT_LANGUAGE
    say = {key: words[spoken] for key, words in WORDS.items()}
    day = _day(date.fromisoformat(kept["about"]["made_on"]), spoken)
    head = [say["title"], "", say["made"].format(day=day)]
    head += [say["ends"].format(days=kept["about"]["kept_days_after_last_message"]), say["hidden"]]
    talk = [line for message in kept["messages"] for line in _said(message, say, spoken)]
    remembered = kept["dialogue"]
    if remembered is None:
        memory = [say["unread"]]
    else:
        memory = [f"{name}: {value}" for name, value in sorted((remembered.get("slots") or {}).items())]
    sections = ((say["talk"], talk), (say["remembered"], memory))
    body = [line for name, lines in sections for line in ("", f"{name}:", *(lines or [say["nothing"]]))]
    return "\n".join([*head, *body, ""])


def _said(message: Mapping[str, Any], say: Mapping[str, str], language: str) -> list[str]:
    at = _day(clock.day_of(message["received_at"]), language)
    lines = [f"{at} {say['you']}: {message['text']}"] if message["kind"] in ("text", "press") else []
    lines += [f"{at} {say['assistant']}: {answer.get('text', '')}" for answer in message["answers"] or ()]
    if message["vote"]:
        lines.append(f"  {say['vote']}: {message['vote']:+d} {message['vote_reason'] or ''}".rstrip())
    return lines


def _day(day: date, language: str) -> str:
    return f"{day.day} {day:%b} {day.year}" if language == "en" else f"{day:%d/%m/%Y}"
