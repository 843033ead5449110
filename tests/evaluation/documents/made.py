"""The made documents: each with its kind, its outline, and what may be refused or must be flagged."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.evaluation.documents import made_pdf, made_texts, made_word
from tests.evaluation.documents.made_pdf import Page
from tests.evaluation.documents.outlines import Outline, read

TWO_COLUMNS = ((50.0, 110.0, 230.0, 760.0), (315.0, 110.0, 230.0, 760.0))


@dataclass(frozen=True)
class Made:
    """A file: its kind, its name, how it is made, its outline; `refused` or `flagged` is what must be said."""

    kind: str
    name: str
    make: Callable[[], bytes]
    outline: str | None = None
    refused: str = ""
    flagged: str = ""

    @property
    def suffix(self) -> str:
        """What its name ends in."""
        return "." + self.name.rsplit(".", 1)[1]


def files() -> list[Made]:
    """All made documents."""
    return [*_texts(), *_encodings(), *_word(), *_pages(), *_web(), *_refused()]


def unseen() -> list[Made]:
    """Files that were made after the reader had been mended on `files`, and measured once."""
    text, document, laid = made_texts.text, made_word.document, _laid
    plain, changes = Page(), "tracked changes"
    columns = Page(frames=_until(TWO_COLUMNS, 400), title=True, size=10)
    half = ((80.0, 100.0, 430.0, 380.0),)
    return [
        Made("plain", "u1.txt", lambda: text(read("21-annexes"), 88, True).encode(), "21-annexes"),
        Made("plain", "u2.txt", lambda: text(read("23-wide"), 72, True, gaps=False).encode(), "23-wide"),
        Made("plain", "u3.txt", lambda: text(read("26-parts"), 110, True, gaps=False).encode(), "26-parts"),
        Made("heads", "u4.txt", lambda: text(read("22-quoted"), 84).encode(), "22-quoted"),
        Made("heads", "u5.txt", lambda: made_texts.eth(text(read("23-wide"), gaps=False)).encode(), "23-wide"),
        Made("heads", "u6.txt", lambda: text(headed(read("26-parts"), str.upper)).encode(), "26-parts"),
        Made("nfd", "u7.txt", lambda: made_texts.nfd(text(read("26-parts"), 90)).encode(), "26-parts"),
        Made("nfd", "u8.txt", lambda: made_texts.nfd(text(read("23-wide"), 78)).encode(), "23-wide"),
        Made("byte-order mark", "u9.txt", lambda: text(read("22-quoted")).encode("utf-8-sig"), "22-quoted"),
        Made("byte-order mark", "u10.txt", lambda: text(read("26-parts")).encode("utf-16"), "26-parts"),
        Made("TCVN3, VNI", "u11.txt", lambda: made_texts.tcvn3(text(read("26-parts"))).encode("latin-1"), "26-parts"),
        Made("TCVN3, VNI", "u12.txt", lambda: made_texts.tcvn3(text(read("23-wide"), 86)).encode("utf-8"), "23-wide"),
        Made("TCVN3, VNI", "u13.txt", lambda: made_texts.vni(text(read("23-wide"))).encode("cp1252"), "23-wide"),
        Made("CP1258", "u14.txt", lambda: made_texts.cp1258(text(read("22-quoted"), 95)), "22-quoted"),
        Made("CP1258", "u15.txt", lambda: made_texts.cp1258(text(read("26-parts"))), "26-parts"),
        Made("CP1258", "u16.txt", lambda: made_texts.cp1258(text(read("21-annexes"))), "21-annexes"),
        Made("Word's numbers", "u17.docx", lambda: document(read("26-parts"), numbers=True), "26-parts"),
        Made("Word's numbers", "u18.docx", lambda: document(read("23-wide"), numbers=True), "23-wide"),
        Made("merged cells", "u19.docx", lambda: document(read("24-matrix"), merged=True), "24-matrix"),
        Made("merged cells", "u20.docx", lambda: document(read("25-costs"), merged=True), "25-costs"),
        Made("merged cells", "u21.docx", lambda: document(read("21-annexes"), framed=True), "21-annexes"),
        Made("tracked", "u22.docx", lambda: made_word.tracked(read("23-wide"), "amounts"), "23-wide", flagged=changes),
        Made(
            "tracked", "u23.docx", lambda: made_word.tracked(read("26-parts"), "clauses"), "26-parts", flagged=changes
        ),
        Made("columns", "u24.pdf", laid("23-wide", columns), "23-wide"),
        Made("columns", "u25.pdf", laid("26-parts", replace(columns, frames=_until(TWO_COLUMNS, 300))), "26-parts"),
        Made(
            "running heads",
            "u26.pdf",
            laid("23-wide", replace(plain, frames=half, furniture=made_pdf.gazette)),
            "23-wide",
        ),
        Made(
            "running heads",
            "u27.pdf",
            laid("26-parts", replace(plain, frames=half, furniture=made_pdf.numbered)),
            "26-parts",
        ),
        Made("tables in PDF", "u28.pdf", laid("24-matrix", replace(plain, merged=True)), "24-matrix"),
        Made("tables in PDF", "u29.pdf", laid("24-matrix", replace(plain, ruled=False)), "24-matrix"),
        Made("tables in PDF", "u30.pdf", laid("21-annexes", plain), "21-annexes"),
        Made("tables in PDF", "u31.pdf", laid("25-costs", replace(plain, size=9)), "25-costs"),
        Made("web pages", "u32.html", lambda: made_texts.page(read("24-matrix"), spans=True).encode(), "24-matrix"),
        Made(
            "web pages",
            "u33.html",
            lambda: made_texts.page(read("23-wide"), lists=True, menu=True).encode(),
            "23-wide",
        ),
        Made("web pages", "u34.html", lambda: made_texts.page(read("22-quoted")).encode("utf-16"), "22-quoted"),
        Made("locked", "u35.pdf", laid("24-matrix", replace(plain, password="y")), refused="password"),
        Made("scan", "u36.pdf", lambda: made_pdf.scan(read("23-wide")), refused="scan"),
        Made("bomb", "u37.docx", lambda: _zip({f"word/{n}.xml": 6_000_000 for n in range(3)}), refused="unpacks to"),
    ]


def _laid(name: str, page: Page) -> Callable[[], bytes]:
    return lambda: made_pdf.document(read(name), page)


def _texts() -> list[Made]:
    def wrapped(name: str, width: int) -> Callable[[], bytes]:
        return lambda: made_texts.text(read(name), width, before_references=True).encode()

    def changed(name: str, change: Callable[[str], str]) -> Callable[[], bytes]:
        return lambda: made_texts.text(headed(read(name), change)).encode()

    return [
        Made("plain", "plain1.txt", wrapped("01-fares", 100), "01-fares"),
        Made("plain", "plain2.txt", wrapped("12-chapters", 90), "12-chapters"),
        Made("plain", "plain3.txt", wrapped("06-rules", 95), "06-rules"),
        Made("plain", "plain4.txt", wrapped("02-mobile", 80), "02-mobile"),
        Made("heads", "heads1.txt", lambda: made_texts.text(read("03-amending")).encode(), "03-amending"),
        Made("heads", "heads2.txt", changed("08-long", lambda one: re.sub(r"^(Điều \d+)\.", r"\1:", one)), "08-long"),
        Made(
            "heads",
            "heads3.txt",
            changed("11-desks", lambda head: re.sub(r"^Điều (\d+)\. ", r"ĐIỀU \1\n", head)),
            "11-desks",
        ),
        Made("heads", "heads4.txt", lambda: made_texts.eth(made_texts.text(read("07-points"))).encode(), "07-points"),
        Made("heads", "heads5.txt", changed("10-notice", lambda one: one.replace("Điều ", "Điều thứ ")), "10-notice"),
    ]


def _encodings() -> list[Made]:
    def coded(name: str, change: Callable[[str], str], encoding: str, mark: bytes = b"") -> Callable[[], bytes]:
        return lambda: mark + change(made_texts.text(read(name))).encode(encoding)

    def same(text: str) -> str:
        return text

    return [
        Made("nfd", "nfd1.txt", coded("01-fares", made_texts.nfd, "utf-8"), "01-fares"),
        Made("nfd", "nfd2.txt", coded("07-points", made_texts.nfd, "utf-8"), "07-points"),
        Made("nfd", "nfd3.txt", coded("03-amending", made_texts.nfd, "utf-8"), "03-amending"),
        Made("byte-order mark", "bom1.txt", coded("02-mobile", same, "utf-8-sig"), "02-mobile"),
        Made("byte-order mark", "bom2.txt", coded("10-notice", same, "utf-16-le", b"\xff\xfe"), "10-notice"),
        Made("byte-order mark", "bom3.txt", coded("11-desks", same, "utf-16-be", b"\xfe\xff"), "11-desks"),
        Made("TCVN3, VNI", "tcvn1.txt", coded("08-long", made_texts.tcvn3, "latin-1"), "08-long"),
        Made("TCVN3, VNI", "tcvn2.txt", coded("10-notice", made_texts.tcvn3, "utf-8"), "10-notice"),
        Made("TCVN3, VNI", "vni1.txt", coded("02-mobile", made_texts.vni, "utf-8"), "02-mobile"),
        Made("TCVN3, VNI", "vni2.txt", coded("12-chapters", made_texts.vni, "cp1252"), "12-chapters"),
        Made("CP1258", "cp1.txt", lambda: made_texts.cp1258(made_texts.text(read("07-points"))), "07-points"),
        Made("CP1258", "cp2.txt", lambda: made_texts.cp1258(made_texts.text(read("08-long"), 90)), "08-long"),
        Made("CP1258", "cp3.txt", lambda: made_texts.cp1258(made_texts.text(read("03-amending"))), "03-amending"),
    ]


def _word() -> list[Made]:
    document, tracked = made_word.document, made_word.tracked
    changes = "tracked changes"
    return [
        Made(
            "Word's numbers", "auto1.docx", lambda: document(read("02-mobile"), numbers=True, framed=True), "02-mobile"
        ),
        Made("Word's numbers", "auto2.docx", lambda: document(read("11-desks"), numbers=True), "11-desks"),
        Made("Word's numbers", "auto3.docx", lambda: document(read("12-chapters"), numbers=True), "12-chapters"),
        Made("merged cells", "merged1.docx", lambda: document(read("05-fees"), merged=True), "05-fees"),
        Made("merged cells", "merged2.docx", lambda: document(read("09-heads"), merged=True), "09-heads"),
        Made("merged cells", "merged3.docx", lambda: document(read("04-deadlines"), merged=True), "04-deadlines"),
        Made("tracked", "tracked1.docx", lambda: tracked(read("02-mobile"), "amounts"), "02-mobile", flagged=changes),
        Made("tracked", "tracked2.docx", lambda: tracked(read("08-long"), "clauses"), "08-long", flagged=changes),
        Made("tracked", "tracked3.docx", lambda: tracked(read("10-notice"), "moved"), "10-notice", flagged=changes),
    ]


def _pages() -> list[Made]:
    laid = _laid
    columns = Page(frames=TWO_COLUMNS, title=True, size=10)
    short = tuple((x, top, width, 330.0) for x, top, width, _ in TWO_COLUMNS)
    lower = (TWO_COLUMNS[0], (315.0, 117.0, 230.0, 760.0))
    half = ((70.0, 90.0, 455.0, 420.0),)
    third = ((70.0, 90.0, 455.0, 300.0),)
    plain = Page()
    return [
        Made("columns", "columns1.pdf", laid("11-desks", replace(columns, frames=_until(short, 230))), "11-desks"),
        Made("columns", "columns2.pdf", laid("08-long", replace(columns, frames=_until(lower, 480))), "08-long"),
        Made("columns", "columns3.pdf", laid("08-long", replace(columns, frames=short)), "08-long"),
        Made(
            "running heads",
            "heads1.pdf",
            laid("08-long", replace(plain, frames=half, furniture=made_pdf.gazette)),
            "08-long",
        ),
        Made(
            "running heads",
            "heads2.pdf",
            laid("12-chapters", replace(plain, frames=half, furniture=made_pdf.numbered)),
            "12-chapters",
        ),
        Made(
            "running heads",
            "heads3.pdf",
            laid("08-long", replace(plain, frames=third, furniture=made_pdf.titled)),
            "08-long",
        ),
        Made(
            "running heads", "heads4.pdf", laid("02-mobile", replace(plain, furniture=made_pdf.numbered)), "02-mobile"
        ),
        Made("tables in PDF", "table1.pdf", laid("05-fees", replace(plain, merged=True)), "05-fees"),
        Made("tables in PDF", "table2.pdf", laid("04-deadlines", replace(plain, ruled=False)), "04-deadlines"),
        Made(
            "tables in PDF",
            "table3.pdf",
            laid("09-heads", replace(plain, frames=((70.0, 90.0, 455.0, 200.0),), repeat_heads=True)),
            "09-heads",
        ),
        Made("tables in PDF", "table4.pdf", laid("05-fees", replace(plain, ruled=False)), "05-fees"),
        Made("tables in PDF", "table5.pdf", laid("05-fees", replace(plain, widths=(60, 70, 90), size=12)), "05-fees"),
        Made("locked", "owner.pdf", laid("10-notice", replace(plain, owner="secret")), "10-notice"),
    ]


def _web() -> list[Made]:
    def page(name: str, **how: Any) -> Callable[[], bytes]:
        return lambda: made_texts.page(read(name), **how).encode()

    def coded() -> bytes:
        return made_texts.cp1258(made_texts.page(read("07-points"), charset="windows-1258"))

    return [
        Made("web pages", "page1.html", page("10-notice", lists=True), "10-notice"),
        Made("web pages", "page2.html", page("05-fees", spans=True), "05-fees"),
        Made("web pages", "page3.html", page("12-chapters", menu=True), "12-chapters"),
        Made("web pages", "page4.html", coded, "07-points"),
    ]


def _refused() -> list[Made]:
    scan = made_pdf.scan
    return [
        Made(
            "locked", "user.pdf", lambda: made_pdf.document(read("10-notice"), Page(password="x")), refused="password"
        ),
        Made("locked", "locked.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000, refused="password"),
        Made("scan", "scan1.pdf", lambda: scan(read("04-deadlines")), refused="scan"),
        Made("scan", "scan2.pdf", lambda: scan(read("08-long")), refused="scan"),
        Made("scan", "scan3.pdf", lambda: scan(read("10-notice"), 1), "10-notice", flagged="pages without text"),
        Made("bomb", "bomb1.docx", lambda: _zip({"word/document.xml": 80_000_000}), refused="unpacks to"),
        Made(
            "bomb",
            "bomb2.docx",
            lambda: _zip({f"word/media/{n}.bin": 9_000_000 for n in range(12)}),
            refused="unpacks to",
        ),
        Made("bomb", "bomb3.pdf", _pdf_bomb, refused="unpacks to"),
    ]


def headed(outline: Outline, change: Callable[[str], str]) -> Outline:
    """Return the outline with its articles' heads changed; a line break makes two lines of one."""
    lines: list[tuple[str, str]] = []
    for mark, text in outline.lines:
        lines += [(mark, line) for line in (change(text) if mark == "@" else text).split("\n")]
    return replace(outline, lines=lines)


def _until(
    frames: tuple[tuple[float, float, float, float], ...], bottom: float
) -> tuple[tuple[float, float, float, float], ...]:
    return tuple((x, top, width, bottom) for x, top, width, _ in frames)


def _zip(parts: dict[str, int]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, size in parts.items():
            file.writestr(name, b" " * size)
    return data.getvalue()


def _pdf_bomb() -> bytes:
    stream = zlib.compress(b" " * 400_000_000, 9)
    head = f"%PDF-1.7\n1 0 obj\n<</Length {len(stream)}/Filter/FlateDecode>>\nstream\n"
    return head.encode() + stream + b"\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"
