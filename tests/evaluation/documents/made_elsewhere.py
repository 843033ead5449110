"""Makes files of outlines by programs that people use: LibreOffice's DOCX, DOC, RTF, HTML and PDF, Chromium's PDF.

They differ from what the other makers write in all that those do not think of: styles, fonts, kerning, spans.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from tests.evaluation.documents.outlines import Outline, read

OFFICE = "soffice"
BROWSER = "chromium"
SECONDS = 120
_SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{where}:1.0"'
    for name, where in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
_LEVELS = (("Điều ", "1", "."), ("", "1", "."), ("", "a", ")"))
_LEVEL_OF = {"@": 1, "=": 2, "-": 3}


@dataclass(frozen=True)
class Sheet:
    """How a text is laid out.

    size: of a page in millimetres. numbers: the program numbers articles, clauses and points. columns: of the text.
    head: what stands above each page. counted: pages are numbered below. merged: repeated cells of a column are one.
    password: the file asks for it.
    """

    size: tuple[int, int] = (210, 297)
    numbers: bool = False
    columns: int = 1
    head: str = ""
    counted: bool = False
    merged: bool = False
    password: str = ""


def has(program: str) -> bool:
    """Say whether a program is installed."""
    return shutil.which(program) is not None


@cache
def office(name: str, suffix: str, sheet: Sheet = Sheet()) -> bytes:
    """Return the outline as LibreOffice writes it in the form of `suffix`."""
    kind = suffix.lstrip(".")
    if sheet.password:
        locked = {
            "EncryptFile": {"type": "boolean", "value": "true"},
            "DocumentOpenPassword": {"type": "string", "value": sheet.password},
        }
        kind = f"pdf:writer_pdf_Export:{json.dumps(locked)}"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "made.fodt")
        source.write_text(open_document(read(name), sheet), encoding="utf-8")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        _run([OFFICE, profile, "--headless", "--convert-to", kind, "--outdir", folder, str(source)])
        return source.with_suffix(suffix).read_bytes()


@cache
def browser(name: str, sheet: Sheet = Sheet()) -> bytes:
    """Return the outline as Chromium prints it."""
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "made.html"), Path(folder, "made.pdf")
        source.write_text(page(read(name), sheet), encoding="utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/p",
        ]
        _run([BROWSER, *options, f"--print-to-pdf={made}", source.as_uri()])
        return made.read_bytes()


def open_document(outline: Outline, sheet: Sheet) -> str:
    """Return the outline as a flat OpenDocument text."""
    body = "".join(_numbered(outline, sheet) if sheet.numbers else map(_block, *_runs(outline, sheet)))
    if sheet.columns > 1:
        body = f'<text:section text:style-name="Cols" text:name="S">{body}</text:section>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document{_SPACES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.text">{_styles(sheet)}'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def page(outline: Outline, sheet: Sheet) -> str:
    """Return the outline as a web page to be printed."""
    width, height = sheet.size
    head = f'@top-center {{ content: "{sheet.head}"; font-size: 9pt }}' if sheet.head else ""
    foot = '@bottom-center { content: "- " counter(page) " -"; font-size: 9pt }' if sheet.counted else ""
    columns = f"column-count: {sheet.columns}; column-gap: 9mm;" if sheet.columns > 1 else ""
    style = (
        f"@page {{ size: {width}mm {height}mm; margin: 20mm 18mm; {head} {foot} }} "
        f"body {{ font: 11pt 'DejaVu Serif', serif; text-align: justify; {columns} }} "
        "p { margin: 4pt 0; text-indent: 8mm } table.rows { border-collapse: collapse; width: 100% } "
        ".rows td, .rows th { border: 1px solid; padding: 2pt 4pt; text-align: left } "
        "table.end { width: 100% } .end td { vertical-align: top } .end p { text-indent: 0 }"
    )
    body = ""
    for mark, texts in _groups(outline):
        if mark == "|":
            body += _web_table(texts, sheet.merged)
        elif mark == "!":
            left, right = _sides(texts)
            cells = "".join(f"<td>{''.join(f'<p>{escape(t)}</p>' for t in side)}</td>" for side in (left, right))
            body += f'<table class="end"><tr>{cells}</tr></table>'
        else:
            tag = "b" if mark in ("@", "#", "%") else "span"
            body += "".join(f"<p><{tag}>{escape(text)}</{tag}></p>" for text in texts)
    return f'<html lang="vi"><head><meta charset="utf-8"><style>{style}</style></head><body>{body}</body></html>'


def _groups(outline: Outline) -> Iterator[tuple[str, list[str]]]:
    for mark, lines in groupby(outline.lines, key=lambda line: line[0]):
        yield mark, [text for _, text in lines]


def _runs(outline: Outline, sheet: Sheet) -> tuple[list[str], list[list[str]], list[bool]]:
    groups = list(_groups(outline))
    return [mark for mark, _ in groups], [texts for _, texts in groups], [sheet.merged] * len(groups)


def _block(mark: str, texts: Sequence[str], merged: bool) -> str:
    if mark == "|":
        return _table([[cell.strip() for cell in text.split("|")] for text in texts], merged)
    if mark == "!":
        cells = "".join(f"<table:table-cell>{_paragraphs(side)}</table:table-cell>" for side in _sides(texts))
        columns = '<table:table-column table:number-columns-repeated="2"/>'
        return f'<table:table table:name="End">{columns}<table:table-row>{cells}</table:table-row></table:table>'
    return _paragraphs(texts, "Head" if mark in ("@", "#", "%") else "Text")


def _numbered(outline: Outline, sheet: Sheet) -> Iterator[str]:
    """Yield the blocks with articles, clauses and points as items of one list that goes on."""
    run: list[tuple[str, str]] = []
    begun = False
    for mark, texts in _groups(outline):
        if mark in (*_LEVEL_OF, "+", "=+") and (run or mark == "@"):
            run += [(mark, text) for text in texts]
            continue
        if run:
            yield _list(run, begun)
            run, begun = [], True
        yield _block(mark, texts, sheet.merged)
    if run:
        yield _list(run, begun)


def _list(run: Sequence[tuple[str, str]], goes_on: bool) -> str:
    xml, depth = "", 0
    for mark, text in run:
        if mark not in _LEVEL_OF:
            xml += _paragraphs([text])
            continue
        level = _LEVEL_OF[mark]
        while depth >= level:
            xml += "</text:list-item>" if depth == level else "</text:list-item></text:list>"
            if depth == level:
                break
            depth -= 1
        while depth < level:
            again = ' text:continue-numbering="true"' if goes_on and not depth else ""
            xml += f'<text:list text:style-name="L"{again}>' if depth == 0 else "<text:list>"
            depth += 1
            if depth < level:
                xml += "<text:list-item>"
        xml += "<text:list-item>" + _paragraphs([text.partition(")" if mark == "-" else ".")[2].strip()])
    return xml + "</text:list-item></text:list>" * depth


def _paragraphs(texts: Sequence[str], style: str = "Text") -> str:
    return "".join(f'<text:p text:style-name="{style}">{escape(text)}</text:p>' for text in texts)


def _table(rows: Sequence[Sequence[str]], merged: bool) -> str:
    xml = f'<table:table table:name="T"><table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    for at, row in enumerate(rows):
        xml += "<table:table-row>"
        for column, cell in enumerate(row):
            if merged and column == 0 and at > 1 and rows[at - 1][0] == cell:
                xml += "<table:covered-table-cell/>"
                continue
            below = _below(rows, at) if merged and column == 0 else 1
            span = f' table:number-rows-spanned="{below}" table:number-columns-spanned="1"' if below > 1 else ""
            xml += f'<table:table-cell table:style-name="Cell"{span}>{_paragraphs([cell], "Cell")}</table:table-cell>'
        xml += "</table:table-row>"
    return xml + "</table:table>"


def _web_table(texts: Sequence[str], merged: bool) -> str:
    rows = [[cell.strip() for cell in text.split("|")] for text in texts]
    result = ""
    for at, row in enumerate(rows):
        result += "<tr>"
        for column, cell in enumerate(row):
            if merged and column == 0 and at > 1 and rows[at - 1][0] == cell:
                continue
            below = _below(rows, at) if merged and column == 0 else 1
            tag = "th" if at == 0 else "td"
            result += f'<{tag} rowspan="{below}">{escape(cell)}</{tag}>'
        result += "</tr>"
    return f'<table class="rows">{result}</table>'


def _below(rows: Sequence[Sequence[str]], at: int) -> int:
    """Return how many rows from this one on begin with the same cell."""
    end = at + 1
    while at and end < len(rows) and rows[end][0] == rows[at][0]:
        end += 1
    return end - at


def _sides(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    left = [text for text in texts if text.startswith(("Nơi", "-"))]
    return left, [text for text in texts if text not in left]


def _styles(sheet: Sheet) -> str:
    width, height = sheet.size
    levels = "".join(
        f'<text:list-level-style-number text:level="{at}" style:num-prefix="{before}" style:num-suffix="{after}" '
        f'style:num-format="{form}"><style:list-level-properties '
        f'text:list-level-position-and-space-mode="label-alignment">'
        f'<style:list-level-label-alignment text:label-followed-by="space"/></style:list-level-properties>'
        f"</text:list-level-style-number>"
        for at, (before, form, after) in enumerate(_LEVELS, start=1)
    )
    head = f"<style:header><text:p>{escape(sheet.head)}</text:p></style:header>" if sheet.head else ""
    foot = "<style:footer><text:p>- <text:page-number/> -</text:p></style:footer>" if sheet.counted else ""
    font = 'fo:font-family="DejaVu Serif" fo:font-size="11pt"'
    cell = f'<style:style style:name="Cell" style:family="paragraph"><style:text-properties {font}/></style:style>'
    return (
        f'<office:styles><style:style style:name="Text" style:family="paragraph"><style:paragraph-properties '
        f'fo:margin-top="1mm" fo:text-align="justify"/><style:text-properties {font}/></style:style>'
        f'<style:style style:name="Head" style:family="paragraph"><style:text-properties {font} '
        f'fo:font-weight="bold"/></style:style>{cell}'
        f'</office:styles><office:automatic-styles><text:list-style style:name="L">{levels}'
        f'</text:list-style><style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties '
        f'fo:border="0.5pt solid #000000" fo:padding="1mm"/></style:style><style:style style:name="Cols" '
        f'style:family="section"><style:section-properties><style:columns fo:column-count="{sheet.columns}" '
        f'fo:column-gap="9mm"/></style:section-properties></style:style><style:page-layout style:name="P">'
        f'<style:page-layout-properties fo:page-width="{width}mm" fo:page-height="{height}mm" fo:margin="18mm"/>'
        f"<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>"
        f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">{head}{foot}'
        f"</style:master-page></office:master-styles>"
    )


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
