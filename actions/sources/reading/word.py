"""Reads DOCX: paragraphs with the numbers that Word writes, tables with merged cells, footnotes, tracked changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import nsmap, qn
from lxml.etree import XMLSyntaxError

from actions.sources.reading.blocks import Block, Content, Heard, LeftOut, Line, Table, UnreadableError
from actions.sources.reading.encoding import converted
from actions.sources.reading.grid import Cell, grid, heads_of
from actions.sources.reading.numbering import Numbering

OLE = b"\xd0\xcf\x11\xe0"
"""How a file of old Office begins, and a new one that is locked by a password."""
_NAMES = {**nsmap, "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006"}
_BREAKS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:ptab"): " "}
_SKIPPED = {qn(name) for name in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:fldData")}
_SKIPPED |= {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_TEXT_BOX, _TEXT = qn("w:txbxContent"), qn("w:t")
_REFERENCES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}


def read(data: bytes) -> Content:
    """Return the content of a DOCX; UnreadableError when it is locked, of old Word, or damaged."""
    if data.startswith(OLE):
        raise UnreadableError(
            "the file is locked by a password, or an old .doc that is named .docx: save it as .docx without a password"
        )
    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError, OSError) as error:
        raise UnreadableError(f"the file cannot be read as DOCX: is it damaged? ({_short(error)})") from error
    return _Reader(document, data).content()


class _Reader:
    """One document on its way to blocks."""

    def __init__(self, document: Any, data: bytes):
        self._document = document
        self._names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        self._numbering = Numbering(self._root_of("numbering"))
        self._styles = {style.style_id: style for style in document.styles if style.type == 1}
        self._heard = Heard()
        self._notes: dict[tuple[str, str], str] = {}
        self._noted: list[str] = []
        self._boxes: list[str] = []
        self._boxed: list[str] = []

    def content(self) -> Content:
        """Return all that the document holds."""
        self._notes = self._footnotes()
        blocks = list(self._blocks(self._document.element.body))
        if self._boxes:
            self._heard.doubts.append(
                f"{len(self._boxes)} lines of text boxes stand outside the text's order: are they where they belong?"
            )
        self._changes()
        self._surroundings()
        return self._in_one_form(blocks)

    def _in_one_form(self, blocks: list[Block]) -> Content:
        """Return the content with the text of everything in it in one encoding."""
        texts: list[str] = []
        for block in blocks:
            texts += [block.text] if isinstance(block, Line) else [cell for row in block.rows for cell in row]
        formed, told = converted([*texts, *self._noted, *self._raw()])
        rest = iter(formed)
        result: list[Block] = []
        for block in blocks:
            if isinstance(block, Line):
                result.append(Line(" ".join(next(rest).split()), whole=True))
            else:
                rows = tuple(tuple(" ".join(next(rest).split()) for _ in row) for row in block.rows)
                result.append(Table(rows, block.heads))
        kept = tuple(block for block in result if isinstance(block, Table) or block.text)
        notes = tuple(" ".join(next(rest).split()) for _ in self._noted)
        heard = self._heard
        return Content(
            kept, "\n".join(rest), notes, tuple(heard.left_out), tuple(told + heard.told), tuple(heard.doubts)
        )

    def _raw(self) -> list[str]:
        """Return the text of the body and the notes, paragraph by paragraph, without what was deleted."""
        lines: list[str] = []
        for paragraph in self._document.element.body.iter(qn("w:p")):
            texts = [text for text in paragraph.iter(_TEXT) if next(text.iterancestors(qn("w:p"))) is paragraph]
            lines.append(
                "".join(text.text or "" for text in texts if not any(a.tag in _SKIPPED for a in text.iterancestors()))
            )
        return [*lines, *self._notes.values()]

    def _blocks(self, parent: Any) -> Iterator[Block]:
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._lines(element)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif element.tag in (qn("w:sdt"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")):
                inner = element.find(qn("w:sdtContent"))
                yield from self._blocks(element if inner is None else inner)

    def _lines(self, paragraph: Any) -> Iterator[Line]:
        text = self._text(paragraph)
        boxes, self._boxed = self._boxed, []
        number = self._number(paragraph) if text.strip() else ""
        first, *more = f"{number} {text}".strip().split("\n")
        yield Line(first, whole=True)
        for line in more:
            yield Line(line, whole=True)
        for line in boxes:
            yield Line(line, whole=True)

    def _text(self, element: Any) -> str:
        """Return the text of an element as it reads with its tracked changes accepted."""
        parts: list[str] = []
        for child in element:
            if child.tag in _SKIPPED:
                continue
            if child.tag == _TEXT:
                parts.append(child.text or "")
            elif child.tag in _BREAKS:
                parts.append(_BREAKS[child.tag])
            elif child.tag in _REFERENCES:
                parts.append(self._note(_REFERENCES[child.tag], child.get(qn("w:id"))))
            elif child.tag == _TEXT_BOX:
                lines = [line for p in child.iter(qn("w:p")) if (line := self._text(p).strip())]
                self._boxed = [*self._boxed, *lines]
                self._boxes += lines
            elif child.tag == qn("w:sym"):
                parts.append("☐" if child.get(qn("w:char")) in ("F0A8", "F06F") else " ")
            elif isinstance(child.tag, str):
                parts.append(self._text(child))
        return "".join(parts)

    def _note(self, kind: str, number: str) -> str:
        text = self._notes.get((kind, number))
        if text is None:
            return ""
        self._noted.append(f"[{len(self._noted) + 1}] {text}")
        return f" [{len(self._noted)}]"

    def _number(self, paragraph: Any) -> str:
        """Return what Word writes before the paragraph: by its own properties, or by its style's."""
        number, level = self._list_of(paragraph.find(qn("w:pPr")))
        style = self._style_of(paragraph)
        while number is None and style is not None:
            own = style.element.find(qn("w:pPr"))
            number, of_style = self._list_of(own)
            level = of_style if level is None else level
            tied = self._numbering.level_of_style(style.style_id) if number is not None else None
            if tied:
                number, level = tied
            style = style.base_style
        return self._numbering.next(number, level or 0) if number not in (None, "0") else ""

    def _style_of(self, paragraph: Any) -> Any | None:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._styles.get(named.get(qn("w:val"))) if named is not None else None

    def _list_of(self, properties: Any | None) -> tuple[str | None, int | None]:
        found = None if properties is None else properties.find(qn("w:numPr"))
        if found is None:
            return None, None
        number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
        return (
            None if number is None else str(number.get(qn("w:val"))),
            None if level is None else int(level.get(qn("w:val"))),
        )

    def _table(self, table: Any) -> Iterator[Block]:
        """Yield a table; one of a single column, or with articles in its cells, is a frame: its lines are yielded."""
        rows: list[list[Cell]] = []
        marked = 0
        for row in table.findall(qn("w:tr")):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None and marked == len(rows):
                marked += 1
            rows.append(self._cells(row))
        _span_down(rows)
        placed = grid([[cell for cell in row if cell.rows] for row in rows])
        texts = tuple(tuple(cell.text for cell in row) for row in placed)
        if not texts:
            return
        if len(texts[0]) == 1 or len(texts) == 1:
            for cell in dict.fromkeys(cell for row in placed for cell in row):
                yield from (Line(line, whole=True) for line in cell.text.split("\n") if line.strip())
            return
        heads = marked or heads_of(texts, max(1, min((cell.rows for cell in placed[0]), default=1)))
        heads = max(heads, *(cell.rows for cell in placed[0])) if heads else 0
        yield Table(texts, min(heads, len(texts)))

    def _cells(self, row: Any) -> list[Cell]:
        """Return the cells of a row; one that goes on the cell above has no rows of its own (rows=0)."""
        cells: list[Cell] = []
        for side in ("w:gridBefore", "w:gridAfter"):
            skipped = row.find(f"{qn('w:trPr')}/{qn(side)}")
            if skipped is not None and side == "w:gridBefore":
                cells.append(Cell("", int(skipped.get(qn("w:val")))))
        for element in row.iterchildren(qn("w:tc"), qn("w:sdt")):
            cell = element if element.tag == qn("w:tc") else element.find(f".//{qn('w:tc')}")
            if cell is None:
                continue
            properties = cell.find(qn("w:tcPr"))
            span = merge = None
            if properties is not None:
                span, merge = properties.find(qn("w:gridSpan")), properties.find(qn("w:vMerge"))
            goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            text = "\n".join(self._cell_lines(cell))
            cells.append(Cell(text, 1 if span is None else int(span.get(qn("w:val"))), 0 if goes_on else 1))
        return cells

    def _cell_lines(self, cell: Any) -> Iterator[str]:
        for block in self._blocks(cell):
            yield from [block.text] if isinstance(block, Line) else block.said()

    def _footnotes(self) -> dict[tuple[str, str], str]:
        notes = {}
        for kind in ("footnotes", "endnotes"):
            root = self._root_of(kind)
            for note in () if root is None else root:
                if note.get(qn("w:type")) is None:
                    text = " ".join(self._text(paragraph).strip() for paragraph in note.iter(qn("w:p")))
                    notes[kind, str(note.get(qn("w:id")))] = " ".join(text.split())
        return notes

    def _changes(self) -> None:
        body = self._document.element.body
        gone, new = _changed(body, ("del", "moveFrom"), "w:delText"), _changed(body, ("ins", "moveTo"), "w:t")
        if gone or new:
            shown = "; ".join(
                [f"deleted: {_cut(text)}" for text in gone] + [f"inserted: {_cut(text)}" for text in new]
            )
            self._heard.doubts.append(
                f"the file has tracked changes, read as if all were accepted ({shown}): is that the final text?"
            )
        if any(name.endswith("comments.xml") for name in self._names):
            self._heard.told.append("the file has comments; they are not read")

    def _surroundings(self) -> None:
        """Tell of macros, and leave out what stands on every page."""
        if any(name.lower().endswith("vbaproject.bin") for name in self._names):
            self._heard.told.append("the file has macros; they are ignored")
        lines = []
        for relation in self._document.part.rels.values():
            if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
                root = _root(relation.target_part)
                lines += [self._text(paragraph).strip() for paragraph in root.iter(qn("w:p"))]
        lines = [line for line in dict.fromkeys(lines) if line]
        self._heard.left_out += [LeftOut("running head or page number", line) for line in lines]

    def _root_of(self, kind: str) -> Any | None:
        relations = self._document.part.rels.values()
        parts = [relation.target_part for relation in relations if relation.reltype.endswith(f"/{kind}")]
        return _root(parts[0]) if parts else None


def _span_down(rows: list[list[Cell]]) -> None:
    """Give each cell the rows that go on it (rows=0 in Word), so that `grid` can place it."""
    starts: dict[int, tuple[int, int]] = {}
    for at, row in enumerate(rows):
        column = 0
        for place, cell in enumerate(row):
            if cell.rows == 0 and column in starts:
                above, there = starts[column]
                head = rows[above][there]
                rows[above][there] = Cell(head.text, head.columns, head.rows + 1)
            else:
                if cell.rows == 0:
                    rows[at][place] = Cell(cell.text, cell.columns)
                starts[column] = (at, place)
            column += cell.columns


def _root(part: Any) -> Any:
    """Return the root element of a part of the package; python-docx has not read all kinds of them."""
    if hasattr(part, "element"):
        return part.element
    from docx.oxml.parser import parse_xml

    return parse_xml(part.blob)


def _changed(body: Any, kinds: tuple[str, ...], text: str) -> list[str]:
    """Return the texts that were deleted, or inserted."""
    changes = [element for kind in kinds for element in body.iter(qn(f"w:{kind}"))]
    texts = ["".join(piece.text or "" for piece in change.iter(qn(text), qn("w:t"))) for change in changes]
    return [text for text in texts if text.strip()]


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
