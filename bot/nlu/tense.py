"""On which side of today a day or a month without a year lies, by the words around it; on folded text."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.nlu.calendar_words import Direction, is_marked

_AFTER = re.compile(
    r"\s*,?\s*(?:(?:of|de|del|cua)\s+)?\b(?:"
    r"(?P<last_year>nam (?:ngoai|truoc|roi|vua roi)|last year|ano pasado)"
    r"|(?P<next_year>nam (?:sau|toi)|sang nam|next year|ano que viene|proximo ano|ano proximo)"
    r"|(?P<this_year>nam nay|this year|este ano)"
    r"|(?P<ahead>toi day|sap toi|sap den|toi(?!\s*\d)|que viene|proxim[oa]|next)"
    r"|(?P<behind>vua roi|vua qua|da qua|roi|pasad[oa]|last)"
    r"|(?P<near>nay))\b"
)
_BEFORE = re.compile(
    r"\b(?:(?P<ahead>next|(?:this )?coming|proxim[oa])|(?P<behind>last|this past|pasad[oa])|(?P<near>this|este))\s*$"
)
_MARKED = {"toi": ("tới",), "nay": ("này", "nay"), "roi": ("rồi",)}
"""Short words that are others with other marks: "tôi", "rơi"."""
_SUBJECT_FOLLOWS = re.compile(r"\s+(?:nop|di|lam|den|xin|muon|dinh|se|len|bi|da|mat|co|can|phai|doi)\b")
"""After "toi" without marks: "15/2 toi nop" is "15/2 tôi nộp"."""
_CLAUSE = re.compile(r"[.;?!\n](?=\s|$)")
_WILL = re.compile(
    r"\b(?:(?:se|sap|dinh|tinh|du dinh|du tinh) (?:di |len |ra |den )?(?:nop|di|lam|xin|doi|dang ky)|tinh den"
    r"|will|(?:i|we|he|she)['’]ll|going to|gonna|plan(?:ning)? to|intend to"
    r"|voy a|vamos a|va a|pienso|presentare|entregare|ire|solicitare"
    # What can only be done then is still to come: "we can only come in March".
    r"|(?:can|could) only|(?:can't|cannot|can not|won't)(?: \w+){1,6} (?:until|before)"
    r"|(?:solo|recien) (?:puedo|podre|podemos|puede)|no (?:puedo|podre|podemos|puede)(?: \w+){1,5} hasta"
    r"|moi (?:\w+ ){0,3}duoc|moi ranh)\b"
)
_DID = re.compile(
    r"\b(?:(?:da|vua|moi) (?:di |len |ra )?(?:nop|lam|xin|doi|dang ky|mat|den)|filed|submitted"
    r"|handed|applied|went|lost|presente|entregue|solicite|perdi|pedi|fui)\b"
)

_DID_MARKED = re.compile(r"\b(?:present|entreg|solicit|ped|envi|reserv)(?:ó|ió)\b")


class Told(NamedTuple):
    """What stands around a date: where its words end, its side of today, and its year as a step from this one."""

    end: int
    direction: Direction | None = None
    year: int | None = None


def told(text: str, folded: str, start: int, end: int) -> Told:
    """Return what the words right around a date tell of its year, else what the tense of its sentence tells."""
    after = _AFTER.match(folded, end)
    if after and _is_meant(after, text, folded):
        years = {"last_year": -1, "this_year": 0, "next_year": 1}
        group = str(after.lastgroup)
        if group in years:
            return Told(after.end(), year=years[group])
        return Told(after.end(), direction=_side(group))
    before = _BEFORE.search(folded[:start])
    if before:
        return Told(end, direction=_side(str(before.lastgroup)))
    return Told(end, direction=tense(text, folded, start, end))


def tense(text: str, folded: str, start: int, end: int) -> Direction | None:
    """Return the side of today that the sentence around a date speaks of, None where it does not tell."""
    around = sentence(folded, start, end)
    if _WILL.search(around):
        return "ahead"
    # The accent alone tells "presentó" from "presento".
    return "behind" if _DID.search(around) or _DID_MARKED.search(sentence(text, start, end).lower()) else None


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around a place of a text."""
    begin = max((stop.end() for stop in _CLAUSE.finditer(text, 0, start)), default=0)
    stop = _CLAUSE.search(text, end)
    return text[begin : stop.start() if stop else len(text)]


def _side(group: str) -> Direction:
    return "ahead" if group == "ahead" else "behind" if group == "behind" else "near"


def _is_meant(after: re.Match[str], text: str, folded: str) -> bool:
    start, end = after.span(str(after.lastgroup))
    word = folded[start:end]
    if word == "toi" and text.isascii() and _SUBJECT_FOLLOWS.match(folded, end):
        return False
    return word not in _MARKED or is_marked(text[start:end], text, *_MARKED[word])
