"""Reads HTML: blocks as lines, tables with cells that span; menus, scripts and what is hidden are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.dammit import EncodingDetector
from bs4.element import Comment, NavigableString, Tag

from actions.sources.reading.blocks import Block, Content, Line, Table
from actions.sources.reading.encoding import converted, decode
from actions.sources.reading.grid import Cell, grid, heads_of

DROPPED = ("script", "style", "noscript", "template", "svg", "head", "iframe", "object", "form", "button", "select")
AROUND = ("nav", "header", "footer", "aside")
"""Parts of a page that surround its text."""
BLOCKS = [
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
    ),
    *("figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p"),
    *("pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
]
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read(data: bytes) -> Content:
    """Return the content of a web page or an HTML file; UnreadableError when its encoding is not certain."""
    soup = BeautifulSoup(_text(data), "lxml")
    for tag in soup.find_all(DROPPED):
        tag.decompose()
    for tag in soup.find_all(style=_HIDDEN):
        tag.decompose()
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    told = []
    main = soup.find("main") or soup.find("article") or soup.body or soup
    if isinstance(main, Tag):
        around = [tag for tag in main.find_all(AROUND) if tag.find_parent("article") is None or tag.name == "nav"]
        if around:
            told.append("menus, heads and foots of the web page are left out")
        for tag in around:
            tag.decompose()
    blocks = list(_blocks(main)) if isinstance(main, Tag) else []
    raw = _raw(main) if isinstance(main, Tag) else []
    texts = [text for block in blocks for text in _texts(block)]
    formed, changed = converted([*texts, *raw])
    rest = iter(formed)
    result = [_with(block, rest) for block in blocks]
    return Content(tuple(result), "\n".join(rest), told=tuple(told + changed))


def _text(data: bytes) -> str:
    """Return the page as text: by what it declares where that is right, else as any text file."""
    declared = EncodingDetector.find_declared_encoding(data, is_html=True, search_entire_document=False)
    if declared and declared.lower() not in ("utf-8", "utf8", "utf-16", "iso-8859-1", "us-ascii"):
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data)[0]


def _blocks(parent: Tag) -> Iterator[Block]:
    """Yield the blocks under an element: text that stands in a row is one line, up to a break or the next block."""
    running = ""
    for child in parent.children:
        if isinstance(child, NavigableString):
            running += str(child).replace("\n", " ")
        elif isinstance(child, Tag) and child.name == "br":
            yield from _line(running)
            running = ""
        elif isinstance(child, Tag) and (child.name in BLOCKS or child.find(BLOCKS) or child.find("br")):
            if child.name not in BLOCKS and not child.find(BLOCKS):
                # a span with breaks within a line: its pieces go on the line
                pieces = list(_blocks(child))
                texts = [piece.text for piece in pieces if isinstance(piece, Line)]
                running += texts[0] if texts else ""
                for text in texts[1:]:
                    yield from _line(running)
                    running = text
                continue
            yield from _line(running)
            running = ""
            yield from _table(child) if child.name == "table" else _item(child)
        elif isinstance(child, Tag):
            running += child.get_text().replace("\n", " ")
    yield from _line(running)


def _item(tag: Tag) -> Iterator[Block]:
    """Yield the blocks of an element; an item of a numbered list begins with its number."""
    number = _number(tag)
    for at, block in enumerate(_blocks(tag)):
        if at == 0 and number and isinstance(block, Line):
            yield Line(f"{number} {block.text}", whole=True)
        else:
            yield block


def _number(tag: Tag) -> str:
    if tag.name != "li" or tag.parent is None or tag.parent.name != "ol":
        return ""
    items = list(tag.parent.find_all("li", recursive=False))
    at = next(number for number, item in enumerate(items) if item is tag)
    start = int(str(tag.parent.get("start") or 1)) if str(tag.parent.get("start") or 1).isdecimal() else 1
    kind = str(tag.parent.get("type") or "1")
    if kind in ("a", "A"):
        letter = chr(ord(kind) + start - 1 + at)
        return f"{letter})"
    return f"{start + at}."


def _line(text: str) -> Iterator[Line]:
    text = " ".join(text.split())
    if text:
        yield Line(text, whole=True)


def _table(table: Tag) -> Iterator[Block]:
    rows: list[list[Cell]] = []
    heads = 0
    for row in table.find_all("tr"):
        if row.find_parent("table") is not table:
            continue
        cells = [cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row]
        read_cells = [
            Cell("\n".join(_said(cell)), _span(cell, "colspan"), _span(cell, "rowspan"), cell.name == "th")
            for cell in cells
        ]
        in_head = row.find_parent("thead") is not None or (bool(read_cells) and all(cell.head for cell in read_cells))
        if in_head and heads == len(rows):
            heads += 1
        if read_cells:
            rows.append(read_cells)
    placed = grid(rows)
    texts = tuple(tuple(" ".join(cell.text.split()) for cell in row) for row in placed)
    if not texts:
        return
    if len(texts) == 1 or len(texts[0]) == 1:
        for cell in dict.fromkeys(cell for row in placed for cell in row):
            yield from (Line(line, whole=True) for line in cell.text.split("\n") if line.strip())
        return
    spanned = max(1, min(cell.rows for cell in placed[0]))
    heads = heads or heads_of(texts, spanned)
    heads = max(heads, *(cell.rows for cell in placed[0])) if heads else 0
    yield Table(texts, min(heads, len(texts)))


def _said(cell: Tag) -> Iterator[str]:
    for block in _blocks(cell):
        yield from [block.text] if isinstance(block, Line) else block.said()


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or 1)
    return int(value) if value.isdecimal() and int(value) > 0 else 1


def _texts(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Line) else [cell for row in block.rows for cell in row]


def _with(block: Block, texts: Iterator[str]) -> Block:
    if isinstance(block, Line):
        return Line(next(texts), whole=True)
    return Table(tuple(tuple(next(texts) for _ in row) for row in block.rows), block.heads)


def _raw(main: Tag) -> list[str]:
    """Return the text of the page, each block on a line of its own."""
    for tag in main.find_all([*BLOCKS, "br"]):
        tag.insert_before("\n")
        tag.insert_after("\n")
    return [line for line in main.get_text().split("\n") if line.strip()]
