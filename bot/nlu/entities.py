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

from bot.nlu.abroad import is_place
from bot.nlu.ages import find_ages
from bot.nlu.beside import HUKOU, Place, beside, hukou_beside
from bot.nlu.birthdays import birthdays
from bot.nlu.dates import find_dates
from bot.nlu.denial import is_cost, is_denied
from bot.nlu.issue_ages import find_issue_ages
from bot.nlu.losses import is_no_card_lost
from bot.nlu.misuse import find_misuse
from bot.nlu.named import find_named
from bot.nlu.own_file import find_files
from bot.nlu.owners import of_a_chinese, of_the_owner
from bot.nlu.stays import without_stays
from bot.nlu.talk import find_talk
from bot.nlu.terms import without_other_terms
from bot.nlu.tokens import folded_language
from bot.nlu.told_reasons import with_told_reasons
from bot.nlu.told_years import in_told_years
from common import clock
from common.spelling import one_tone_place
from common.text import fold, has_marks

IGNORED = "none"
STRICT = "!"
NAMED_WITHIN = {
    "document": ("procedure", "reason"),
    "channel": ("aspect", "procedure"),
    "aspect": ("procedure",),
}
"""Entities that count also inside a longer phrase, and of which entities that phrase is."""
OPENING = "opening"
OTHER_COUNTRY, ABROAD = "other_country", "abroad"
NEIGHBOUR, BESIDE = "neighbour", "beside"
USED_FOR = ("bank", "sim", "notary", "land", "vehicle", "tax")
"""What is done with somebody else's card."""
WHO, SPEAKER, CHILD = "who", "self", "child"
CUE_OR_CHILD = "còn"
"""The cue that without its mark is a child."""
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


def _lacks_its_mark(typed: str, phrase: Phrase) -> bool:
    """Say whether a "con" stands for the "còn" of a phrase; where other words have marks it is a child, or a thing."""
    pairs = zip(typed.lower().split(), phrase.text.split(), strict=False)
    return any(word == fold(CUE_OR_CHILD) and wanted == CUE_OR_CHILD for word, wanted in pairs)


@lru_cache(maxsize=1)
def _matcher() -> PhraseMatcher:
    nlp = folded_language()
    matcher = PhraseMatcher(nlp.vocab, attr="NORM")
    for folded in load_phrases():
        matcher.add(folded, [nlp(folded)])
    return matcher


def find_phrases(doc: Doc) -> list[tuple[Span, Phrase]]:
    """Return the phrases of a folded doc; where two overlap the longest, and what `NAMED_WITHIN` allows in it."""
    marked = has_marks(doc.text)
    named = [
        (doc[start:end], phrase)
        for match, start, end in _matcher()(doc)
        for phrase in load_phrases()[doc.vocab.strings[match]]
        if same_marks(doc[start:end].text, phrase) and not (marked and _lacks_its_mark(doc[start:end].text, phrase))
    ]
    # Who is meant stands beside everything else, and takes no word from it: "tôi mất thẻ" is a loss.
    who = _persons([(span, phrase) for span, phrase in named if phrase.entity == WHO])
    found: dict[Span, list[Phrase]] = {}
    for span, phrase in named:
        if phrase.entity != WHO and not _is_child_and_no_cue(span, phrase, who):
            found.setdefault(span, []).append(phrase)
    longest = filter_spans(found)
    kept = [(span, phrase) for span in longest for phrase in found[span]]
    within = [
        (span, phrase)
        for span, phrases in found.items()
        for phrase in phrases
        if span not in longest and any(_allows(around, outer, span, phrase) for around, outer in kept)
    ]
    meant = _longest_of_each_entity(kept + within) + who
    return [(span, phrase) for span, phrase in meant if phrase.value != IGNORED]


def _persons(named: list[tuple[Span, Phrase]]) -> list[tuple[Span, Phrase]]:
    """Return who is named: of overlapping phrases the one around the other, else not the speaker ("con tôi mất")."""
    by_span = dict(reversed(named))  # of two meanings of a phrase without marks the first of the file
    around = [
        span
        for span in by_span
        if not any(other is not span and other.start <= span.start and span.end <= other.end for other in by_span)
    ]
    others = [span for span in around if by_span[span].value != SPEAKER]
    return [
        (span, by_span[span])
        for span in around
        if span in others or not any(span.start < other.end and other.start < span.end for other in others)
    ]


def _is_child_and_no_cue(span: Span, phrase: Phrase, who: list[tuple[Span, Phrase]]) -> bool:
    """Say whether a "con" without marks is read as the cue "còn", but is a child: "con toi 13t"."""
    return phrase.entity == "cue" and any(
        person.value == CHILD and around.start <= span.start and span.end <= around.end for around, person in who
    )


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


