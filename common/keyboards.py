"""The keys that type a Vietnamese syllable by Telex and by VNI, where no program turned them into letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from common.syllables import TONES, VOWELS, split_tone


class Method(NamedTuple):
    """An input method: the key after a letter that gives it a mark, the key of each tone, and that of đ."""

    marks: Mapping[str, str]
    """The marked letter -> the plain letter and the key of the mark."""
    tones: Mapping[str, str]
    """The combining mark -> its key."""


TELEX = Method(
    {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"},
    dict(zip(TONES, "sfrxj", strict=True)),
)
VNI = Method(
    {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"},
    dict(zip(TONES, "12345", strict=True)),
)


def keys(syllable: str, method: Method) -> str:
    """Return the keys in the order in which they are mostly typed: each mark at its letter, the tone at the end."""
    letters, tone = split_tone(syllable)
    return "".join(method.marks.get(letter, letter) for letter in letters) + method.tones.get(tone, "")


def all_keys(syllable: str, method: Method) -> Iterator[str]:
    """Yield the ways in which people type a syllable, the commonest first.

    The tone stands at its vowel, after the vowels or at the end; marks stand at their letter or at the end; one key
    marks both letters of "ươ"; "w" alone is "ư" in Telex.
    """
    letters, tone = split_tone(syllable)
    tone_key = method.tones.get(tone, "")
    for typed in _letters(letters, method):
        vowels_end = max((i for i, c in enumerate(typed) if c in VOWELS or c in "w6789"), default=len(typed) - 1) + 1
        for at in dict.fromkeys((len(typed), vowels_end, _after_toned(syllable, typed, method))):
            yield typed[:at] + tone_key + typed[at:]


def _letters(letters: str, method: Method) -> Iterator[str]:
    """Yield the ways to type the letters without the tone."""
    heads = [letters]
    if "ươ" in letters:
        heads.append(letters.replace("ươ", "uơ", 1))
    ways: list[str] = []
    for head in heads:
        ways.append("".join(method.marks.get(letter, letter) for letter in head))
        marked = [letter for letter in head if letter in method.marks and letter != "đ"]
        late = [method.marks[letter][1] for letter in marked]
        if len(late) == 1:
            plain = "".join(method.marks[c] if c == "đ" else _plain(c) for c in head)
            ways.append(plain + late[0])
    if method is TELEX and "ư" in letters:
        ways.append(ways[0].replace("uw", "w", 1))
    if letters.startswith("đ"):
        key = method.marks["đ"][1]
        ways += [way[0] + way[2:] + key for way in tuple(ways)]
    yield from dict.fromkeys(ways)


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _after_toned(syllable: str, typed: str, method: Method) -> int:
    """Return where the key of the tone stands when it is typed right after the vowel that carries the tone."""
    written = unicodedata.normalize("NFC", syllable)
    toned = next((i for i, c in enumerate(written) if set(unicodedata.normalize("NFD", c)) & set(TONES)), None)
    if toned is None:
        return len(typed)
    before = "".join(method.marks.get(c, c) for c in split_tone(written[: toned + 1]).letters)
    return len(before) if typed.startswith(before) else len(typed)
