"""The age that somebody had, or will have, when a card is made: told apart from the age that he has today."""

from __future__ import annotations

import re

from common.text import fold

_THEN = re.compile(
    r"\b(?:luc|khi(?! nao)|o tuoi|nam|tu|truoc|sau)(?: (?:toi|em|minh|con|chau|be|no|anh|chi|me|bo|du|tron)){0,2}"
    r" (?P<vi>\d{1,3}) ?tuoi|\b(?:khi|sau khi|luc|tu luc) (?:du|tron) (?P<reached>\d{1,3})\b"
    r"|\b(?:cuando (?:tenga|tenia|cumpl\w+)|tenia|(?:al |de |tras )?cumplir(?: los)?|a los|con|desde los|antes de los)"
    r" (?P<es>\d{1,3})\b(?! ?(?:dias|meses|de )\b)"
    r"|\b(?:at|from|before|after|aged|turn|turns|turning|reaching|when (?:i|he|she|they) (?:am|is|was|were|turn\w*))"
    r" (?:the )?(?:age )?(?:of )?(?P<en>\d{1,3})\b(?! ?(?:days|weeks|months|am|pm)\b)"
)


_BOUND = re.compile(r"\b(?:tu|truoc|sau|from|before|after|desde|antes|tras|despues)\b")
"""What makes an age a bound of a rule, and none at which a card is made: "before 14"."""
_MADE = re.compile(
    r"\b(?<!phai )(?<!phai di )(?:lam|cap|doi)\b|\b(?:made|make|issued|renewed|renewing|got|get|obtained"
    r"|renovada|renovo|renove|hecha|hizo|hice|hago|saque|saco|sacado|sacada|expedid[ao]|emitid[ao])\b"
)
_AGED_AND_MAKING = re.compile(
    r"\b(?P<vi>\d{1,3}) ?tuoi (?:roi )?(?:thi )?(?:moi |vua |da )*(?:di |len |ra )*(?:lam|cap|doi|duoc cap)\b"
)
"""An age with a making right behind it: "tròn 60 tuổi đi đổi thẻ"."""
_MADE_NOW = re.compile(
    r"\b(?:dang|sap|vua|moi) (?:di |len |ra )?(?:lam|doi)\b|\bthe moi\b"
    r"|\b(?:is|am|are|be|'m|'s|'re) (?:just |now )?(?:renewing|getting|making|applying|replacing)\b"
    r"|\bnew (?:one|card|id)\b"
    r"|\b(?:esta|estoy|estan) (?:renovando|sacando|haciendo|tramitando)\b|\b(?:la|el|su|una) nuev[ao]\b"
    r"|\brecien (?:sacad|hech)[ao]\b"
)


def age_at_issue(text: str, age: int | None) -> int | None:
    """Return the full years at which a card is made: as told, or of today where it is being made.

    age: the age that is told. None where the words tell no making, or a bound: "before 14".
    """
    folded = fold(text)
    aged = _AGED_AND_MAKING.search(folded)
    if aged:
        return int(aged["vi"])
    then = _THEN.search(folded)
    if then:
        exact = _MADE.search(folded) and not _BOUND.match(then.group())
        return age_then(text) if exact else None
    return age if _MADE_NOW.search(folded) else None


def age_then(text: str) -> int | None:
    """Return the full years told of the time when a card is made: 38 of "made when I was 38", of "a los 38"."""
    match = _THEN.search(fold(text))
    return int(next(years for years in match.groups() if years)) if match else None
