"""Text of the time before Unicode: TCVN3, VNI and CP1258 fonts, and UTF-8 that was read as Latin letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from common.syllables import TONES, VOWELS, is_syllable
from common.text import fold

_TCVN3_SIGNS = (
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
TCVN3 = dict(zip(*_TCVN3_SIGNS, strict=True))
"""Each character of a TCVN3 (ABC) font, read as Latin-1, and the letter that it shows."""

_TONES = tuple(TONES)
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_TONES = dict(zip("ùøûõï", _TONES, strict=True))
_VNI_ROUND = dict(zip("áàåãä", _TONES, strict=True))
_VNI_SHORT = dict(zip("éèúüë", _TONES, strict=True))
_VNI_SIGN = re.compile(r"([aeo])([âáàåãä])|(a)([êéèúüë])|([aeiouyôö])([ùøûõï])|([ôöñæóòî])")

_CP1258_LETTERS = str.maketrans("ãõýðÃÕÝÐ", "ăơưđĂƠƯĐ")
_CP1258_TONES = str.maketrans(dict(zip("ÌÒÞìò", "\u0300\u0309\u0303\u0301\u0323", strict=True)))
MOST_WORDS = 0.8
"""Share of the marked words that must be Vietnamese once they are read."""
_BYTES = {bytes([n]).decode("cp1252", "ignore"): bytes([n]) for n in range(0x80, 0x100)}
_ONE_BYTE = frozenset(map(chr, range(0x100))) | frozenset(_BYTES)
_SPANISH = frozenset(map(chr, range(128))) | frozenset("áéíóúüñ¿¡ºª")
_WORD = re.compile(r"[^\s.,;:!?()\"/\d]+")


def from_tcvn3(text: str) -> str:
    """Return what a text in a TCVN3 font shows: "c¨n c­íc" -> "căn cước"."""
    return "".join(TCVN3.get(character, character) for character in text)


def from_vni(text: str) -> str:
    """Return what a text in a VNI font shows, in lower case: "caên cöôùc" -> "căn cước"."""

    def shown(match: re.Match[str]) -> str:
        round_, round_sign, short, short_sign, vowel, tone, alone = match.groups()
        if round_:
            return f"{round_}\u0302{_VNI_ROUND.get(round_sign, '')}"
        if short:
            return f"ă{_VNI_SHORT.get(short_sign, '')}"
        if vowel:
            return f"{_VNI_LETTERS.get(vowel, vowel)}{_VNI_TONES[tone]}"
        return _VNI_LETTERS[alone]

    return unicodedata.normalize("NFC", _VNI_SIGN.sub(shown, text.lower()))


def from_cp1258(text: str) -> str:
    """Return what a text of code page 1258 that was read as 1252 says: "cãn cýõìc" -> "căn cước"."""
    return unicodedata.normalize("NFC", text.translate(_CP1258_TONES).translate(_CP1258_LETTERS))


def from_utf8(text: str) -> str:
    """Return what UTF-8 that was read as code page 1252 or Latin-1 says: "máº¥t" -> "mất"; other text as it is."""
    try:
        return b"".join(_BYTES.get(c) or c.encode("latin-1") for c in text).decode("utf-8")
    except UnicodeError:
        return text


READERS: tuple[Callable[[str], str], ...] = (from_utf8, from_tcvn3, from_vni, from_cp1258)


def from_legacy_font(text: str) -> str:
    """Return `text` as Unicode where it was typed in a legacy font, and as it is where it was not.

    It was when all its characters are of one byte, some of its marked words are no Vietnamese syllables, and all are
    once they are read as that font's. A single word with letters of Spanish alone ("aún") is left to Spanish.
    """
    if text.isascii() or any(c not in _ONE_BYTE and c.isalpha() for c in text):
        return text
    strange = {word for word in _marked(text) if not is_syllable(word.lower())}
    if not strange or (len(strange) == 1 and set(text.lower()) <= _SPANISH):
        return text
    for read in READERS:
        decoded = read(text)
        words = _marked(decoded)
        read_well = sum(map(_is_vietnamese, words))
        if decoded != text and read_well and read_well >= MOST_WORDS * len(words) and not _signs(decoded):
            return decoded
    return text


def _marked(text: str) -> list[str]:
    return [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]


def _is_vietnamese(word: str) -> bool:
    """Say whether a marked word is a syllable, or consonants that stand for one ("đc")."""
    return is_syllable(word.lower()) or ("đ" in word.lower() and not VOWELS & set(fold(word)))


def _signs(text: str) -> bool:
    """Say whether signs are left that no typed text has amid its words."""
    return any(unicodedata.category(character) in ("Sk", "Sm", "Cf") for character in text)
