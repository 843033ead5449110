"""CSV that a spreadsheet opens as it is meant: its letters right, and no cell a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from starlette.responses import Response

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters by which a spreadsheet takes a text for a formula (OWASP, CSV Injection)."""

BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheets that Vietnamese letters are UTF-8."""


def csv_file(name: str, heads: Sequence[str], lines: Iterable[Sequence[object]]) -> Response:
    """Return a file to be saved; numbers stay numbers, texts that look like formulas begin with an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_MINIMAL)
    writer.writerow(heads)
    writer.writerows([cell(value) for value in line] for line in lines)
    return Response(
        BYTE_ORDER_MARK + written.getvalue(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def cell(value: object) -> object:
    """Return a value as a cell that no spreadsheet computes."""
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.lstrip(" ").startswith(FORMULA) or value.startswith(FORMULA) else value
