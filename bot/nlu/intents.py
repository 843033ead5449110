"""The intent of a message: one linear model over the sentence vector, folded n-grams, entities and novelty.

Rasa's own classifiers lost to it by measurement (docs/evaluation/candidates.md): LogisticRegressionClassifier takes
counts as they are and one fixed C, so that the counts drown the sentence vector; DIET needs minutes to train.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from bot.nlu.applied import AppliedModel, NamedRows, NumberRows, TextRows
from bot.nlu.known_entities import entities_of
from bot.nlu.languages import LANGUAGE_ENTITY, LIKELY_LANGUAGE_ENTITY
from bot.nlu.stored_model import StoredModel
from common import clock
from common.text import fold

NEIGHBOUR = "neighbouring_procedure"
OUT_OF_SCOPE = (NEIGHBOUR, "off_topic")
DATES = frozenset(
    {"date", "received_date", "birth_date", "issue_date", "expiry_date", "event_date", "impossible_date"}
)
VALUELESS = DATES | {"age", "province"}
"""Entities whose presence matters to the intent, but not their value."""
TELL_NO_INTENT = frozenset(
    {LANGUAGE_ENTITY, LIKELY_LANGUAGE_ENTITY, "text_number", "article", "clause"}
    | {"who", "abroad", "beside", "lunar_date", "worded_date", "term"}
    | {"age_then", "issue_age", "made_now", "named", "file", "talk"}
)
"""Entities that the intent does not depend on."""
TALK = frozenset({"affirm", "deny", "thanks", "greet", "goodbye"})
LONG_FOR_TALK = 6
SURE_OF_TALK = 0.7
"""A message of so many words is taken for talk only when that is so sure; else the next intent comes first."""
RARE = 2
"""A word in no more than this many phrases of the assistant's subject is rare there."""
NEIGHBOUR_LEAD = 0.2
"""What the name of another document alone adds to the score of `NEIGHBOUR`; a paper to bring must still win."""
NOVELTIES = 6
"""Numbers of `Novelty.features`."""
RANKING = 10
WORD = re.compile(r"\w+")


class Example(NamedTuple):
    """What the model reads of a message: its text, its sentence vector (384,) and its entities."""

    text: str
    vector: npt.NDArray[np.float32]
    entities: list[dict[str, Any]]


def names_neighbour_alone(entities: list[dict[str, Any]]) -> bool:
    """Say whether a message names a document of another procedure ("passport") and none of ours."""
    kinds = {entity["entity"] for entity in entities}
    return "neighbour" in kinds and "document" not in kinds


def entity_features(example: Example) -> dict[str, float]:
    """Return which entities a message names, how much of it they cover, and how long it is."""
    entities = [e for e in example.entities if e["entity"] not in TELL_NO_INTENT]
    kinds = {e["entity"] for e in entities}
    features = dict.fromkeys(kinds, 1.0)
    features |= {f"{e['entity']}={e['value']}": 1.0 for e in entities if e["entity"] not in VALUELESS}
    words = [match.start() for match in WORD.finditer(example.text)]
    covered = sum(any(e["start"] <= word < e["end"] for e in entities) for word in words)
    features["only entities"] = float(covered == len(words) > 0)
    features["no entity"] = float(covered == 0)
    features["neighbour alone"] = float(names_neighbour_alone(entities))
    features["one word"] = float(len(words) <= 1)
    features["few words"] = float(len(words) in (2, 3, 4))
    features["many words"] = float(len(words) > 12)
    return features


