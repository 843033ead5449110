"""An old place in words: the sentence that says what it is today, for the chat and the command line."""

from __future__ import annotations

from actions.places.place import NewPlace, OldPlace, Place
from common.wording import say

SHOWN = 8
"""Units named in one sentence; of more, how many there are."""


def lead(found: Place, language: str) -> str:
    """Return the sentence that answers, in `language` ("vi", "es", "en")."""
    said = _lead(found, language)
    return said[:1].upper() + said[1:]


def _lead(found: Place, language: str) -> str:
    key = f"utter_old_place_{found.status}"
    if found.status == "unknown":
        return say(key, language)
    if found.status == "province":
        return say(key, language, new="; ".join(found.provinces))
    if found.status == "which":
        return say(key, language, count=len(_meant(found)))
    if not found.old:
        return say("utter_old_place_new", language, new=new(found.new[0]))
    return say(
        key,
        language,
        old=old(found.old[0]),
        new=new(found.new[0]),
        province=found.new[0].province,
        count=len(found.new),
    )


def choices(found: Place, language: str) -> str:
    """Return what can be chosen from, in words: who may be meant, or where the parts lie; empty where it is one."""
    if found.status == "which":
        return _listed(_meant(found), language)
    return _listed([one.name for one in found.new], language) if found.status in ("split", "district") else ""


def _meant(found: Place) -> list[str]:
    return [old(one) for one in found.old] + [new(one) for one in found.new]


def police(found: Place, language: str) -> str:
    """Return whose police it is now, and that any will do for a card; empty where no unit is told."""
    if found.any_police is None:
        return ""
    if len(found.new) == 1:
        anywhere = found.any_police.say(language)
        return say("utter_old_place_police", language, police=found.new[0].police, anywhere=anywhere)
    return say("utter_old_place_any_police", language, anywhere=found.any_police.say(language))


def old(one: OldPlace) -> str:
    """Return an old unit in words: "xã Hòa Ninh, huyện Hòa Vang, thành phố Đà Nẵng"."""
    return ", ".join(part for part in (one.name, one.district, one.province) if part)


def new(one: NewPlace) -> str:
    """Return a unit of today in words: "xã Bà Nà, thành phố Đà Nẵng"."""
    return f"{one.name}, {one.province}"


def _listed(named: list[str], language: str) -> str:
    if len(named) <= SHOWN:
        return "; ".join(named)
    return say("utter_old_place_more", language, named="; ".join(named[:SHOWN]), count=len(named) - SHOWN)
