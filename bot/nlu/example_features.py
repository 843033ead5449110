"""What a classifier sees of examples that are no messages: text, sentence vector, entities."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.nlu import intents as classifier
from bot.nlu.e5_features import E5Featurizer, sentence_encoder
from bot.nlu.examples import Example
from bot.nlu.known_entities import entities_of
from common import clock, encoder
from common.spelling import spelling
from common.vector_cache import VectorCache


def features_of(examples: Sequence[Example]) -> list[classifier.Example]:
    """Return text in its one form, vector (384,) and entities of each example; vectors are kept between builds."""
    settings = E5Featurizer.get_default_config()
    sentences = sentence_encoder(settings["encoder"], settings["restorer"])
    cache = VectorCache(Path(settings["cache"]), encoder.identity(Path(settings["encoder"])))
    forms = [spelling().one_form(example.text) for example in examples]
    texts = [sentences.readable(form, example.language) for form, example in zip(forms, examples, strict=True)]
    vectors = cache.encode(texts, sentences.encode, "questions")
    cache.save()
    entities = entities_of(forms, clock.today())
    return [classifier.Example(*seen) for seen in zip(forms, vectors, entities, strict=True)]
