"""The structure of a document: chapters, articles, clauses, points, annexes, tables; and what was left out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from actions.sources.reading.blocks import LeftOut, Table


@dataclass
class Node:
    """A part of a document: what it holds before its smaller parts, and these.

    kind: also "opening" (all before the first article) and "notes". heading: its first line, in the document's words.
    """

    kind: str
    key: str
    heading: str
    under: tuple[str, ...] = ()
    content: list[str | Table] = field(default_factory=list)
    parts: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield the node and all under it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def said(self) -> list[str]:
        """Return its own text as lines, tables row by row, without its smaller parts."""
        return [line for piece in self.content for line in ([piece] if isinstance(piece, str) else piece.said())]


@dataclass(frozen=True)
class Structure:
    """A document as it was understood; `doubts` and `left_out` are those of reading and of structure."""

    nodes: tuple[Node, ...]
    raw: str
    left_out: tuple[LeftOut, ...]
    told: tuple[str, ...]
    doubts: tuple[str, ...]
    by_machine: bool = False

    def walk(self) -> Iterator[Node]:
        """Yield all parts in their order."""
        for node in self.nodes:
            yield from node.walk()

    def of_kind(self, *kinds: str) -> list[Node]:
        """Return the parts of these kinds in their order."""
        return [node for node in self.walk() if node.kind in kinds]
