"""Tables with merged cells: one grid in which every cell stands, and how many of its rows are heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

NUMBER = re.compile(r"^[-+]?[\d.,\s]+(?:%|đ|đồng|ngày|tháng|năm|giờ|lần|\(\*\))?$", re.IGNORECASE)
COLUMN_NUMBER = re.compile(r"^[(\[]?\s*(?:\d{1,2}|[A-Z]|[ivx]+)\s*[)\]]?(?:\s*=.*)?$")


@dataclass(frozen=True)
class Cell:
    """A cell as a file has it: its text, and how many columns and rows it spans."""

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False


def grid(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Return the cells of each place of the table, spanning ones at every place they cover; rows of one length."""
    placed: dict[tuple[int, int], Cell] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in placed:
                column += 1
            for down in range(max(1, min(cell.rows, len(rows) - at))):
                for right in range(max(1, min(cell.columns, 100))):
                    placed.setdefault((at + down, column + right), cell)
            column += max(1, cell.columns)
    width = max((column for _, column in placed), default=-1) + 1
    empty = Cell("")
    return [[placed.get((at, column), empty) for column in range(width)] for at in range(len(rows))]


def heads_of(rows: Sequence[Sequence[str]], spanned: int = 1) -> int:
    """Return how many of the first rows are heads: `spanned` and a row of column numbers, or 0 where none looks so.

    spanned: the rows over which the cells of the first row reach. Heads are words, and the rows under them differ.
    """
    if len(rows) <= spanned or any(NUMBER.match(cell) for cell in rows[0] if cell):
        return 0
    if len(rows[0]) < 2 or sum(1 for cell in rows[0] if cell) < 2:
        return 0
    heads = spanned
    if len(rows) > heads + 1 and _numbers_columns(rows[heads]):
        heads += 1
    return heads


def _numbers_columns(row: Sequence[str]) -> bool:
    """Say whether a row only numbers the columns: (1) (2) (3)."""
    cells = [cell.strip() for cell in row]
    if not all(COLUMN_NUMBER.match(cell) for cell in cells):
        return False
    return [re.sub(r"\D", "", cell) for cell in cells] == [str(n + 1) for n in range(len(cells))] and (
        cells[0].startswith("(") or len(cells) > 2
    )
