"""Makes the files that the tests read: DOCX of given XML, PDF of words at given places."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import matplotlib
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FONT = "Test"
A4 = (595.0, 842.0)

FONT_FILE = str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")
pdfmetrics.registerFont(TTFont(FONT, FONT_FILE))

At = tuple[float, float, str]
"""A text with its place on a page: from the left and from the top, in points."""


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph's XML; `text` may be runs already."""
    run = text if text.startswith("<w:") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def numbered(text: str, level: int, number: int = 1) -> str:
    """A paragraph that Word numbers."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(rows: Iterable[Iterable[str | tuple[str, str]]]) -> str:
    """A table's XML; a cell may come with its properties."""
    xml = ""
    for row in rows:
        cells = [cell if isinstance(cell, tuple) else (cell, "") for cell in row]
        xml += "<w:tr>"
        xml += "".join(f"<w:tc><w:tcPr>{props}</w:tcPr>{paragraph(text)}</w:tc>" for text, props in cells)
        xml += "</w:tr>"
    return f"<w:tbl>{xml}</w:tbl>"


def numbering(*levels: tuple[str, str], lists: int = 1) -> str:
    """numbering.xml of one list with these levels: format and text ("decimal", "Điều %1.")."""
    xml = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    numbers = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="0"/></w:num>' for n in range(lists))
    levels_xml = f'<w:abstractNum w:abstractNumId="0">{xml}</w:abstractNum>'
    return f'<w:numbering xmlns:w="{WORD}">{levels_xml}{numbers}</w:numbering>'


def docx(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A DOCX with this body and these parts beside it ("numbering", "footnotes", "vbaProject.bin")."""
    parts = parts or {}
    xml = {name: text for name, text in parts.items() if "." not in name}
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{name.rstrip("0123456789")}+xml"/>' for name in xml
    )
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for at, name in enumerate(xml)
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/>{kinds}</Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            f'Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        )
        file.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        for name, text in parts.items():
            file.writestr(f"word/{name}" if "." in name else f"word/{name}.xml", text)
    return data.getvalue()


def pdf(
    pages: Sequence[Sequence[At]],
    size: float = 11,
    lines: Sequence[Sequence[tuple[float, float, float, float]]] = (),
    small: Sequence[Sequence[At]] = (),
    password: str | None = None,
) -> bytes:
    """A PDF with texts at their places, rules as (x0, top, x1, bottom), and texts in small letters."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4, encrypt=StandardEncryption(password) if password else None)
    for number, texts in enumerate(pages):
        canvas.setFont(FONT, size)
        for x, top, text in texts:
            canvas.drawString(x, A4[1] - top, text)
        canvas.setFont(FONT, size * 0.7)
        for x, top, text in small[number] if number < len(small) else ():
            canvas.drawString(x, A4[1] - top, text)
        for x0, top, x1, bottom in lines[number] if number < len(lines) else ():
            canvas.line(x0, A4[1] - top, x1, A4[1] - bottom)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def column(x: float, top: float, texts: Iterable[str], step: float = 16) -> list[At]:
    """Lines under each other."""
    return [(x, top + step * at, text) for at, text in enumerate(texts)]


def rules(lefts: Sequence[float], tops: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """The rules of a whole table with these edges."""
    down = [(x, tops[0], x, tops[-1]) for x in lefts]
    return down + [(lefts[0], y, lefts[-1], y) for y in tops]
