"""What `bot.nlu` understood of a question, as the search takes it; the search reads no text of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from actions.search.answerability import NEIGHBOURING, OFF_TOPIC, PERSONAL_DATA
from common import vocabulary

Floats = npt.NDArray[np.float32]

INSIDE_WITHOUT_TOPIC = ("card_question", "checklist", "emergency")
"""Intents about identity cards whose passages may be of any topic."""
NO_QUESTION = ("inform", "affirm", "deny", "nlu_fallback", "unreadable")
"""Intents that tell nothing about what is asked."""
OUTSIDE_OF_INTENT = {"neighbouring_procedure": NEIGHBOURING, "personal_data": PERSONAL_DATA}


@dataclass(frozen=True)
class Reading:
    """A question: its words, its unit vector, entity -> values named in it, and the chance of each intent."""

    text: str
    language: str
    vector: Floats
    entities: Mapping[str, Sequence[Any]]
    intents: Mapping[str, float]

    @property
    def kinds(self) -> dict[str, float]:
        """Chance of each kind of question: a topic, one of INSIDE_WITHOUT_TOPIC, or one of OUTSIDE; they sum to 1.

        Empty where the intents tell nothing about what is asked.
        """
        chances: dict[str, float] = {}
        for intent, chance in self.intents.items():
            if intent not in NO_QUESTION:
                kind = kind_of(intent)
                chances[kind] = chances.get(kind, 0.0) + chance
        whole = sum(chances.values())
        return {kind: chance / whole for kind, chance in chances.items()} if whole else {}


def kind_of(intent: str) -> str:
    """Return the kind of question that an intent is; small talk is off the topic."""
    inside = intent in INSIDE_WITHOUT_TOPIC or vocabulary.load().is_known("topic", intent)
    return intent if inside else OUTSIDE_OF_INTENT.get(intent, OFF_TOPIC)
