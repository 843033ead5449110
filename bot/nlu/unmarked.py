"""Training copies of Vietnamese phrases as people type them without marks."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.languages import example_language
from common.text import fold


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class UnmarkedCopies(GraphComponent):
    """Adds the unmarked spelling of every Vietnamese training phrase; leaves messages of citizens alone.

    A classifier trained on marked text alone loses 12 points of accuracy on unmarked questions
    (docs/evaluation/understanding.md), so each phrase is trained in both spellings and stored in one.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> UnmarkedCopies:
        """See the parent class."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Return the training data with one unmarked copy a Vietnamese phrase."""
        known = {example.get(TEXT) for example in training_data.intent_examples}
        copies = []
        for example in training_data.intent_examples:
            unmarked = fold(example.get(TEXT) or "")
            if example_language(example) != "vi" or unmarked in known:
                continue
            known.add(unmarked)
            copies.append(
                Message(data={TEXT: unmarked, INTENT: example.get(INTENT), "metadata": example.get("metadata")})
            )
        training_data.training_examples.extend(copies)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Return the messages as they are."""
        return messages
