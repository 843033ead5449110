"""What every incoming message passes before anything keeps or understands it, the same on every channel and over REST.

Cleaned, measured, its leading slash taken off (a typed "/intent" would bypass the understanding), its personal
numbers hidden. The bridge counts it against limits besides (`limits.py`) and takes it once (`inbox.py`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from bot.channels.core.masking import mask
from common.legacy_fonts import from_legacy_font
from common.text import MAX_QUESTION, clean

TOO_LONG_SHOWN = 200
"""Characters of a message above the limit that the dialogue still gets, to tell its language."""

ODDITIES = ("masked", "too_long", "empty")
"""What may have been done to a message; travels to the pipeline's guard as {"edge": {name: true}}."""

# fmt: off
PAYLOAD_INTENTS = frozenset({
    "lost_card", "renewal", "first_card", "fee", "timeline", "papers", "place", "online", "validity",
    "exemption", "number", "withdrawal", "temporary_card", "penalty", "checklist", "card_question",
    "electronic_id",
    "inform", "affirm", "deny", "greet", "goodbye", "thanks", "help", "bot_challenge", "human_handoff",
    "change_language", "neighbouring_procedure", "scam", "emergency", "renewal_date", "show_passage", "show_original",
    "show_unit", "show_more",
    "personal_data", "skip", "repeat_answer", "shorter_answer", "simpler_answer", "wrong_answer",
})
# fmt: on
"""Intents that a button may name; none that changes the conversation itself, such as restart."""

_PAYLOAD = re.compile(r"/([a-z_]+)\s*(\{.*\})?")
_ENTITY = re.compile(r"[a-z_]{1,40}")
_VALUE = re.compile(r"[\w#./: -]{1,80}")


@dataclass(frozen=True)
class Accepted:
    """A message the dialogue may have: its safe text, and what had to be done to it."""

    text: str
    masked: bool = False
    too_long: bool = False

    @property
    def metadata(self) -> dict[str, Any]:
        """What the message carries for the pipeline's guard: {"edge": {"masked": true, ...}}."""
        present = (self.masked, self.too_long, not self.text)
        return {"edge": {name: True for name, is_so in zip(ODDITIES, present, strict=True) if is_so}}


def read(text: str) -> Accepted:
    """Return what a person typed as the dialogue may have it."""
    cleaned = clean(from_legacy_font(text[: 4 * MAX_QUESTION]), limit=2 * MAX_QUESTION)
    too_long = len(cleaned) > MAX_QUESTION
    unslashed = cleaned.lstrip("/ ")
    hidden = mask(unslashed)
    return Accepted(hidden[:TOO_LONG_SHOWN] if too_long else hidden, hidden != unslashed, too_long)


def read_payload(payload: str) -> Accepted:
    """Return a button's payload as it is when the assistant could have made it, else as typed text."""
    return Accepted(payload) if is_payload(payload) else read(payload)


def is_payload(text: str) -> bool:
    """Say whether `text` is "/intent" or "/intent{...}": an allowed intent, plain impersonal values."""
    match = _PAYLOAD.fullmatch(text)
    if not match or match[1] not in PAYLOAD_INTENTS or len(text) > MAX_QUESTION or mask(text) != text:
        return False
    try:
        entities = json.loads(match[2] or "{}")
    except (ValueError, RecursionError):
        return False
    return all(_ENTITY.fullmatch(name) and _is_plain(value) for name, value in entities.items())


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(not isinstance(item, list) and _is_plain(item) for item in value)
    return value is None or (isinstance(value, (str, int, float)) and bool(_VALUE.fullmatch(str(value))))
