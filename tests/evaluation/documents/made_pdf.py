"""Makes PDF of outlines, in the ways that offices' files are hard."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.actions.sources.reading.files import A4, FONT, FONT_FILE
from tests.evaluation.documents.outlines import Outline

Furniture = Callable[[Canvas, int], None]
"""Draws what stands on a page beside its text; the page is numbered from 1."""


@dataclass(frozen=True)
class Page:
    """How pages are laid out: size of the letters, frames (x, top, width, bottom), table's look."""

    size: float = 11
    frames: tuple[tuple[float, float, float, float], ...] = ((70, 90, 455, 760),)
    title: bool = False
    ruled: bool = True
    merged: bool = False
    repeat_heads: bool = False
    furniture: Furniture | None = None
    password: str | None = None
    owner: str | None = None
    widths: tuple[float, ...] = ()


def gazette(canvas: Canvas, number: int) -> None:
    """The gazette's running head, its page number on the outer side."""
    head = "CÔNG BÁO/Số 77 + 78/Ngày 20-11-2026"
    canvas.drawString(200, A4[1] - 50, head)
    canvas.drawString(510 if number % 2 else 70, A4[1] - 50, str(number + 11))


def numbered(canvas: Canvas, number: int) -> None:
    """A page number above, from the second page on, as decisions have it."""
    if number > 1:
        canvas.drawCentredString(A4[0] / 2, A4[1] - 50, str(number))


def titled(canvas: Canvas, number: int) -> None:
    """A short title above, and the page of all pages below."""
    canvas.drawString(70, A4[1] - 50, "Quy trình trả thẻ - xã Hòa Lâm")
    canvas.drawString(260, A4[1] - 800, f"Trang {number}/3")


class _Flow:
    """Writes lines into frames, page after page."""

    def __init__(self, canvas: Canvas, page: Page):
        self.canvas, self.page = canvas, page
        self.number, self.frame = 0, len(page.frames)
        self.y = 0.0
        self.next()

    def next(self) -> None:
        """Go to the next frame, on a new page after the last."""
        self.frame += 1
        if self.frame >= len(self.page.frames):
            if self.number:
                self.canvas.showPage()
            self.number += 1
            self.canvas.setFont(FONT, self.page.size)
            if self.page.furniture:
                self.page.furniture(self.canvas, self.number)
            self.frame = 0
        self.y = self.page.frames[self.frame][1] + (40 if self.page.title and self.number == 1 else 0)

    def line(self, text: str) -> None:
        """Write a line of the frame's width."""
        x, _, _, bottom = self.page.frames[self.frame]
        if self.y > bottom:
            self.next()
            x = self.page.frames[self.frame][0]
        self.canvas.drawString(x, A4[1] - self.y, text)
        self.y += self.page.size * 1.45

    def paragraph(self, text: str) -> None:
        """Write a text, wrapped."""
        for line in wrapped(text, self.page.frames[self.frame][2], self.page.size):
            self.line(line)
        self.y += self.page.size * 0.3


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines of at most `width` points."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, FONT, size) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def document(outline: Outline, page: Page = Page()) -> bytes:
    """The outline as PDF."""
    data = io.BytesIO()
    encrypt = (
        StandardEncryption(page.password or "", page.owner or page.password) if page.password or page.owner else None
    )
    canvas = Canvas(data, pagesize=A4, encrypt=encrypt)
    flow = _Flow(canvas, page)
    lines = list(outline.lines)
    if page.title:
        canvas.drawString(70, A4[1] - 80, lines.pop(0)[1])
    at = 0
    while at < len(lines):
        mark, text = lines[at]
        end = at + 1
        while mark in ("|", "!") and end < len(lines) and lines[end][0] == mark:
            end += 1
        if mark == "|":
            _table(flow, [[cell.strip() for cell in line.split("|")] for _, line in lines[at:end]])
        elif mark == "!":
            _signature(flow, [line for _, line in lines[at:end]])
        else:
            flow.paragraph(text)
        at = end
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def _signature(flow: _Flow, texts: Sequence[str]) -> None:
    left = [text for text in texts if text.startswith(("Nơi", "-"))]
    right = [text for text in texts if text not in left]
    flow.y += 15
    for row in range(max(len(left), len(right))):
        for x, side in ((70, left), (340, right)):
            if row < len(side):
                flow.canvas.drawString(x, A4[1] - flow.y, side[row])
        flow.y += 17
    flow.y += 20


def _table(flow: _Flow, rows: Sequence[Sequence[str]]) -> None:
    page, size = flow.page, flow.page.size
    left = page.frames[0][0]
    widths = page.widths or tuple(page.frames[0][2] / len(rows[0]) for _ in rows[0])
    lefts = [left + sum(widths[:n]) for n in range(len(widths) + 1)]
    flow.y += 6
    for at, row in enumerate(rows):
        cells = [wrapped(cell, width - 12, size) for cell, width in zip(row, widths, strict=True)]
        height = max(map(len, cells)) * size * 1.35 + 10
        if flow.y + height > page.frames[0][3]:
            flow.next()
            if page.repeat_heads:
                heads = [wrapped(cell, width - 12, size) for cell, width in zip(rows[0], widths, strict=True)]
                _row(flow, lefts, heads, max(map(len, heads)) * size * 1.35 + 10, True)
        again = page.merged and at > 1 and rows[at - 1][0] == row[0]
        if again:
            cells[0] = []
        below = page.merged and 0 < at < len(rows) - 1 and rows[at + 1][0] == row[0]
        _row(flow, lefts, cells, height, not below)
    flow.y += 20


def _row(flow: _Flow, lefts: Sequence[float], cells: Sequence[Sequence[str]], height: float, closed: bool) -> None:
    size, top = flow.page.size, flow.y
    for column, lines in enumerate(cells):
        for n, line in enumerate(lines):
            flow.canvas.drawString(lefts[column] + 6, A4[1] - (top + 4 + size + n * size * 1.35), line)
    if flow.page.ruled:
        y = A4[1] - top
        for x in lefts:
            flow.canvas.line(x, y, x, y - height)
        if not cells or cells[0]:
            flow.canvas.line(lefts[0], y, lefts[-1], y)
        else:
            flow.canvas.line(lefts[1], y, lefts[-1], y)
        if closed:
            flow.canvas.line(lefts[0], y - height, lefts[-1], y - height)
    flow.y += height


def scan(outline: Outline, text_pages: int = 0) -> bytes:
    """The outline as a picture of a page, behind `text_pages` pages of text."""
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(FONT_FILE, 24)
    for row, (_, text) in enumerate(outline.lines):
        draw.text((120, 120 + 44 * row), text[:85], fill=0, font=font)
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    for _ in range(text_pages):
        canvas.setFont(FONT, 11)
        for row, (_, text) in enumerate(outline.lines):
            canvas.drawString(70, A4[1] - 90 - 18 * row, text)
        canvas.showPage()
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return data.getvalue()
