"""Makes DOCX of outlines, in the ways that offices' files are hard."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from tests.actions.sources.reading.files import WORD, docx, numbered, paragraph, table
from tests.evaluation.documents.outlines import Outline

UP = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"
LEVELS = {"@": 0, "=": 1, "-": 2}


def document(outline: Outline, numbers: bool = False, merged: bool = False, framed: bool = False) -> bytes:
    """The outline as DOCX: with `numbers` Word numbers articles, clauses and points, with `merged` cells are merged.

    framed: the signature stands in a table without rules, and there is a running head.
    """
    body = ""
    for mark, lines in groupby(outline.lines, key=lambda line: line[0]):
        texts = [text for _, text in lines]
        if mark == "|":
            body += word_table([[cell.strip() for cell in text.split("|")] for text in texts], merged)
        elif mark == "!" and framed:
            body += _signature(texts)
        elif numbers and mark in LEVELS:
            body += "".join(numbered(_without_number(text), LEVELS[mark]) for text in texts)
        else:
            body += "".join(paragraph(text) for text in texts)
    parts: dict[str, str | bytes] = {}
    if numbers:
        parts["numbering"] = _numbering()
    if framed:
        parts["header1"] = f'<w:hdr xmlns:w="{WORD}">{paragraph("Văn bản nội bộ của xã")}</w:hdr>'
    return docx(body, parts)


def word_table(rows: Sequence[Sequence[str]], merged: bool) -> str:
    """A table; with `merged` repeated cells of the first column are one, and heads "A, B" and "A, C" have two rows."""
    if not merged:
        return table(rows)
    result: list[list[str | tuple[str, str]]] = []
    pairs = [head.split(", ", 1) if ", " in head else [head] for head in rows[0]]
    if any(len(pair) > 1 for pair in pairs):
        first: list[str | tuple[str, str]] = []
        for name, group in groupby(pairs, key=lambda pair: (pair[0], len(pair))):
            width = len(list(group))
            first.append((name[0], f'<w:gridSpan w:val="{width}"/>') if name[1] > 1 else (name[0], UP))
        result.append(first)
        result.append([pair[1] if len(pair) > 1 else ("", ON) for pair in pairs])
    else:
        result.append(list(rows[0]))
    for at, row in enumerate(rows[1:], start=1):
        again = at > 1 and rows[at - 1][0] == row[0]
        begins = at + 1 < len(rows) and rows[at + 1][0] == row[0]
        head: str | tuple[str, str] = ("", ON) if again else (row[0], UP) if begins else row[0]
        result.append([head, *row[1:]])
    return table(result)


def tracked(outline: Outline, how: str) -> bytes:
    """The outline as what is left when all changes are accepted: amounts replaced, clauses put in or moved."""
    body = ""
    moved = ""
    rows = [[cell.strip() for cell in text.split("|")] for mark, text in outline.lines if mark == "|"]
    for at, (mark, text) in enumerate(outline.lines):
        if mark == "|":
            body += table(rows) if outline.lines[at - 1][0] != "|" else ""
        elif how == "amounts" and mark == "=" and any(c.isdigit() for c in text[2:]):
            words = text.split(" ")
            place = next(n for n, word in enumerate(words) if n and word[0].isdigit())
            before, after = " ".join(words[:place]) + " ", " " + " ".join(words[place + 1 :])
            body += paragraph(_run(before) + _deleted("999") + _inserted(words[place]) + _run(after))
        elif how == "clauses" and mark == "=" and text.startswith("2."):
            body += paragraph(_deleted("2. Khoản cũ đã bỏ, mức 77 đồng."))
            body += paragraph(_inserted(text), '<w:rPr><w:ins w:id="9" w:author="A"/></w:rPr>')
        elif how == "moved" and mark == "+" and not moved and at > 3:
            moved = text
            body += paragraph(f'<w:moveTo w:id="7" w:author="A">{_run(text)}</w:moveTo>')
        else:
            body += paragraph(text)
    if moved:
        body += paragraph(f'<w:moveFrom w:id="8" w:author="A">{_run(moved)}</w:moveFrom>')
    return docx(body)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _inserted(text: str) -> str:
    return f'<w:ins w:id="2" w:author="A">{_run(text)}</w:ins>'


def _deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="A"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def _without_number(text: str) -> str:
    return text.split(". ", 1)[1] if ". " in text[:12] else text.split(") ", 1)[1]


def _signature(texts: Sequence[str]) -> str:
    left = [text for text in texts if text.startswith(("Nơi", "-"))]
    right = [text for text in texts if text not in left]
    cells = ["".join(paragraph(text) for text in side) for side in (left, right)]
    return "<w:tbl><w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells) + "</w:tr></w:tbl>"


def _numbering() -> str:
    levels = (("decimal", "Điều %1."), ("decimal", "%2."), ("viet", "%3)"))
    xml = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{"lowerLetter" if form == "viet" else form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    one = f'<w:abstractNum w:abstractNumId="0">{xml}</w:abstractNum>'
    one += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:numbering xmlns:w="{WORD}">{one}</w:numbering>'
