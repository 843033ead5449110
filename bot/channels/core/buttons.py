"""Buttons of an answer, for platforms that have them, have few of them, or have none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from common.text import fold

PAYLOAD_SECONDS = 30 * 24 * 60 * 60
"""How long a long payload is kept under its short key; an older button counts as its title, typed."""

_KEY_SIGN = "~"
_NUMBER = re.compile(r"(\d{1,2})[.)]?")


@dataclass(frozen=True)
class Button:
    """A title with either the payload that a press sends back or the address that it opens."""

    title: str
    payload: str = ""
    url: str = ""

    @property
    def kept(self) -> dict[str, str]:
        """Return the button as it is kept."""
        return asdict(self)


def buttons(message: dict[str, Any]) -> list[Button]:
    """Return the usable buttons of an answer of the dialogue."""
    found = []
    for raw in message.get("buttons") or ():
        title, payload, url = (str(raw.get(name) or "").strip() for name in ("title", "payload", "url"))
        if title and (payload or url):
            found.append(Button(title, "" if url else payload, url))
    return found


def with_links(text: str, offered: Sequence[Button]) -> str:
    """Return `text` with the addresses of link buttons beneath it, for platforms that take no links."""
    return "\n\n".join(filter(None, [text, "\n".join(f"{b.title}: {b.url}" for b in offered if b.url)]))


def with_numbers(text: str, offered: Sequence[Button]) -> str:
    """Return `text` with the titles beneath it as numbered choices; links beneath those."""
    choices = [button for button in offered if button.payload]
    listed = "\n".join(f"{number}. {button.title}" for number, button in enumerate(choices, 1))
    return with_links("\n\n".join(filter(None, [text, listed])), offered)


def pick(choices: Sequence[Button], numbered: bool, text: str) -> str | None:
    """Return the payload of the choice that `text` names: by title, or by number when they had any."""
    number = _NUMBER.fullmatch(text.strip())
    if number and numbered and 1 <= int(number[1]) <= len(choices):
        return choices[int(number[1]) - 1].payload
    named = [button.payload for button in choices if fold(button.title) == fold(text.strip())]
    return named[0] if named else None


class Payloads:
    """Payloads too long for a platform's buttons, kept under a short key."""

    def __init__(self, limit: int, look_up: Callable[[str], str | None], keep: Callable[[str, str], None]) -> None:
        """`limit` is in bytes of UTF-8; `look_up` finds what `keep` was given under a key."""
        self._limit, self.look_up, self.keep = limit, look_up, keep

    def short(self, payload: str) -> str:
        """Return what to put into a button: the payload itself, or a key to it when it is too long."""
        if len(payload.encode()) <= self._limit:
            return payload
        key = _KEY_SIGN + hashlib.sha256(payload.encode()).hexdigest()[:24]
        self.keep(key, payload)
        return key

    def full(self, data: str) -> str | None:
        """Return the payload of a pressed button, None when it is no longer kept."""
        return self.look_up(data) if data.startswith(_KEY_SIGN) else data
