"""Which of the three languages a message is written in, and which one a citizen asks to be answered in."""

from __future__ import annotations

from functools import cached_property, partial
from typing import Any

import numpy as np
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

from bot.nlu.applied import AppliedModel, TextRows
from bot.nlu.language_slot import GUESS
from bot.nlu.stored_model import StoredModel
from bot.nlu.telling_words import are_terms, told_language
from common.spelling import VIETNAMESE_ONLY
from common.text import fold

LANGUAGES = ("vi", "es", "en")
LANGUAGE_ENTITY = "language"
LIKELY_LANGUAGE_ENTITY = "likely_language"
"""A guess, for the first message of a conversation only: `bot.nlu.language_slot`."""
NAMED_LANGUAGE_ENTITY = "named_language"
LIKELY_LANGUAGE = "likely_language"
"""Message attribute: the best guess, however unsure; components after the identifier read it."""


def example_language(example: Message) -> str | None:
    """Return the language that an example's file declares (`metadata: {language: vi}`)."""
    metadata = example.get("metadata") or {}
    return (metadata.get("intent") or {}).get("language")


def language_entity(language: str, text: str, entity: str = LANGUAGE_ENTITY) -> dict[str, Any]:
    """Return the entity that tells the dialogue the language of a message."""
    return {"entity": entity, "value": language, "start": 0, "end": len(text)}


FEWEST_PLAIN_WORDS = 4
"""Words without Vietnamese letters that can tell another language of a sentence with Vietnamese terms in it."""
UNSURE = 0.7
"""Probability below which a word that tells its language decides: "ok y el fee"."""


class LanguageModel:
    """Tells languages by character n-grams; public identifiers do not know Vietnamese without marks."""

    def __init__(self) -> None:
        self._pipeline: Pipeline = make_pipeline(
            TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=2),
            LogisticRegression(C=20, max_iter=500),
        )

    def fit(self, texts: list[str], languages: list[str]) -> LanguageModel:
        """Learn from texts and their languages; Spanish and Vietnamese are also learned without marks."""
        unmarked = [(fold(t), lang) for t, lang in zip(texts, languages, strict=True) if fold(t) != t.lower()]
        self._pipeline.fit(
            [t.lower() for t in texts] + [t for t, _ in unmarked], [*languages, *(lang for _, lang in unmarked)]
        )
        return self

    def guess(self, text: str) -> tuple[str | None, float]:
        """Return the likeliest language and its probability; (None, 0) for a text without letters."""
        if not any(character.isalpha() for character in text):
            return None, 0.0
        words = text.lower().split()
        plain = [word for word in words if not VIETNAMESE_ONLY & set(word)]
        if len(plain) < len(words):
            # "How much for a lost thẻ căn cước?" is English: the words around the Vietnamese terms tell.
            told = told_language(" ".join(plain))
            if told and are_terms([word for word in words if word not in plain]):
                return told, 1.0
            if len(plain) < FEWEST_PLAIN_WORDS or len(plain) <= len(words) - len(plain):
                return "vi", 1.0
            text = " ".join(plain)
        scores = self._applied.scores(text.lower())
        powers = np.exp(scores - scores.max())
        best = int(scores.argmax())
        sure = float(powers[best] / powers.sum())
        if sure < UNSURE and (told := told_language(text)):
            return told, UNSURE
        return self._applied.labels[best], sure

    @cached_property
    def _applied(self) -> AppliedModel:
        """The model as it is applied to a message."""
        terms, classifier = (step for _, step in self._pipeline.steps)
        return AppliedModel.of(classifier, (1.0, len(terms.vocabulary_), partial(TextRows, terms)))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LanguageIdentifier(StoredModel[LanguageModel], EntityExtractorMixin):
    """Sets the entity `language`; or a guess, or none when the message is too short or too mixed to tell.

    No entity means that the slot keeps the language of the conversation. When the text does not tell, a hint
    in the message's metadata counts (`{"language": "es"}`, which the page sends until somebody wrote clearly).
    """

    MODEL_FILE = "language.joblib"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the default thresholds.

        `confidence`: probability that the best language needs. `letters`: with fewer letters than this the
        message must be near certain (`short_confidence`). With fewer than `fewest_letters` only a letter that
        Vietnamese alone has tells it ("3 May 1967" does not). `guess`: probability of a guess for a first message.
        """
        return {"confidence": 0.7, "letters": 7, "short_confidence": 0.9, "fewest_letters": 4, "guess": 0.6}

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example whose file declares its language."""
        examples = [e for e in training_data.intent_examples if example_language(e) and e.get(TEXT)]
        texts, languages = [e.get(TEXT) for e in examples], [str(example_language(e)) for e in examples]
        return self._keep(LanguageModel().fit(texts, languages))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the best guess to each message, and the entity `language` to each whose language is clear."""
        for message in messages:
            text = message.get(TEXT) or ""
            guess, probability = self._model.guess(text) if self._model else (None, 0.0)
            hint = (message.get("metadata") or {}).get("language")
            letters = sum(character.isalpha() for character in text)
            needed = self._config["confidence" if letters >= self._config["letters"] else "short_confidence"]
            told = probability >= needed and (letters >= self._config["fewest_letters"] or probability == 1)
            language = guess if told else hint if hint in LANGUAGES else None
            message.set(LIKELY_LANGUAGE, language or guess)
            found = []
            if language:
                found = [language_entity(language, text)]
            elif guess and probability >= self._config["guess"]:
                found = [language_entity(guess + GUESS, text, LIKELY_LANGUAGE_ENTITY)]
            entities = message.get(ENTITIES, []) + self.add_extractor_name(found)
            message.set(ENTITIES, entities, add_to_output=True)
        return messages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class RequestedLanguage(GraphComponent, EntityExtractorMixin):
    """Sets the entity `language` to the one that a citizen asks for ("English please", "nói tiếng Việt")."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RequestedLanguage:
        """See the parent class."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Override the language of the messages that ask to change it and name one."""
        for message in messages:
            entities = message.get(ENTITIES, [])
            named = [e["value"] for e in entities if e["entity"] == NAMED_LANGUAGE_ENTITY]
            if named and (message.get(INTENT) or {}).get("name") == "change_language":
                asked = self.add_extractor_name([language_entity(named[-1], message.get(TEXT) or "")])
                kept = [e for e in entities if e["entity"] != LANGUAGE_ENTITY]
                message.set(ENTITIES, kept + asked, add_to_output=True)
        return messages
