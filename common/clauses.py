"""The questions that stand in one sentence, joined by "and", "y", "và", "or" or a comma; on folded text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from common.text import fold

_JOINT = re.compile(
    r"\s*[,;/]\s*(?:(?:va|roi|con|voi|and|or|but|y|o(?! dau)|e|u|pero)\s+)?(?=\w|¿)"
    r"|\s+(?:va|roi thi|and|or|y|o(?! (?:dau|cho|noi|nuoc|ngoai|que|tinh|xa|phuong|nha|viet|trung|cong)))\s+"
)
"""Where one question may end and the next begin; the "o" of Spanish is "ở" in folded Vietnamese."""
_STOP = re.compile(r"[.?!]\s+\w")
_ASKS = re.compile(
    # Vietnamese; "khong" and "chua" ask at the end of a clause only: elsewhere they deny.
    r"\b(?:bao nhieu|bao lau|bao gio|may (?:ngay|tien|tuoi|lan|nam|thang)|the nao|lam sao|ra sao|thi sao|o dau|di dau"
    r"|cho nao|noi nao|khi nao|luc nao|ngay nao|loai nao|tai sao|vi sao|la gi|nhung gi|giay to gi|can gi|mang gi"
    r"|phai gi|lam gi|gi|ai)\b(?! cung\b)"
    r"|\b(?:khong|ko|hong|chua|hok|kg|k)(?: a| vay| ha| nhi| the| ad| shop| z| v| ta)?\W*$"
    # Spanish: a question word, or what opens a question without one.
    r"|\b(?:cuanto|cuanta|cuantos|cuantas|cuando|donde|cual|cuales|quien|quienes)\b"
    r"|^\W*(?:a |de |con |por )?(?:que|como)\b"
    r"|(?:^|[:,])\W*(?:me |te |se |le |lo |la |nos |les )*(?:pued[eo]\w*|podria|debo|debe\w*|tengo que"
    r"|tiene\w* que|hay|es|son|esta|sirve|vale|necesit\w+|cuesta|hace falta|caduca|vence|pierdo|sigue"
    r"|obligan|multan|cobran?|pagan?|pago|aceptan|exigen|piden|admiten|retiran|quitan|dan|mandan|envian|traen|llevan"
    r"|entregan)\b"
    # English: a question word or an auxiliary, with what it is about behind it.
    r"|(?:^|[:,])\W*(?:in |at |for |by |until |to |so )?(?:what|where|when|who|whose|which|how|why)\b"
    r"|(?:^|[:,])\W*(?:can|could|may|must|do|does|did|is|are|will|would|should|has|have)\s+(?!to\b)\w+"
)
_KINDS: Mapping[str, re.Pattern[str]] = {
    # kind of question -> words that tell it; the first that fits counts
    "how_much": re.compile(
        r"(?:bao nhieu|may|mat|ton) tien|(?:het|ton) bao|cuanto (?:cuesta|se paga)|how much|\bcosts?\b"
    ),
    "fine": re.compile(r"phat bao nhieu|muc phat|que multa|\bthe fine\b"),
    "until_when": re.compile(r"den (?:khi nao|bao gio)|hasta cuando|until when|how long is it valid|\bexpires?\b"),
    "how_long": re.compile(r"bao lau|may ngay|cuanto (?:tiempo )?tarda|how long"),
    "when": re.compile(r"khi nao|bao gio|\bcuando\b|(?:^|[,.;] )\W*when\b"),
    "where": re.compile(r"o dau|cho nao|noi nao|\bdonde\b|\bwhere\b"),
    "which_papers": re.compile(
        r"giay to gi|(?:mang|can) gi|que (?:papeles|documentos|llevo)|(?:what|which) (?:papers|documents)|i bring"
    ),
    "who": re.compile(r"\bai\b|\bquien|\bwho\b"),
    "may": re.compile(r"duoc khong\W*$|^\W*(?:me |la |lo |se )*pued[eo]|^\W*(?:can|may)\b"),
    "must": re.compile(
        r"\bphai\b|bat buoc|\bcan\b.*khong\W*$|(?:tengo|tiene) que|\bdeb[eo]|obligatori|necesit"
        r"|(?:have|has) to|\b(?:must|need)\b|compulsory"
    ),
}
LEAST_WORDS = 2
"""Words of a question: "how much", "what papers"."""


def clauses(sentence: str) -> list[str]:
    """Return the questions of a sentence in their order; none where it does not join several."""
    folded = fold(sentence)
    if len(folded) != len(sentence):
        return []
    ends = [(match.start(), match.end()) for match in _JOINT.finditer(folded)]
    found, start = [], 0
    for position, (end, following) in enumerate(ends):
        upto = ends[position + 1][0] if position + 1 < len(ends) else len(folded)
        if _asks(folded[start:end]) and _asks(folded[following:upto]):
            found.append(sentence[start:end].strip())
            start = following
    return [*found, sentence[start:].strip()] if found else []


def kind_of(question: str) -> dict[str, float]:
    """Return the kind of one of several questions as a chance of 1, empty where its words tell none.

    The understanding tells the kinds of whole messages alone.
    """
    folded = fold(question)
    return dict.fromkeys([kind for kind, words in _KINDS.items() if words.search(folded)][:1], 1.0)


def is_joined(text: str) -> bool:
    """Say whether a message joins anything: without a joint one thing is asked, whatever it names."""
    folded = fold(text).strip(" ,;/.?!")
    return bool(_JOINT.search(folded) or _STOP.search(folded))


def _asks(folded: str) -> bool:
    return len(folded.split()) >= LEAST_WORDS and _ASKS.search(folded.strip()) is not None