class Novelty:
    """How strange the words of a message are to the assistant's subject: what is unheard of is out of scope."""

    def __init__(self) -> None:
        self._inside: Counter[str] = Counter()
        self._outside: Counter[str] = Counter()
        self._known: dict[str, bool] = {}

    def fit(self, texts: list[str], intents: list[str]) -> Novelty:
        """Count in how many phrases, inside and outside the subject, each folded word stands."""
        for text, intent in zip(texts, intents, strict=True):
            folded = fold(text)
            if folded not in self._known:
                self._known[folded] = inside = intent not in OUT_OF_SCOPE
                (self._inside if inside else self._outside).update(self._words(text))
        return self

    def features(self, text: str) -> list[float]:
        """Return six numbers around 0 to 4: shares of unheard and rare words, and log odds of the words.

        A phrase that was counted is judged without itself, so that training sees what a new message is like.
        """
        own = self._known.get(fold(text))
        words = self._words(text)
        if not words:
            return [0.0] * NOVELTIES
        inside = [self._inside[word] - (own is True) for word in words]
        outside = [self._outside[word] - (own is False) for word in words]
        odds = [float(np.log((i + 0.5) / (o + 0.5))) for i, o in zip(inside, outside, strict=True)]
        unheard = sum(count == 0 for count in inside)
        rare = sum(count <= RARE for count in inside)
        mean = sum(odds) / len(odds)
        return [unheard / len(words), rare / len(words), min(unheard, 4) / 4, mean, min(odds), max(odds)]

    @staticmethod
    def _words(text: str) -> set[str]:
        return {word for word in WORD.findall(fold(text)) if not word.isdigit()}


