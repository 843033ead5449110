"""Which of the three languages a message is written in."""

from __future__ import annotations

from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

LANGUAGES = ("vi", "es", "en")
LANGUAGE_ENTITY = "language"
NAMED_LANGUAGE_ENTITY = "named_language"


def example_language(example: Message) -> str | None:
    """Return the language that an example's file declares (`metadata: {language: vi}`)."""
    metadata = example.get("metadata") or {}
    return (metadata.get("intent") or {}).get("language")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LanguageIdentifier(GraphComponent, EntityExtractorMixin):
    """Sets the entity `language`, or none when the message is too short or too mixed to tell.

    No entity means that the slot keeps the language of the conversation. Learned from the training phrases
    by character n-grams, because public identifiers do not know Vietnamese without marks.
    A request for a language ("English please") sets the language it names.
    """

    MODEL_FILE = "language.joblib"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the default thresholds.

        `confidence`: probability that the best language needs. `letters`: with fewer letters than this the
        message must be near certain (`short_confidence`).
        """
        return {"confidence": 0.7, "letters": 7, "short_confidence": 0.9}

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model: Pipeline | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        """See the parent class."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LanguageIdentifier:
        """See the parent class."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = joblib.load(folder / cls.MODEL_FILE)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example whose file declares its language."""
        examples = [e for e in training_data.intent_examples if example_language(e) and e.get(TEXT)]
        self._model = make_pipeline(
            TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=2),
            LogisticRegression(C=20, max_iter=500),
        )
        self._model.fit([e.get(TEXT) for e in examples], [example_language(e) for e in examples])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / self.MODEL_FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entity `language` to each message whose language is clear."""
        for message in messages:
            language = self._requested(message) or self._identified(message.get(TEXT) or "")
            if language:
                entity = {
                    "entity": LANGUAGE_ENTITY,
                    "value": language,
                    "start": 0,
                    "end": len(message.get(TEXT) or ""),
                }
                entities = message.get(ENTITIES, []) + self.add_extractor_name([entity])
                message.set(ENTITIES, entities, add_to_output=True)
        return messages

    def _requested(self, message: Message) -> str | None:
        if (message.get(INTENT) or {}).get("name") != "change_language":
            return None
        named = [e["value"] for e in message.get(ENTITIES, []) if e["entity"] == NAMED_LANGUAGE_ENTITY]
        return named[-1] if named else None

    def _identified(self, text: str) -> str | None:
        letters = sum(character.isalpha() for character in text)
        if self._model is None or not letters:
            return None
        probabilities = self._model.predict_proba([text])[0]
        best = probabilities.argmax()
        needed = self._config["confidence" if letters >= self._config["letters"] else "short_confidence"]
        return str(self._model.classes_[best]) if probabilities[best] >= needed else None
