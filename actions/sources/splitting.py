"""Cuts the text of a document into passages: Vietnamese legal texts by article, clause and point; others by length.

The words stay as they are; only line breaks inside a sentence, marks of headings and page numbers go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SHORT = 700
"""Characters up to which a part stays whole: what fits a chat message and one vector."""
LONGEST = 1500
"""Characters at which a part that has no smaller ones is cut between its sentences."""

CHAPTER = re.compile(r"^(?:chương|phần)\s+(?:[ivxlc]+|\d+)\b", re.IGNORECASE)
SECTION = re.compile(r"^mục\s+\d+\b", re.IGNORECASE)
ARTICLE = re.compile(r"^điều\s+(?P<key>\d+[a-zđ]?)\s*[.:]?(?=\s|$)", re.IGNORECASE)
CLAUSE = re.compile(r"^(?P<key>\d{1,2}[a-zđ]?)\.\s")
POINT = re.compile(r"^(?P<key>[a-zđ]{1,2})\)\s")
NUMBER_OF_PAGE = re.compile(r"^(?:trang\s+|page\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?$", re.IGNORECASE)
MARKUP = re.compile(r"^#+\s+|^>\s*|\*\*|\\(?=[.()\-_*])")
SENTENCE_END = re.compile(r"(?<=[.;:!?])\s+")
PART = {"vi": "Đoạn", "es": "Apartado", "en": "Part"}


@dataclass(frozen=True)
class Part:
    """A piece of a document: its id, where it stands, and its words."""

    id: str
    place: str
    text: str


@dataclass
class _Node:
    """An article, clause or point: its first lines, and the smaller parts under it."""

    key: str
    lines: list[str]
    parts: list[_Node]

    def text(self) -> str:
        return "\n".join([*self.lines, *(part.text() for part in self.parts)])


def split(text: str, language: str) -> list[Part]:
    """Return the parts of a document in its order; a text without articles is cut into parts of SHORT."""
    lines = _lines(text)
    if not any(ARTICLE.match(line) for line in lines):
        return _by_length(lines, language)
    parts: list[Part] = []
    before: list[str] = []
    chapter = section = ""
    article: _Node | None = None
    for line in [*lines, ""]:
        opens = ARTICLE.match(line)
        closes = not line or opens or CHAPTER.match(line) or SECTION.match(line)
        if closes and article is not None:
            parts += _article(article, ", ".join(filter(None, (chapter, section))))
            article = None
        if opens:
            article = _Node(opens["key"].lower(), [line], [])
        elif CHAPTER.match(line):
            chapter, section = line, ""
        elif SECTION.match(line):
            section = line
        elif article is not None:
            _grow(article, line)
        elif not parts and not chapter and line:
            before.append(line)
    return _numbered(_by_length(before, language, "mo-dau") + parts)


def _article(node: _Node, under: str) -> Iterator[Part]:
    heading = node.lines[0]
    where = f"Điều {node.key}"
    yield from _parts(node, f"d{_ascii(node.key)}", where, ", ".join(filter(None, (under, heading))))


def _parts(node: _Node, key: str, place: str, heading: str) -> Iterator[Part]:
    """Yield the node as one part if it is short, or else its first lines and its parts one by one."""
    text = node.text()
    if len(text) <= SHORT or not node.parts:
        for number, run in enumerate(_runs([text], LONGEST)):
            yield Part(_id(key, number), heading if place.count(" ") == 1 else f"{place} ({heading})", run)
        return
    lead = "\n".join(node.lines)
    level, letter = ("khoản", "k") if CLAUSE.match(node.parts[0].lines[0]) else ("điểm", "")
    for part in node.parts:
        for piece in _parts(part, f"{key}-{letter}{_ascii(part.key)}", f"{place} {level} {part.key}", heading):
            # A point says little without the sentence it completes.
            complete = f"{lead}\n{piece.text}" if level == "điểm" and len(lead) < SHORT else piece.text
            yield Part(piece.id, piece.place, complete)


def _grow(article: _Node, line: str) -> None:
    """Add a line to the article: a new clause, a new point, or more of the last of them."""
    clause, point = CLAUSE.match(line), POINT.match(line)
    if clause:
        article.parts.append(_Node(clause["key"].lower(), [line], []))
        return
    holder = article.parts[-1] if article.parts and CLAUSE.match(article.parts[-1].lines[0]) else article
    if point:
        holder.parts.append(_Node(point["key"].lower(), [line], []))
        return
    while holder.parts:
        holder = holder.parts[-1]
    holder.lines.append(line)


def _by_length(lines: list[str], language: str, key: str = "p") -> list[Part]:
    return [
        Part(_id(key, number) if key != "p" else f"p{number + 1}", f"{PART[language]} {number + 1}", run)
        for number, run in enumerate(_runs(lines, SHORT))
    ]


def _runs(lines: list[str], size: int) -> Iterator[str]:
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


def _lines(text: str) -> list[str]:
    """Return the lines without markup and page numbers, those of one sentence joined."""
    lines: list[str] = []
    for raw in text.splitlines():
        line = " ".join(MARKUP.sub("", raw.strip()).split())
        if not line or NUMBER_OF_PAGE.match(line):
            continue
        opens = any(pattern.match(line) for pattern in (CHAPTER, SECTION, ARTICLE, CLAUSE, POINT))
        if lines and not opens and line[0].islower() and lines[-1][-1] not in ".;:!?":
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def _numbered(parts: list[Part]) -> list[Part]:
    """Return the parts with ids that are all different: an article that a text quotes has its number too."""
    seen: dict[str, int] = {}
    result = []
    for part in parts:
        seen[part.id] = seen.get(part.id, 0) + 1
        result.append(Part(_id(part.id, seen[part.id] - 1), part.place, part.text))
    return result


def _id(key: str, number: int) -> str:
    return key if number == 0 else f"{key}-{number + 1}"


def _ascii(key: str) -> str:
    return key.replace("đ", "dd")
