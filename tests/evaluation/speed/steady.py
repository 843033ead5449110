"""A steady load: many conversations at once, at a fixed rate of messages, for minutes.

When each message is sent is planned before the first one, and a latency counts from the planned time: a message that
had to wait, because its person still waited for the answer before, has waited all the same.
"""

from __future__ import annotations

import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException

from tests.evaluation.speed.bots import Running
from tests.evaluation.speed.connections import fault
from tests.evaluation.speed.measures import percentile
from tests.evaluation.speed.mix import Conversations

PEOPLE = 50
"""Conversations at once; a new one begins where one has ended."""
RATE = 20.0
"""Messages a second of all people together."""
SECONDS = 300.0
SEED = 7
BEFORE_SECONDS = 0.5
"""From the start of the people's threads to the first planned time."""


@dataclass
class Steady:
    """What was measured under a steady load."""

    seconds: float
    """How long messages were planned for."""
    people: int = PEOPLE
    rate: float = RATE
    latencies: list[float] = field(default_factory=list)
    """Milliseconds from the planned time to the answer, of every message, those that failed as well."""
    faults: Counter[str] = field(default_factory=Counter)
    """How many messages were not answered by the dialogue, by what came in its place."""
    took: float = 0.0
    """Seconds from the first planned time to the last answer; more than `seconds` where messages queued up."""
    memory: dict[str, int] = field(default_factory=dict)
    """MB (PSS) by process, after it."""

    def percentile(self, share: float) -> float:
        """Return the latency in milliseconds that `share` of the messages do not exceed."""
        return percentile(self.latencies, share)


def planned(seconds: float, people: int = PEOPLE, rate: float = RATE) -> list[list[float]]:
    """Return when each person sends, in seconds from the start: once a round, at a moment drawn by lot.

    A round is the time in which all people together send `rate` messages a second; the lot is the same in every run.
    """
    lot = random.Random(SEED)
    length = people / rate
    rounds = max(1, round(seconds / length))
    return [[(number + lot.random()) * length for number in range(rounds)] for _ in range(people)]


def measure(
    bot: Running, conversations: Conversations, seconds: float = SECONDS, people: int = PEOPLE, rate: float = RATE
) -> Steady:
    """Let the people talk at their planned times; a person waits for an answer before the next message."""
    steady = Steady(seconds, people, rate)
    lock = threading.Lock()
    start = time.perf_counter() + BEFORE_SECONDS

    def talk(times: Sequence[float]) -> None:
        for moment, (sender, message) in zip(times, _messages(conversations, lock), strict=False):
            time.sleep(max(0.0, start + moment - time.perf_counter()))
            wrong = _said(bot, sender, message)
            latency = (time.perf_counter() - start - moment) * 1000
            with lock:
                steady.latencies.append(latency)
                steady.faults.update([wrong] if wrong else [])

    threads = [threading.Thread(target=talk, args=(times,)) for times in planned(seconds, people, rate)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    steady.took = time.perf_counter() - start
    steady.memory = bot.memory()
    return steady


def _messages(conversations: Conversations, lock: threading.Lock) -> Iterator[tuple[str, str]]:
    """Yield the messages of one person without end, each with its sender: a new one with every conversation."""
    while True:
        with lock:
            conversation = next(conversations)
        sender = uuid.uuid4().hex
        for message in conversation:
            yield sender, message


def _said(bot: Running, sender: str, message: str) -> str | None:
    """Say something; return what went wrong, None where the dialogue answered."""
    try:
        return fault(bot.say(sender, message))
    except AssertionError as error:
        return f"HTTP {error}"
    except (OSError, HTTPException, ValueError) as error:
        return type(error).__name__
