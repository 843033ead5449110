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

from bot.nlu.dates import DateSpan, find_dates
from bot.nlu.denial import is_cost, is_denied
from bot.nlu.numbers import SPELT_NUMBER, number
from bot.nlu.tokens import folded_language
from common import clock
from common.spelling import one_tone_place
from common.text import fold

IGNORED = "none"
STRICT = "!"
NAMED_WITHIN = {
    "document": ("procedure", "reason"),
    "channel": ("aspect", "procedure"),
    "aspect": ("procedure",),
}
"""Entities that count also inside a longer phrase, and of which entities that phrase is."""
OPENING = "opening"
DATE_ROLE_WINDOW = 45
"""Characters before a date in which the word that tells its role is looked for."""
_CARD = r"the|cccd|cong dan|chip|cmnd|cmt|can cuoc|nhan dan"
_OWNER = r"(?:em|toi|minh|tui|con|chau|anh|chi|bo|me|ba|ong|vo|chong)"
DATE_ROLES = {
    "birth_date": (r"sinh|sn|nam sinh|naci|nacido|nacida|nacimiento|born|birth|birthday|dob",),
    "issue_date": (
        r"cap(?! (?:lai|doi|moi))|(?<!di )lam the|the lam|lam nam",
        rf"(?:{_CARD}) (?:ma )?(?:cua )?(?:{_OWNER} )?lam (?:hoi|tu|nam|ngay|vao)",
        r"issued?|got|made|expid\w+|exped\w+|emit\w+|saque|la saque|tarjeta con chip",
        r"(?:card|cccd|id|carne|cedula|dni|tarjeta|the)(?:\s+(?:con|with|gan)\s+chip)?"
        r"\s+(?:is\s+|es\s+)?(?:from|of|dated|del?|desde)",
    ),
    "received_date": (
        r"nop(?! (?:le )?phi| tien)|lam ho so|di lam|lam hom",
        r"submit\w*|filed?|apply|applied|hand in|handed|present\w+|entreg\w+|solicit\w+",
    ),
    "event_date": (
        rf"{_OWNER} (?:bi |lam |da |vua |lo )*(?:mat|roi|rot|danh roi|danh mat)",
        r"(?<!if )i (?:have |had )?(?:lost|broke|damaged)|(?:was|were|got) (?:lost|stolen|robbed)",
        r"perdi|se me perdio|me robaron|me la robaron|me lo robaron|extravie",
    ),
}
"""Words that tell what a date is of; `event_date`, when the card was lost, is no day that a fee is asked for."""
_MY = re.compile(r"\b(?:my|his|her|our|a|an|old) $")
_DATED_CARD = re.compile(r" (?:chip )?(?:cccd|cmnd|id card|card|chip card)\b")
"""A card right after its year: "my 2021 chip CCCD"."""
AGE = re.compile(
    rf"\b(?P<age>\d{{1,3}}(?=\s*(?:tuoi|t\b|yo\b|y/o))|(?:\d{{1,3}}|{SPELT_NUMBER})(?=\s+tuoi|[\s-]+years?[\s-]+old))"
    rf"|\b(?:tengo|tiene|tienes|cumpl\w+|de|los|con|edad)\s+(?P<edad>\d{{1,3}}|{SPELT_NUMBER})\s+anos\b"
)


ARTICLE = re.compile(r"\b(?:dieu|article|art\.?|articulo)\s+(\d{1,3})\b(?!\s*(?:tuoi|anos|years))")
CLAUSE = re.compile(r"\b(?:khoan|clause|paragraph|apartado|parrafo)\s+(\d{1,2})\b")
"""A place in a text, on folded words: "điều 25 khoản 4", "Article 25, clause 4"."""
TEXT_NUMBER = re.compile(r"\d+(?:[./]\d+)+")
"""What looks like the number of a text or a procedure: "59/2021", "2.001195"."""


class Phrase(NamedTuple):
    """A phrase that means `value` of `entity`; a `strict` one only with its marks."""

    text: str
    entity: str
    value: str
    strict: bool = False


@lru_cache(maxsize=1)
def load_phrases(folder: Path = Path("data/entities")) -> dict[str, list[Phrase]]:
    """Return the phrases of all entity files by their folded form."""
    phrases: dict[str, list[Phrase]] = {}
    for path in sorted(folder.glob("*.yml")):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        for value, texts in table["phrases"].items():
            for text in texts:
                phrase = Phrase(
                    one_tone_place(text.rstrip(STRICT).lower()), table["entity"], value, text.endswith(STRICT)
                )
                phrases.setdefault(fold(phrase.text), []).append(phrase)
    return phrases


