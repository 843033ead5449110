"""Brings text to one form: Unicode, composed; encodings of before are converted where it is certain which they are."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Sequence

from actions.sources.reading.blocks import UnreadableError
from common.legacy_fonts import from_cp1258, from_tcvn3, from_utf8, from_vni
from common.syllables import is_syllable

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CERTAIN = 0.9
"""Share of the marked words that must be Vietnamese once a legacy encoding is read."""
STRANGE = 0.3
"""Share of the marked words that are no Vietnamese syllables, from which on a text is in some other encoding: names
and words of other languages stay below it in a Vietnamese text."""
FEW = 5
"""Marked words below which nothing can be told from their share."""
SPANISH = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡ºª«»ç–—’‘“”…€§°")

_LEGACY_WORD = re.compile(r"[^\s.,;:!?()\"/\d\-–_=+*\[\]{}<>“”…]+")
_HIDDEN = re.compile("[\u200b-\u200f\u2060\ufeff\ufffe\u202a-\u202e]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_LIGATURES = {0xFB00 + i: text for i, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_BULLETS = dict.fromkeys((61623, 61485, 61607, 61656, 61692, 8226, 9679, 9642, 8227), "-")
_ETH = str.maketrans("Ððƌ", "Đđđ")


def _tcvn3(text: str) -> str:
    """Return TCVN3 as Unicode; its capitals with a tone are small letters that a font shows as capitals."""
    return _word_by_word(text, from_tcvn3, lambda word: False)


def _vni(text: str) -> str:
    return _word_by_word(text, from_vni, lambda word: word[0].isupper())


_LATIN = {byte: text for byte in range(0x80, 0xA0) if (text := bytes([byte]).decode("cp1252", "ignore"))}
"""Signs of code page 1252 that Latin-1 has not, by their byte: quotation marks, dashes."""

READERS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("UTF-8 that was read as Latin letters", from_utf8),
    ("TCVN3 (ABC, .VnTime)", _tcvn3),
    ("VNI", _vni),
    ("code page 1258", from_cp1258),
)


def decode(data: bytes) -> tuple[str, list[str]]:
    """Return the text of a plain file in one form, and what to tell of its encoding.

    UnreadableError when it is in no encoding that can be told for certain.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _unicode(data.decode(name, errors="strict" if name != "utf-16" else "replace"))
    if b"\0" in data[:4096]:
        wide = "utf-16-le" if data[1::2][:200].count(0) > data[::2][:200].count(0) else "utf-16-be"
        try:
            return _unicode(data.decode(wide))
        except UnicodeDecodeError as error:
            raise UnreadableError("the file is no text: it holds bytes of zero") from error
    try:
        return _unicode(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _one_byte(data)


def to_one_form(text: str) -> str:
    """Return Unicode text composed (NFC), with đ for eth, without hidden characters, ligatures and special spaces."""
    text = unicodedata.normalize("NFC", _HIDDEN.sub("", text))
    text = _SPACES.sub(" ", text.translate(_LIGATURES).translate(_BULLETS)).replace("\u00ad", "")
    return text.translate(_ETH) if _has_vietnamese(text) else text


def converted(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines of a file in one form, and what to tell; lines in a legacy encoding are converted.

    The encoding is told from all lines together; a line is converted where that makes it Vietnamese, or leaves it so
    while no line has a letter of Unicode's Vietnamese: "tró" alone is then "trú". UnreadableError when the text is in
    no certain encoding.
    """
    formed = [to_one_form(text) for text in texts]
    lines = [line for line, text in zip(formed, texts, strict=True) if _is_strange(line, text)]
    strange = "\n".join(text for line, text in zip(formed, texts, strict=True) if _is_strange(line, text))
    if not lines or (len(_marked(strange)) < FEW and len(lines) < len([line for line in formed if line.strip()]) / 2):
        return formed, []
    name, read = _encoding_of(strange)
    if read is None:
        _refuse_strange("\n".join(formed))
        return formed, []
    throughout = not any(map(_has_vietnamese, formed))
    result = [
        to_one_form(read(text)) if _is_better(read(text), line, throughout) else line
        for line, text in zip(formed, texts, strict=True)
    ]
    return result, [f"the text was in {name} and was converted to Unicode"]


def share_of_syllables(text: str) -> float:
    """Return which share of the marked words are Vietnamese syllables; 1 where no word is marked."""
    words = _marked(text)
    return sum(map(_is_vietnamese, words)) / len(words) if words else 1.0


def _unicode(text: str) -> tuple[str, list[str]]:
    lines, told = converted(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines), told


def _one_byte(data: bytes) -> tuple[str, list[str]]:
    """Return the text of a file that is no Unicode: of the encodings known, the one that makes it words."""
    readings: list[tuple[float, str, str]] = []
    vietnamese = data.decode("cp1258", errors="replace")
    readings.append((_score(vietnamese), "code page 1258", vietnamese))
    latin = "".join(_LATIN.get(byte, chr(byte)) for byte in data)
    for name, read in READERS[1:3]:
        readings.append((_score(read(latin)), name, read(latin)))
    best, name, text = max(readings, key=lambda reading: reading[0])
    western = data.decode("cp1252", errors="replace")
    letters = {c for c in western if ord(c) > 127}
    if letters and letters <= SPANISH and best < CERTAIN:
        return to_one_form(western), ["the text was in code page 1252 and was converted to Unicode"]
    others = [score for score, other, _ in readings if other != name]
    if best < CERTAIN or max(others) > best - 0.1:
        raise UnreadableError(
            "the encoding of the text is not certain (no UTF-8, and neither code page 1258 nor TCVN3 nor VNI makes "
            "Vietnamese of it): open it where it reads well, save it as UTF-8, and add it again"
        )
    return to_one_form(text.replace("\r\n", "\n")), [f"the text was in {name} and was converted to Unicode"]


def _score(text: str) -> float:
    return share_of_syllables(to_one_form(text)) if "\ufffd" not in text else 0.0


def _encoding_of(text: str) -> tuple[str, Callable[[str], str] | None]:
    """Return the legacy encoding that makes Vietnamese of `text`, or ("", None) where none or more than one does."""
    scores = [(_score(read(text)), name, read) for name, read in READERS if read(text) != text]
    best = max(scores, default=(0.0, "", None), key=lambda scored: scored[0])
    rivals = [score for score, name, _ in scores if name != best[1]]
    if best[0] >= CERTAIN and (not rivals or max(rivals) < best[0] - 0.1):
        return best[1], best[2]
    return "", None


def _refuse_strange(text: str) -> None:
    """Raise UnreadableError where a text is gibberish: in an encoding that nothing here can tell."""
    marked = [line for line in text.split("\n") if _marked(line)]
    strange = [line for line in marked if _is_strange(line, line)]
    if "\ufffd" in text and text.count("\ufffd") > len(text) / 500:
        raise UnreadableError("the text holds signs that stand for lost letters (\ufffd): save it as UTF-8 once more")
    if len(_marked(text)) >= FEW and len(strange) > len(marked) / 2 and share_of_syllables(text) < 1 - STRANGE:
        raise UnreadableError(
            "the text is gibberish: it was typed in a font of before Unicode that cannot be told for certain; convert "
            "it to Unicode where it reads well (Unikey: Ctrl+Shift+F6), and add it again"
        )


def _is_strange(line: str, raw: str) -> bool:
    """Say whether a line looks like one in a legacy encoding: marked words, most of them no syllables."""
    words = _marked(line)
    if not words or any(ord(c) > 0x1E9F and c.isalpha() for c in line):
        return False
    wrong = sum(not _is_vietnamese(word) for word in words)
    return wrong >= max(1, STRANGE * len(words)) and not {c for c in line if ord(c) > 127} <= SPANISH


def _is_better(read: str, line: str, throughout: bool) -> bool:
    """Say whether a line of a text in a legacy encoding becomes Vietnamese when it is read so, and is not before.

    throughout: all of the text is in that encoding, so that what is Vietnamese either way is read so too.
    """
    before, after = share_of_syllables(line), share_of_syllables(to_one_form(read))
    return after > before or (throughout and after == 1)


def _word_by_word(text: str, read: Callable[[str], str], begins_upper: Callable[[str], bool]) -> str:
    """Return `text` with each marked word read; words and lines in capitals stay in capitals, as do first letters."""
    return "\n".join(_line_of_words(line, read, begins_upper) for line in text.split("\n"))


def _line_of_words(line: str, read: Callable[[str], str], begins_upper: Callable[[str], bool]) -> str:
    letters = [c for c in line if c.isascii() and c.isalpha()]
    in_capitals = len(letters) > 3 and all(c.isupper() for c in letters)

    def shown(match: re.Match[str]) -> str:
        word = match[0]
        if word.isascii():
            return word
        own = [c for c in word if c.isascii() and c.isalpha()]
        result = read(word)
        # "§é" is Độ and "§IÒU" is ĐIỀU: one capital alone does not make a word of capitals.
        if in_capitals or (len(own) > 1 and all(c.isupper() for c in own)):
            return result.upper()
        return result[:1].upper() + result[1:] if begins_upper(word) else result

    return _LEGACY_WORD.sub(shown, line)


def _marked(text: str) -> list[str]:
    return [word for word in _LEGACY_WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]


def _is_vietnamese(word: str) -> bool:
    return is_syllable(word.lower().strip("'’‘«»°§•%²³"))


def _has_vietnamese(text: str) -> bool:
    # Letters that no other language of this product has.
    return any(0x1EA0 <= ord(c) <= 0x1EF9 or c in "ăơưđĂƠƯĐ" for c in text)
