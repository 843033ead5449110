"""Ages that stand beside a person without their unit: "bà 81", "mi hija de 7", "my dad, 81"; on folded text.

What may follow is told word by word, because a bare number is mostly none: "con 7 ngày", "my son 2 weeks late".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.calendar_words import is_marked
from bot.nlu.numbers import SPELT_NUMBER

_D = r"(?P<age>\d{1,3})"
_D_OR_WORD = rf"(?P<age>\d{{1,3}}|(?!(?:un[oa]?|one)\b)(?:{SPELT_NUMBER}))"
"""A word for one is mostly none: "one of them", "de uno de mis hijos"."""
_ENDS = r"(?!\w)(?=\s*(?:$|[.,;:?!)](?!\d)"
VI_NEXT = (
    rf"{_ENDS}|(?:roi|thi|la|co|phai|can|nay|moi|chua|muon|di|lam|doi|a|ah|nhi|vao|cho|xin|duoc|dc|em|toi"
    r"|minh|chau|con|be|nen|ma|luon|ne|nha|sap|va|bat|bi|mat|tro|voi|neu|vay|ko|k|khong|nam liet|gia|yeu|om)\b))"
)
"""What may follow a Vietnamese age that stands without "tuổi"."""
_EN_NEXT = (
    rf"{_ENDS}|(?:and|or|so|but|now|needs?|wants?|can|cant|cannot|could|does|doesnt|do|is|has|have|gets?|lost|must"
    r"|should|will|with|without|who|already|still|how|what|where|when|renew\w*|apply|appl\w+|get|bedridden)\b))"
)
_ES_NEXT = (
    rf"{_ENDS}|(?:y|o|pero|necesit\w+|quier\w+|pued\w+|debe\w*|tiene\w*|que|sin|le|se|ya|ha|no|para|esta|va|como"
    r"|cuanto|donde|hay|saca\w*|renuev\w+|perdio|vive|recien)\b))"
)

_VI_FILLER = (
    r"(?:\s+(?:nam nay|moi|da|duoc|dc|vua|gan|sap|ngoai|qua|len|tron|chua|hon|tam|khoang|chac|cung|thi|no"
    r"))*"
)
_OWN = r"(?:\s+(?:toi|tui|to|em|e|minh|nha|vo|chong|anh|chi|chau|no))"
_VI_RELATIVE = (
    r"(?:(?:ong|ba)\s+(?:noi|ngoai|cu|co|gia)|cu\s+(?:ong|ba)|cu\s+nha|(?:ba|ong|bo|ma|me|cha|tia|cu|vo|chong)"
    r"|(?:con|be|chau|dua|nhoc|thang|em)\s+(?:gai|trai|lon|nho|ut|dau|be|giua|ruot)"
    rf"|(?:be|chau|dua|nhoc|thang cu|con){_OWN}"
    r"|be|nhoc|dua|(?:noi|ngoai|co|chu|bac|di|cau|mo|thim|anh|chi|em)\s+(?:toi|tui|ruot|trai|gai|ho))"
)
_VI_SPEAKER = r"(?:toi|tui|em|e|minh|tao|chau)"
_EN_RELATIVE = (
    r"(?:sons?|daughters?|kids?|child(?:ren)?|boy|girl|baby|mother|mom|mum|father|dad|wife|husband|brother|sister"
    r"|grand(?:mother|ma|father|pa|son|daughter)|granny|gran|aunt|uncle|niece|nephew|parents?|partner|cousin|toddler)"
)
_ES_RELATIVE = (
    r"(?:hij[oa]s?|nin[oa]s?|nene|nena|bebe|niet[oa]s?|madre|padre|mama|papa|abuel[oa]|herman[oa]s?|espos[oa]|marido"
    r"|mujer|suegr[oa]|sobrin[oa]|prim[oa]|ti[oa]|senora?|persona|chic[oa]|joven|peque)"
)
_HE_IS = r"(?:he|she|who|kid|child|son|daughter|boy|girl|baby|mother|mom|mum|father|dad|grandma|grandpa)"

_AGES = tuple(
    re.compile(pattern)
    for pattern in (
        # Vietnamese: relatives of any age; speakers below 70, since above it is a year of birth ("em 95").
        rf"\b(?P<who>{_VI_RELATIVE}){_OWN}?{_OWN}?{_VI_FILLER}(?:\s+|\s*[,(]\s*){_D}{VI_NEXT}",
        rf"\b(?P<who>{_VI_SPEAKER})(?:\s+(?:nam nay|em|toi|tui|minh|e))?{_VI_FILLER}\s+(?P<age>[1-6]?\d){VI_NEXT}",
        rf"(?:^|,)\s*(?P<who>(?:con )?(?:moi|da|sap)|gan|ngoai|qua|nam nay)(?:\s+(?:moi|da|sap))?\s+{_D}{VI_NEXT}",
        # English.
        rf"\b(?:my|our|her|his|a|the|two|\w+ old)\s+{_EN_RELATIVE}\s*[,(]?\s*{_D}{_EN_NEXT}",
        rf"^{_EN_RELATIVE}\s*[,(]?\s*{_D}{_EN_NEXT}",
        rf"\b(?:{_EN_RELATIVE}|man|woman|person)\s+of\s+{_D_OR_WORD}{_EN_NEXT}",
        rf"\b{_HE_IS}(?:\s*['’]?s|\s+is)(?:\s+(?:only|just|almost|nearly|already|about))*\s+{_D_OR_WORD}"
        rf"(?:\s+years)?{_EN_NEXT}",
        rf"(?<!like )\b(?:i['’]?m|i am)(?:\s+(?:only|almost|nearly|already))*\s+{_D_OR_WORD}{_EN_NEXT}",
        rf"\bat\s+(?=\w+teen\b){_D_OR_WORD}{_EN_NEXT}",
        # Spanish.
        rf"\b{_ES_RELATIVE}\s+(?:de|d)\s+{_D_OR_WORD}{_ES_NEXT}",
        rf"(?:^|\b(?:mis?|tus?|sus?|nuestr[oa]s?|un[oa]?|el|la|los|las|y)\s+){_ES_RELATIVE}\s*[,(]?\s*{_D}{_ES_NEXT}",
        rf"\b{_ES_RELATIVE}\s+(?:\w+\s+)?(?:ya\s+|solo\s+)?tiene\s+(?:ya\s+|solo\s+)?{_D_OR_WORD}{_ES_NEXT}",
    )
)
_MARKED = {
    "ong": ("ông",),
    "ba": ("ba", "bà"),
    "bo": ("bố",),
    "ma": ("má",),
    "me": ("mẹ",),
    "cu": ("cụ",),
    "tia": ("tía",),
    "vo": ("vợ",),
    "chong": ("chồng",),
    "noi": ("nội",),
    "ngoai": ("ngoại", "ngoài"),
    "be": ("bé",),
    "chau": ("cháu",),
    "dua": ("đứa",),
    "nhoc": ("nhóc",),
    "toi": ("tôi",),
    "minh": ("mình",),
    "co": ("cô",),
    "chu": ("chú",),
    "bac": ("bác",),
    "di": ("dì",),
    "cau": ("cậu",),
    "mo": ("mợ",),
    "thim": ("thím",),
    "chi": ("chị",),
    "nam": ("năm",),
    "moi": ("mới",),
    "sap": ("sắp",),
    "gan": ("gần",),
}
"""How the first word of who is told is typed with marks, where another word has the same letters ("tới 14")."""
_BEGINS = re.compile(r"(?:^|[,.;:!?]|\b(?:cua|va|voi|nam nay|cho))\s*$")
"""What stands before a "toi" or "me" without marks that is "tôi" or "mẹ"."""


def bare_ages(text: str, folded: str) -> Iterator[re.Match[str]]:
    """Yield the matches (group `age`) of ages without a unit; `folded` is `text` without marks, as long as it."""
    for pattern in _AGES:
        for match in pattern.finditer(folded):
            if "who" not in match.groupdict() or _is_meant(text, folded, match.start("who")):
                yield match


def _is_meant(text: str, folded: str, start: int) -> bool:
    word = folded[start:].split(maxsplit=1)[0]
    typed = text[start : start + len(word)]
    if word in ("toi", "me") and text.isascii() and not _BEGINS.search(folded[:start]):
        return False  # "xai toi 40" is "tới", "they told me 7" English
    return is_marked(typed, text, *_MARKED.get(word, (word,)))