def same_marks(typed: str, phrase: Phrase) -> bool:
    """Say whether each typed word is the phrase's, with its marks or with none: "mat" and "mất", not "mặt"."""
    typed_words, phrase_words = one_tone_place(typed.lower()).split(), phrase.text.split()
    if phrase.strict or len(typed_words) != len(phrase_words):
        return typed_words == phrase_words
    return all(word in (wanted, fold(wanted)) for word, wanted in zip(typed_words, phrase_words, strict=True))


@lru_cache(maxsize=1)
def _matcher() -> PhraseMatcher:
    nlp = folded_language()
    matcher = PhraseMatcher(nlp.vocab, attr="NORM")
    for folded in load_phrases():
        matcher.add(folded, [nlp(folded)])
    return matcher


def find_phrases(doc: Doc) -> list[tuple[Span, Phrase]]:
    """Return the phrases of a folded doc; where two overlap the longest, and what `NAMED_WITHIN` allows in it."""
    found: dict[Span, list[Phrase]] = {}
    for match, start, end in _matcher()(doc):
        span = doc[start:end]
        meant = [p for p in load_phrases()[doc.vocab.strings[match]] if same_marks(span.text, p)]
        if meant:
            found[span] = meant
    longest = filter_spans(found)
    kept = [(span, phrase) for span in longest for phrase in found[span]]
    within = [
        (span, phrase)
        for span, phrases in found.items()
        for phrase in phrases
        if span not in longest and any(_allows(around, outer, span, phrase) for around, outer in kept)
    ]
    return [(span, phrase) for span, phrase in _longest_of_each_entity(kept + within) if phrase.value != IGNORED]


def _allows(around: Span, outer: Phrase, span: Span, phrase: Phrase) -> bool:
    inside = around.start <= span.start and span.end <= around.end
    return inside and outer.value != IGNORED and outer.entity in NAMED_WITHIN.get(phrase.entity, ())


def _longest_of_each_entity(found: list[tuple[Span, Phrase]]) -> list[tuple[Span, Phrase]]:
    kept: list[tuple[Span, Phrase]] = []
    for span, phrase in sorted(found, key=lambda pair: -len(pair[0])):
        if not any(
            other.entity == phrase.entity and span.start < taken.end and taken.start < span.end and span != taken
            for taken, other in kept
        ):
            kept.append((span, phrase))
    return kept


def date_role(folded: str, span: DateSpan) -> str:
    """Return which date a citizen means by the words around it: a role of DATE_ROLES, or just `date`."""
    if _MY.search(folded[: span.start]) and _DATED_CARD.match(folded[span.end :]):
        return "issue_date"
    before = folded[max(0, span.start - DATE_ROLE_WINDOW) : span.start]
    found = [
        (match.start(), role)
        for role, cues in DATE_ROLES.items()
        for match in re.finditer(rf"\b(?:{'|'.join(cues)})\b", before)
    ]
    return max(found)[1] if found else "date"


def _is_unmeant(text: str, span: Span, reason: Phrase) -> bool:
    """Say whether a reason is named but not given: denied, or a "mất" that means "it costs"."""
    at = (span.start_char, span.end_char)
    return is_denied(text, *at) or (reason.value == "lost" and is_cost(text, *at))


def find_entities(text: str, today: date) -> list[dict[str, Any]]:
    """Return the entities of a message as Rasa expects them, from left to right."""
    folded = fold(text)
    doc = folded_language()(text)
    entities = [
        {"entity": p.entity, "value": p.value, "start": span.start_char, "end": span.end_char}
        for span, p in find_phrases(doc)
        if p.value != OPENING or not any(token.is_alpha for token in doc[: span.start])
        if p.entity != "reason" or not _is_unmeant(text, span, p)
    ]
    for span in find_dates(text, folded, today):
        entity = date_role(folded, span) if span.value else "impossible_date"
        entities.append({"entity": entity, "value": span.value or span.text, "start": span.start, "end": span.end})
    taken = [(entity["start"], entity["end"]) for entity in entities]
    for match in TEXT_NUMBER.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            entities.append(
                {"entity": "text_number", "value": match.group(), "start": match.start(), "end": match.end()}
            )
    for entity, pattern in (("article", ARTICLE), ("clause", CLAUSE)):
        for match in pattern.finditer(folded):
            entities.append({"entity": entity, "value": match[1], "start": match.start(), "end": match.end()})
    for match in AGE.finditer(folded):
        group = "age" if match["age"] else "edad"
        entities.append(
            {"entity": "age", "value": number(match[group]), "start": match.start(group), "end": match.end()}
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
            found = find_entities(message.get(TEXT) or "", clock.today())
            entities = message.get(ENTITIES, []) + self.add_extractor_name(found)
            message.set(ENTITIES, entities, add_to_output=True)
        return messages
