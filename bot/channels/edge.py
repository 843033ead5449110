"""What every incoming message passes before the dialogue sees it, the same on every channel.

Cleaned, measured, its leading slash taken off (a typed "/intent" would bypass the understanding), its
personal numbers hidden; counted against the sender's and everybody's limit; answered once however often
delivered.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Literal

from limits import RateLimitItem, parse
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from bot.channels import shared
from bot.channels.masking import mask
from bot.channels.store import Store
from common.legacy_fonts import from_legacy_font
from common.text import MAX_QUESTION, clean

TOO_LONG_SHOWN = 200
"""Characters of a message above the limit that the dialogue still gets, to tell its language."""

SENDER_LIMIT = "30/minute"
"""Messages of one sender: a person who types without a pause stays under it."""

ADDRESS_LIMIT = "300/minute"
"""Messages from one internet address: many people may share one, but nobody takes everybody's share."""

GLOBAL_LIMIT = "6000/minute"
"""Messages of all senders of a channel together."""

DELIVERY_MEMORY_SECONDS = 2 * 60 * 60
"""How long a delivery is remembered: Zalo repeats the same one for up to an hour."""

MAX_DELIVERIES = 400_000
"""Deliveries remembered in memory: two hours of fifty messages a second, some 60 MB."""

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
        oddities = {"masked": self.masked, "too_long": self.too_long, "empty": not self.text}
        return {"edge": {name: True for name, present in oddities.items() if present}}


@dataclass(frozen=True)
class Refused:
    """A message that goes no further: from a sender who writes too much, at a time when too many write, or again.

    The first two are told to the sender; a duplicate is not.
    """

    reason: Literal["too_many", "busy", "duplicate"]


class Edge:
    """The gate of one channel."""

    def __init__(self, channel: str, sender_limit: str = SENDER_LIMIT, global_limit: str = GLOBAL_LIMIT) -> None:
        """Prepare the gate of `channel`; raise SettingsError for a REDIS_URL that is no address."""
        self._channel = channel
        self._sender_limit, self._global_limit = parse(sender_limit), parse(global_limit)
        self._address_limit = parse(ADDRESS_LIMIT)
        self._counts = _Counts()
        self._deliveries = Store(f"deliveries/{channel}", DELIVERY_MEMORY_SECONDS, MAX_DELIVERIES)

    def receive(
        self, sender: str, text: str, delivery: str | None = None, address: str | None = None
    ) -> Accepted | Refused:
        """Judge what a person typed.

        `delivery` is the platform's own id of the message, `address` where it came from, where there is one.
        """
        return self._refusal(sender, delivery, address) or read(text)

    def press(
        self, sender: str, payload: str, delivery: str | None = None, address: str | None = None
    ) -> Accepted | Refused:
        """Judge the payload of a button that the assistant offered."""
        return self._refusal(sender, delivery, address) or read_payload(payload)

    def _refusal(self, sender: str, delivery: str | None, address: str | None) -> Refused | None:
        if delivery is not None and not self._deliveries.add(delivery):
            return Refused("duplicate")
        if not self._counts.hit(self._sender_limit, self._channel, sender):
            return Refused("too_many")
        if address is not None and not self._counts.hit(self._address_limit, self._channel, address):
            return Refused("too_many")
        return None if self._counts.hit(self._global_limit, self._channel) else Refused("busy")


class _Counts:
    """Counts hits against limits, in common with other processes where REDIS_URL is set."""

    def __init__(self) -> None:
        self._own = _limiter("memory://")
        self._shared = shared.memory()
        self._common = _limiter(shared.redis_url(), **shared.TIMEOUTS) if self._shared else None

    def hit(self, limit: RateLimitItem, *names: str) -> bool:
        """Count one hit; say whether it is within the limit."""
        if self._shared is None or self._common is None:
            return bool(self._own.hit(limit, *names))
        common = self._common
        return self._shared.ask(lambda: bool(common.hit(limit, *names)), lambda: bool(self._own.hit(limit, *names)))


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


class _Limiter(FixedWindowRateLimiter):
    """A limiter that keeps its storage: the library's own holds it by a weak reference only."""

    def __init__(self, storage: Storage) -> None:
        super().__init__(storage)
        self.kept = storage


def _limiter(address: str, **options: float) -> _Limiter:
    return _Limiter(storage_from_string(address, **options))
