"""Whose card a message is about, where it names several persons: the owner of the card, not who broke or brought it.

"Thằng cu 7 tuổi bẻ gãy thẻ của bố" tells the age of the child, and the card is the father's; "bà 62 dắt cháu 13 tuổi
đi làm thẻ" asks for the child's. The Vietnamese name of a card ("CMT") that a Chinese citizen lost is that of China's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.nlu.ages import Age

GROWN_UP = 18
"""From this age on an age may be that of whoever's card it is."""
_CARD = r"(?:the|cccd|can cuoc|cmnd|cmt|chung minh(?: thu)?|can cuoc cong dan)"
_ADULT = r"(?:bo|ba|cha|tia|me|ma|vo|chong|ong(?: noi| ngoai)?|ba noi|ba ngoai|bac|chu|co|di|cau|toi|tui|minh|em)"
_CARD_OF_AN_ADULT = re.compile(
    # Vietnamese, English, Spanish
    rf"\b{_CARD} (?:cu )?(?:cua )?{_ADULT}\b"
    r"|\b(?:my|his|her|the)?\s*(?:dad|father|mum|mom|mother|husband|wife|grandma|grandpa|grandmother|grandfather"
    r"|uncle|aunt)"
    r"\W?s (?:\w+ )?(?:card|id|cccd)\b|\bmy (?:id )?(?:card|id|cccd)\b"
    r"|\b(?:tarjeta|carnet?|cccd|cedula|can cuoc) (?:de (?:mi|su) (?:padre|madre|marido|mujer|espos[oa]|abuel[oa]"
    r"|papa|mama)|mia)\b"
    r"|\bmi (?:tarjeta|carnet?|cccd|cedula)\b"
)
_HARMED = (
    r"(?:be|be gay|lam (?:gay|hong|mat|rot|rach|hu|uot)|gay|xe|can|cat|nem|vut|quang|giau|gam|ve|to|dot|danh roi|lam)"
    r"|(?:broke|snapped|lost|cut|bent|tore|ripped|chewed|threw|hid|drew|ruined|flushed|dropped|bit)"
    r"|(?:rompio|partio|perdio|doblo|mordio|corto|tiro|rayo|escondio|quemo|rasgo|pinto|estropeo|destrozo)"
)
_BY = re.compile(rf"\W*(?:(?:\w+\W+){{0,4}}?)(?:{_HARMED})\b")
"""What a child did to the card, right behind its age."""
_CHILD = r"(?:chau|con|be|em|thang (?:cu|be|nhoc)|con be|dua (?:nho|chau|con)|con gai|con trai|chau noi|chau ngoai)"
_CHILDREN = (
    r"(?:grandson|granddaughter|grandchild|son|daughter|child|kid|nephew|niece|niet[oa]|hij[oa]|sobrin[oa]|nin[oa])"
)
_TAKES = re.compile(
    rf"(?:dat|dan|dua|cho|bong|be|am|keo|di cung) (?:\w+ ){{0,2}}?{_CHILD}\b[^.?!]*\b(?:di |xin )?(?:lam|doi|cap"
    rf"|lay|nhan)\b"
    rf"|(?:tak(?:es|ing)|took|brings?|bringing|brought|with) (?:my |her |his |our |the )?(?:\d+\W?year\W?old"
    rf" )?{_CHILDREN}\b"
    rf"|(?:lleva|llevo|llevar|acompana|acompano|trae|trajo|con) (?:a )?(?:mi|su|la|el|al) {_CHILDREN}\b"
)
"""A grown-up who takes a child to have its card made; the child's age follows the verb."""
_LONGEST = 60


def of_the_owner(folded: str, ages: Sequence[Age]) -> list[Age]:
    """Return the ages that may be those of whoever's card it is.

    Not that of a child that broke a grown-up's card, nor that of a grown-up who takes a child to have one made.
    """
    kept = [age for age in ages if not _is_of_a_breaker(folded, age)]
    grown = [age for age in kept if age.years >= GROWN_UP]
    young = [age for age in kept if age.years < GROWN_UP]
    if not grown or not young:
        return kept
    takers = [age for age in grown if any(_takes(folded, age, child) for child in young)]
    return [age for age in kept if age not in takers]


def _is_of_a_breaker(folded: str, age: Age) -> bool:
    if age.years >= GROWN_UP:
        return False
    behind = folded[age.end :]
    done = _BY.match(behind)
    if done is None or "." in behind[: done.end()]:
        return False
    return _CARD_OF_AN_ADULT.match(behind[done.end() :].lstrip(" ,")[:_LONGEST]) is not None or bool(
        _CARD_OF_AN_ADULT.search(behind[done.end() : done.end() + 30])
    )


def _takes(folded: str, grown: Age, child: Age) -> bool:
    """Say whether a grown-up takes the child whose age is told to have its card made."""
    between = folded[grown.end : child.end + _LONGEST]
    taken = _TAKES.search(between)
    return grown.end <= child.start and taken is not None and taken.start() <= child.start - grown.end


_CHINESE = re.compile(
    r"\b(?:nguoi|ng|quoc tich|qt) (?:trung quoc|tq|trung|hoa luc dia)\b"
    r"|\b(?:is|am|i m|he s|she s|from mainland) chinese\b|\b(?:es|soy) chin[oa]\b"
    r"|\bchinese (?:husband|wife|boyfriend|girlfriend|friend|partner|citizen|national|man|woman|colleague|fiancee?)\b"
    r"|\b(?:marido|mujer|espos[oa]|novi[oa]|amig[oa]|ciudadan[oa]) chin[oa]\b"
)
_OF_VIETNAM = re.compile(
    r"\b(?:viet nam|vietnam|vietnamese|vietnamitas?|vn|nhap (?:quoc )?tich|nhap quoc|vo viet|chong viet|nationality"
    r"|nacional\w+"
    r"|naturali\w+|citizenship)\b"
)
_A_CARD = re.compile(r"\b(?:cards?|ids?|tarjeta|carnet?|cedula|dni|the)\b")
_VIETNAMESE_CARDS = ("cmnd", "cccd", "can_cuoc")
"""Vietnamese names of cards, which are said of China's as well."""
CHINAS = "cn_id"
_HAPPENED = ("lost", "damaged", "expired")


def of_a_chinese(folded: str, entities: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entities with China's card, where a Chinese citizen lost what is called by a Vietnamese name.

    Only Vietnamese citizens have Vietnam's, and cities of Vietnam only tell where he is.
    """
    cards = {e["value"] for e in entities if e["entity"] == "document"}
    happened = any(e["entity"] == "reason" and e["value"] in _HAPPENED for e in entities)
    persons = {e["value"] for e in entities if e["entity"] == "who"} - {"self"}
    called_so = cards & set(_VIETNAMESE_CARDS) or (not cards and _A_CARD.search(folded))
    if not (happened and called_so and len(persons) <= 1 and _CHINESE.search(folded)):
        return list(entities)
    if _OF_VIETNAM.search(folded) or any(e["entity"] == "neighbour" for e in entities):
        return list(entities)
    kept = []
    for entity in entities:
        if entity["entity"] == "document" and entity["value"] in _VIETNAMESE_CARDS:
            if CHINAS not in cards:
                kept.append({**entity, "value": CHINAS})
        elif not (entity["entity"] == "country" and entity["value"] == "vn"):
            kept.append(entity)
    return kept
