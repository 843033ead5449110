"""Sentence features from the assistant's own encoder (multilingual-e5-small, int8 ONNX)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

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

from actions.knowledge.onnx_encoder import OnnxEncoder

BATCH = 64


@lru_cache(maxsize=2)
def _encoder(folder: str) -> OnnxEncoder:
    return OnnxEncoder(Path(folder))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class E5Featurizer(DenseFeaturizer, GraphComponent):
    """Sets one L2-normalised vector of 384 floats a message, from `encoder` (a folder made by `make train`)."""

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
        return cls(execution_context.node_name, config)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Tell the operator what to do when the encoder has not been built."""
        if not Path(config.get("encoder", "models/encoder")).is_dir():
            raise FileNotFoundError("models/encoder is missing: run `make train`, which builds it.")

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to every training example."""
        examples = [e for e in training_data.training_examples if e.get(TEXT)]
        for start in range(0, len(examples), BATCH):
            self.process(examples[start : start + BATCH])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add features to messages; an empty text gets the vector of an empty text."""
        vectors = _encoder(self._config["encoder"]).encode([m.get(TEXT) or "" for m in messages], prompt="query: ")
        for message, vector in zip(messages, vectors, strict=True):
            message.add_features(
                Features(vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
            )
        return messages