class IntentModel:
    """A linear support vector machine over four groups of features, each with its weight."""

    def __init__(self, weights: dict[str, float], regularisation: float, sharpness: float, margin: float) -> None:
        self._weights = weights
        self._sharpness = sharpness
        self._margin = margin
        tfidf = {"sublinear_tf": True, "min_df": 2, "dtype": np.float32, "preprocessor": fold}
        self._characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **tfidf)
        self._words = TfidfVectorizer(ngram_range=(1, 2), token_pattern=WORD.pattern, **tfidf)
        self._entities = DictVectorizer(dtype=np.float32)
        self._novelty = Novelty()
        self._classifier = LinearSVC(C=regularisation, random_state=0)

    @property
    def intents(self) -> list[str]:
        """The intents that were learned, in the order of `confidences`."""
        return self._applied.labels

    def fit(self, examples: list[Example], intents: list[str]) -> IntentModel:
        """Learn from examples and their intents."""
        texts = [example.text for example in examples]
        vectors = np.stack([example.vector for example in examples])
        self._mean, self._deviation = vectors.mean(axis=0), vectors.std(axis=0)
        self._novelty.fit(texts, intents)
        counted = (
            self._characters.fit_transform(texts),
            self._words.fit_transform(texts),
            self._entities.fit_transform([entity_features(example) for example in examples]),
        )
        self._classifier.fit(self._matrix(examples, *counted), intents)
        return self

    def confidences(self, examples: list[Example]) -> npt.NDArray[np.float64]:
        """Return an array (examples, intents) whose rows sum to 1.

        The two intents outside the subject start with `margin` ahead: a wrong answer is worse than a wrong "not
        my subject". A message that names another document and none of ours leans further to the neighbour.
        """
        scores = np.stack([self._scores(example) for example in examples]).astype(np.float64)
        scores[:, np.isin(self.intents, OUT_OF_SCOPE)] += self._margin
        alone = [names_neighbour_alone(example.entities) for example in examples]
        scores[np.ix_(np.array(alone, bool), np.isin(self.intents, [NEIGHBOUR]))] += NEIGHBOUR_LEAD
        powers = np.exp(self._sharpness * (scores - scores.max(axis=1, keepdims=True)))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))

    def keep_what_is_applied(self) -> IntentModel:
        """Drop what only learning needs, more than half of the memory."""
        assert self._applied
        del self._characters, self._words, self._entities, self._classifier
        return self

    @cached_property
    def _applied(self) -> AppliedModel:
        """The model as it is applied to a message, its parts in the order of `_matrix`."""
        weights, length = self._weights, len(self._mean)
        return AppliedModel.of(
            self._classifier,
            (weights["vector"] / np.sqrt(length), length, partial(NumberRows, self._mean, self._deviation)),
            (weights["characters"], len(self._characters.vocabulary_), partial(TextRows, self._characters)),
            (weights["words"], len(self._words.vocabulary_), partial(TextRows, self._words)),
            (weights["entities"], len(self._entities.vocabulary_), partial(NamedRows, self._entities)),
            (weights["novelty"], NOVELTIES, partial(NumberRows, 0.0, 1.0)),
        )

    def _scores(self, example: Example) -> npt.NDArray[np.float32]:
        """Return how far an example is inside each intent, shape (intents,)."""
        text, entities = example.text, entity_features(example)
        return self._applied.scores(example.vector, text, text, entities, self._novelty.features(text))

    def _matrix(
        self,
        examples: list[Example],
        characters: sparse.csr_matrix,
        words: sparse.csr_matrix,
        entities: sparse.csr_matrix,
    ) -> sparse.csr_matrix:
        vectors = np.stack([example.vector for example in examples])
        scaled = (vectors - self._mean) / self._deviation / np.sqrt(vectors.shape[1])
        novelty = np.array([self._novelty.features(example.text) for example in examples], np.float32)
        return sparse.hstack(
            [
                self._weights["vector"] * sparse.csr_matrix(scaled),
                self._weights["characters"] * characters,
                self._weights["words"] * words,
                self._weights["entities"] * entities,
                self._weights["novelty"] * sparse.csr_matrix(novelty),
            ],
            format="csr",
        )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(StoredModel[IntentModel], IntentClassifier):
    """Sets the intent of a message, and of a message of training what `IntentModel` learns from."""

    MODEL_FILE = "intents.joblib"
    as_applied = staticmethod(IntentModel.keep_what_is_applied)

    @classmethod
    def required_components(cls) -> list[type]:
        """See the parent class."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings of the model: see `IntentModel`; chosen by cross-validation."""
        return {
            "weights": {"vector": 2.0, "characters": 1.8, "words": 1.4, "entities": 0.4, "novelty": 0.3},
            "regularisation": 0.2,
            "sharpness": 4.0,
            "margin": 0.1,
        }

    @classmethod
    def new_model(cls, config: dict[str, Any] | None = None) -> IntentModel:
        """Return a model that has learned nothing, with the settings of `config` or the default ones."""
        settings = config or cls.get_default_config()
        return IntentModel(*(settings[key] for key in ("weights", "regularisation", "sharpness", "margin")))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all examples with an intent."""
        messages = [m for m in training_data.intent_examples if m.get(TEXT)]
        texts = [message.get(TEXT) for message in messages]
        vectors, entities = map(sentence_vector, messages), entities_of(texts, clock.today())
        examples = [Example(*seen) for seen in zip(texts, vectors, entities, strict=True)]
        return self._keep(self.new_model(self._config).fit(examples, [m.get(INTENT) for m in messages]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the ranking of each message."""
        if self._model is None:
            return messages
        for message in messages:
            example = Example(message.get(TEXT) or "", sentence_vector(message), message.get(ENTITIES, []))
            confidences = self._model.confidences([example])[0]
            order = np.argsort(-confidences)[:RANKING]
            ranking = [{"name": self._model.intents[i], "confidence": float(confidences[i])} for i in order]
            if len(WORD.findall(example.text)) >= LONG_FOR_TALK:
                # "Không có tay phải làm thẻ được không" begins like a no, and is a question.
                ranking.sort(key=lambda one: one["name"] in TALK and one["confidence"] < SURE_OF_TALK)
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def sentence_vector(message: Message) -> npt.NDArray[np.float32]:
    """Return the vector (384,) that the featurizer gave a message."""
    _, sentence = message.get_dense_features(TEXT, [])
    return np.asarray(sentence.features[0], np.float32)
