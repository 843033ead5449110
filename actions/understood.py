"""What `bot.nlu` made of one message."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from actions.possible import possible_entities
from common.asking import asking

Vector = npt.NDArray[np.float32]

TELL_THE_COUNTRY = ("country", "document", "other_country")
"""Entities that answer whose card is meant."""
OF_ALL_WORDS = ("language", "likely_language", "age_then", "issue_age", "made_now", "named", "file", "talk")
"""Entities of the message as a whole; they cover no word of it."""
FEW_WORDS = 1
"""Words besides its entities with which a message still asks nothing of its own: "còn ba tôi ạ"."""
OF_A_CASE_ALONE = ("lost_card", "renewal", "first_card", "checklist")
"""Intents that tell what happened to a card: beside them a price may be asked for."""
TIMELINE, ANOTHER_TERM = "timeline", "term"
"""The intent and aspect that ask how long an office takes, and the entity of a term that is not that one."""
WHOLE_ROUTE, FIGURES = "checklist", frozenset({"fee", "timeline"})
"""The intent that asks for all of a case, and the aspects that are figures of it."""
OF_A_PRICE, SURE_KIND = "how_much", 0.9
"""The kind of question that asks for a price, and its chance from which on it is one."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Part:
    """One of several questions of a message: its text, its vector where it came along, and its own entities."""

    text: str
    vector: Vector | None
    entities: Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Understood:
    """One message as it was understood; `rest` counts the words that no entity covers.

    `parts` are its questions, where it has several: sentences, or joined in one.
    """

    intent: str
    sure: float
    text: str
    entities: Mapping[str, tuple[Any, ...]]
    intents: Mapping[str, float]
    question_kinds: Mapping[str, float]
    rest: int
    vector: Vector | None
    parts: tuple[Part, ...] = ()

    @classmethod
    def of(cls, latest_message: Mapping[str, Any], waiting: Mapping[str, Any] | None) -> Understood:
        """Return what was made of a message, or of the last question, which waited for the country that it tells."""
        intent = latest_message.get("intent") or {}
        name, found = intent.get("name") or "", latest_message.get("entities") or ()
        entities = possible_entities(found)
        tells_the_country = name == "inform" and any(told in entities for told in TELL_THE_COUNTRY)
        if waiting and waiting.get("waits") and tells_the_country:
            return cls.remembered(waiting, entities, latest_message)
        text = latest_message.get("text") or ""
        return cls(
            intent=name,
            sure=float(intent.get("confidence", 1.0)),
            text=text,
            entities=entities,
            intents={one["name"]: float(one["confidence"]) for one in latest_message.get("intent_ranking") or ()},
            question_kinds=latest_message.get("question_kinds") or {},
            rest=_rest(text, found),
            vector=_vector(latest_message, text),
            parts=_parts(latest_message, text, found),
        )

    @classmethod
    def remembered(
        cls, question: Mapping[str, Any], told: Mapping[str, tuple[Any, ...]], latest_message: Mapping[str, Any]
    ) -> Understood:
        """Return a question of before (`actions.memory.to_remember`) with what the latest message tells besides."""
        asked = {entity: tuple(values) for entity, values in question["entities"].items()}
        return cls(
            **{key: question[key] for key in ("intent", "sure", "text")},
            entities={**asked, **told},
            intents=question.get("intents") or {},
            question_kinds=question.get("question_kinds") or {},
            rest=int(question.get("rest") or 0),
            vector=_vector(latest_message, question["text"]),
        )

    @property
    def asked_for(self) -> str:
        """The intent: a price, where the kind of question is one and only the case was understood.

        Who asks for a term that is not the office's asks for no time limit, whatever it was taken for; who names
        nothing but figures asks for no whole route.
        """
        another_term = ANOTHER_TERM in self.entities and TIMELINE not in self.entities.get("aspect", ())
        if self.intent == TIMELINE and another_term:
            return "card_question"
        if self.intent == WHOLE_ROUTE and (figures := self.entities.get("aspect", ())) and set(figures) <= FIGURES:
            return str(figures[0])
        of_a_price = self.question_kinds.get(OF_A_PRICE, 0.0) >= SURE_KIND
        return "fee" if of_a_price and self.intent in OF_A_CASE_ALONE else self.intent

    @property
    def only_details(self) -> bool:
        """Say whether the message asks nothing of its own: it gives a detail, or names somebody else."""
        return self.intent == "inform" or ("cue" in self.entities and self.rest <= FEW_WORDS)


def _parts(latest_message: Mapping[str, Any], text: str, found: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    """Return the questions of a message, where it has several, each with the entities that stand in it."""
    asked = [] if text.startswith("/") else asking(text)
    if len(asked) < 2:
        return ()
    parts, start = [], 0
    for sentence in asked:
        start = text.index(sentence, start)
        end = start + len(sentence)
        inside = [one for one in found if one.get("end") is not None and start <= int(one["start"]) < end]
        parts.append(Part(sentence, _vector(latest_message, sentence), possible_entities(inside)))
        start = end
    return tuple(parts)


def _rest(text: str, entities: Iterable[Mapping[str, Any]]) -> int:
    """Return how many words of a typed message no entity covers."""
    if text.startswith("/"):
        return 0
    spans = [
        (int(one["start"]), int(one["end"]))
        for one in entities
        if one.get("entity") not in OF_ALL_WORDS and one.get("end") is not None
    ]
    return sum(not any(start <= word.start() < end for start, end in spans) for word in _WORD.finditer(text))


def _vector(latest_message: Mapping[str, Any], text: str) -> Vector | None:
    """Return the vector of `text` that came beside the message (bot/action_request.py), or None."""
    encoded = (latest_message.get("vectors") or {}).get(text)
    return None if encoded is None else np.frombuffer(base64.b64decode(encoded), "<f4").astype(np.float32)
