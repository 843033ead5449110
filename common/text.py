"""Plain text: made safe before anything reads it, and folded (no marks, lower case) for comparing."""

from __future__ import annotations

import unicodedata

MAX_QUESTION = 2000
"""Characters of one question; the shortest of the channels' own limits is Zalo's 2,000."""


def clean(text: str, limit: int = MAX_QUESTION) -> str:
    """Return `text` as one line of at most `limit` characters that nothing downstream can choke on.

    Compatibility forms are composed (NFKC); control, zero-width, surrogate and private characters and
    marks that compose with no letter are dropped; runs of white space become one space.
    """
    # Cut before normalising too: one character (U+FDFA) can become eighteen.
    composed = unicodedata.normalize("NFKC", text[: 4 * limit])
    kept = "".join(c if not c.isspace() else " " for c in composed if c.isspace() or _visible(c))
    return " ".join(kept.split())[:limit].rstrip()


def fold(text: str) -> str:
    """Return `text` in lower case without marks: "Thẻ Căn cước" and "THE CAN CUOC" become "the can cuoc"."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn").replace("đ", "d")


def has_marks(text: str) -> bool:
    """Say whether any letter of `text` carries a mark (as in "mất", "đổi", "identificación")."""
    return fold(text) != unicodedata.normalize("NFC", text).lower()


def _visible(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] != "C" and category not in ("Mn", "Me")
