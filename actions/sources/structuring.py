"""Finds the structure of what was read: which lines are heads, which go on a sentence, and where a decision ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.sources.headings import (
    ATTACHED,
    DANGLING,
    Heading,
    Kind,
    belongs_to_end,
    comes_later,
    ends_decision,
    follows,
    heading,
    number_of,
)
from actions.sources.quotations import quoted
from actions.sources.reading.blocks import Block, Content, LeftOut, Line, Table
from actions.sources.structure import Node, Structure

ENDED = (".", ";", ":", "!", "?", "…", ".”", ";”", "”", "/.", ")")
TITLE = 160
"""Characters up to which a line under "Điều 4" alone is its title."""


def structured(content: Content) -> Structure:
    """Return the structure of what was read from a file."""
    builder = _Builder(content.blocks)
    builder.build()
    nodes = builder.nodes
    if content.notes:
        nodes.append(Node("notes", "", "Chú thích", content=list(content.notes)))
    return Structure(
        tuple(node for node in nodes if any(one.content for one in node.walk()) or node.kind != "opening"),
        content.raw,
        (*content.left_out, *builder.left_out),
        content.told,
        (*content.doubts, *builder.doubts),
        content.by_machine,
    )


class _Builder:
    """Takes the blocks one by one; what a line opens depends on what stands before it."""

    def __init__(self, blocks: Sequence[Block]):
        self._blocks = blocks
        self._quoted = quoted([block.text if isinstance(block, Line) else "" for block in blocks])
        heads = (heading(block.text) for block in blocks if isinstance(block, Line))
        self._has_articles = any(found and found.kind == "article" and found.strong for found in heads)
        self.nodes: list[Node] = [Node("opening", "", "")]
        self.left_out: list[LeftOut] = []
        self.doubts: list[str] = []
        self._above: dict[str, str] = {}
        self._titled: str | None = None
        self._article: str | None = None
        self._ended = False
        self._stray: list[str] = []
        self._before: Line | None = None

    def build(self) -> None:
        """Go through all blocks."""
        for at, block in enumerate(self._blocks):
            if isinstance(block, Table):
                self._table(block)
            else:
                self._line(block, at)
                self._before = block
        self._close_end()

    @property
    def _top(self) -> Node:
        return self.nodes[-1]

    def _line(self, line: Line, at: int) -> None:
        found = None if self._quoted[at] else heading(line.text)
        if found and self._opens(found, line):
            self._open(found, line)
        elif self._titled and self._is_title(line):
            self._title(line.text)
        elif self._ended or (self._top.kind == "article" and not self._quoted[at] and ends_decision(line.text)):
            self._end(line, at)
        elif self._goes_on(line, at):
            self._append_to_last(line.text)
        else:
            self._last_node().content.append(line.text)
        if self._titled and not found and self._titled not in ("article",):
            self._titled = None if not line.text.isupper() else self._titled

    def _opens(self, found: Heading, line: Line) -> bool:
        """Say whether what has the form of a heading is one, from what stands before it."""
        if found.kind == "clause" or found.kind == "point":
            return not self._ended and self._opens_small(found, line)
        next_ = found.strong and found.kind == "article" and follows(self._article, found.key, "article")
        if self._mid_sentence(line, sure=next_):
            if next_:
                self.doubts.append(
                    f"“{_cut(line.text)}” goes on a sentence and was read as a reference, not as an article"
                )
            return False
        if found.kind == "article":
            return self._opens_article(found, line)
        return found.strong

    def _mid_sentence(self, line: Line, sure: bool = False) -> bool:
        """Say whether the line before breaks off at the margin, so that this one goes on its sentence.

        sure: only a word that cannot end a sentence counts, as where the number of this line follows.
        """
        before = self._before
        if before is None or line.whole or line.gap or not before.full:
            return False
        if DANGLING.search(before.text):
            return True
        return not sure and not (before.text.endswith(ENDED) or before.text.isupper())

    def _opens_article(self, found: Heading, line: Line) -> bool:
        if (
            found.title
            and not found.strong
            and (found.title[0].islower() or (found.word == "Điều" and not _titled(found)))
        ):
            return False
        if follows(self._article, found.key, "article"):
            if self._article and number_of(found.key) != number_of(self._article) and not found.key.isdecimal():
                self.doubts.append(f"Điều {found.key} stands after Điều {self._article}: is an article missing?")
            if not found.strong:
                self.doubts.append(f"“{_cut(line.text)}” was read as the head of an article")
            return True
        before = self._before.text if self._before else ""
        if number_of(found.key) == 1 and (self._ended or "annex" in self._above):
            return True
        if before.endswith((":", "như sau")):
            return False
        if found.strong and self._article is None:
            self.doubts.append(f"the first article is Điều {found.key}: is the beginning missing?")
            return True
        if found.strong and self._article and number_of(found.key) > number_of(self._article):
            self.doubts.append(f"Điều {found.key} stands after Điều {self._article}: is an article missing?")
            return True
        if found.strong:
            self.doubts.append(
                f"“{_cut(line.text)}” stands after Điều {self._article}: it was kept as text, not as an article"
            )
        return False

    def _opens_small(self, found: Heading, line: Line) -> bool:
        """Say whether a clause or a point begins: its number follows, and no sentence is going on."""
        top = self._top
        before = _last_key(top, found.kind)
        if top.kind == "opening" and self._has_articles:
            return False
        if follows(before, found.key, found.kind) and not self._mid_sentence(line, sure=True):
            return True
        if found.kind == "clause" and found.key == "1" and before and not self._mid_sentence(line):
            # Numbers that begin anew under a sentence that ends in a colon.
            return False
        if before and comes_later(before, found.key, found.kind) and not self._mid_sentence(line):
            self.doubts.append(f"“{_cut(line.text)}” stands after {before}: is one missing?")
            return True
        first = before is None and found.kind == "point" and found.key != "a"
        if first or (before and not self._mid_sentence(line)):
            self.doubts.append(f"“{_cut(line.text)}” was kept as text: its number does not follow")
        return False

    def _open(self, found: Heading, line: Line) -> None:
        if found.kind == "article":
            self._close_end()
            if number_of(found.key) == 1 and self._article is not None and "annex" not in self._above:
                self._above = {}
            self._article = found.key
            node = Node("article", found.key, line.text, tuple(self._above.values()), [line.text])
            self.nodes.append(node)
            self._titled = None if found.title else "article"
        elif found.kind in ("part", "chapter", "section"):
            self._close_end()
            self._enter(found, line.text)
        elif found.kind == "annex":
            self._close_end()
            self.nodes.append(Node("annex", found.key, line.text, (), [line.text]))
            self._above = {"annex": line.text}
            self._titled = "annex"
        else:
            self._place_small(Node(found.kind, found.key, line.text, (), [line.text]))

    def _enter(self, found: Heading, text: str) -> None:
        ranks = ("annex", "part", "chapter", "section")
        rank = ranks.index(found.kind)
        self._above = {kind: label for kind, label in self._above.items() if ranks.index(kind) < rank}
        self._above[found.kind] = text
        self.nodes.append(Node(found.kind, found.key, text, (), [text]))
        self._titled = found.kind

    def _place_small(self, node: Node) -> None:
        """Put a clause under its article, a point under its clause."""
        self._titled = None
        top = self._top
        if node.kind == "clause":
            top.parts.append(node)
        else:
            holder = top.parts[-1] if top.parts and top.parts[-1].kind == "clause" else top
            holder.parts.append(node)

    def _is_title(self, line: Line) -> bool:
        if self._titled == "article":
            return len(line.text) <= TITLE and not line.text.endswith((".", ";", ":", ",")) and line.text[:1].isupper()
        if self._titled == "annex":
            return line.text.isupper() or bool(ATTACHED.match(line.text)) or line.text.startswith("(")
        return line.text.isupper() and not ends_decision(line.text)

    def _title(self, text: str) -> None:
        top = self._top
        if self._titled == "article":
            top.content.append(text)
            top.heading = f"Điều {top.key}. {text}"
            self._titled = None
            return
        if self._titled == "annex":
            top.content.append(text)
            top.heading = f"{top.heading} {text}" if text.isupper() else top.heading
        else:
            top.content[0] = top.heading = f"{top.heading} {text}"

    def _goes_on(self, line: Line, at: int) -> bool:
        """Say whether a line is a piece of the sentence before it."""
        before, node = self._before, self._last_node()
        if before is None or line.whole or not node.content or not isinstance(node.content[-1], str):
            return False
        if line.text.startswith(("-", "+", "*", "•")) or self._is_number(line):
            return False
        last = node.content[-1]
        if last.endswith(ENDED) and not DANGLING.search(last):
            return False
        if line.gap and not line.text[:1].islower():
            return line.page != before.page and before.full and not last.isupper()
        if DANGLING.search(last):
            return True
        if line.text[:1].islower():
            return before.full or node.kind != "article" or last != node.heading  # a short title is whole
        return before.full and not last.isupper()

    def _is_number(self, line: Line) -> bool:
        return bool(re.fullmatch(r"[\d.,\s]+", line.text)) and not (self._before and self._before.full)

    def _last_node(self) -> Node:
        node = self._top
        while node.parts:
            node = node.parts[-1]
        return node

    def _append_to_last(self, text: str) -> None:
        node = self._last_node()
        joined = f"{node.content[-1]} {text}"
        if node.heading == node.content[-1]:
            node.heading = joined
        node.content[-1] = joined

    def _end(self, line: Line, at: int) -> None:
        """Take a line of recipients and signature; what is none of these is kept and told."""
        if not self._ended:
            self._ended, self._stray = True, []
            self.left_out.append(LeftOut("recipients and signature", line.text))
        elif belongs_to_end(line.text) and not self._stray and not ATTACHED.match(line.text):
            last = self.left_out[-1]
            self.left_out[-1] = LeftOut(last.what, f"{last.text} / {line.text}")
        else:
            self._stray.append(line.text)

    def _close_end(self) -> None:
        """Keep what stood after the signature and was named nothing as an annex of its own."""
        if self._stray:
            title = self._title_in_end()
            self.nodes.append(
                Node("annex", "", title or self._stray[0], (), [*([title] if title else []), *self._stray])
            )
            self._above = {"annex": self.nodes[-1].heading}
            if not title:
                self.doubts.append(f"after the signature stands “{_cut(self._stray[0])}”: it was kept as an annex")
        self._ended, self._stray = False, []

    def _title_in_end(self) -> str:
        """Give back the title of an attached text ("QUY CHẾ") that was taken for a signature's line."""
        if not self._stray or not ATTACHED.match(self._stray[0]):
            return ""
        last = self.left_out[-1]
        lines = last.text.split(" / ")
        kept: list[str] = []
        while len(lines) > 1 and lines[-1].isupper():
            kept.insert(0, lines.pop())
        self.left_out[-1] = LeftOut(last.what, " / ".join(lines))
        return " ".join(kept)

    def _table(self, table: Table) -> None:
        """Put a table where it stands; one that only frames a decision's head or its signature is lines."""
        cells = list(dict.fromkeys(cell for row in table.rows for cell in row if cell))
        if _frames(cells, self._top.kind):
            columns = [list(dict.fromkeys(column)) for column in zip(*table.rows, strict=True)]
            for cell in [cell for column in columns for cell in column if cell]:
                line = Line(cell, whole=True)
                ending = self._ended or ends_decision(cell)
                if self._top.kind == "article" and ending:
                    self._end(line, 0)
                else:
                    self._last_node().content.append(cell)
            return
        if self._ended and not self._stray and _goes_on_end(cells):
            for cell in cells:
                self._end(Line(cell, whole=True), 0)
            return
        if self._ended:
            self._close_end()
            self.nodes.append(Node("annex", "", " ".join(table.rows[0]), ()))
            self.doubts.append("a table stands after the signature without the head of an annex: it was kept as one")
        self._titled = None
        self._last_node().content.append(table)
        self._before = None


def _titled(found: Heading) -> bool:
    return bool(found.title) and found.title[0].isupper()


def _last_key(top: Node, kind: Kind) -> str | None:
    if kind == "clause":
        clauses = [part for part in top.parts if part.kind == "clause"]
        return clauses[-1].key if clauses else None
    holder = top.parts[-1] if top.parts and top.parts[-1].kind == "clause" else top
    points = [part for part in holder.parts if part.kind == "point"]
    return points[-1].key if points else None


def _goes_on_end(cells: Sequence[str]) -> bool:
    """Say whether a table is what a page's end cut off from recipients and signature: dashes, and nothing to count."""
    dashed = any(cell.startswith("-") for cell in cells)
    return dashed and all(belongs_to_end(cell) and not re.search(r"\d", cell) for cell in cells)


def _frames(cells: Sequence[str], kind: str) -> bool:
    """Say whether a table is the head or the foot of a decision: state and motto, or recipients and signature."""
    text = " ".join(cells)
    if kind == "opening":
        return bool(re.search(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*[-–]", text))
    return any(ends_decision(cell.split("\n")[0]) for cell in cells)


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
