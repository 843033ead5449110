"""What a citizen has said so far, as one question: this message's entities over what the dialogue remembers."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from actions.law import loading, renewals
from actions.persons import OF_A_PERSON, OF_HIS_CASE, SOMEBODY, Person, spoken_of
from actions.possible import DAY_SLOTS, is_date, is_day, is_possible
from actions.understood import Part, Understood, Vector
from common.asking import vector_of
from common.clauses import kind_of

ELECTRONIC_ID = "electronic_id"
"""The document that is no card, and the intent that asks about it: the electronic identity and its VNeID account."""
COUNTRY_OF_DOCUMENT = {row.document: row.country for row in loading.load().documents} | {ELECTRONIC_ID: "vn"}
"""The country of each card (data/law/documents.yml), and of what is no card."""
HOME_COUNTRY = {"vi": "vn"}
"""The country that is meant when none is named: only Vietnamese tells it."""

REMEMBERED = (
    "country",
    "document",
    "procedure",
    "reason",
    "person",
    "area",
    "province",
    "channel",
    "law",
    "date",
    "received_date",
    "expiry_date",
    "age",
    "passage",
)
TAKEN_OVER = (
    *("procedure", "reason", "area", "province", "channel", "law", "date", "received_date"),
    *("birth_date", "issue_date", "expiry_date", "passage", "topic"),
)
"""Slots that a question holds as they are."""
FROM_MESSAGES = (*REMEMBERED, "birth_date", "issue_date", "language")
"""Slots that a message or a payload fills."""
HIDDEN_NUMBER = "●●●"
"""What the channels put in the place of a personal number; it says nothing about the question."""
MAY_BE_FORGOTTEN = tuple(dict.fromkeys((*REMEMBERED, *OF_A_PERSON)))
FORGOTTEN: Mapping[str, tuple[str, ...]] = {
    # what happened -> the slots that no longer hold; a slot that the message names always holds
    "another person": OF_A_PERSON,
    "another person, another question": (*OF_A_PERSON, *OF_HIS_CASE),
    "another country": REMEMBERED,
    "another country, the same question": tuple(
        slot for slot in REMEMBERED if slot not in ("reason", "procedure", "date", "received_date")
    ),
    "another document": tuple(slot for slot in REMEMBERED if slot not in ("country", "document")),
    "another reason": tuple(slot for slot in REMEMBERED if slot not in ("country", "document")),
    "another reason in the same talk": ("person", "age"),
    "a question of its own": ("law", "date", "received_date", "passage"),
    "any question": ("passage",),
}
OF_CARDS = ("lost_card", "renewal", "first_card", "temporary_card", "number", "withdrawal", "checklist", "online")
"""Intents that are about a card, whatever was talked about before and whichever way to it is named."""
OF_ONE_SENTENCE = ("aspect", "cue", "article", "channel")
"""Entities that tell what a sentence asks for."""
SUBJECT = ("country", "document", "procedure", "reason", "person", "law", "date", "received_date", "birth_date")
"""Entities that make a question stand on its own."""


@dataclass(frozen=True)
class Question:
    """One question with all that is known about it. Dates are ISO text: a day, a month or a year."""

    language: str
    intent: str
    text: str
    entities: Mapping[str, tuple[Any, ...]]
    country: str | None = None
    country_assumed: bool = False
    """Whether nothing told the country, and the likelier one was taken."""
    document: str | None = None
    procedure: str | None = None
    reason: str | None = None
    persons: tuple[str, ...] = ()
    area: str | None = None
    province: str | None = None
    channel: str | None = None
    law: str | None = None
    date: str | None = None
    received_date: str | None = None
    birth_date: str | None = None
    issue_date: str | None = None
    expiry_date: str | None = None
    """The last day printed on the card, only as a whole day."""
    age: int | None = None
    passage: str | None = None
    topic: str | None = None
    sure: float = 1.0
    """How sure the understanding is of the intent, 0 to 1."""
    intents: Mapping[str, float] = field(default_factory=dict, repr=False)
    """The chance of each intent, by the understanding."""
    question_kinds: Mapping[str, float] = field(default_factory=dict, repr=False)
    """The chance of each kind of question, by the understanding."""
    vector: Vector | None = field(default=None, repr=False, compare=False)
    """The sentence vector of `text`, where it came with the message."""
    parts: tuple[Part, ...] = field(default=(), repr=False, compare=False)
    """The questions of the message, where it has several: sentences, or joined in one."""
    masked: bool = False
    office: str | None = field(default=None, compare=False)
    """The key of the office that the channel's account or the page belongs to; None for the installation's own."""
    forgotten: tuple[str, ...] = field(default=(), repr=False)
    """Slots that no longer hold."""
    who: str | None = None
    """Whom it is about (actions/persons.py)."""
    recalled: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """Slots that hold again: what was said of this person before somebody else was talked about."""
    people: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, repr=False)
    """What was said before of each person, by slot."""
    rest: int = 0
    """Words of the message that say something besides its entities."""

    def said(self, entity: str) -> bool:
        """Say whether this very message names `entity`."""
        return bool(self.entities.get(entity))

    def names(self, entity: str, value: str) -> bool:
        """Say whether this very message names a value of `entity`."""
        return value in self.entities.get(entity, ())

    def alone(self, part: Part) -> Question:
        """Return one question of the message as a question of its own, about whom and what the message is about.

        Nothing but its words tells what it asks for; what "it" is in them, the whole message tells: not where the
        question names its subject itself.
        """
        vector = part.vector
        if vector is not None and self.vector is not None and not any(name in part.entities for name in SUBJECT):
            vector = vector_of(np.stack([self.vector, vector]))
        told = {name: values for name, values in self.entities.items() if name not in OF_ONE_SENTENCE}
        asked: dict[str, Any] = {"text": part.text, "vector": vector, "entities": {**told, **part.entities}}
        kinds = kind_of(part.text)
        return replace(self, **asked, intent="card_question", sure=0.0, intents={}, question_kinds=kinds, parts=())

    @property
    def age_then(self) -> int | None:
        """The full years told of the time of a making: 38 of "made when I was 38"."""
        return next(map(int, self.entities.get("age_then", ())), None)

    @property
    def issue_age(self) -> int | None:
        """The full years at which a card is made: as told, or of today where it is being made."""
        told = next(map(int, self.entities.get("issue_age", ())), None)
        return self.age if told is None and self.said("made_now") and not self.said("issue_date") else told

    @property
    def aspects(self) -> tuple[str, ...]:
        """What the message asks for by name, in the order asked, each once."""
        return tuple(dict.fromkeys(self.entities.get("aspect", ())))


def read_question(latest_message: Mapping[str, Any], slots: Mapping[str, Any]) -> Question:
    """Return the question of Rasa's latest message and slots (slots already hold this message's entities)."""
    return _question(Understood.of(latest_message, slots.get("question")), latest_message, slots)


def last_question(latest_message: Mapping[str, Any], slots: Mapping[str, Any]) -> Question | None:
    """Return the question that was answered last, over what is remembered now; None where there was none."""
    asked = slots.get("question")
    return _question(Understood.remembered(asked, {}, latest_message), latest_message, slots) if asked else None


def _question(understood: Understood, latest_message: Mapping[str, Any], slots: Mapping[str, Any]) -> Question:
    intent, entities, subject = understood.intent, understood.entities, slots.get("subject") or {}
    person = spoken_of(entities, subject, detail=intent == "inform" and "cue" not in entities)
    impossible = tuple(slot for slot in FROM_MESSAGES if not _possible(slot, slots.get(slot)))
    stale = (slot for slot in _out_of_date(understood, slots, person) if slot not in person.known)
    forgotten = tuple(dict.fromkeys((*stale, *impossible)))
    slots = {**slots, **person.known}
    known = {
        name: last_value(value) for name, value in slots.items() if name not in forgotten and _usable(name, value)
    }
    language, metadata = known.get("language") or "vi", latest_message.get("metadata") or {}
    possible = "document" not in forgotten and _possible("document", slots.get("document"))
    document = _subject_document(intent, entities, slots) if possible else None
    country = (
        _country_told(entities, document)
        or known.get("country")
        or (subject.get("country") if person.another else None)
        or _of_the_website(metadata)
        or HOME_COUNTRY.get(language)
    )
    if document and COUNTRY_OF_DOCUMENT[document] != country:
        document = None
    if document == ELECTRONIC_ID:
        # A lost phone is no lost card, and no account is exchanged.
        known |= {"procedure": None, "reason": None}
    age = known.get("age")
    taken: dict[str, Any] = {name: known.get(name) for name in TAKEN_OVER}
    return Question(
        language=language,
        intent=understood.asked_for,
        sure=understood.sure,
        text=understood.text.replace(HIDDEN_NUMBER, ""),
        intents=understood.intents,
        question_kinds=understood.question_kinds,
        vector=understood.vector,
        parts=understood.parts,
        entities=entities,
        country=country,
        document=document,
        persons=() if "person" in (*forgotten, *impossible) else _persons(slots.get("person"), age),
        masked=bool((metadata.get("edge") or {}).get("masked")),
        office=metadata.get("office"),
        age=int(str(age)) if str(age).isdecimal() else None,
        forgotten=forgotten,
        who=person.who,
        recalled=person.known,
        people=subject.get("people") or {},
        rest=understood.rest,
        **taken,
    )


def _country_told(entities: Mapping[str, tuple[Any, ...]], document: Any) -> Any:
    """Return the country that a message tells: by its name, its document, a province of its."""
    named = last_value(entities.get("country")) or COUNTRY_OF_DOCUMENT.get(str(document))
    return named or ("vn" if "province" in entities else None)


def _of_the_website(metadata: Mapping[str, Any]) -> str | None:
    """Return whose card is meant on the website of the message, where its tag says so (docs/widget.md)."""
    country = metadata.get("country")
    return country if country and is_possible("country", country) else None


def days_of(iso: str) -> tuple[date, date]:
    """Return the first and last day of an ISO day, month or year: "2022-03" -> 2022-03-01, 2022-03-31."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def _out_of_date(understood: Understood, slots: Mapping[str, Any], person: Person) -> tuple[str, ...]:
    """Return the remembered slots that this message makes stale: those that FORGOTTEN names for what happened."""
    stale = {slot for event in _events(understood, slots, person) for slot in FORGOTTEN[event]}
    return tuple(
        slot
        for slot in MAY_BE_FORGOTTEN
        if slot in stale and slot not in understood.entities and slots.get(slot) is not None
    )


