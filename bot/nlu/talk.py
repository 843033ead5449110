"""What is meant as a joke, or as thanks: told by the words of the whole message, on folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from common.text import fold, has_marks

TALK = "talk"
_THU_CUNG = r"(?:(?:con|be|cho) meo|thu cung|be cun|hamster|pet)"
_PET = (
    rf"(?:{_THU_CUNG}|cats?|kitten|dogs?|pupp(?:y|ies)|pets?|hamsters?|parrots?"
    r"|rabbits?|goldfish|gat[oa]s?|perr[oa]s?|mascotas?|loros?|conej[oa]s?|cachorr[oa]s?)"
)
_CARD = r"(?:the|can cuoc|cccd|cmnd|cards?|id|ids|chip|tarjeta|carne|carnet|dni|cedula|ciudadan\w+|citizens?)"
_FOR_A_PET = re.compile(
    rf"\b{_CARD}\b[^.?!]{{0,25}}\b(?:(?:cho|for|para)(?: (?:con|be|mot|my|our|the|a|mi|un|una|el|la|nuestr[oa]))*"
    rf"|a (?:mi|nuestr[oa]|un|una|el|la)) {_PET}\b|\b{_CARD}\b[^.?!]{{0,15}} (?:con|cho) pet\b"
    rf"|\b(?:do|does|can|may|must|should|will)(?: (?:my|our|the|a))* {_PET} (?:\w+ ){{0,3}}"
    r"(?:need|have|get|own|apply)\b"
    rf"[^.?!]{{0,25}}\b{_CARD}\b"
    rf"|\b(?:mi|el|la|un|una|los|las|nuestr[oa]) {_PET} (?:\w+ ){{0,2}}(?:necesita\w*|puede\w*|tiene que|debe\w*)\b"
    rf"[^.?!]{{0,25}}\b{_CARD}\b"
    rf"|\b{_THU_CUNG} (?:\w+ ){{0,4}}(?:co (?:can|duoc|phai)|can lam|duoc cap|muon lam)\b[^.?!]{{0,15}}\b{_CARD}\b"
)
"""A card for an animal; one that an animal has chewed is a damaged card."""
_OF_SPIRITS = re.compile(
    r"\b(?:ghosts?|vampires?|zombies?|extraterrestrials?|santa claus|unicorns?|mermaids?|thang co hon|ma ca rong"
    r"|nguoi ngoai hanh tinh|ong gia noel|diem vuong"
    r"|(?<!empresa )(?<!empresas )fantasmas?|vampiros?|marcianos?|extraterrestres?|papa noel"
    r"|unicornios?)\b"
)
_FORTUNE = re.compile(
    r"\bhen hay xui\b|\bxui hay hen\b|\bmay hay rui\b|\bxem (?:boi|tu vi|van menh|van so)\b|\bboi toan\b|\bgieo que\b"
    r"|\bhoroscope\b|\b(?:tell|read)\w* my (?:fortune|future)\b|\bwin(?:ning)? (?:in )?(?:the )?lottery\b"
    r"|\bbring\w* (?:me )?(?:good |bad )?luck\b|\bhoroscopo\b"
    r"|\b(?:da|trae|traer|dara|traera) (?:buena |mala )?suerte\b"
    r"|\badivin\w+ (?:mi|el|la) (?:futuro|suerte|destino)\b|\b(?:gan\w+|acert\w+) (?:en )?la loteria\b"
)
_WITH_MARKS = {"chó": "pet", "mèo": "pet", "con ma": "ghost", "hồn ma": "ghost", "ma quỷ": "ghost", "cô hồn": "ghost"}
"""Words that are others without their marks ("cho" is for, "con ma" mostly "con mà"), and what they are read as."""
_THANKS = re.compile(
    r"^\W*(?:(?:da|vang|ok|okay|vale|perfecto|genial|great|perfect|tot qua|hay qua|em|minh|toi|muchas|mil|muchisimas"
    r"|many|lots of|so|va|y|and|well|bueno|pues)\W+){0,3}"
    r"(?:cam on|thanks?|thank (?:you|u)|thx|tks|gracias|se lo agradezco|te lo agradezco)\b"
)
_GREETS = re.compile(
    r"\b(?:saludos?|abrazos?|besos?|buen dia|buenas|adios|hasta luego|feliz|bendiciones|regards|greetings|cheers|hugs?"
    r"|love from|bye|goodbye|take care|have a (?:good|nice|great)|chao|tam biet|chuc|hen gap|than men|all the best)\b"
)
_ASKS = re.compile(r"[?¿]|\b(?:but|pero|nhung|how|where|when|what|como|donde|cuando|cuanto|bao nhieu|o dau|lam sao)\b")
MOST_WORDS = 14
"""Words of thanks with a greeting; longer messages ask something as well."""


def find_talk(text: str) -> Iterator[dict[str, Any]]:
    """Yield the message as the `talk` that it is, where it is any."""
    for value, is_said in (("joke", is_a_joke), ("thanks", is_thanks)):
        if is_said(text):
            yield {"entity": TALK, "value": value, "start": 0, "end": len(text)}


def is_a_joke(text: str) -> bool:
    """Say whether a message is nonsense about cards: for a pet or a ghost, or to tell somebody's fortune."""
    words = text.lower()
    if has_marks(words):
        for said, meant in _WITH_MARKS.items():
            words = re.sub(rf"\b{said}\b", meant, words)
    folded = fold(words)
    return any(joke.search(folded) for joke in (_FOR_A_PET, _OF_SPIRITS, _FORTUNE))


def is_thanks(text: str) -> bool:
    """Say whether a message thanks, with a greeting beside it, and asks nothing."""
    folded = fold(text)
    if len(folded.split()) > MOST_WORDS or not _THANKS.search(folded):
        return False
    rest = _GREETS.sub(" ", _THANKS.sub(" ", folded))
    return _GREETS.search(folded) is not None and not _ASKS.search(rest)
