"""The entity layer: phrases as data (data/entities), matched by spaCy however their marks are typed, and dates."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from actions.text import fold
from bot.nlu.dates import DateSpan, find_dates
from bot.nlu.tokens import folded_language

IGNORED = "none"
OPENING = "opening"
DATE_ROLE_WINDOW = 28
"""Characters before a date in which the word that tells its role is looked for."""
DATE_ROLES = {
    "birth_date": r"\b(?:sinh|sn|nam sinh|naci|nacido|nacida|nacimiento|born|birth|birthday|dob)\b",
    "issue_date": r"\b(?:cap|lam the|the lam|lam nam|issued?|expedid\w+|emitid\w+|from|desde|card|tarjeta es|made)\b",
    "received_date": r"\b(?:nop|nop ho so|lam ho so|di lam|lam hom|submit\w*|filed?|apply|applied|hand in|handed"
    r"|present\w+|entreg\w+|solicit\w+)\b",
}
AGE = re.compile(r"\b(?P<age>\d{1,3})\s*(?:tuoi|t\b|years? old|yo\b|y/o|anos)")


class Phrase(NamedTuple):
    """A phrase that means `value` of `entity`."""

    text: str
    entity: str
    value: str


@lru_cache(maxsize=1)
def load_phrases(folder: Path = Path("data/entities")) -> dict[str, list[Phrase]]:
    """Return the phrases of all entity files by their folded form."""
    phrases: dict[str, list[Phrase]] = {}
    for path in sorted(folder.glob("*.yml")):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        for value, texts in table["phrases"].items():
            for text in texts:
                phrases.setdefault(fold(text), []).append(Phrase(text.lower(), table["entity"], value))
    return phrases


def same_marks(typed: str, phrase: str) -> bool:
    """Say whether each typed word is the phrase's, with its marks or with none: "mat" and "mất", not "mặt"."""
    typed_words, phrase_words = typed.lower().split(), phrase.split()
    return len(typed_words) == len(phrase_words) and all(
        word in (wanted, fold(wanted)) for word, wanted in zip(typed_words, phrase_words, strict=True)
    )


@lru_cache(maxsize=1)
def _matcher() -> PhraseMatcher:
    nlp = folded_language()
    matcher = PhraseMatcher(nlp.vocab, attr="NORM")
    for folded in load_phrases():
        matcher.add(folded, [nlp(folded)])
    return matcher


def find_phrases(doc: Doc) -> list[tuple[Span, Phrase]]:
    """Return the phrases of a folded doc, the longest first wherever two overlap."""
    found: dict[Span, list[Phrase]] = {}
    for match, start, end in _matcher()(doc):
        span = doc[start:end]
        meant = [p for p in load_phrases()[doc.vocab.strings[match]] if same_marks(span.text, p.text)]
        if meant:
            found[span] = meant
    return [(span, phrase) for span in filter_spans(found) for phrase in found[span] if phrase.value != IGNORED]


def date_role(folded: str, span: DateSpan) -> str:
    """Return which date a citizen means by the words around it: birth, issue, filing, or just `date`."""
    before = folded[max(0, span.start - DATE_ROLE_WINDOW) : span.start]
    found = [
        (match.start(), role) for role, cue in DATE_ROLES.items() for match in re.finditer(cue, before)
    ]
    return max(found)[1] if found else "date"


def find_entities(text: str, today: date) -> list[dict[str, Any]]:
    """Return the entities of a message as Rasa expects them, from left to right."""
    folded = fold(text)
    doc = folded_language()(text)
    entities = [
        {"entity": p.entity, "value": p.value, "start": span.start_char, "end": span.end_char}
        for span, p in find_phrases(doc)
        if p.value != OPENING or span.start == 0
    ]
    for span in find_dates(text, folded, today):
        entity = date_role(folded, span) if span.value else "impossible_date"
        entities.append({"entity": entity, "value": span.value or span.text, "start": span.start, "end": span.end})
    for match in AGE.finditer(folded):
        entities.append(
            {"entity": "age", "value": int(match["age"]), "start": match.start(), "end": match.end()}
        )
    return sorted(entities, key=lambda entity: entity["start"])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class EntityLayer(GraphComponent, EntityExtractorMixin):
    """Adds the entities of `data/entities`, dates by role, and ages to each message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntityLayer:
        """See the parent class."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add entities to the messages."""
        for message in messages:
            found = find_entities(message.get(TEXT) or "", date.today())
            entities = message.get(ENTITIES, []) + self.add_extractor_name(found)
            message.set(ENTITIES, entities, add_to_output=True)
        return messages
