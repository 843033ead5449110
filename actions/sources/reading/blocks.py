"""What a file consists of once it is read: lines and tables in reading order, and what the operator is told."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any


class UnreadableError(ValueError):
    """Why a file cannot be read, and what to do, for the operator."""


@dataclass(frozen=True)
class Line:
    """A line of text.

    whole: a paragraph of its own (Word, web), never a piece of a wrapped one. full: it reaches the right margin, so
    that its sentence may go on. gap: empty space stands before it. page: from 1; 0 where a file has no pages.
    """

    text: str
    whole: bool = False
    full: bool = False
    gap: bool = False
    page: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of cells, all of one length, merged cells repeated; the first `heads` rows are heads (0: none is known)."""

    rows: tuple[tuple[str, ...], ...]
    heads: int = 0
    page: int = 0

    @property
    def labels(self) -> tuple[str, ...]:
        """The head of each column, those of several rows joined: "Mức thu, tại quầy"; empty without heads."""
        if not self.heads:
            return ()
        columns = zip(*self.rows[: self.heads], strict=True)
        return tuple(", ".join(dict.fromkeys(cell for cell in column if cell)) for column in columns)

    @property
    def body(self) -> tuple[tuple[str, ...], ...]:
        """The rows under the heads."""
        return self.rows[self.heads :]

    def said(self) -> list[str]:
        """Return each row as a line: "Thôn: Một; Thời hạn: 7 ngày"; without heads the cells alone."""
        labels = self.labels
        if not labels:
            return [" | ".join(cell or "–" for cell in row) for row in self.rows]
        return [
            "; ".join(f"{label}: {cell}" if label else cell for label, cell in zip(labels, row, strict=True) if cell)
            for row in self.body
        ]


Block = Line | Table


@dataclass(frozen=True)
class LeftOut:
    """Text of the file that is no part of what it rules, and what it is: "running head", "signature"."""

    what: str
    text: str


@dataclass(frozen=True)
class Content:
    """A file that was read.

    raw: the text of the file as it comes out of it, to compare with what is kept. notes: footnotes. told: what the
    operator should know. doubts: what may have been read wrongly; with one of them the file is not taken without the
    operator's yes. by_machine: the text was recognised from pictures.
    """

    blocks: tuple[Block, ...]
    raw: str
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    told: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    by_machine: bool = False

    def with_(self, **changes: Any) -> Content:
        """Return the content with other fields."""
        return replace(self, **changes)

    def to_json(self) -> str:
        """Return all of it as JSON; `from_json` reads it."""
        blocks = [{"table": isinstance(block, Table), **asdict(block)} for block in self.blocks]
        return json.dumps(asdict(self) | {"blocks": blocks}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Content:
        """Return what `to_json` wrote."""
        data = json.loads(text)
        blocks = tuple(_block(block) for block in data.pop("blocks"))
        left_out = tuple(LeftOut(**one) for one in data.pop("left_out"))
        rest: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        return cls(**(rest | {"blocks": blocks, "left_out": left_out}))


@dataclass
class Heard:
    """What a reader notices on its way."""

    told: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def _block(data: dict[str, Any]) -> Block:
    if not data.pop("table"):
        return Line(**data)
    return Table(tuple(tuple(row) for row in data["rows"]), data["heads"], data["page"])
