"""What a citizen is told of a handover, and what an office is told, in three languages (words.yml)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.channels.core.commands import HANDOVER_ASKED, HANDOVER_CONFIRMED, HANDOVER_ENDED
from bot.channels.core.notices import DEFAULT_LANGUAGE
from common.vocabulary import LANGUAGES

FILE = Path(__file__).with_name("words.yml")

Said = dict[str, str]
"""Language -> text."""

OFFER: Said = {"vi": "Nhắn cán bộ", "es": "Avisar a la oficina", "en": "Message an officer"}
"""The button beneath an answer; twenty characters at most, as Messenger has it."""

AGREE: Said = {"vi": "Đồng ý, gửi", "es": "Sí, enviar", "en": "Yes, send it"}
GO_BACK: Said = {"vi": "Quay lại trợ lý", "es": "Volver al asistente", "en": "Back to assistant"}

BUTTONS: dict[str, tuple[Said, str]] = {
    "ask": (AGREE, HANDOVER_CONFIRMED),
    "begun": (GO_BACK, HANDOVER_ENDED),
    "already": (GO_BACK, HANDOVER_ENDED),
}
"""What can be pressed beneath a sentence: title and payload."""


@lru_cache(maxsize=1)
def read() -> dict[str, dict[str, Said]]:
    """Return the file: {"told", "office", "languages"} -> key -> language -> text."""
    found: dict[str, dict[str, Said]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def spoken(language: str | None) -> str:
    """Return a language that there are words in."""
    return language if language in LANGUAGES else DEFAULT_LANGUAGE


def offered(language: str | None) -> dict[str, str]:
    """Return the button that offers a person."""
    return {"title": OFFER[spoken(language)], "payload": HANDOVER_ASKED}


def told(key: str, language: str | None, **values: object) -> str:
    """Return a sentence for a citizen."""
    return read()["told"][key][spoken(language)].format(**values).strip()


def answer(key: str, language: str | None, status: str = "handover", **values: object) -> dict[str, Any]:
    """Return what a citizen is told as the message {"text", "buttons", "custom"}."""
    titles, payload = BUTTONS.get(key, ({}, ""))
    return {
        "text": told(key, language, **values),
        "buttons": [{"title": titles[spoken(language)], "payload": payload}] if payload else [],
        "custom": {"status": status, "language": spoken(language), "reason": key, "citations": []},
    }


def office(key: str, language: str, **values: object) -> str:
    """Return a label or sentence for officers."""
    return read()["office"][key][spoken(language)].format(**values)


def language_name(named: str, language: str) -> str:
    """Return the name of a language for officers."""
    return read()["languages"][named][spoken(language)]
