"""The users' messages of the conversations, and the other ways in which people type the same words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from common.keyboards import TELEX, VNI, Method, keys
from common.spelling import VIETNAMESE_ONLY, spelling
from common.syllables import is_syllable, split_tone
from common.text import fold, has_marks

FOLDER = Path(__file__).parent / "conversations"
_WORD = re.compile(r"[^\W\d_]+")
_OPEN = re.compile(r"(?P<first>[ou])(?P<second>[aey])$")
"""Two vowels at the end of a syllable that take the tone on either: "hòa" and "hoà", "thủy" and "thuỷ"."""


def messages() -> list[str]:
    """Return every message that a user types in the conversations, each once."""
    typed: dict[str, None] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        for conversation in yaml.safe_load(path.read_text(encoding="utf-8")):
            typed |= {turn["user"]: None for turn in conversation["turns"] if not turn["user"].startswith("/")}
    return list(typed)


def other_tone_place(text: str) -> str:
    """Return a text with the tone on the other vowel of "oa", "oe" and "uy"."""
    return _WORD.sub(lambda word: _moved(word[0]), text)


def by_keys(text: str, method: Method) -> str:
    """Return a text as its keys, where no program turned them into letters: "mất" is "maats" in Telex."""
    if not any(letter in VIETNAMESE_ONLY for letter in text.lower()):
        return text  # "qué" is Spanish, and a syllable of Vietnamese as well
    return _WORD.sub(lambda word: keys(word[0].lower(), method) if _is_vietnamese(word[0]) else word[0], text)


def _moved(word: str) -> str:
    letters, tone = split_tone(word.lower())
    vowels = _OPEN.search(letters)
    if not tone or vowels is None or vowels[0] not in ("oa", "oe", "uy") or letters.startswith("q"):
        return word
    first = unicodedata.normalize("NFC", letters[:-1] + tone + letters[-1])
    second = unicodedata.normalize("NFC", letters + tone)
    return second if word.lower() == first else first


def _is_vietnamese(word: str) -> bool:
    return has_marks(word) and is_syllable(word.lower())


SAME: Mapping[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "capital in every word": str.title,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "the other tone place": other_tone_place,
    "Telex": lambda text: by_keys(text, TELEX),
    "VNI": lambda text: by_keys(text, VNI),
}
"""Ways to type that change no answer."""


def unmarked(text: str) -> str:
    """Return the words of a text without marks: some are other words as well, so that a few answers may change."""
    return fold(spelling().one_form(text))
