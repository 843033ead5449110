"""Whom a question is about: what was said of one person does not hold for another, and is known when he comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SPEAKER = "self"
SOMEBODY = "somebody"
"""Who is told by a category alone ("người cao tuổi"), and is nobody who was talked about."""
OF_A_PERSON = ("person", "age", "birth_date", "issue_date", "expiry_date")
"""Slots that hold who somebody is and which card he has."""
OF_HIS_CASE = ("reason", "procedure", "document")
"""Slots that hold what happened to his card; a question that only passes on to somebody else keeps them."""
COULD_BE = {
    "child": ("child", "sibling", "relative"),
    "elderly": ("father", "mother", "parents", "spouse", "grandparent", "relative"),
}
"""Categories that tell an age, and whom they may be said of."""

Entities = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Person:
    """Whom a question is about.

    who: of data/entities/who.yml, or SOMEBODY, or None where nobody was named yet, which is mostly the speaker.
    known: what was said of him before, by slot. another: whether the talk was about somebody else before.
    """

    who: str | None = None
    known: Mapping[str, Any] = field(default_factory=dict)
    another: bool = False


def spoken_of(entities: Entities, subject: Mapping[str, Any], detail: bool) -> Person:
    """Return whom a message is about, after the `subject` that was talked about.

    detail: whether the message only gives a detail: then a name tells whom the question was about all along.
    """
    before, who = subject.get("who"), _named(entities)
    if who is None and not detail and _is_somebody_else(entities, subject):
        return Person(SOMEBODY, another=True)
    named_at_last = before in (None, SOMEBODY) and set(entities.get("person", ())) & set(subject.get("persons") or ())
    if who is None or who == before or named_at_last or (before is None and (who == SPEAKER or detail)):
        return Person(who or before)
    of_him = (subject.get("people") or {}).get(who, {})
    return Person(who, {slot: value for slot, value in of_him.items() if slot not in entities}, another=True)


def remembered(
    people: Mapping[str, Mapping[str, Any]], who: str | None, known: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Return what is remembered of `people` after a question about `who`, of whom `known` is known by slot."""
    told = {slot: known[slot] for slot in (*OF_A_PERSON, *OF_HIS_CASE) if known.get(slot) not in (None, [])}
    kept = {name: dict(of_him) for name, of_him in people.items()}
    return kept if who == SOMEBODY else {**kept, who or SPEAKER: told}


def _named(entities: Entities) -> str | None:
    """Return who a message names first."""
    return str(entities["who"][0]) if entities.get("who") else None


def _is_somebody_else(entities: Entities, subject: Mapping[str, Any]) -> bool:
    """Say whether a message names by his category somebody who was not talked about: "is a pensioner exempt?"."""
    categories, before = set(entities.get("person", ())), set(subject.get("persons") or ())
    if not categories or before & categories:
        return False
    of_a_relative = subject.get("who") not in (None, SPEAKER, SOMEBODY) and not before
    return not (of_a_relative and all(subject["who"] in COULD_BE.get(one, (subject["who"],)) for one in categories))
