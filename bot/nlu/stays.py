"""Where somebody stays, which is not whose card is meant: "I live in Shanghai, my CCCD is lost" is Vietnam's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.nlu.abroad import NAMES_A_PAPER, is_of_a_paper
from common.text import fold

_STAYS = re.compile(
    r"(?:\b(?:liv(?:e|es|ed|ing)|stay(?:s|ing)?|stuck|based|work(?:s|ing)?|study(?:ing)?|studies|resid(?:e|es|ing)"
    r"|travell?ing|(?:i|we|he|she|they) (?:am|are|is)|(?:i|he|she)['’](?:m|s)|im|now|currently|abroad|here|visiting)"
    r"(?: (?:now|currently|here|abroad|and working|temporarily))*(?: (?:in|at|from))?"
    r"|\b(?:desde|vivo|vive|vivimos|viviendo|resido|reside|estoy|esta|estamos|trabajo|trabaja|estudio|estudia|viajo"
    r"|ahora)"
    r"(?: (?:ahora|aqui|actualmente|trabajando|estudiando|viviendo|de viaje))*(?: (?:en|por))?"
    r"|\b(?:song|sinh song|dinh cu|du hoc|lam viec|cong tac|lao dong|lam an|lay chong|lay vo|di hoc|ket|sang|qua"
    r"|(?:toi|em|minh|tui|con|chau|anh|chi|bo|me|vo|chong|e|m|dang|hien|hien tai)(?: dang| hien)?)"
    r"(?: (?:o|ben|tai|o ben))?)\s*$"
)
"""What stands before the name of a place where somebody is, on folded text."""
_OF_A_NATION = re.compile(r"(?:chinese|chin[oa]s?|vietnamese|vietnamita|nguoi \w+(?: \w+)?|ng \w+)")
"""Who somebody is: "I am Chinese" is no stay."""
_AT = re.compile(r"\b(?:in|at|from|to|near|en|a|desde|por|hacia|o|tai|ben|sang|qua|ve|tu|den)(?: the)?\s*$")
_STARTS_AT = re.compile(r"(?:in|en|o|ben) ")
"""What makes a place of a country, before its name or within the phrase."""
_OF_SOMEBODY = re.compile(
    r"\b(?:espos[oa]|marido|mujer|novi[oa]|hij[oa]|padre|madre|amig[oa]|niet[oa]|policia|comisaria|ciudadan[oa]s?"
    r"|soy|es"
    r"|wife|husband|friend|partner|i am|i m|is|vo|chong|nguoi|cong an|the)\W*$"
)
"""Words before the nation of a person, or of a police, beside a third country's paper: "la policía vietnamita"."""
_POLICE_BEHIND = re.compile(
    r"\W*(?:police|officers?|authorities|mother|father|wife|husband|friend|citizen|boyfriend|girlfriend)\b"
)
_MONEY = re.compile(r"(?:yuan(?:es)?|rmb|renminbi|nhan dan te|.* te)")
"""Names of a country's money, which tell not whose card is meant beside a third country's paper."""
_OF_CHINA = "cn_"
"""How the values of China's documents begin; all others are Vietnam's."""


def without_stays(text: str, entities: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entities without the country in which somebody only stays, where the card of the other is named."""
    folded = fold(text)
    of_cards = {"cn" if e["value"].startswith(_OF_CHINA) else "vn" for e in entities if e["entity"] == "document"}
    named = {
        e["value"] for e in entities if e["entity"] == "country" and not _is_of_a_stay(folded, e["start"], e["end"])
    }
    if any(e["entity"] == "other_country" and _is_a_paper(text, folded, e) for e in entities):
        of_cards = {"other"}
        named = {value for value in named if not _only_places(folded, value, entities)}
    told = named or of_cards
    if len(told) != 1:
        return list(entities)
    return [
        entity
        for entity in entities
        if entity["entity"] != "country"
        or entity["value"] in told
        or not (_is_of_a_stay(folded, entity["start"], entity["end"]) or "other" in of_cards)
    ]


def _is_a_paper(text: str, folded: str, entity: dict[str, Any]) -> bool:
    """Say whether a third country is named by its card, or a paper carries it."""
    start, end = entity["start"], entity["end"]
    return bool(NAMES_A_PAPER.search(folded[start:end])) or is_of_a_paper(text, start, end)


def _only_places(folded: str, country: str, entities: Sequence[dict[str, Any]]) -> bool:
    """Say whether a country is only named as where somebody is: behind "in", "en", "ở", not as whose card it is."""
    return all(
        _AT.search(folded[: e["start"]])
        or _STARTS_AT.match(folded[e["start"] :])
        or _OF_SOMEBODY.search(folded[: e["start"]])
        or _POLICE_BEHIND.match(folded[e["end"] :])
        or _MONEY.fullmatch(folded[e["start"] : e["end"]])
        for e in entities
        if e["entity"] == "country" and e["value"] == country
    )


def _is_of_a_stay(folded: str, start: int, end: int) -> bool:
    return bool(_STAYS.search(folded[:start])) and not _OF_A_NATION.fullmatch(folded[start:end])
