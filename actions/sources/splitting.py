"""Cuts a document into passages: by article, clause and point, annex and table; a text without these by length.

The words stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actions.sources.amendments import amended
from actions.sources.structure import Node, Structure
from common.text import fold

SHORT = 700
"""Characters up to which a part stays whole: what fits a chat message and one vector."""
LONGEST = 1500
"""Characters at which a part that has no smaller ones is cut between its sentences."""
PLACE = 120
"""Characters of an annex's head that its place shows."""
SENTENCE_END = re.compile(r"(?<=[.;:!?])\s+")
PART = {"vi": "Đoạn", "es": "Apartado", "en": "Part"}
LEVELS = {"clause": ("khoản", "k"), "point": ("điểm", "")}
AMENDS = "sửa đổi"


@dataclass(frozen=True)
class Part:
    """A piece of a document: its id, where it stands, and its words."""

    id: str
    place: str
    text: str


def split(document: Structure, language: str) -> list[Part]:
    """Return the parts of a document in its order; a text without articles is cut into parts of SHORT."""
    nodes = document.nodes
    if not any(node.kind in ("article", "annex") or node.parts for node in nodes):
        lines = [line for node in nodes for line in node.said()]
        return _by_length(lines, language)
    parts: list[Part] = []
    for node in nodes:
        if node.kind == "article":
            parts += _article(node)
        elif node.kind in ("part", "chapter", "section") and len(node.content) == 1 and not node.parts:
            continue  # a title alone: it stands in the place of what is under it
        else:
            parts += _other(node, language)
    return _numbered(parts)


def _article(node: Node) -> Iterator[Part]:
    changed = amended("\n".join(line for one in node.walk() for line in one.said()))
    heading = f"{node.heading} ({AMENDS} {'; '.join(changed[:3])})" if changed else node.heading
    yield from _parts(node, f"d{_ascii(node.key)}", f"Điều {node.key}", ", ".join([*node.under, heading]))


def _other(node: Node, language: str) -> Iterator[Part]:
    """Yield what is no article: the opening, an annex, a section without articles, the footnotes."""
    if node.kind == "opening":
        yield from _by_length(node.said(), language, "mo-dau")
        for part in node.parts:
            yield from _parts(part, f"m{_ascii(part.key)}", f"Mục {part.key}", "")
        return
    if node.kind == "notes":
        yield from _by_length(node.said(), language, "chu-thich")
        return
    key = _ascii(fold(node.key)) or ""
    key = f"pl{key}" if node.kind == "annex" else f"m{key}"
    place = node.heading if len(node.heading) <= PLACE else f"{node.heading[: PLACE - 1]}…"
    yield from _parts(node, key, place, place)


def _parts(node: Node, key: str, place: str, heading: str) -> Iterator[Part]:
    """Yield the node as one part if it is short, or else its first lines and its parts one by one."""
    lines = [line for one in node.walk() for line in one.said()]
    whole = (
        heading
        if place.count(" ") == 1 and heading
        else f"{place} ({heading})"
        if heading not in ("", place)
        else place
    )
    if sum(map(len, lines)) + len(lines) - 1 <= SHORT or not node.parts:
        for number, run in enumerate(_runs(lines, LONGEST if not node.parts else SHORT)):
            yield Part(_id(key, number), whole, run)
        return
    lead = "\n".join(node.said())
    if node.kind == "annex" or len(lead) >= SHORT or (node.parts[0].kind == "clause" and len(node.content) > 1):
        for number, run in enumerate(_runs(node.said(), LONGEST)):
            yield Part(_id(key, number), whole, run)
    for part in node.parts:
        level, letter = LEVELS[part.kind]
        for piece in _parts(part, f"{key}-{letter}{_ascii(part.key)}", f"{place} {level} {part.key}", heading):
            # A point says little without the sentence it completes.
            complete = f"{lead}\n{piece.text}" if part.kind == "point" and len(lead) < SHORT else piece.text
            yield Part(piece.id, piece.place, complete)


def _by_length(lines: Iterable[str], language: str, key: str = "p") -> list[Part]:
    return [
        Part(_id(key, number) if key != "p" else f"p{number + 1}", f"{PART[language]} {number + 1}", run)
        for number, run in enumerate(_runs(lines, SHORT))
    ]


def _runs(lines: Iterable[str], size: int) -> Iterator[str]:
    """Yield the lines joined up to about `size` characters; a longer line is cut between its sentences."""
    run = ""
    for line in lines:
        for piece in SENTENCE_END.split(line) if len(line) > size else [line]:
            if run and len(run) + len(piece) > size:
                yield run
                run = ""
            run = f"{run}\n{piece}" if run else piece
    if run:
        yield run


def _numbered(parts: list[Part]) -> list[Part]:
    """Return the parts with ids that are all different: what is attached has an article 1 too."""
    seen: dict[str, int] = {}
    result = []
    for part in parts:
        seen[part.id] = seen.get(part.id, 0) + 1
        result.append(Part(_id(part.id, seen[part.id] - 1), part.place, part.text))
    taken: set[str] = set()
    unique = []
    for part in result:
        number, name = 1, part.id
        while name in taken:
            number += 1
            name = f"{part.id}-{number}"
        taken.add(name)
        unique.append(Part(name, part.place, part.text))
    return unique


def _id(key: str, number: int) -> str:
    return key if number == 0 else f"{key}-{number + 1}"


def _ascii(key: str) -> str:
    return re.sub(r"[^a-z0-9]", "", key.lower().replace("đ", "dd"))
