"""What is measured of two bots, turn and turn about, so that whatever else the machine does meets both alike."""

from __future__ import annotations

import statistics
import threading
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from tests.evaluation.speed.bots import Running
from tests.evaluation.speed.mix import Conversations

PACE_CONVERSATIONS = (1, 2, 4, 8)
FIRST, LAST = slice(1, 11), slice(190, 200)
"""Turns 2 to 11, and 191 to 200."""


@dataclass
class Result:
    """What was measured of one bot. Milliseconds, unless a name says otherwise."""

    ready_seconds: float = 0.0
    training_seconds: float | None = None
    latencies: list[float] = field(default_factory=list)
    cpu: dict[str, float] = field(default_factory=dict)
    """CPU time a message, by process."""
    pace: dict[int, float] = field(default_factory=dict)
    """Messages a second, by how many conversations go on at once."""
    memory: dict[str, int] = field(default_factory=dict)
    """MB (PSS) by process, after all of it."""
    early: float = 0.0
    late: float = 0.0
    """The medians of turns 2 to 11 and of turns 191 to 200."""

    def percentile(self, share: float) -> float:
        """Return the latency that `share` of the messages do not exceed."""
        return percentile(self.latencies, share)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def latencies(pairs: Sequence[tuple[Running, Conversations, Result]], messages: int) -> None:
    """Ask each bot `messages` messages, a conversation of one after a conversation of the other."""
    before = {id(bot): bot.cpu_seconds() for bot, _, _ in pairs}
    while any(len(result.latencies) < messages for _, _, result in pairs):
        for bot, conversations, result in pairs:
            if len(result.latencies) < messages:
                sender = uuid.uuid4().hex
                for message in next(conversations):
                    started = time.perf_counter()
                    bot.say(sender, message)
                    result.latencies.append((time.perf_counter() - started) * 1000)
    for bot, _, result in pairs:
        was = before[id(bot)]
        taken = bot.cpu_seconds()
        result.cpu = {name: (taken[name] - was[name]) * 1000 / len(result.latencies) for name in taken}


def pace(pairs: Sequence[tuple[Running, Conversations, Result]], seconds: float, rounds: int = 2) -> None:
    """Let 1, 2, 4 and 8 conversations go on at once for some seconds each; keep the best of the rounds."""
    for at_once in PACE_CONVERSATIONS:
        for _ in range(rounds):
            for bot, conversations, result in pairs:
                found = _messages_a_second(bot, conversations, at_once, seconds / rounds)
                result.pace[at_once] = max(found, result.pace.get(at_once, 0.0))


def _messages_a_second(bot: Running, conversations: Conversations, at_once: int, seconds: float) -> float:
    waiting = iter(list(islice(conversations, 200 * at_once)))
    answered: list[int] = []
    lock = threading.Lock()
    end = time.monotonic() + seconds

    def talk() -> None:
        count = 0
        while time.monotonic() < end:
            with lock:
                conversation = next(waiting)
            sender = uuid.uuid4().hex
            for message in conversation:
                bot.say(sender, message)
                count += 1
        with lock:
            answered.append(count)

    threads = [threading.Thread(target=talk) for _ in range(at_once)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answered) / (time.monotonic() - started)


def long_conversation(pairs: Sequence[tuple[Running, Conversations, Result]], people: int = 2) -> None:
    """Lead conversations of 200 turns and keep the medians of their early and of their late turns."""
    for bot, conversations, result in pairs:
        early: list[float] = []
        late: list[float] = []
        for _ in range(people):
            sender, turns = uuid.uuid4().hex, []
            messages = (message for conversation in conversations for message in conversation)
            for message in islice(messages, 200):
                started = time.perf_counter()
                bot.say(sender, message)
                turns.append((time.perf_counter() - started) * 1000)
            early, late = early + turns[FIRST], late + turns[LAST]
        result.early, result.late = statistics.median(early), statistics.median(late)


def ratios(ours: Result, starter: Result) -> Mapping[str, float | None]:
    """Return ours over the starter bot's; of messages a second as well, where more is better."""
    return {
        "p50": ours.percentile(0.5) / starter.percentile(0.5),
        "p95": ours.percentile(0.95) / starter.percentile(0.95),
        "messages a second, 4 conversations": ours.pace[4] / starter.pace[4] if starter.pace else None,
        "memory": sum(ours.memory.values()) / sum(starter.memory.values()),
        "ready": ours.ready_seconds / starter.ready_seconds,
        "turns 191 to 200 over 2 to 11": ours.late / ours.early if ours.early else None,
    }
