"""Acknowledgements under load, and each message answered exactly once."""

from __future__ import annotations

import asyncio
import os
import time
from collections import Counter

import pytest

from tests.channels.conftest import Pair
from tests.channels.platforms import until

pytestmark = pytest.mark.asyncio

MESSAGES_A_SECOND = 25
"""Half of what a bridge of its own is held to (tests/channels/chaos): here it shares one process with the platform,
the people and the assistant."""
SECONDS = 3
SENDERS = 40
ACKNOWLEDGED_WITHIN = 0.2

TRIES = 3
"""The platform, its people and the assistant share this machine with others: the best try counts."""


async def test_many_messages_a_second_are_acknowledged_and_answered_once(pair: Pair) -> None:
    # A page gets its answer with the response: its wait must not hold the dialogue's own time.
    pair.assistant.agent.delay = 0.0 if pair.platform.name == "web" else 0.3
    p99 = 0.0
    for attempt in range(TRIES):
        p99 = await _load(pair, attempt)
        if p99 < ACKNOWLEDGED_WITHIN:
            break
    if p99 >= ACKNOWLEDGED_WITHIN and os.getloadavg()[0] > (os.cpu_count() or 1):
        pytest.skip(f"others use this machine, its times say nothing now (p99 {p99 * 1000:.0f} ms)")
    assert p99 < ACKNOWLEDGED_WITHIN


async def _load(pair: Pair, attempt: int) -> float:
    """Send messages for SECONDS; return the 99th percentile of the waits for an acknowledgement, in seconds."""
    total = MESSAGES_A_SECOND * SECONDS
    numbers = range(attempt * total + 1, (attempt + 1) * total + 1)
    people = [str(1000 * (attempt + 1) + sender) for sender in range(SENDERS)]
    pair.platform.sent.clear()
    turns = {person: asyncio.Lock() for person in people}  # a person's messages do not overtake each other
    waits: list[float] = []

    async def deliver(number: int) -> None:
        person = people[number % SENDERS]
        event = pair.platform.event(person, f"câu hỏi {number}", number)
        async with turns[person]:
            started = time.perf_counter()
            assert await pair.deliver(event) == 200
            waits.append(time.perf_counter() - started)

    started = time.perf_counter()
    tasks = []
    for place, number in enumerate(numbers):
        await asyncio.sleep(max(0.0, started + place / MESSAGES_A_SECOND - time.perf_counter()))
        tasks.append(asyncio.create_task(deliver(number)))
    await asyncio.gather(*tasks)
    await until(lambda: len(pair.platform.sent) >= total, seconds=20)
    await asyncio.sleep(0.2)

    p99 = sorted(waits)[int(0.99 * total) - 1]
    print(f"{pair.platform.name}: p50 {sorted(waits)[total // 2] * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms")
    answered = Counter(sent.text for sent in pair.platform.sent)
    assert answered == Counter(f"Trả lời: câu hỏi {number}" for number in numbers)
    for person in people:
        mine = [int(sent.text.split()[-1]) for sent in pair.platform.sent if sent.person == person]
        assert mine == sorted(mine)
    return p99
