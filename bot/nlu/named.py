"""What a message names besides data/entities: an identity without its document, a maker, an embassy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

NAMED = "named"
_MAKES = r"(?:makes?|made|prints?|printed|produces?|supplies|manufactures?)"
_NAMES = {
    # Names of cards, of their number and of the account that tell no document.
    "identity": re.compile(
        "vneid|so dinh danh|ma dinh danh|id card|id number|identity card|personal number|identity number"
        "|identification number|numero personal|numero de identidad|numero de identificacion|tarjeta de identidad"
        "|carne de identidad|documento de identidad"
    ),
    # Who made a card, or a part of it.
    "maker": re.compile(
        r"\b(?:cua|do) hang nao|\b(?:hang|cong ty|nuoc|nha may) nao (?:san xuat|in|lam ra|che tao)\b|\bhieu gi\b"
        rf"|\bthuong hieu\b|\bnha san xuat\b|\bwh(?:at|ich) (?:company|firm|factory|country) {_MAKES}"
        r"|\bwh(?:at|ich) brand\b|\bmanufacturers?\b|\bwho (?:manufactures|supplies)\b|\bque marca\b"
        r"|\bque (?:empresa|firma|fabrica|pais) (?:fabrica|hace|imprime|produce)|\bfabricantes?\b|\bproveedor(?:es)?\b"
    ),
    # Whatever a card, its number or its office is called: who names none of these asks of nothing known here.
    "card": re.compile(
        r"\b(?:mat|lam|lai|doi|cap|cai|tam|lay|nhan|co|chua co) the\b"  # "the" alone is English
        r"|\bthe (?:con|van|cu|moi|cua|nay|do|cc|chip|het|bi|em|toi|minh|nhua|tam|tre em)\b"
        r"|\b(?:can cuoc|cccd|cmnd|cmt|cc|cards?|ids?|identi\w+|tarjetas?|carnet?s?|dni|cedulas?|documento\w*"
        r"|documents?|giay to|giay tuy than|chip|qr|vneid|dinh danh|chung minh|plastico?|hukou|ho so|le phi|phi|tasas?"
        r"|fees?|cong an|police|policia|phuong|xa|ward|commune|comuna|anh|hinh|photo|foto|van tay|huellas?"
        r"|fingerprints?|iris|mong mat|sinh trac|biometr\w+|number|numero|so|dia chi|address|law|luat|ley|nghi dinh"
        r"|decree|thong tu|dien tu)\b|身份证|身份證|网证"
    ),
    "embassy": re.compile(r"\b(?:dai su quan|lanh su quan|su quan|embassy|consulate|embajada|consulado)\b"),
}
"""What is named, and its words in the folded text."""
_MARKED_CARD = re.compile(r"\bthẻ\b")
"""A card that is told by its marks alone."""


def find_named(text: str, folded: str) -> Iterator[dict[str, Any]]:
    """Yield what a message names, each once, where it is named first; `folded` is `text` without its marks."""
    for value, words in _NAMES.items():
        match = words.search(folded) or (_MARKED_CARD.search(text.lower()) if value == "card" else None)
        if match:
            yield {"entity": NAMED, "value": value, "start": match.start(), "end": match.end()}
