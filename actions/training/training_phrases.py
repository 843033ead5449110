"""The training phrases of data/nlu as examples of what people ask: by topic, or of what is outside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from actions.search.answerability import NEIGHBOURING, OFF_TOPIC, OUTSIDE, PERSONAL_DATA
from actions.settings import QUESTIONS
from common import vocabulary

NO_TOPIC = ("card_question", "checklist", "emergency")
"""Intents about identity cards whose passages may be of any topic."""
NO_QUESTION = ("inform", "affirm", "deny")
NAMES = {"neighbouring_procedure": NEIGHBOURING, "personal_data": PERSONAL_DATA}
ENOUGH = 80
ENOUGH_OUTSIDE = 240
"""Phrases of a kind and language that the judge is fitted on; what is outside is more varied."""


@dataclass(frozen=True)
class Example:
    """A phrase and its kind: a topic, one of NO_TOPIC, or one of OUTSIDE (small talk is off the topic)."""

    text: str
    language: str
    kind: str


@lru_cache(maxsize=2)
def load(folder: Path = QUESTIONS) -> tuple[Example, ...]:
    """Read the phrases of all intents that ask something."""
    examples: list[Example] = []
    for path in sorted(folder.glob("*/*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            intent = block["intent"]
            if intent in NO_QUESTION:
                continue
            texts = [line.removeprefix("- ").strip() for line in block["examples"].splitlines()]
            examples += [Example(text, path.parent.name, _kind(intent)) for text in texts if text]
    return tuple(examples)


def sample(examples: Sequence[Example]) -> list[Example]:
    """Return at most ENOUGH examples of each kind and language, spread evenly over those there are."""
    groups: dict[tuple[str, str], list[Example]] = {}
    for example in examples:
        groups.setdefault((example.language, example.kind), []).append(example)
    chosen: list[Example] = []
    for (_, kind), group in groups.items():
        step = math.ceil(len(group) / (ENOUGH_OUTSIDE if kind in OUTSIDE else ENOUGH))
        chosen += group[::step]
    return chosen


def _kind(intent: str) -> str:
    inside = intent in NO_TOPIC or vocabulary.load().is_known("topic", intent)
    return intent if inside else NAMES.get(intent, OFF_TOPIC)
