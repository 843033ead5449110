"""What a citizen has said so far, as one question: this message's entities over what the dialogue remembers."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from actions.possible import DAY_SLOTS, is_day, is_possible, possible_entities

Vector = npt.NDArray[np.float32]

ELECTRONIC_ID = "electronic_id"
"""The document that is no card, and the intent that asks about it: the electronic identity and its VNeID account."""
COUNTRY_OF_DOCUMENT = {
    "can_cuoc": "vn",
    "cccd": "vn",
    "cmnd": "vn",
    "gcn_can_cuoc": "vn",
    ELECTRONIC_ID: "vn",
    "cn_id": "cn",
    "cn_temp": "cn",
}
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
FROM_MESSAGES = (*REMEMBERED, "birth_date", "issue_date", "language")
"""Slots that a message or a payload fills."""
HIDDEN_NUMBER = "●●●"
"""What the channels put in the place of a personal number; it says nothing about the question."""
OF_A_PERSON = ("person", "age", "birth_date", "issue_date", "expiry_date")
"""What belongs to the person a question is about."""
MAY_BE_FORGOTTEN = tuple(dict.fromkeys((*REMEMBERED, *OF_A_PERSON)))
FORGOTTEN: Mapping[str, tuple[str, ...]] = {
    # what happened -> the slots that no longer hold; a slot that the message names always holds
    "another person": OF_A_PERSON,
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
TELL_THE_COUNTRY = ("country", "document", "other_country")
"""Entities that answer whose card is meant."""
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
    """The last day printed on the card; this and the birth date only as whole days."""
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
    masked: bool = False
    office: str | None = field(default=None, compare=False)
    """The key of the office that the channel's account or the page belongs to; None for the installation's own."""
    forgotten: tuple[str, ...] = field(default=(), repr=False)
    """Slots that no longer hold."""

    def said(self, entity: str) -> bool:
        """Say whether this very message names `entity`."""
        return bool(self.entities.get(entity))

    @property
    def aspects(self) -> tuple[str, ...]:
        """What the message asks for by name, in the order asked, each once."""
        return tuple(dict.fromkeys(self.entities.get("aspect", ())))


def read_question(latest_message: Mapping[str, Any], slots: Mapping[str, Any]) -> Question:
    """Return the question of Rasa's latest message and slots (slots already hold this message's entities)."""
    understood = _understood(latest_message, slots.get("question"))
    intent, entities = understood.intent, understood.entities
    impossible = tuple(slot for slot in FROM_MESSAGES if not _possible(slot, slots.get(slot)))
    forgotten = tuple(dict.fromkeys((*_out_of_date(entities, slots, intent), *impossible)))
    known = {
        name: last_value(value) for name, value in slots.items() if name not in forgotten and _usable(name, value)
    }
    language = known.get("language") or "vi"
    possible = "document" not in forgotten and _possible("document", slots.get("document"))
    document = _subject_document(intent, entities, slots) if possible else None
    country = (
        last_value(entities.get("country"))
        or COUNTRY_OF_DOCUMENT.get(str(document))
        or ("vn" if "province" in entities else None)
        or known.get("country")
        or _of_the_website(latest_message)
        or HOME_COUNTRY.get(language)
    )
    if document and COUNTRY_OF_DOCUMENT[document] != country:
        document = None
    if document == ELECTRONIC_ID:
        # A lost phone is no lost card, and no account is exchanged.
        known |= {"procedure": None, "reason": None}
    age = known.get("age")
    return Question(
        language=language,
        intent=intent,
        sure=understood.sure,
        text=understood.text.replace(HIDDEN_NUMBER, ""),
        intents=understood.intents,
        question_kinds=understood.question_kinds,
        vector=_vector(latest_message, understood.text),
        entities=entities,
        country=country,
        document=document,
        persons=()
        if "person" in forgotten or not _possible("person", slots.get("person"))
        else _all(slots.get("person")),
        masked=bool(((latest_message.get("metadata") or {}).get("edge") or {}).get("masked")),
        office=(latest_message.get("metadata") or {}).get("office"),
        age=int(str(age)) if str(age).isdecimal() else None,
        forgotten=forgotten,
        procedure=known.get("procedure"),
        reason=known.get("reason"),
        area=known.get("area"),
        province=known.get("province"),
        channel=known.get("channel"),
        law=known.get("law"),
        date=known.get("date"),
        received_date=known.get("received_date"),
        birth_date=known.get("birth_date"),
        issue_date=known.get("issue_date"),
        expiry_date=known.get("expiry_date"),
        passage=known.get("passage"),
        topic=known.get("topic"),
    )


def _of_the_website(latest_message: Mapping[str, Any]) -> str | None:
    """Return whose card is meant on the website of a message, where its tag says so (docs/widget.md)."""
    country = (latest_message.get("metadata") or {}).get("country")
    return country if country and is_possible("country", country) else None


@dataclass(frozen=True)
class Understood:
    """What `bot.nlu` made of one message."""

    intent: str
    sure: float
    text: str
    entities: Mapping[str, tuple[Any, ...]]
    intents: Mapping[str, float]
    question_kinds: Mapping[str, float]


def to_remember(question: Question) -> dict[str, Any]:
    """Return what to remember of a question, so that it is answered again for the other country's card."""
    return {
        "intent": question.intent,
        "sure": question.sure,
        "text": question.text,
        "entities": {name: list(values) for name, values in question.entities.items()},
        "intents": dict(question.intents),
        "question_kinds": dict(question.question_kinds),
    }


