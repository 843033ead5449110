"""The messages of a measurement: ours (mix.yml), and those that the starter bot was trained for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count, cycle
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "mix.yml"
STARTER = (
    ("hi", "I am very sad", "no", "bye"),
    ("hello there", "feeling great today", "are you a bot?", "see you"),
    ("good morning", "not so good", "yes"),
    ("hey", "perfect", "goodbye"),
    ("are you a human?", "I am feeling blue", "never", "cu"),
)
"""Conversations of `rasa init`'s bot in its own words."""

Conversation = Sequence[str]
Conversations = Iterator[Conversation]


@lru_cache(maxsize=1)
def _written() -> dict[str, list[Conversation]]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def kinds() -> dict[str, int]:
    """Return how many messages of each kind one round has; what follows a first message is a follow-up."""
    first = {kind: len(conversations) for kind, conversations in _written().items()}
    following = sum(len(conversation) - 1 for some in _written().values() for conversation in some)
    return {**first, "followed_up": following}


def ours() -> Conversations:
    """Yield conversations without end, computed, looked up and refused ones in turn; no round is like another."""
    conversations = _interleaved(list(_written().values()))
    for number in count():
        for conversation in conversations:
            place = {"age": 14 + number % 60, "year": 1950 + number % 55, "day": 1 + number % 28}
            yield [message.format(**place) for message in conversation]


def starter() -> Conversations:
    """Yield the starter bot's conversations without end."""
    return cycle(STARTER)


def _interleaved(groups: Sequence[Sequence[Conversation]]) -> list[Conversation]:
    """Return the conversations of all groups, spread evenly."""
    placed = [((place + 0.5) / len(group), one) for group in groups for place, one in enumerate(group)]
    return [one for _, one in sorted(placed, key=lambda pair: pair[0])]
