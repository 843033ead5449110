"""Reads plain text and Markdown: lines, tables drawn with bars or tabs, page numbers where form feeds mark pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.sources.reading.blocks import Block, Content, Heard, LeftOut, Line, Table
from actions.sources.reading.encoding import decode
from actions.sources.reading.furniture import page_numbers_and_heads
from actions.sources.reading.grid import heads_of

WRAPPED = 60
"""Characters of the longest lines below which a text is not wrapped at all."""
WIDEST = 200
"""Characters of the longest lines above which a text is not wrapped."""
_MARKUP = re.compile(r"^#+\s+|^>\s*|\*\*|\\(?=[.()\-_*])")
_RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?$")


def read(data: bytes) -> Content:
    """Return the content of a plain text; UnreadableError when its encoding is not certain."""
    text, told = decode(data)
    return read_text(text).with_(told=tuple(told))


def read_text(text: str) -> Content:
    """Return the content of text that is Unicode already."""
    heard = Heard()
    pages = [page.split("\n") for page in text.split("\f")]
    removed = page_numbers_and_heads(pages, marked=len(pages) > 1)
    width = _width([line for page in pages for line in page])
    blocks: list[Block] = []
    for number, page in enumerate(pages, start=1):
        kept = [line for at, line in enumerate(page) if (number - 1, at) not in removed]
        blocks += _blocks(kept, width, number if len(pages) > 1 else 0)
    heard.left_out += [LeftOut("running head or page number", pages[page][at].strip()) for page, at in sorted(removed)]
    return Content(tuple(blocks), text, left_out=tuple(heard.left_out))


def _blocks(lines: Sequence[str], width: int, page: int) -> list[Block]:
    blocks: list[Block] = []
    table: list[tuple[str, ...]] = []
    gap = False
    for at, raw in enumerate([*lines, ""]):
        cells = _cells(raw)
        if table and (not cells or len(cells) != len(table[0])):
            blocks += _table(table, page)
            table = []
        if cells:
            if not _RULE.match(raw.strip()):
                table.append(cells)
            continue
        text = " ".join(_MARKUP.sub("", raw.strip()).split())
        if text:
            blocks.append(Line(text, full=_is_full(raw, lines[at + 1 :], width), gap=gap, page=page))
        gap = not text
    return blocks


def _is_full(line: str, after: Sequence[str], width: int) -> bool:
    """Say whether a line was wrapped: the first word of the next one has no place on it."""
    word = next((other.split()[0] for other in after[:1] if other.split()), "")
    return bool(width) and bool(word) and len(line.rstrip()) + 1 + len(word) > width


def _cells(raw: str) -> tuple[str, ...]:
    """Return the cells of a line that is a table's row, drawn with bars or tabs; () where it is none."""
    line = raw.strip()
    if line.count("|") >= 2 or (_RULE.match(line) and "|" in line):
        return tuple(" ".join(_MARKUP.sub("", cell).split()) for cell in line.strip("|").split("|"))
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    return tuple(" ".join(cell.split()) for cell in line.split("\t")) if len(cells) > 1 else ()


def _table(rows: Sequence[tuple[str, ...]], page: int) -> list[Block]:
    if len(rows) < 2:
        return [Line(" ".join(cell for cell in row if cell), page=page) for row in rows]
    return [Table(tuple(rows), heads_of(rows), page)]


def _width(lines: Sequence[str]) -> int:
    """Return the length to which lines are wrapped; 0 where they are not."""
    lengths = sorted((len(line.rstrip()) for line in lines if line.strip()), reverse=True)
    longest = lengths[0] if lengths else 0
    near = sum(length > 0.85 * longest for length in lengths)
    # Wrapped lines are of much the same length; paragraphs that are not wrapped are of any.
    return longest if WRAPPED <= longest <= WIDEST and near >= max(2, len(lengths) / 10) else 0
