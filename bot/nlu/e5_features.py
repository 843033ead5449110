"""Sentence features from the assistant's own encoder (multilingual-e5-small, int8 ONNX)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.languages import LIKELY_LANGUAGE, example_language
from common.diacritics import Marks
from common.encoder import OnnxEncoder, Vectors
from common.text import has_marks

WORKERS = 2
"""Texts encoded side by side: one short text cannot keep two cores busy, two texts can."""


@lru_cache(maxsize=2)
def _encoder(folder: str) -> OnnxEncoder:
    return OnnxEncoder(Path(folder))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class E5Featurizer(DenseFeaturizer, GraphComponent):
    """Sets one L2-normalised vector of 384 floats a message, from `encoder` (a folder made by `make train`).

    Vietnamese typed without marks gets them back before it is encoded, from the pairs of syllables in the
    training phrases: the encoder hardly knows unmarked Vietnamese.
    """

    MARKS_FILE = "marks.json"

    def __init__(
        self,
        name: str,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        marks: Marks | None = None,
    ) -> None:
        super().__init__(name, config)
        self._storage = model_storage
        self._resource = resource
        self._marks = marks

    @classmethod
    def required_components(cls) -> list[type]:
        """See the parent class."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the default configuration."""
        return {**DenseFeaturizer.get_default_config(), "encoder": "models/encoder"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> E5Featurizer:
        """See the parent class."""
        return cls(execution_context.node_name, config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> E5Featurizer:
        """See the parent class."""
        with model_storage.read_from(resource) as folder:
            marks = Marks.read(folder / cls.MARKS_FILE)
        return cls(execution_context.node_name, config, model_storage, resource, marks)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Tell the operator what to do when the encoder has not been built."""
        if not Path(config.get("encoder", "models/encoder")).is_dir():
            raise FileNotFoundError("models/encoder is missing: run `make train`, which builds it.")

    def train(self, training_data: TrainingData) -> Resource:
        """Count the syllables of the marked Vietnamese phrases."""
        phrases = [e.get(TEXT) for e in training_data.training_examples if example_language(e) == "vi"]
        self._marks = Marks.count(phrase for phrase in phrases if has_marks(phrase))
        with self._storage.write_to(self._resource) as folder:
            self._marks.save(folder / self.MARKS_FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to every training example."""
        examples = [e for e in training_data.training_examples if e.get(TEXT)]
        for example in examples:
            example.set(LIKELY_LANGUAGE, example_language(example))
        # A phrase and its unmarked copy mostly read the same, and encoding is most of the training time.
        texts = {self._readable(example) for example in examples}
        vectors = dict(zip(texts, self._encode(list(texts)), strict=True))
        for example in examples:
            self._add(example, vectors[self._readable(example)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add features to messages; an empty text gets the vector of an empty text."""
        vectors = self._encode([self._readable(message) for message in messages])
        for message, vector in zip(messages, vectors, strict=True):
            self._add(message, vector)
        return messages

    def _encode(self, texts: list[str]) -> Vectors:
        encoder = _encoder(self._config["encoder"])
        if len(texts) < 2 * WORKERS:
            return encoder.encode(texts)
        with ThreadPoolExecutor(WORKERS) as pool:
            return np.concatenate(list(pool.map(encoder.encode, np.array_split(np.array(texts, object), WORKERS))))

    def _add(self, message: Message, vector: Vectors) -> None:
        message.add_features(Features(vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._identifier))

    def _readable(self, message: Message) -> str:
        text: str = message.get(TEXT) or ""
        vietnamese = message.get(LIKELY_LANGUAGE) == "vi" and self._marks is not None
        return self._marks.restore(text) if vietnamese and self._marks else text
