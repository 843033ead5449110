"""Messages with nothing to understand: empty, without a letter or digit, garbled, or too long to be one question."""

from __future__ import annotations

import unicodedata
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.spelling import TYPED
from common.spelling import spelling
from common.text import MAX_QUESTION, clean


def fault(text: str) -> str | None:
    """Return why `text` cannot be a question (`empty`, `too_long`, `no_words`, `garbled`), or None when it can."""
    if not text.strip():
        return "empty"
    if len(text) > MAX_QUESTION:
        return "too_long"
    words = clean(text)
    if not any(character.isalnum() for character in words):
        return "no_words"
    latin = sum(character.isdigit() or ("LATIN" in _script(character)) for character in words)
    if latin * 2 < sum(character.isalnum() for character in words):
        return "no_words"
    return "garbled" if spelling().is_garbled(words) else None


def _script(character: str) -> str:
    return unicodedata.name(character, "")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class InputGuard(GraphComponent):
    """Gives a message that cannot be a question the intent `unreadable`, with the reason as entity."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> InputGuard:
        """See the parent class."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Override intent and entities of unreadable messages."""
        for message in messages:
            edge = (message.get("metadata") or {}).get("edge") or {}
            typed = message.get(TYPED) or ""
            too_long = edge.get("too_long") or len(typed) > MAX_QUESTION
            reason = "too_long" if too_long else fault(message.get(TEXT) or "")
            if reason is None:
                continue
            intent = {"name": "unreadable", "confidence": 1.0}
            message.set(INTENT, intent, add_to_output=True)
            message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
            problem = {"entity": "problem", "value": reason, "start": 0, "end": 0, "extractor": "InputGuard"}
            # Signs of another script and garbled words tell no language of ours; a text without letters has only the
            # page's hint.
            letters = any(character.isalpha() for character in message.get(TEXT) or "")
            readable = reason not in ("no_words", "garbled") or not letters
            language = [e for e in message.get(ENTITIES, []) if e["entity"] == "language" and readable]
            message.set(ENTITIES, [*language, problem], add_to_output=True)
        return messages
