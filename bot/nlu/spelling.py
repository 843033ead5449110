"""Brings every message and every training phrase to one form before anything reads it (`common.spelling`)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from common import chinese, diacritics, keyboards, legacy_fonts, spelling, syllables, text
from common.text import MAX_QUESTION

TYPED = "typed"
"""Message attribute: the text as it came, where the one form is another."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SpellingNormaliser(GraphComponent):
    """Replaces the text of messages for those who read it; the tracker keeps what was typed.

    Small letters, composed marks, one place of the tone; keys of Telex and VNI, legacy fonts, words run together,
    letters held down. Rasa hands the one form on as the text of the parsed message: the action server gets it too.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpellingNormaliser:
        """See the parent class."""
        return cls()

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Tell the operator what to do when the counts of words have not been made."""
        if not diacritics.FILE.exists():
            raise FileNotFoundError(f"{diacritics.FILE} is missing: run `make train`, which builds it.")

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return what Rasa's cache must know: the counts of words, and how a text is brought to the one form."""
        digest = hashlib.sha256(diacritics.FILE.read_bytes())
        for module in (spelling, chinese, keyboards, legacy_fonts, syllables, text):
            digest.update(Path(str(module.__file__)).read_bytes())
        return digest.hexdigest()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Bring the training examples to the one form, in place."""
        self.process([example for example in training_data.training_examples if example.get(TEXT)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Bring the texts to the one form; one that was short enough as typed stays so."""
        known = spelling.spelling()
        for message in messages:
            typed = message.get(TEXT) or ""
            form = known.one_form(typed)[: max(MAX_QUESTION, len(typed))]
            if form != typed:
                message.set(TYPED, typed)
                message.set(TEXT, form, add_to_output=True)
        return messages
