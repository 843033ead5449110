"""Sentence features from the assistant's own encoder (multilingual-e5-small, int8 ONNX)."""

from __future__ import annotations

import hashlib
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

from bot.nlu import sentence_vectors
from bot.nlu.languages import LIKELY_LANGUAGE, example_language
from common import diacritics, encoder
from common.asking import texts_of, vector_of
from common.diacritics import DiacriticRestorer
from common.encoder import OnnxEncoder, Vectors
from common.vector_cache import VectorCache

WORKERS = 2
"""Texts encoded side by side: one short text cannot keep two cores busy, two texts can."""


class SentenceEncoder:
    """Makes the vector of a message, of its text as `DiacriticRestorer.readable` has it."""

    def __init__(self, folder: str, restorer: str):
        self._encoder = OnnxEncoder(Path(folder))
        self._restorer = DiacriticRestorer.read(Path(restorer))

    def readable(self, text: str, language: str | None) -> str:
        """Return the text as it is encoded."""
        return self._restorer.readable(text, language)

    def encode(self, texts: list[str], **_options: Any) -> Vectors:
        """Return an array (len(texts), 384) of unit vectors for texts that are readable."""
        if len(texts) < 2 * WORKERS:
            return self._encoder.encode(texts)
        with ThreadPoolExecutor(WORKERS) as pool:
            parts = np.array_split(np.array(texts, object), WORKERS)
            return np.concatenate(list(pool.map(self._encoder.encode, parts)))


@lru_cache(maxsize=2)
def sentence_encoder(folder: str, restorer: str) -> SentenceEncoder:
    """Return the one encoder of this process."""
    return SentenceEncoder(folder, restorer)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class E5Featurizer(DenseFeaturizer, GraphComponent):
    """Sets one L2-normalised vector of 384 floats a message.

    `encoder` and `restorer` are made by `make train` before this; vectors of examples are kept in `cache`.
    """

    def __init__(self, name: str, config: dict[str, Any]) -> None:
        super().__init__(name, config)

    @classmethod
    def required_components(cls) -> list[type]:
        """See the parent class."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the default configuration."""
        return {
            **DenseFeaturizer.get_default_config(),
            "encoder": str(encoder.FOLDER),
            "restorer": str(diacritics.FILE),
            "cache": "models/query-vectors.npz",
        }

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
        """Tell the operator what to do when what this rests on has not been built."""
        for part in ("encoder", "restorer"):
            path = Path(config.get(part, cls.get_default_config()[part]))
            if not path.exists():
                raise FileNotFoundError(f"{path} is missing: run `make train`, which builds it.")

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return what Rasa's cache must know besides the settings: which encoder and which restorer it is."""
        digest = hashlib.sha256(encoder.identity(Path(config["encoder"])).encode())
        digest.update(Path(config["restorer"]).read_bytes())
        return digest.hexdigest()

    @property
    def _sentences(self) -> SentenceEncoder:
        return sentence_encoder(self._config["encoder"], self._config["restorer"])

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to every training example."""
        examples = [e for e in training_data.training_examples if e.get(TEXT)]
        texts = [self._sentences.readable(e.get(TEXT), example_language(e)) for e in examples]
        cache = VectorCache(Path(self._config["cache"]), encoder.identity(Path(self._config["encoder"])))
        vectors = cache.encode(texts, self._sentences.encode, "questions")
        cache.save()
        for example, vector in zip(examples, vectors, strict=True):
            self._add(example, vector)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add features to messages; an empty text gets the vector of an empty text."""
        for message in messages:
            text = message.get(TEXT) or ""
            parts = texts_of(text)
            vectors = self._sentences.encode(
                [self._sentences.readable(part, message.get(LIKELY_LANGUAGE)) for part in parts]
            )
            for part, vector in zip(parts[1:], vectors[1:], strict=True):
                sentence_vectors.keep(part, vector)
            self._add(message, vector_of(vectors))
            sentence_vectors.keep(text, vector_of(vectors))
        return messages

    def _add(self, message: Message, vector: Vectors) -> None:
        message.add_features(Features(vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
