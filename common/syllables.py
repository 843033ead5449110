"""How a Vietnamese syllable is built: its letters, its tone, and the one place where the tone is written."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from common.text import fold

TONES = {"\u0301": "sắc", "\u0300": "huyền", "\u0309": "hỏi", "\u0303": "ngã", "\u0323": "nặng"}
"""The combining marks of the five written tones, with their names."""
VOWELS = frozenset("aăâeêioôơuưy")
SHAPED = frozenset("ăâêôơư")
"""Vowels with a mark of their own: the tone is written on them."""

_ONSETS = ("", *"bcdđghklmnprstvx", "ch", "gh", "kh", "ng", "ngh", "nh", "ph", "th", "tr")
_FRONT = frozenset("eêiy")
_OPEN = "a ai ao au ay âu ây e eo ê êu i ia iêu iu o oa oai oao oay oe oeo oi ô ôi ơ ơi u ua uây uê ui uôi"
_OPEN += " uơ uy uya uyu ư ưa ưi ươi ươu ưu y"
_NASAL = "am an ang anh ăm ăn ăng âm ân âng em en eng êm ên ênh im in inh iêm iên iêng om on ong oong oan oang oanh"
_NASAL += " oam oăm oăn oăng oen ôm ôn ông ơm ơn um un ung uân uâng uênh uôm uôn uông uyên uynh ưm ưng ươm ươn ương"
_STOPPED = "ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt oc op ot ooc oac oach oap oat oăc"
_STOPPED += " oăt oet ôc ôp ôt ơp ơt uc up ut uât uêch uôc uôt uych uyt uyêt ưc ưt ươc ươp ươt"
_ALONE = "yêm yên yêng yêt yêu"
_AFTER_QU = "y ya yên yêt ynh yt ych yu"


class Syllable(NamedTuple):
    """A syllable without its tone ("cươc") and the combining mark of the tone ("" for the level one)."""

    letters: str
    tone: str


def _built() -> frozenset[str]:
    """Return all syllables without tones that the spelling allows."""
    rhymes = f"{_OPEN} {_NASAL} {_STOPPED}".split()
    built = set(_ALONE.split())
    for onset in _ONSETS:
        for rhyme in rhymes:
            front = rhyme[0] in _FRONT
            if onset in ("k", "gh", "ngh") and not front:
                continue
            if onset in ("c", "g", "ng") and front and not (onset == "g" and rhyme[0] == "i"):
                continue
            built.add(onset + rhyme)
    built |= {"gi" + rhyme for rhyme in rhymes if rhyme[0] not in "iy"}
    built |= {"qu" + rhyme for rhyme in (*rhymes, *_AFTER_QU.split()) if rhyme[0] not in "ou"}
    return frozenset(built)


WELL_FORMED = _built()
UNMARKED = frozenset(map(fold, WELL_FORMED))
"""The same typed without marks: "cuoc", "nguoi"."""
_ENDS_IN_STOP = ("c", "ch", "p", "t")


def split_tone(word: str) -> Syllable:
    """Return a word in lower case without its tone marks, and the last of them."""
    letters, tone = [], ""
    for character in unicodedata.normalize("NFD", word.lower()):
        if character in TONES:
            tone = character
        else:
            letters.append(character)
    return Syllable(unicodedata.normalize("NFC", "".join(letters)), tone)


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Say whether the spelling of Vietnamese allows `word` ("cước", "hoa"; not "card", "maats", "tết" without ê)."""
    letters, tone = split_tone(word)
    if letters not in WELL_FORMED or sum(c in TONES for c in unicodedata.normalize("NFD", word)) > 1:
        return False
    # The spelling has no other tone before a stop; without any mark the tone was just not typed.
    return not letters.endswith(_ENDS_IN_STOP) or tone in ("", "\u0301", "\u0323")


@lru_cache(maxsize=8192)
def place_tone(word: str) -> str:
    """Return a syllable in lower case with its tone where dictionaries put it: "hoà" -> "hòa", "tòan" -> "toàn".

    A word that is no syllable is returned as it is.
    """
    letters, tone = split_tone(word)
    if not tone or not is_syllable(word):
        return word
    at = _tone_place(letters)
    return unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :])


def _tone_place(letters: str) -> int:
    first = next(i for i, letter in enumerate(letters) if letter in VOWELS)
    if (letters.startswith("qu") or (letters.startswith("gi") and len(letters) > 2)) and letters[2] in VOWELS:
        first = 2
    last = first
    while last + 1 < len(letters) and letters[last + 1] in VOWELS:
        last += 1
    shaped = [i for i in range(first, last + 1) if letters[i] in SHAPED]
    if shaped:
        return shaped[-1]
    if last + 1 < len(letters):
        return last
    return first + 1 if last - first == 2 else first
