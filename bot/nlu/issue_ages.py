"""The age that somebody had, or will have, when a card is made: told apart from the age that he has today.

Three entities on folded text: `age_then` is told of the time of a making ("at 38"), `issue_age` where the words tell
the making itself ("made at 38"), `made_now` where a card is being made ("I am 38 and renewing it").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.nlu.numbers import SPELT_NUMBER, number

AGE_THEN, ISSUE_AGE, MADE_NOW = "age_then", "issue_age", "made_now"
_N = rf"(?:\d{{1,3}}|{SPELT_NUMBER})"
_BARE = rf"(?:\d{{1,3}}|(?:{SPELT_NUMBER})(?= (?:anos|years?|y medi[oa]|and a half)\b))"
"""In words only with its unit: "con dos tarjetas" tells no age."""

_THEN = re.compile(
    r"\b(?:luc|khi(?! nao)|hoi|o tuoi|nam|tu|truoc|sau)(?: (?:toi|em|minh|con|chau|be|no|anh|chi|me|bo|du|tron)){0,2}"
    rf" (?P<vi>{_N}) ?tuoi|\b(?:khi|sau khi|luc|tu luc) (?:du|tron) (?P<reached>\d{{1,3}})\b"
    r"|\b(?:cuando (?:tenga|tenia|cumpl\w+)|tenia|(?:al |de |tras )?cumplir(?: los)?|a los|con|desde los|antes de los)"
    rf" (?P<es>{_BARE})\b(?! ?(?:dias|meses|de )\b)"
    r"|\b(?:at|from|before|after|aged|turn|turns|turning|reaching|when (?:i|he|she|they) (?:am|is|was|were|turn\w*))"
    rf" (?:the )?(?:age )?(?:of )?(?P<en>{_BARE})\b(?! ?(?:days|weeks|months|am|pm)\b)"
)


_BOUND = re.compile(r"\b(?:tu|truoc|sau|from|before|after|desde|antes|tras|despues)\b")
"""What makes an age a bound of a rule, and none at which a card is made: "before 14"."""
_MADE = re.compile(
    r"\b(?<!phai )(?<!phai di )(?:lam|cap|doi)\b|\b(?:made|make|issued|renewed|renewing|got|get|obtained"
    r"|renovada|renovo|renove|hecha|hizo|hice|hicimos|hicieron|hago|saque|saco|sacamos|sacado|sacada|expedid[ao]|emitid[ao])\b"
)
_HELD = re.compile(
    r"\b(?:tien[eo]|tenemos|tengo|has|have|had|co)\b[^.?!]{0,25}\b(?:tarjeta|carne|card|id|the|can cuoc|cccd)\b"
    r"[^.?!]{0,15}$"
)
"""Before a bound, what makes it the making of a card that is held: "tiene la tarjeta desde los once años"."""
_AGED_AND_MAKING = re.compile(
    r"\b(?P<vi>\d{1,3}) ?tuoi (?:roi )?(?:thi )?(?:moi |vua |da )*(?:di |len |ra )*(?:lam|cap|doi|duoc cap)\b"
)
"""An age with a making right behind it: "tròn 60 tuổi đi đổi thẻ"."""
_MADE_NOW = re.compile(
    r"\b(?:dang|sap|vua|moi) (?:di |len |ra )?(?:lam|doi)\b|\bthe moi\b"
    r"|\b(?:is|am|are|be|'m|'s|'re) (?:just |now )?(?:renewing|getting|making|applying|replacing)\b"
    r"|\bnew (?:one|card|id)\b"
    r"|\b(?:esta|estoy|estan) (?:renovando|sacando|haciendo|tramitando)\b|\b(?:la|el|su|una) nuev[ao]\b"
    r"|\brecien (?:sacad|hech)[ao]\b|\b(?:sac\w+|hac\w+|pid\w+) (?:la |el |su )?(?:tarjeta )?(?:ahora|ya)\b"
    r"|\b(?:get|make|apply for|do) (?:it|one|the card|his|hers|theirs) now\b"
    r"|\b(?:dat|dua|dan|cho) (?:\w+ ){1,6}di lam (?:the|can cuoc|cccd)\b"
    r"|\b(?:lam|doi) (?:the |luon )?(?:bay gio|bay h|hom nay|luon bay gio)\b"
)


def find_issue_ages(folded: str) -> Iterator[dict[str, Any]]:
    """Yield what a folded message tells of the age at a making, as entities; a bound ("before 14") is no making."""
    then, aged = _THEN.search(folded), _AGED_AND_MAKING.search(folded)
    if then:
        place = {"start": then.start(), "end": then.end()}
        years = number(next(years for years in then.groups() if years))
        yield {"entity": AGE_THEN, "value": years, **place}
        made = _MADE.search(folded) and not _BOUND.match(then.group())
        if not aged and (made or _HELD.search(folded[: then.start()])):
            yield {"entity": ISSUE_AGE, "value": years, **place}
    if aged:
        yield {"entity": ISSUE_AGE, "value": number(aged["vi"]), "start": aged.start(), "end": aged.end()}
    elif not then and (now := _MADE_NOW.search(folded)):
        yield {"entity": MADE_NOW, "value": now.group(), "start": now.start(), "end": now.end()}
