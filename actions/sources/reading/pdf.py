"""Reads PDF: words with their places, running heads and page numbers off, tables by their rules, columns in order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from actions.sources.headings import opens_unit
from actions.sources.reading import furniture, pdf_layout, pdf_words
from actions.sources.reading.blocks import Block, Content, Heard, LeftOut, Line, Table, UnreadableError
from actions.sources.reading.encoding import converted
from actions.sources.reading.grid import Cell, grid, heads_of
from actions.sources.reading.pdf_words import Row, Word
from actions.sources.reading.plain import read_text
from actions.sources.reading.recognition import recognised

MAX_PAGES = 2_000
"""Pages beyond which a file is a book or a mistake."""
LETTERS_OF_A_PAGE = 20
"""A page with a picture and fewer letters is a picture of a page."""
RULES = 4
"""Drawn lines or boxes on a page before it is looked at for tables."""
SMALL = 0.88
"""Share of the usual size of letters below which a line at the foot of a page is a footnote."""
_NOTE = re.compile(r"^[\[(]?(\d{1,2}|\*{1,3})[\])]?\s*\S")
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def read(data: bytes, ocr: bool = False) -> Content:
    """Return the content of a PDF; UnreadableError when it is locked, damaged, too long, or pictures of pages.

    ocr: have the text of pictures of pages recognised.
    """
    document = _open(data)
    if len(document) > MAX_PAGES:
        raise UnreadableError(f"the file has {len(document)} pages; at most {MAX_PAGES} are taken: add what matters")
    heard = Heard()
    pages: list[list[Word]] = []
    ruled: list[int] = []
    pictures: list[int] = []
    for number, page in enumerate(document, start=1):
        pages.append(pdf_words.words(page))
        kinds = [item.type for item in page.get_objects(max_depth=2)]
        if kinds.count(pdfium.FPDF_PAGEOBJ_PATH) >= RULES:
            ruled.append(number)
        if _is_picture(pages[-1], kinds):
            pictures.append(number)
    texts = {number: recognised(document[number - 1]) for number in pictures} if ocr else {}
    _check_pictures([number for number in pictures if number not in texts], len(pages), heard)
    _check_letters(pages, heard)
    if texts:
        heard.doubts.append(f"the text of {len(texts)} pages was recognised by a machine: read it beside the file")
    return _content(pages, _tables(data, ruled), texts, heard)


def _content(
    pages: Sequence[Sequence[Word]],
    tables: dict[int, list[tuple[Box, Table]]],
    recognised_texts: dict[int, str],
    heard: Heard,
) -> Content:
    found = [pdf_words.rows(page) for page in pages]
    raw = [row.text for page in found for row in page] + "\n".join(recognised_texts.values()).split("\n")
    kept = _without_furniture(found, tables, heard)
    usual = median([row.size for page in kept for row in page] or [1.0])
    margin = max((row.x1 for page in kept for row in page), default=0.0)
    notes: list[str] = []
    blocks: list[Block] = []
    for number, rows in enumerate(kept, start=1):
        body, foot = _without_notes(rows, usual)
        notes += foot
        _append(blocks, _page(body, tables.get(number, []), number, heard, margin))
        if number in recognised_texts:
            blocks += read_text(recognised_texts[number]).blocks
    texts = [text for block in blocks for text in _texts(block)]
    formed, told = converted([*texts, *notes, *(one.text for one in heard.left_out), *raw])
    rest = iter(formed)
    result = tuple(_with(block, rest) for block in blocks)
    footnotes = tuple(next(rest) for _ in notes)
    left_out = tuple(LeftOut(one.what, next(rest)) for one in heard.left_out)
    told += heard.told
    doubts, by_machine = tuple(heard.doubts), bool(recognised_texts)
    return Content(result, "\n".join(rest), footnotes, left_out, tuple(told), doubts, by_machine)


def _open(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableError("the file is locked by a password: save it without one") from error
        raise UnreadableError(f"the file cannot be read as PDF: is it damaged? ({error})") from error


def _is_picture(words: Sequence[Word], kinds: Sequence[int]) -> bool:
    letters = sum(len(word.text) for word in words)
    return letters < LETTERS_OF_A_PAGE and (pdfium.FPDF_PAGEOBJ_IMAGE in kinds or pdfium.FPDF_PAGEOBJ_FORM in kinds)


def _check_pictures(pictures: Sequence[int], pages: int, heard: Heard) -> None:
    if pictures and len(pictures) == pages:
        raise UnreadableError(
            "the file holds pictures of pages and no text (a scan): have its text recognised first (OCR), or add it "
            "with --ocr where tesseract is installed"
        )
    if pictures:
        shown = ", ".join(map(str, pictures[:10]))
        heard.doubts.append(f"pages without text, pictures alone, are not read: {shown}")


def _check_letters(pages: Sequence[Sequence[Word]], heard: Heard) -> None:
    text = "".join(word.text for page in pages for word in page)
    lost = sum(c == pdf_words.LOST or 0xE000 <= ord(c) < 0xF000 for c in text)
    if lost > len(text) / 50:
        raise UnreadableError(
            "the letters of the PDF's fonts cannot be told (it has no table for them): export it anew"
        )
    if lost:
        heard.doubts.append(f"{lost} letters of the PDF cannot be told and are shown as {pdf_words.LOST}")


def _without_furniture(
    pages: Sequence[Sequence[Row]], tables: dict[int, list[tuple[Box, Table]]], heard: Heard
) -> list[list[Row]]:
    """Return the rows of each page without running heads and page numbers; these are told as left out."""
    edges: list[list[tuple[int, str]]] = []
    for number, rows in enumerate(pages, start=1):
        at_edge = sorted({*range(min(2, len(rows))), *range(max(0, len(rows) - 2), len(rows))})
        boxes = [box for box, _ in tables.get(number, [])]
        edges.append(
            [
                (at, rows[at].text)
                for at in at_edge
                if not any(_inside(rows[at].words[0], box) for box in boxes)
                and not opens_unit(rows[at].text)
                and (len(rows[at].cells()) < 2 or _is_set_off(rows, at))
            ]
        )
    places = furniture.repeated(edges) | _counted(pages, edges)
    heard.left_out += [LeftOut("running head or page number", pages[page][at].text) for page, at in sorted(places)]
    return [[row for at, row in enumerate(rows) if (page, at) not in places] for page, rows in enumerate(pages)]


def _is_set_off(rows: Sequence[Row], at: int) -> bool:
    """Say whether empty space parts the first or last row of a page from the others, as it does a running head."""
    other = at + 1 if at == 0 else at - 1
    if not 0 <= other < len(rows):
        return False
    return at in (0, len(rows) - 1) and abs(rows[at].top - rows[other].top) > pdf_layout.GAP * rows[at].size


def _counted(pages: Sequence[Sequence[Row]], edges: Sequence[Sequence[tuple[int, str]]]) -> set[furniture.Place]:
    """Return the lines that are each page's own number, on all pages or all but the first.

    They are set off from the text, or dressed as a page's number: "- 1 -".
    """
    found = {
        (page, at)
        for page, lines in enumerate(edges)
        for at, text in lines
        if furniture.page_number(text) == page + 1 and (_is_set_off(pages[page], at) or furniture.DRESSED.match(text))
    }
    having = {page for page, _ in found}
    return found if len(having) >= max(1, len(pages) - 1) else set()


def _without_notes(rows: Sequence[Row], usual: float) -> tuple[list[Row], list[str]]:
    """Return the rows of a page without the footnotes at its foot, and these."""
    first = len(rows)
    while first > 0 and rows[first - 1].size < SMALL * usual:
        first -= 1
    foot = rows[first:]
    if not foot or first == 0 or not _NOTE.match(foot[0].text):
        return list(rows), []
    notes: list[str] = []
    for row in foot:
        if _NOTE.match(row.text) or not notes:
            notes.append(row.text)
        else:
            notes[-1] += f" {row.text}"
    return list(rows[:first]), notes


def _page(
    rows: Sequence[Row], tables: Sequence[tuple[Box, Table]], number: int, heard: Heard, margin: float
) -> Iterator[Block]:
    """Yield the blocks of a page: its tables at their heights, the rows between them in reading order."""
    rest = list(rows)
    for (left, top, right, bottom), table in sorted(tables, key=lambda placed: placed[0][1]):
        box = (left, top, right, bottom)
        above = [row for row in rest if row.top < top and not _inside(row.words[0], box)]
        yield from pdf_layout.blocks(above, number, heard, margin)
        yield table
        rest = [kept for row in rest if row not in above and (kept := _outside(row, box))]
    yield from pdf_layout.blocks(rest, number, heard, margin)


def _append(blocks: list[Block], more: Iterator[Block]) -> None:
    """Add the blocks of a page; a table that goes on from the page before becomes one with it."""
    for at, block in enumerate(more):
        last = blocks[-1] if blocks else None
        if at == 0 and isinstance(block, Table) and isinstance(last, Table) and _same_width(last, block):
            again = last.heads and block.rows[: last.heads] == last.rows[: last.heads]
            rows = last.rows + (block.rows[last.heads :] if again else block.rows)
            blocks[-1] = Table(rows, last.heads or heads_of(rows), last.page)
        else:
            blocks.append(block)


def _same_width(one: Table, other: Table) -> bool:
    return len(one.rows[0]) == len(other.rows[0])


def _tables(data: bytes, numbers: Sequence[int]) -> dict[int, list[tuple[Box, Table]]]:
    """Return the ruled tables of the pages with these numbers, each with its box."""
    found: dict[int, list[tuple[Box, Table]]] = {}
    if not numbers:
        return found
    import pdfplumber  # takes half a second

    with pdfplumber.open(io.BytesIO(data), pages=list(numbers)) as document:
        for page in document.pages:
            words = [
                Word(w["text"], w["x0"], w["x1"], w["top"], w["bottom"], w["height"])
                for w in page.extract_words(x_tolerance_ratio=0.15)
            ]
            tables = [(table.bbox, _ruled(table, words, page.page_number)) for table in page.find_tables()]
            found[page.page_number] = [(box, table) for box, table in tables if table is not None]
            page.close()
    return {number: _without_lone_rows(number, found) for number in found}


def _without_lone_rows(number: int, found: dict[int, list[tuple[Box, Table]]]) -> list[tuple[Box, Table]]:
    """Return the tables of a page without those of one row, which frame a text.

    Kept is the one that ends a page where the next begins with a table of as many columns: it holds that one's heads.
    """
    following = min(found.get(number + 1, []), key=lambda placed: placed[0][1], default=None)
    lowest = max((box[3] for box, _ in found[number]), default=0.0)
    return [
        (box, table)
        for box, table in found[number]
        if len(table.rows) > 1 or (following and box[3] == lowest and _same_width(table, following[1]))
    ]


def _ruled(table: Any, words: Sequence[Word], page: int) -> Table | None:
    """Return a table drawn with rules; None for a box around text."""
    lefts = sorted({round(cell[0]) for cell in table.cells})
    tops = sorted({round(cell[1]) for cell in table.cells})
    if len(lefts) < 2:
        return None
    by_row: dict[int, list[Cell]] = {}
    for left, top, right, bottom in sorted(table.cells, key=lambda cell: (round(cell[1]), cell[0])):
        inside = [word for word in words if _inside(word, (left, top, right, bottom))]
        text = " ".join(row.text for row in pdf_words.rows(inside))
        columns = sum(round(left) <= edge < round(right) - 1 for edge in lefts)
        rows = sum(round(top) <= edge < round(bottom) - 1 for edge in tops)
        by_row.setdefault(round(top), []).append(Cell(text, columns, rows))
    placed = grid([by_row.get(top, []) for top in tops])
    texts = tuple(tuple(cell.text for cell in row) for row in placed)
    heads = heads_of(texts, max(1, *(cell.rows for cell in placed[0])))
    return Table(texts, heads, page)


def _inside(word: Word, box: Box) -> bool:
    left, top, right, bottom = box
    return left - 1 <= (word.x0 + word.x1) / 2 <= right + 1 and top - 1 <= word.middle <= bottom + 1


def _outside(row: Row, box: Box) -> Row | None:
    words = tuple(word for word in row.words if not _inside(word, box))
    return Row(words) if words else None


def _texts(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Line) else [cell for row in block.rows for cell in row]


def _with(block: Block, texts: Iterator[str]) -> Block:
    if isinstance(block, Line):
        return Line(next(texts), block.whole, block.full, block.gap, block.page)
    return Table(tuple(tuple(next(texts) for _ in row) for row in block.rows), block.heads, block.page)
