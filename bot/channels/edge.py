"""What every incoming message passes before the dialogue sees it, the same on every channel.

Cleaned, measured, its leading slash taken off (a typed "/intent" would bypass the understanding), its
personal numbers hidden; counted against the sender's and everybody's limit; answered once however often
delivered.
"""

from __future__ import annotations

import json
import logging
import os
import re
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import redis
from limits import parse
from limits.errors import ConfigurationError
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

from actions.text import clean
from bot.channels.masking import mask

logger = logging.getLogger(__name__)

MAX_QUESTION = 2000
"""Characters a message may have; Zalo's own limit, the shortest of the platforms'."""

TOO_LONG_SHOWN = 200
"""Characters of a message above the limit that the dialogue still gets, to tell its language."""

SENDER_LIMIT = "30/minute"
"""Messages of one sender: a person who types without a pause stays under it."""

GLOBAL_LIMIT = "6000/minute"
"""Messages of all senders of a channel together."""

DELIVERY_MEMORY_SECONDS = 2 * 60 * 60
"""How long a delivery is remembered: Zalo repeats the same one for up to an hour."""

MAX_DELIVERIES = 100_000
"""Deliveries remembered in memory; the oldest go first."""

# fmt: off
PAYLOAD_INTENTS = frozenset({
    "lost_card", "renewal", "first_card", "fee", "timeline", "papers", "place", "online", "validity",
    "exemption", "number", "withdrawal", "temporary_card", "penalty", "checklist", "card_question",
    "inform", "affirm", "deny", "greet", "goodbye", "thanks", "help", "bot_challenge", "human_handoff",
    "change_language", "neighbouring_procedure", "scam", "emergency", "renewal_date", "show_passage", "show_original",
    "personal_data",
})
# fmt: on
"""Intents that a button may name; none that changes the conversation itself, such as restart."""

_REDIS_TIMEOUTS: dict[str, float] = {"socket_timeout": 1.0, "socket_connect_timeout": 1.0}

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
    """A message that goes no further: "too_many" (say so to the sender) or "duplicate" (say nothing)."""

    reason: str


class Edge:
    """The gate of one channel; keeps its counts in memory, or in Redis where REDIS_URL is set."""

    def __init__(
        self,
        channel: str,
        sender_limit: str = SENDER_LIMIT,
        global_limit: str = GLOBAL_LIMIT,
        redis_url: str | None = None,
    ) -> None:
        """Prepare the gate of `channel`; raise ConfigurationError for a Redis address that cannot be read."""
        url = redis_url or os.environ.get("REDIS_URL") or ""
        self._channel = channel
        self._sender_limit, self._global_limit = parse(sender_limit), parse(global_limit)
        self._storage = _storage(url)  # the limiter holds it by a weak reference only
        self._limiter = FixedWindowRateLimiter(self._storage)
        self._deliveries = Deliveries(channel, url)

    def receive(self, sender: str, text: str, delivery: str | None = None) -> Accepted | Refused:
        """Judge what a person typed; `delivery` is the platform's own id of the message, where it has one."""
        return self._refusal(sender, delivery) or read(text)

    def press(self, sender: str, payload: str, delivery: str | None = None) -> Accepted | Refused:
        """Judge the payload of a button that the assistant offered."""
        return self._refusal(sender, delivery) or read_payload(payload)

    def _refusal(self, sender: str, delivery: str | None) -> Refused | None:
        if delivery is not None and not self._deliveries.is_first(delivery):
            return Refused("duplicate")
        return None if self._within_limits(sender) else Refused("too_many")

    def _within_limits(self, sender: str) -> bool:
        try:
            own = self._limiter.hit(self._sender_limit, self._channel, sender)
            return bool(own and self._limiter.hit(self._global_limit, self._channel))
        except RedisError as error:  # Redis is away: better an uncounted answer than none
            logger.error("limits are not counted, REDIS_URL cannot be reached: %s", error)
            return True


class Deliveries:
    """The deliveries of a channel that were seen in the last two hours."""

    def __init__(self, channel: str, redis_url: str = "") -> None:
        self._channel = channel
        self._seen: OrderedDict[str, float] = OrderedDict()
        self._redis = redis.Redis.from_url(redis_url, **_REDIS_TIMEOUTS) if redis_url else None

    def is_first(self, delivery: str) -> bool:
        """Say whether this delivery was not seen before, and remember it."""
        key = f"delivery/{self._channel}/{delivery}"
        if self._redis is not None:
            try:
                return bool(self._redis.set(key, 1, nx=True, ex=DELIVERY_MEMORY_SECONDS))
            except RedisError as error:
                logger.error("deliveries are remembered here only, REDIS_URL cannot be reached: %s", error)
        now = time.monotonic()
        while self._seen and (len(self._seen) >= MAX_DELIVERIES or next(iter(self._seen.values())) < now):
            self._seen.popitem(last=False)
        first = key not in self._seen
        if first:
            self._seen[key] = now + DELIVERY_MEMORY_SECONDS
        return first


def read(text: str) -> Accepted:
    """Return what a person typed as the dialogue may have it."""
    cleaned = clean(text, limit=2 * MAX_QUESTION)
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


def _storage(redis_url: str) -> Storage:
    if not redis_url:
        return storage_from_string("memory://")
    try:
        return storage_from_string(redis_url, **_REDIS_TIMEOUTS)
    except ConfigurationError as error:
        raise ConfigurationError(f"REDIS_URL is not an address such as redis://127.0.0.1:6379/0: {error}") from error
