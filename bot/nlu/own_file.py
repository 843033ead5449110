"""What only one's own file tells, and whose data nobody looks up here: told by its words, on folded text.

"Is my card ready", "what is my number" and "whose number is this" name the same things as the general rules on time
limits and numbers; no such rule answers them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from common.text import fold

FILE = "file"
_CARD = r"(?:the|can cuoc|cccd|cmnd|cc|ho so|hs)"
_NUMBER = r"(?:so (?:can cuoc|cccd|cmnd|cmt|cc|dinh danh(?: ca nhan)?|chung minh)|ma dinh danh|ma so dinh danh)"
_MINE = r"(?:toi|em|e|minh|m|tui|tao|con)"
_END = r"(?: (?:a|vay|v|z|ad|nhi|ban|shop|ha|the|r|roi|ta|nha|nhe|chua biet))*\W*(?:$|[.,?!;:])"
_PAPER = r"(?:card|id|cccd|identity card|id card|application|file|request|renewal)"
_TARJETA = r"(?:tarjeta|carne|carnet|dni|cedula|cccd|solicitud|expediente|tramite|documento)"
_IT_IS_OWN = re.compile(
    # Vietnamese: is it ready, how far is it, what is my number
    rf"\b{_CARD}\b[^.?!,]{{0,50}}\b(?:xong|in|in ra|ve|ve phuong|ve xa|duyet|in xong|lam xong|gui|lay duoc) chua{_END}"
    rf"|\bho so\b[^.?!,]{{0,40}}\b(?:toi dau|den dau|den buoc nao|khau nao|ra sao|sao) roi\b"
    rf"|\b{_NUMBER} (?:cua )?{_MINE}(?: \w+)? (?:la )?(?:bao nhieu|so may|so gi|may|gi){_END}"
    rf"|\b(?:quen|doc (?:giup|gium|ho|dum)|cho biet|cho xin|xem|tra)\b[^.?!]{{0,20}}\b{_NUMBER} (?:cua )?{_MINE}\b"
    # English
    rf"|\b(?:is|are) (?:my|our|his|her) (?:new )?{_PAPER}s?\b[^.?!]{{0,20}}"
    r"\b(?:ready|done|printed yet|finished|approved)\b"
    rf"|\b(?:has|have|did) (?:my|our|his|her) (?:new )?{_PAPER}s?\b[^.?!]{{0,20}}"
    r"\b(?:arrived?|been (?:printed|made|sent|approved)|gone through)\b"
    rf"|\bwhat(?: is|s|['’]s| was) (?:the number (?:on|of) my (?:old |new )?{_PAPER}|my (?:old |own |personal )?"
    r"(?:id|identity|card|cccd|personal|cmnd)? ?(?:number|no))\b(?! (?:for|used|made|mean))"
    r"|\b(?:tell|give|send|remind) me (?:what )?my (?:\w+ ){0,2}number\b"
    # Spanish
    rf"|\b(?:ya )?esta(?:ra)? (?:ya )?list[oa] (?:ya )?(?:mi|nuestra) {_TARJETA}"
    rf"|\bmi {_TARJETA}\b (?:ya )?(?:esta(?:ra)? list[oa]|llego|salio|la imprimieron)"
    r"(?: ya)?(?:,? o (?:todavia )?no)?\W*$"
    rf"|\bcual (?:es|era) (?:mi numero|el numero de mi {_TARJETA})(?! (?:para|tras|despues|si|cuando))"
    rf"|\bque numero tiene mi {_TARJETA}|\b(?:dime|digame|dame|deme|recuerdame) (?:cual es )?mi numero\b"
)
_HOW = re.compile(
    r"\b(?:cach|bang cach nao|the nao|o dau|lam sao|trang nao|cho nao|khi nao|bao gio|how|where|when|como|donde|cuando"
    r"|que dia|que fecha|que hora|cuantos|can i (?:see|check))\b"
)
"""Who asks for the way to find it out himself asks a general question."""
_OTHERS = (
    r"(?:nguoi (?:khac|yeu cu|ta|la|do|nay|ban|quen)|(?:ong |ba |anh |chi )?hang xom|chong cu|vo cu|ban trai cu|sep"
    r"|thang (?:ban|em|cha|do|kia|chu|quy|ay)|con no|chu no|nguoi (?:thue|vay|no|mua|ban))"
)
_KNOWN_ONES = r"(?:ex|neighbou?r|boss|tenant|landlord|debtor|colleague|stalker)"
_CONOCIDOS = r"(?:otra persona|alguien|mi (?:ex|vecin\w+|jef\w+|inquilin\w+|caser[oa]|deudor\w*))"
_OF_OTHERS = re.compile(
    rf"\b(?:{_NUMBER}|so (?:nay|do|kia)|so)\b(?! dien thoai)[^?!,a-z]*(?:nay |do |kia )?(?:la )?(?:cua|ten) ai\b"
    r"(?! (?:doi|giu))"
    rf"|\bai (?:la chu|dung ten|so huu)\b[^?!,]{{0,30}}\b{_NUMBER}\b"
    r"|(?:^\W*(?:\w+ ){0,3}|\b)(?:tra|tim|kiem|check|xem|do|cho xin|cho biet)(?: cuu)?"
    r" (?:(?:giup|gium|ho|dum|dup)\b[^.?!,]{0,25})?"
    rf"\b(?:so|dia chi|thong tin|ten)\b(?: (?!cho\b)\w+){{0,4}} (?:cua )?{_OTHERS}\b"
    r"|(?:^|[.?!,:;] *)(?:and |but |so )?whose (?:(?!phone)\w+ ){0,2}(?:number|id) (?:is|was)\b"
    r"|\bwho (?:does|do) (?:this|that|the) (?:\w+ ){0,2}(?:number|id) belong"
    r"|\bwho owns (?:this|that|the) (?:\w+ ){0,2}number\b"
    r"|\b(?:find|look up|get|give|tell)\b[^.?!]{0,25}\b(?:number|address|data|details)\b[^.?!]{0,20}"
    rf"\b(?:of my {_KNOWN_ONES}|of (?:a|an) (?:stranger|singer|debtor|friend|man|woman)"
    r"|of (?:somebody|someone|another person))\b"
    rf"|\b(?:find|look up|get)\b[^.?!]{{0,15}}\b(?:my {_KNOWN_ONES}|somebody|someone)(?: else)?['’]?s\b[^.?!]{{0,25}}"
    r"\b(?:number|address|id|card)\b"
    r"|\b(?:de|a nombre de) quien (?:es|sera|esta|figura) (?:este|ese|el) (?:numero|cccd)\b"
    r"|\b(?:este|ese) (?:numero|cccd)\b[^.?!,]{0,30}\b(?:de|a nombre de) quien (?:es|sera|esta|figura)\b"
    r"|\b(?:busc\w+|dime|dame|digame|averigu\w+|encuentr\w+)\b[^.?!]{0,25}\b(?:numero|direccion|domicilio|datos)\b"
    rf"[^.?!]{{0,20}}\bde {_CONOCIDOS}\b"
)
_OF_A_SERVICE = re.compile(r"\b(?:1900|113|114|115|18001\d+)\b")
"""Numbers that are nobody's: they are telephones of services."""
_MAY = re.compile(
    r"\b(?:duoc khong|dc (?:ko|k|khong)|duoc ko|co duoc|can i|may i|is it allowed|am i allowed|puedo|se puede"
    r"|how|como|donde|where|o dau|lam sao|kieu gi)\b"
)
"""Who asks whether or how it may be done is told so by the rule."""
_OF_A_NAME = re.compile(
    r"(?i:số|so|number|número|numero|no\.?|địa chỉ|address)(?: \w+){0,4}(?i: của| cua| of| de)"
    r"(?i: anh| chị| ông| bà| cô)? [A-ZĐ]\w+ [A-ZĐÁẢÀẠÂẤẬẦ]\w+"
)
"""A number or an address of somebody called by two names that begin with capitals."""
_LOOKED_UP = re.compile(
    r"\b(?:tra|tim|kiem|cho biet|cho xin|doc|find|look up|give|tell|get|dime|dame|digame|busca\w*|averigu\w+"
    r"|consult\w+)\b"
)


def find_files(text: str) -> Iterator[dict[str, Any]]:
    """Yield the message as the question on a `file` that it is, somebody else's before one's own."""
    value = "others" if asks_for_others(text) else "own" if asks_for_own(text) else None
    if value:
        yield {"entity": FILE, "value": value, "start": 0, "end": len(text)}


def asks_for_others(text: str) -> bool:
    """Say whether a message wants somebody else's data looked up: "whose number is this", "my ex's number"."""
    folded = fold(text)
    named = _OF_A_NAME.search(text) is not None and _LOOKED_UP.search(folded) is not None
    if _MAY.search(folded) or _OF_A_SERVICE.search(folded):
        return False
    return named or _OF_OTHERS.search(folded) is not None


def asks_for_own(text: str) -> bool:
    """Say whether a message asks what only one's own file tells, and not where to look it up oneself."""
    folded = fold(text)
    return _IT_IS_OWN.search(folded) is not None and _HOW.search(folded) is None