def _events(understood: Understood, slots: Mapping[str, Any], person: Person) -> list[str]:
    """Return what happened to the subject of the talk, as FORGOTTEN names it.

    Rasa has already overwritten the slots that the message names; what was talked about before is in `subject`.
    """
    intent, entities, subject = understood.intent, understood.entities, slots.get("subject") or {}
    events = []
    if person.another:
        passed_on = understood.only_details or person.who == SOMEBODY
        events = ["another person" if passed_on else "another person, another question"]
    country = last_value(entities.get("country")) or COUNTRY_OF_DOCUMENT.get(str(last_value(entities.get("document"))))
    if country and subject.get("country") and country != subject["country"]:
        return [*events, "another country, the same question" if "cue" in entities else "another country"]
    reason = last_value(entities.get("reason"))
    another_reason = reason and subject.get("reason") not in (None, reason)
    if "cue" in entities or intent in ("inform", "affirm", "deny"):
        return [*events, "another reason in the same talk"] if another_reason else events
    document = _subject_document(intent, entities, slots) if "document" in entities else None
    if document and subject.get("document") not in (None, document):
        return [*events, "another document"]
    if another_reason:
        return [*events, "another reason"]
    return [*events, "a question of its own" if any(entity in entities for entity in SUBJECT) else "any question"]