def date_entities(text: str, folded: str, today: date) -> list[dict[str, Any]]:
    """Return the dates of a message by their role, and what was worked out from words beside them.

    `lunar_date` and `worded_date` hold the solar day and the words typed: "2026-04-26 mùng 10 tháng 3 âm lịch".
    A birthday without a year is "--05-20": nobody's year of birth is the likeliest one. A day on which somebody
    reaches an age tells his birth.
    """
    spans, roles = in_told_years(text, folded, find_dates(text, folded, today), today)
    births = birthdays(folded, spans, find_ages(text, folded), today)
    entities: list[dict[str, Any]] = []
    for number, (span, role) in enumerate(zip(spans, roles, strict=True)):
        place = {"start": span.start, "end": span.end}
        if number in births:
            entities.append({"entity": "birth_date", "value": births[number], **place})
            continue
        value = span.value or span.text
        incomplete = role == "birth_date" and span.yearless and span.value is not None
        entities.append({"entity": role, "value": f"--{value[5:]}" if incomplete else value, **place})
        if span.value and not incomplete and span.reading != "plain":
            entities.append({"entity": f"{span.reading}_date", "value": f"{span.value} {span.text}", **place})
    return entities


def _is_unmeant(text: str, span: Span, reason: Phrase) -> bool:
    """Say whether a reason is named but not given: denied, or a loss of money, time or anything but a card."""
    at = (span.start_char, span.end_char)
    return is_denied(text, *at) or (reason.value == "lost" and (is_cost(text, *at) or is_no_card_lost(text, *at)))


def _entity(phrase: Phrase, text: str, span: Span, aside: set[Place]) -> str:
    """Return a phrase's entity; another country where somebody only is tells not whose card is meant.

    Nor does another office's paper that only stands beside a card tell what is asked for.
    """
    if phrase.entity == NEIGHBOUR and _place(span) in aside:
        return BESIDE
    at = (span.start_char, span.end_char)
    return ABROAD if phrase.entity == OTHER_COUNTRY and is_place(text, *at) else phrase.entity


def _place(span: Span) -> Place:
    return span.start_char, span.end_char


def _beside(text: str, found: list[tuple[Span, Phrase]]) -> set[Place]:
    """Return where papers of other offices stand that are only named beside a card."""
    papers = {_place(span): phrase.value for span, phrase in found if phrase.entity == NEIGHBOUR}
    others = [_place(span) for span, phrase in found if phrase.entity == OTHER_COUNTRY]
    return beside(text, papers, others) if papers else set()


def _with_what_is_beside(text: str, folded: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entities with the misuse of a card, or the hukou of its holder, beside which no office is asked for.

    What the card was used for is no other office's matter either.
    """
    misuse = list(find_misuse(text, folded))
    used_for = [
        {**one, "entity": BESIDE} if misuse and one["entity"] == NEIGHBOUR and one["value"] in USED_FOR else one
        for one in entities
    ]
    papers = [(one["start"], one["end"]) for one in entities if one["entity"] in (NEIGHBOUR, BESIDE)]
    hukou = hukou_beside(text, papers)
    at_home = [{"entity": BESIDE, "value": HUKOU, "start": hukou[0], "end": hukou[1]}] if hukou else []
    return [*used_for, *misuse, *at_home]


def find_entities(text: str, today: date) -> list[dict[str, Any]]:
    """Return the entities of a message as Rasa expects them, from left to right."""
    folded = fold(text)
    doc = folded_language()(text)
    phrases = find_phrases(doc)
    aside = _beside(text, phrases)
    entities = [
        {
            "entity": _entity(p, text, span, aside),
            "value": p.value,
            "start": span.start_char,
            "end": span.end_char,
        }
        for span, p in phrases
        if p.value != OPENING or not any(token.is_alpha for token in doc[: span.start])
        if p.entity != "reason" or not _is_unmeant(text, span, p)
    ]
    entities += date_entities(text, folded, today)
    taken = [(entity["start"], entity["end"]) for entity in entities]
    for match in TEXT_NUMBER.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            entities.append(
                {"entity": "text_number", "value": match.group(), "start": match.start(), "end": match.end()}
            )
    for entity, pattern in (("article", ARTICLE), ("clause", CLAUSE)):
        for match in pattern.finditer(folded):
            entities.append({"entity": entity, "value": match[1], "start": match.start(), "end": match.end()})
    for age in of_the_owner(folded, find_ages(text, folded)):
        entities.append({"entity": "age", "value": age.years, "start": age.start, "end": age.end})
    entities = with_told_reasons(text, folded, without_other_terms(folded, entities))
    entities = _with_what_is_beside(text, folded, entities)
    entities += [*find_issue_ages(folded), *find_named(text, folded), *find_files(text), *find_talk(text)]
    return sorted(of_a_chinese(folded, without_stays(text, entities)), key=lambda entity: entity["start"])


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
