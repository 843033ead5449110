"""Which kind of question a message is: must I, may I, how much, until when ... Learned from the question units."""

from __future__ import annotations

import hashlib
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.example_features import features_of
from bot.nlu.examples import UNITS, both_spellings, unit_questions
from bot.nlu.intents import Example, IntentModel, sentence_vector
from bot.nlu.stored_model import StoredModel

QUESTION_KINDS = "question_kinds"
"""Message attribute: kind -> chance, the likeliest first."""
KINDS_TOLD = 5
"""Kinds whose chance is told; the others are as good as none."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionKindClassifier(StoredModel[IntentModel], IntentClassifier):
    """Sets the chances of the kinds of question of a message."""

    MODEL_FILE = "question_kinds.joblib"
    as_applied = staticmethod(IntentModel.keep_what_is_applied)

    @classmethod
    def required_components(cls) -> list[type]:
        """See the parent class."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings of the model: those of the intents, without what tells the subject from others."""
        return {
            "weights": {"vector": 2.0, "characters": 1.8, "words": 1.4, "entities": 0.4, "novelty": 0.0},
            "regularisation": 0.2,
            "sharpness": 4.0,
            "margin": 0.0,
        }

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return what Rasa's cache must know besides the settings: the units."""
        digest = hashlib.sha256()
        for path in sorted(UNITS.glob("*.yml")):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    @classmethod
    def new_model(cls) -> IntentModel:
        """Return a model that has learned nothing."""
        settings = cls.get_default_config()
        return IntentModel(*(settings[key] for key in ("weights", "regularisation", "sharpness", "margin")))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the questions of all units."""
        examples = both_spellings(example for example in unit_questions() if example.kind)
        kinds = [str(example.kind) for example in examples]
        return self._keep(self.new_model().fit(features_of(examples), kinds))

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the kinds of each message."""
        for message in messages if self._model else ():
            assert self._model is not None
            example = Example(message.get(TEXT) or "", sentence_vector(message), message.get(ENTITIES, []))
            message.set(QUESTION_KINDS, likeliest(self._model, example), add_to_output=True)
        return messages


def likeliest(model: IntentModel, example: Example) -> dict[str, float]:
    """Return the chances of the likeliest kinds of question."""
    chances = dict(zip(model.intents, model.confidences([example])[0].tolist(), strict=True))
    first = sorted(chances, key=lambda kind: -chances[kind])[:KINDS_TOLD]
    return {kind: round(chances[kind], 4) for kind in first}
