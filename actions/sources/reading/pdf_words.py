"""The words of a PDF's pages with their places, and their lines; pages are measured in points from the top left."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

HYPHEN = 2
"""What pdfium gives for the hyphen of a word that goes on in the next line."""
SAME_LINE = 0.35
"""Share of the letters' size by which the base lines of two words of one line may differ."""
WORD_GAP = 0.7
"""Share of the letters' size that parts words where no space is written."""
ASCENT, DESCENT = 0.8, 0.2
"""How far a line of letters reaches above and below its base line, in sizes; what fonts say of it differs too much."""


@dataclass(frozen=True)
class Word:
    """A word with its box and the size of its letters."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def base(self) -> float:
        """Its base line."""
        return self.bottom - DESCENT * self.size

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Row:
    """The words that stand at one height of a page, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The row's text."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The usual size of its letters."""
        return median(word.size for word in self.words)

    def cells(self, gap: float = 1.5) -> list[Row]:
        """Return the pieces of the row that stand more than `gap` letters' sizes apart."""
        pieces: list[list[Word]] = [[self.words[0]]]
        for word in self.words[1:]:
            if word.x0 - pieces[-1][-1].x1 > gap * self.size:
                pieces.append([])
            pieces[-1].append(word)
        return [Row(tuple(piece)) for piece in pieces]


def words(page: Any) -> list[Word]:
    """Return the words of a page of pypdfium2, in the order of the file."""
    text_page = page.get_textpage()
    found: list[Word] = []
    letters: list[Word] = []
    for letter in _letters(text_page.raw, page.get_height()):
        if letters and (letter is None or _is_apart(letters[-1], letter)):
            found.append(_word(letters))
            letters = []
        if letter is not None:
            letters.append(letter)
    if letters:
        found.append(_word(letters))
    text_page.close()
    return found


def rows(some: Sequence[Word]) -> list[Row]:
    """Return the words in rows from top to bottom."""
    result: list[list[Word]] = []
    for word in sorted(some, key=lambda word: (word.base, word.x0)):
        last = result[-1][0] if result else None
        if last and abs(word.base - last.base) <= SAME_LINE * max(word.size, last.size):
            result[-1].append(word)
        else:
            result.append([word])
    return [Row(tuple(sorted(row, key=lambda word: word.x0))) for row in result]


def _letters(raw: Any, height: float) -> Iterator[Word | None]:
    """Yield each letter with its box and size; None for what parts words."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, at)
        text = "-" if code == HYPHEN else _character(code)
        if not text or text.isspace():
            yield None
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, at, ctypes.byref(box)):
            continue
        size = pdfium.FPDFText_GetFontSize(raw, at)
        if pdfium.FPDFText_GetMatrix(raw, at, ctypes.byref(matrix)):
            size *= math.hypot(matrix.c, matrix.d)
        size = size if size > 1 else abs(box.top - box.bottom)
        pdfium.FPDFText_GetCharOrigin(raw, at, ctypes.byref(x), ctypes.byref(y))
        base = height - y.value
        yield Word(text, box.left, box.right, base - ASCENT * size, base + DESCENT * size, size)


def _character(code: int) -> str:
    """Return the character of a code; nothing for control codes and halves of pairs."""
    return chr(code) if 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _is_apart(before: Word, letter: Word) -> bool:
    """Say whether a letter begins another word than the one before it: behind a gap, to the left, on another line."""
    size = max(before.size, letter.size)
    gap = letter.x0 - before.x1
    return gap > WORD_GAP * size or gap < -size or abs(letter.base - before.base) > size / 2


def _word(letters: Sequence[Word]) -> Word:
    return Word(
        "".join(letter.text for letter in letters),
        min(letter.x0 for letter in letters),
        max(letter.x1 for letter in letters),
        min(letter.top for letter in letters),
        max(letter.bottom for letter in letters),
        median(letter.size for letter in letters),
    )
