"""Words of a message, by spaCy's language-neutral tokenizer; each with its folded form as lemma."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language
from spacy.tokens import Doc

from common.text import fold


@Language.component("fold_norms")
def fold_norms(doc: Doc) -> Doc:
    """Set each token's norm to its folded form, so that matchers see "mất", "Mất" and "mat" alike."""
    for token in doc:
        token.norm_ = fold(token.text)
    return doc


@lru_cache(maxsize=1)
def folded_language() -> Language:
    """Return spaCy's blank multi-language pipeline with folded norms (no model to download)."""
    nlp = spacy.blank("xx")
    nlp.add_pipe("fold_norms")
    return nlp


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class FoldingTokenizer(Tokenizer):
    """Splits a message into spaCy tokens.

    The lemma of a token is its folded form: a CountVectorsFeaturizer with `use_lemma` then reads marked and
    unmarked Vietnamese alike.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the default configuration of Rasa's tokenizers."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FoldingTokenizer:
        """See the parent class."""
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Return the tokens of one attribute; a text without any word is one token."""
        text = message.get(attribute)
        tokens = [
            Token(t.text, t.idx, t.idx + len(t.text), lemma=t.norm_) for t in folded_language()(text) if not t.is_space
        ]
        return tokens or [Token(text, 0)]
