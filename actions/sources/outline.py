"""What was understood of a document, as the operator sees it before it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from actions.sources.amendments import amended
from actions.sources.carried import Carried
from actions.sources.reading.blocks import Table
from actions.sources.structure import Node, Structure

WIDTH = 100
"""Characters of a line of the outline."""
COUNTED = ("article", "clause", "point", "annex")
SHOWN = 3
"""Lines that are shown of what was left out many times, as a running head is."""
MOST_DOUBTS = 20


def outline(document: Structure, carried: Carried) -> list[str]:
    """Return the lines that tell what was understood: structure, tables, what was left out, how much is kept."""
    lines = [_counts(document)]
    for node in document.nodes:
        lines += _node(node)
    lines += _left_out(document)
    lines += [f"note: {told}" for told in document.told]
    lines.append(f"kept: {carried.kept:.1%} of the characters; named as left out: {carried.left_out:.1%}")
    return lines


def doubtful(doubts: list[str]) -> list[str]:
    """Return the lines that tell what is doubtful."""
    more = [f"doubtful: and {len(doubts) - MOST_DOUBTS} more"] if len(doubts) > MOST_DOUBTS else []
    return [f"doubtful: {doubt}" for doubt in doubts[:MOST_DOUBTS]] + more


def _counts(document: Structure) -> str:
    counted = Counter(node.kind for node in document.walk())
    tables = [piece for node in document.walk() for piece in node.content if isinstance(piece, Table)]
    parts = [_many(counted[kind], kind) for kind in COUNTED]
    parts.append(f"{_many(len(tables), 'table')} ({_many(sum(len(table.body) for table in tables), 'row')})")
    return ", ".join(parts)


def _node(node: Node) -> Iterator[str]:
    if node.kind == "opening":
        head = "(before the first article)" if node.content else ""
    elif node.kind == "notes":
        head = f"(footnotes: {len(node.content)})"
    else:
        head = node.heading
    small = Counter(part.kind for one in node.parts for part in one.walk())
    counts = ", ".join(_many(small[kind], kind) for kind in ("clause", "point") if small[kind])
    if head or counts:
        yield _cut(f"  {head}" + (f"  [{counts}]" if counts else ""))
    for one in node.walk():
        for piece in one.content:
            if isinstance(piece, Table):
                heads = " | ".join(piece.labels) or f"no heads; first row {' | '.join(piece.rows[0])}"
                yield _cut(f"    table: {_many(len(piece.body), 'row')}: {heads}")
    if node.kind == "article":
        for place in amended("\n".join(line for one in node.walk() for line in one.said())):
            yield _cut(f"    amends: {place}")


def _left_out(document: Structure) -> Iterator[str]:
    by_kind: dict[str, list[str]] = {}
    for one in document.left_out:
        by_kind.setdefault(one.what, []).append(one.text)
    for what, texts in by_kind.items():
        for text in list(dict.fromkeys(texts))[:SHOWN]:
            yield _cut(f"left out, {what}: {text}")
        if len(dict.fromkeys(texts)) > SHOWN:
            yield f"left out, {what}: {len(texts)} lines in all"


def _many(number: int, what: str) -> str:
    plural = f"{what[:-1]}ies" if what.endswith("y") else f"{what}es" if what.endswith("x") else f"{what}s"
    return f"{number} {what if number == 1 else plural}"


def _cut(text: str) -> str:
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"
