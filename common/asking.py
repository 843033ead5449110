"""What a message asks: its questions stand in a story, greetings and thanks; one sentence may join several."""

from __future__ import annotations

import re

import numpy as np

from common.clauses import clauses
from common.encoder import Vectors
from common.text import fold

_SENTENCE = re.compile(r"[^.!?;\n…]*(?:[.](?=\S)[^.!?;\n…]*)*(?:[.!?;\n…]+|$)")
"""A stop ends a sentence where white space follows it: none in "20.000" or "30.4.1990"."""
_MARKED = re.compile(r"[?¿]")
_ASKS = re.compile(
    # Vietnamese, folded; "khong" and "chua" ask at the end of a clause only: elsewhere they deny.
    r"\b(?:bao nhieu|bao lau|bao gio|may ngay|may tien|the nao|lam sao|ra sao|thi sao|o dau|di dau|cho nao|noi nao"
    r"|khi nao|tai sao|vi sao|la gi|nhung gi|gi|ai|cho hoi|xin hoi|muon hoi|hay khong|duoc khong|phai khong)\b"
    r"|\b(?:khong|ko|hong|chua|hok|kg)(?: a| vay| ha| nhi| the| ad| shop)?\W*$"
    # Spanish
    r"|\b(?:cuanto|cuanta|cuantos|cuantas|donde|cuando|como|cual|cuales|quien|puedo|debo|tengo que|hay que)\b"
    # English
    r"|^\W*(?:and |but |so )?(?:what|where|when|who|which|how|why|can|could|may|must|do|does|did|is|are|will|should)\b"
    r"|\b(?:how (?:much|long|many|do|can)|do i|can i|should i|may i|must i)\b"
)
_WHOEVER = re.compile(r"\b(?:(?:di |o )?dau|ai|gi|(?:khi|luc|cho|noi) nao)(?: \w+){0,4} cung\b")
"""Words that ask elsewhere: "ở đâu cũng đòi thẻ" tells a story."""
_THE_SAME = re.compile(
    r"[,;:¿]\s*(?:(?:es |seria |cuesta |vale |pago )?(?:lo mismo|igual)"
    r"|(?:is (?:it|that) |does (?:it|that) cost |it's |would (?:it|that) be )?the same(?: price| fee| amount)?"
    r"|cung (?:vay|the|nhu vay|nhu the)(?: luon)?(?: khong| ko| a| ha)?)\W*$"
    r"|\bthi cung (?:vay|the|nhu vay|nhu the)(?: luon)?(?: khong| ko| a| ha)?\W*$"
)
"""A question that only asks whether the answer before it holds of another case, too: "and a broken one, the same?"."""
WHOLE_SHARE = 0.4
"""Share of the whole message in its vector, where some of its sentences ask."""
LEAST_WORDS = 3
"""Words of a sentence that can be understood alone; "Bao nhiêu?" needs what stands before it."""


def asking(text: str) -> list[str]:
    """Return the questions of a message in their order; none where it is one question, or asks nothing.

    They are its sentences that ask, each of those that joins several cut into them.
    """
    sentences = [found for match in _SENTENCE.finditer(text) if (found := match[0].strip())]
    if len(sentences) < 2:
        return clauses(text)
    marked = [one for one in sentences if _MARKED.search(one)]
    asked = marked or [one for one in sentences if _ASKS.search(_WHOEVER.sub(" ", fold(one)))]
    whole = [one for one in asked if len(one.split()) >= LEAST_WORDS and not _asks_the_same(one)]
    return [part for one in whole for part in clauses(one) or [one]]


def _asks_the_same(sentence: str) -> bool:
    """Say whether a sentence has nothing of its own to ask: it is no question alone."""
    return bool(_THE_SAME.search(fold(sentence)))


def texts_of(text: str) -> list[str]:
    """Return what is encoded of a message: all of it, and each of its questions where they are not all of it."""
    return [text, *asking(text)]


def vector_of(vectors: Vectors) -> Vectors:
    """Return the unit vector (384,) of a message from those (n, 384) of `texts_of` it.

    Those that ask count more, so that the story around them does not hide what is asked.
    """
    if len(vectors) == 1:
        return np.asarray(vectors[0])
    mixed = WHOLE_SHARE * vectors[0] + (1 - WHOLE_SHARE) * vectors[1:].mean(axis=0)
    return np.asarray(mixed / np.linalg.norm(mixed), np.float32)