def _understood(latest_message: Mapping[str, Any], waiting: Mapping[str, Any] | None) -> Understood:
    """Return what was made of a message, or of the question that waited for the country which it tells."""
    intent = latest_message.get("intent") or {}
    name = intent.get("name") or ""
    entities = possible_entities(latest_message.get("entities") or ())
    if waiting and name == "inform" and any(told in entities for told in TELL_THE_COUNTRY):
        asked = {entity: tuple(values) for entity, values in waiting["entities"].items()}
        kept = {key: waiting[key] for key in ("intent", "sure", "text")}
        intents, kinds = waiting.get("intents") or {}, waiting.get("question_kinds") or {}
        return Understood(**kept, entities={**asked, **entities}, intents=intents, question_kinds=kinds)
    return Understood(
        intent=name,
        sure=float(intent.get("confidence", 1.0)),
        text=latest_message.get("text") or "",
        entities=entities,
        intents={one["name"]: float(one["confidence"]) for one in latest_message.get("intent_ranking") or ()},
        question_kinds=latest_message.get("question_kinds") or {},
    )


def _vector(latest_message: Mapping[str, Any], text: str) -> Vector | None:
    """Return the vector of `text` that came beside the message (bot/action_request.py), or None."""
    encoded = (latest_message.get("vectors") or {}).get(text)
    return None if encoded is None else np.frombuffer(base64.b64decode(encoded), "<f4").astype(np.float32)


def days_of(iso: str) -> tuple[date, date]:
    """Return the first and last day of an ISO day, month or year: "2022-03" -> 2022-03-01, 2022-03-31."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    if len(parts) == 2:
        year, month = parts
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), date.fromordinal(following.toordinal() - 1)
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def _out_of_date(entities: Mapping[str, tuple[Any, ...]], slots: Mapping[str, Any], intent: str) -> tuple[str, ...]:
    """Return the remembered slots that this message makes stale: those that FORGOTTEN names for what happened."""
    stale = {slot for event in _events(entities, slots, intent) for slot in FORGOTTEN[event]}
    return tuple(
        slot for slot in MAY_BE_FORGOTTEN if slot in stale and slot not in entities and slots.get(slot) is not None
    )


def _events(entities: Mapping[str, tuple[Any, ...]], slots: Mapping[str, Any], intent: str) -> list[str]:
    """Return what happened to the subject of the talk, as FORGOTTEN names it.

    Rasa has already overwritten the slots that the message names; what was talked about before is in `subject`.
    """
    subject = slots.get("subject") or {}
    events = ["another person"] if _is_of_another_person(entities, subject) else []
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


def _is_of_another_person(entities: Mapping[str, tuple[Any, ...]], subject: Mapping[str, Any]) -> bool:
    """Say whether a message is about the speaker, or about somebody else than was talked about."""
    before = set(subject.get("persons") or ())
    named = set(entities.get("person", ()))
    return ("self" in entities and not named) or bool(before and named and not before & named)


def _possible(slot: str, value: Any) -> bool:
    """Say whether a slot holds what it may; a button's payload can be made by anybody."""
    return slot not in FROM_MESSAGES or all(is_possible(slot, one) for one in _all(value))


def _usable(slot: str, value: Any) -> bool:
    """Say whether a slot tells the question something: a birth or an expiry only by its day."""
    return _possible(slot, value) and (slot not in DAY_SLOTS or value is None or is_day(last_value(value)))


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
