"""Terms that are not the time an office takes: how long a card is held or is good, until when one must act.

"How long" and "deadline" ask mostly how long the making of a card takes. Where they ask for another term, that is the
entity `term` and no `timeline`: the days of the making would be taken for it. All on folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

TERM, HELD, OWN, GOOD = "term", "held", "own", "good"
ASPECT, TIMELINE, PLACE = "aspect", "timeline", "place"
_OFFICE = r"(?:la policia|la oficina|la comisaria|ellos|cong an|the (?:office|police)|they)"
_DOES = (
    r"(?:solicitar\w*|pedir\w*|renovar\w*|sacar\w*|sacarse\w*|cambiar\w*|hacer(?:la|lo|se)\w*|tramitar\w*"
    r"|ir|presentarse)"
)
_APPLIES = r"(?:apply\w*|get(?:ting)?|renew\w*|chang\w+|register\w*|do|replac\w+|exchang\w+)"
_LAM = r"(?:di |len |ra )?(?:lam|doi|nop|dang ky|xin|cap)"
_ME = r"(?:toi|tui|em|e|minh|con|chau|nguoi ta|ho|ba|ong|chi|anh)"
_TERMS = {
    HELD: (
        rf"(?<!tam )giu (?:{_ME} |the |cccd |can cuoc |cua \w+ )*(?:trong |toi |den )?(?:bao lau|may ngay"
        rf"|bao nhieu ngay)",
        r"(?<!tam )giu\b[^.;?!]{0,40} (?:bao lau|may ngay)",
        r"how (?:long|many days)(?: \w+){0,4} (?:keep|hold|retain|held|kept|retained)\b",
        r"cuanto(?: tiempo|s dias)?(?: \w+){0,4} (?:retener\w*|retienen?|retenid\w+|quedarse con|guardar\w*"
        r"|guardan)\b",
    ),
    GOOD: (
        r"how long(?: \w+){0,5} (?:good|valid|last|lasts)\b",
        r"(?:dung|xai|su dung|co gia tri|co hieu luc|thoi han|co han)(?: duoc| the| cua the| trong"
        r"| la)* bao lau(?! (?:co|xong|lay|nhan))",
        r"cuanto(?: tiempo|s anos)? (?:me |le |te )?(?:dura|sirve|vale la tarjeta|vale el carne\w*|es valid[ao])\b",
    ),
    OWN: (
        # How long somebody may leave it.
        r"(?:duoc )?(?:de|cho|hoan|tre|cham|qua han)(?: \w+){0,3} (?:toi da |duoc )?(?:bao lau|may ngay"
        r"|bao nhieu ngay)"
        r"(?: \w+){0,2} (?:thi )?(?:bi phat|phat)",
        rf"(?:trong|sau|duoc) (?:vong )?(?:bao lau|may ngay|bao nhieu ngay) (?:thi )?(?:{_ME} )?(?:phai|bat buoc)",
        rf"{_ME} (?:con |co |duoc )+(?:bao lau|may ngay|bao nhieu ngay|bao nhieu thoi gian) (?:de|nua)",
        r"how (?:long|much time|many days) (?:may|can|could|do|does|have|has) (?:\w+ )?(?:i|we|he|she|they|one"
        r"|you|somebody"
        r"|someone|a person|people|my \w+)? ?(?:wait|put (?:it )?off|delay|leave it|postpone|have (?:left )?to"
        r"|have after)",
        r"how (?:long|much time|many days) (?:do|does|have|has) (?:i|we|he|she|one|you|my \w+) (?:have|got)",
        r"cuanto (?:tiempo )?(?:puedo|puede|podemos|se puede) (?:esperar|tardar|dejarlo|retrasar\w*|aplazar\w*)",
        rf"cuant(?:o|os) (?:tiempo |dias )?(?:tengo|tiene|tenemos|hay)(?: de plazo)?(?: para (?:{_DOES}))?(?! que)",
        # Whether, or until when, he must act.
        r"(?:is there|do i have|does (?:he|she) have|is it) (?:any |an? |some )?(?:deadline"
        r"|time limit)(?! for (?:the |an )?office)",
        rf"(?:deadline|time limit|last day|cut-?off)(?: \w+){{0,2}} (?:to|for) (?:me to |us to |him to "
        rf"|her to )?{_APPLIES}",
        rf"by when (?:must|do|does|should|have) (?:i|we|he|she|one|my \w+)(?: have to| need to)? {_APPLIES}",
        rf"(?:tengo|tiene|tenemos|hay) (?:yo |el |ella )?(?:algun |un |ningun )?plazo(?! (?:{_OFFICE}|para que))",
        rf"que plazo (?:tengo|tiene|hay)(?: \w+)? para {_DOES}|plazo para {_DOES}",
        rf"hasta (?:que dia|cuando|que fecha) (?:tengo|tiene|tenemos|hay)(?! {_OFFICE})(?: de plazo"
        rf"| tiempo)?(?: para)? ?(?:{_DOES})?",
        rf"(?:fecha limite|ultimo dia)(?: \w+){{0,2}} para {_DOES}|para cuando (?:tengo|tiene|hay) que {_DOES}",
        rf"(?:cham|muon|tre) nhat (?:la )?(?:\w+ )?(?:khi nao|ngay nao|bao gio|luc nao"
        rf"|hom nao) (?:thi )?(?:{_ME} )?phai(?! (?:co|xong|tra|cap|giao)\b)",
        rf"phai {_LAM}(?: \w+){{0,5}} (?:cham|muon|tre) nhat|phai {_LAM}(?: \w+){{0,4}} truoc (?:ngay|khi) nao",
        r"co (?:thoi )?han(?: chot| cuoi)? (?:nao |gi |phai \w+ )?(?:khong|ko|hong)\b|han chot (?:de |phai )",
    ),
}
_FOUND = {value: re.compile(rf"\b(?:{'|'.join(patterns)})") for value, patterns in _TERMS.items()}
_THE_MAKING = re.compile(
    r"\b(?:co the|co duoc the|lay the|nhan the|lam xong|xong|ready|get the (?:new )?card|me la (?:den|dan|entregan)"
    r"|estara|new (?:card|one)|la nueva|the moi)\b"
)
"""What comes of a making: "how long do I have to wait for the new card"."""
_CLAUSE_END = re.compile(r"[.;?!\n]")
_UNTIL = re.compile(r"\b(?:until|till|hasta|den|toi)\s+$")
"""Before "when will" it asks until when a card is good."""
_WHEREVER = re.compile(r"(?: \w+){0,4} cung\b")
"""After "đi đâu", what makes it wherever, and no question: "ở đâu cũng đòi thẻ"."""


def find_terms(folded: str) -> Iterator[dict[str, Any]]:
    """Yield the terms of a message that are not those of a making."""
    for value, pattern in _FOUND.items():
        for match in pattern.finditer(folded):
            stop = _CLAUSE_END.search(folded, match.end())
            rest = folded[match.start() : stop.start() if stop else len(folded)]
            if not _THE_MAKING.search(rest):
                yield {"entity": TERM, "value": value, "start": match.start(), "end": match.end()}


def without_other_terms(folded: str, entities: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entities with the terms found, less the aspects that their words only seemed to name."""
    terms = list(find_terms(folded))
    kept = [
        one
        for one in entities
        if one["entity"] != ASPECT
        or not (_is_no_timeline(folded, one, terms) if one["value"] == TIMELINE else _is_wherever(folded, one))
    ]
    return [*kept, *terms]


def _is_no_timeline(folded: str, aspect: dict[str, Any], terms: Sequence[dict[str, Any]]) -> bool:
    if _UNTIL.search(folded[: aspect["start"]]):
        return True
    return any(term["start"] < aspect["end"] and aspect["start"] < term["end"] for term in terms)


def _is_wherever(folded: str, aspect: dict[str, Any]) -> bool:
    return aspect["value"] == PLACE and bool(_WHEREVER.match(folded, aspect["end"]))