def _possible(slot: str, value: Any) -> bool:
    """Say whether a slot holds what it may; a button's payload can be made by anybody."""
    return slot not in FROM_MESSAGES or all(is_possible(slot, one) for one in _all(value))


def _usable(slot: str, value: Any) -> bool:
    """Say whether a slot tells the question something: an expiry only by its day, a birth by its year at least."""
    if value is None or not _possible(slot, value):
        return _possible(slot, value)
    one = last_value(value)
    return is_day(one) if slot in DAY_SLOTS else slot != "birth_date" or is_date(one)


def _persons(named: Any, age: Any) -> tuple[Any, ...]:
    """Return who somebody is; a "child" whose age is told to be that of a card of its own is none of the law."""
    grown = str(age).isdecimal() and int(str(age)) >= renewals.first_age()
    return tuple(person for person in _all(named) if not (grown and person == "child"))


def _all(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _subject_document(intent: str, entities: Mapping[str, tuple[Any, ...]], slots: Mapping[str, Any]) -> Any:
    """Return the document that is talked about.

    A VNeID account is also named as the way to a card: beside a card, or with what is done with cards. Otherwise it is
    the subject, and stays it for what is asked next ("and the fee?").
    """
    cards = [one for one in _all(slots.get("document")) if one != ELECTRONIC_ID]
    of_a_card = intent in OF_CARDS or any(entity in entities for entity in ("procedure", "reason"))
    account = ELECTRONIC_ID in entities.get("document", ())
    if intent == ELECTRONIC_ID and (account or not (of_a_card or cards)):
        return ELECTRONIC_ID
    if "document" in entities:
        return last_value(cards) if cards or of_a_card else ELECTRONIC_ID
    anew = of_a_card or any(entity in entities for entity in SUBJECT)
    before = (slots.get("subject") or {}).get("document")
    return ELECTRONIC_ID if before == ELECTRONIC_ID and not anew else last_value(cards)


def last_value(value: Any) -> Any:
    """Return the value of a slot; of several in one message the last one."""
    values = _all(value)
    return values[-1] if values else None
