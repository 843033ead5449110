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
LOST = "\ufffd"
"""What stands for a letter of which the file does not tell which it is."""
SAME_LINE = 0.35
"""Share of the letters' size by which the base lines of two words of one line may differ."""
WORD_GAP = 0.7
"""Share of the letters' size that parts words where no space is written."""
ASCENT, DESCENT = 0.8, 0.2
"""How far a line of letters reaches above and below its base line, in sizes; what fonts say of it differs too much."""


Letter = tuple[str, float, float, float]
"""A letter, its left and right end, and its base line."""


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
    letters: list[Letter] = []
    size = 1.0
    for at, letter in _letters(text_page.raw, page.get_height()):
        if letters and (letter is None or _is_apart(letters[-1], letter, size)):
            found.append(_word(letters, size))
            letters = []
        if letter is not None:
            if not letters:
                size = _size(text_page.raw, at)
            letters.append(letter)
    if letters:
        found.append(_word(letters, size))
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


def _letters(raw: Any, height: float) -> Iterator[tuple[int, Letter | None]]:
    """Yield each letter with its position in the page's text; None for what parts words."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    to_box, to_x, to_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    for at in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, at)
        lost = not code or pdfium.FPDFText_HasUnicodeMapError(raw, at) == 1
        text = LOST if lost else "-" if code == HYPHEN else _character(code)
        if not text or text.isspace():
            yield at, None
        elif pdfium.FPDFText_GetLooseCharBox(raw, at, to_box):
            pdfium.FPDFText_GetCharOrigin(raw, at, to_x, to_y)
            yield at, (text, box.left, box.right, height - y.value)


def _size(raw: Any, at: int) -> float:
    """Return the size in which a letter is drawn: its font's, as the page scales it."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(raw, at))
    if pdfium.FPDFText_GetMatrix(raw, at, ctypes.byref(matrix)):
        size *= math.hypot(matrix.c, matrix.d)
    return max(size, 1.0)


def _character(code: int) -> str:
    """Return the character of a code; nothing for control codes and halves of pairs."""
    return chr(code) if 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _is_apart(before: Letter, letter: Letter, size: float) -> bool:
    """Say whether a letter begins another word than the one before it: behind a gap, to the left, on another line."""
    gap = letter[1] - before[2]
    return gap > WORD_GAP * size or gap < -size or abs(letter[3] - before[3]) > size / 2


def _word(letters: Sequence[Letter], size: float) -> Word:
    base = letters[0][3]
    right = max(letter[2] for letter in letters)
    text = "".join(letter[0] for letter in letters)
    return Word(text, letters[0][1], right, base - ASCENT * size, base + DESCENT * size, size)
