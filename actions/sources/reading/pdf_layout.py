"""The order in which a page of a PDF is read: columns one after the other, tables drawn by space alone row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actions.sources.headings import opens_unit
from actions.sources.reading.blocks import Block, Heard, Line, Table
from actions.sources.reading.grid import NUMBER, heads_of
from actions.sources.reading.pdf_words import Row

GAP = 1.9
"""Distance of two rows, in sizes of letters, from which on empty space stands between them."""
BESIDE = 0.8
"""Difference of height, in sizes of letters, below which rows stand beside each other."""
LEAST = 3
"""Rows that stand beside each other before they are columns of text."""
_FRAME = re.compile(r"CỘNG H[ÒO]A XÃ HỘI|CỘNG HOÀ XÃ HỘI|Độc lập\s*[-–]\s*Tự do|^Nơi nhận\b", re.IGNORECASE)
_ENDED = (".", ";", ":", "!", "?", ".”", ";”", "/.")


@dataclass(frozen=True)
class _Region:
    """Rows of a page in cells; `columns` when their cells stand in columns one beside the other."""

    rows: list[list[Row]]
    kind: str  # "text", "columns", "table", "frame"
    split: float = 0.0


def blocks(rows: Sequence[Row], page: int, heard: Heard, margin: float = 0.0) -> list[Block]:
    """Return the rows of a page, without what belongs to its ruled tables, in reading order.

    margin: the right edge of the document's text, where lines of one column are wrapped.
    """
    result: list[Block] = []
    for region in _regions([row.cells() for row in _side_by_side(rows)]):
        if region.kind == "text":
            result += _lines([_joined(cells) for cells in region.rows], page, margin)
        elif region.kind == "table":
            result.append(_table(region.rows, page, heard))
        else:
            left = [_joined(side) for cells in region.rows if (side := [c for c in cells if c.x0 < region.split])]
            right = [_joined(side) for cells in region.rows if (side := [c for c in cells if c.x0 >= region.split])]
            result += _lines(left, page) + _lines(right, page, margin)
    return result


def _side_by_side(rows: Sequence[Row]) -> list[Row]:
    """Return rows that stand beside each other, though not at one height, as one: columns need not share lines."""
    result: list[Row] = []
    for row in rows:
        last = result[-1] if result else None
        near = last is not None and row.top - last.top < BESIDE * min(row.size, last.size)
        if last is not None and near and (last.x1 + row.size < row.x0 or row.x1 + row.size < last.x0):
            result[-1] = Row(tuple(sorted((*last.words, *row.words), key=lambda word: word.x0)))
        else:
            result.append(row)
    return result


def _regions(rows: Sequence[list[Row]]) -> Iterator[_Region]:
    at = 0
    while at < len(rows):
        run = _run(rows, at)
        if run is None:
            text = [rows[at]]
            at += 1
            while at < len(rows) and _run(rows, at) is None:
                text.append(rows[at])
                at += 1
            yield _Region(text, "text")
            continue
        end, split = run
        kind = _kind(rows[at:end], split)
        while kind == "frame" and not any(cell.x0 >= split for cell in rows[end - 1]):
            end -= 1  # below a signature something else may begin
        if kind == "text":
            yield _Region(list(rows[at:end]), "text")
        else:
            yield _Region(list(rows[at:end]), kind, split)
        at = end


def _run(rows: Sequence[list[Row]], start: int) -> tuple[int, float] | None:
    """Return where the rows end that leave one strip free from `start` on, and the strip's middle; None without one.

    At least two of the rows have text on both sides of it.
    """
    if len(rows[start]) < 2 and not (start + 1 < len(rows) and len(rows[start + 1]) > 1):
        return None
    best: tuple[int, int, float] | None = None
    for cells in rows[start : start + 3]:
        for left, right in pairwise(cells):
            strip = _strip(rows, start, left.x1, right.x0)
            if strip is None:
                continue
            end, low, high = strip
            both = sum(1 for row in rows[start:end] if _both_sides(row, (low + high) / 2))
            if both >= 2 and _both_sides(rows[start], (low + high) / 2) and (best is None or both > best[0]):
                best = (both, end, (low + high) / 2)
    return None if best is None else (best[1], best[2])


def _strip(rows: Sequence[list[Row]], start: int, low: float, high: float) -> tuple[int, float, float] | None:
    """Return the end of the rows that leave the strip between `low` and `high` free, and what of it stays free."""
    end, last = start, start
    for at in range(start, len(rows)):
        over = [cell for cell in rows[at] if cell.x1 > low + 1 and cell.x0 < high - 1]
        new_low = max([low, *(cell.x1 for cell in over if cell.x0 < low)])
        new_high = min([high, *(cell.x0 for cell in over if cell.x1 > high)])
        inside = [cell for cell in over if cell.x0 >= low and cell.x1 <= high]
        if inside or new_high - new_low < 0.8 * rows[at][0].size or not rows[at]:
            break
        low, high, end = new_low, new_high, at + 1
        if _both_sides(rows[at], (low + high) / 2):
            last = at + 1
    # Rows of one side at the end belong to the columns only where both sides go on together.
    while last < end < len(rows) and all(cell.x0 < low for cell in rows[end - 1]) and _is_wide(rows[end - 1], low):
        end -= 1
    return (end, low, high) if end - start >= 2 else None


def _is_wide(cells: Sequence[Row], low: float) -> bool:
    return len(cells) == 1 and opens_unit(cells[0].text)


def _both_sides(cells: Sequence[Row], split: float) -> bool:
    return any(cell.x1 <= split for cell in cells) and any(cell.x0 >= split for cell in cells)


def _kind(rows: Sequence[list[Row]], split: float) -> str:
    """Return what rows that leave a strip free are: two columns of text, a table, or the frame of a decision."""
    if any(_FRAME.search(cell.text) for cells in rows for cell in cells):
        return "frame"
    left = [_joined(side).text for cells in rows if (side := [c for c in cells if c.x0 < split])]
    right = [_joined(side).text for cells in rows if (side := [c for c in cells if c.x0 >= split])]
    many = sum(len(cells) > 2 for cells in rows) * 2 >= sum(len(cells) > 1 for cells in rows)
    heads = sum(map(opens_unit, right))
    if len(rows) >= LEAST and heads and not many:
        return "columns"
    prose = _wraps(left) + _wraps(right)
    numbers = sum(bool(NUMBER.match(text)) for text in right)
    if len(rows) >= LEAST and not many and not numbers and min(_wraps(left), _wraps(right)) >= 1 and prose >= LEAST:
        return "columns"
    return "table"


def _wraps(texts: Sequence[str]) -> int:
    """Return how many lines go on in the next one."""
    return sum(not before.endswith(_ENDED) and after[:1].islower() for before, after in pairwise(texts))


def _lines(rows: Sequence[Row], page: int, margin: float = 0.0) -> list[Line]:
    """Return rows of one column as lines; they are wrapped at `margin`, or where the longest of them ends."""
    if not rows:
        return []
    right = max(margin, *(row.x1 for row in rows))
    lines = []
    for at, row in enumerate(rows):
        gap = at == 0 or row.top - rows[at - 1].top > GAP * max(row.size, rows[at - 1].size)
        full = at + 1 < len(rows) and row.x1 + 0.25 * row.size + _first_width(rows[at + 1]) > right - 1
        lines.append(Line(row.text, full=full, gap=gap, page=page))
    return lines


def _first_width(row: Row) -> float:
    return row.words[0].x1 - row.words[0].x0


def _table(rows: Sequence[list[Row]], page: int, heard: Heard) -> Table:
    """Return the table that rows of cells draw: columns are where the fullest rows have theirs."""
    columns = _columns(rows)
    table: list[list[str]] = []
    filled = 0
    for cells in rows:
        row = [""] * len(columns)
        for cell in cells:
            place = _place(cell, columns)
            row[place] = f"{row[place]} {cell.text}".strip()
        if table and not row[0] and not row[-1]:
            table[-1] = [f"{above} {more}".strip() for above, more in zip(table[-1], row, strict=True)]
        elif table and len(cells) == 1 and row[0] and row[0][:1].islower():
            table[-1][0] = f"{table[-1][0]} {row[0]}"
        else:
            if len(table) > 1 and not row[0]:
                row[0] = table[-1][0]
                filled += 1
            table.append(row)
    if filled:
        heard.doubts.append(
            f"page {page}: a table has {filled} rows without a first cell; they were given the one above"
        )
    if any(len(cell) > 60 for row in table for cell in row) and len(columns) == 2:
        heard.doubts.append(f"page {page}: text in two columns was taken for a table: look whether it is one")
    texts = tuple(tuple(row) for row in table)
    return Table(texts, heads_of(texts), page)


def _columns(rows: Sequence[list[Row]]) -> list[tuple[float, float]]:
    most = max(len(cells) for cells in rows)
    spans = [(cell.x0, cell.x1) for cells in rows if len(cells) == most for cell in cells]
    columns: list[tuple[float, float]] = []
    for low, high in sorted(spans):
        if columns and low < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], high))
        else:
            columns.append((low, high))
    return columns


def _place(cell: Row, columns: Sequence[tuple[float, float]]) -> int:
    def shared(at: int) -> float:
        low, high = columns[at]
        return min(high, cell.x1) - max(low, cell.x0)

    return max(range(len(columns)), key=shared)


def _joined(cells: Sequence[Row]) -> Row:
    return Row(tuple(word for cell in cells for word in cell.words))
