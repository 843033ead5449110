"""Files of ten outlines that were written by another hand than the reader's, most of them made by other programs.

They are of each kind that is hard, at least three; all of them were listed here before the first was read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

from tests.evaluation.documents import made_elsewhere, made_pdf, made_texts, made_word
from tests.evaluation.documents.made import Made, headed
from tests.evaluation.documents.made_elsewhere import Sheet
from tests.evaluation.documents.outlines import read

GAZETTE = "CÔNG BÁO/Số 91 + 92/Ngày 12-12-2026"
SMALL = (148, 180)
"""A page in millimetres so small that many clauses run over its end."""
PLAIN = Sheet()
PROGRAMS = {"office": made_elsewhere.OFFICE, "browser": made_elsewhere.BROWSER}
Make = Callable[[], bytes]


def by_others() -> list[Made]:
    """Return all files, those of programs that are not installed among them."""
    return [*_texts(), *_encodings(), *_word(), *_pages(), *_web(), *_refused()]


def afterwards() -> list[Made]:
    """Return files of the other outlines by the same programs: made when the reader had been mended on `by_others`."""
    return [*_written_again(), *_by_programs_again()]


def of_programs(made: Made) -> str | None:
    """Return the program that a file is made by, or None."""
    return next((program for name, program in PROGRAMS.items() if f"-{name}" in made.name), None)


def _written(name: str, width: int = 0, change: Callable[[str], str] = str, encoding: str = "utf-8") -> Make:
    return lambda: change(made_texts.text(read(name), width, bool(width))).encode(encoding)


def _headed(name: str, pattern: str, by: str) -> Make:
    return lambda: made_texts.text(headed(read(name), lambda head: re.sub(pattern, by, head))).encode()


def _glued(text: str) -> str:
    """Number and word run together, as hurried hands type."""
    return re.sub(r"(?m)^(\d\.|[a-zđ]\)) ", r"\1", text)


def _office(name: str, suffix: str, sheet: Sheet = PLAIN) -> Make:
    return lambda: made_elsewhere.office(name, suffix, sheet)


def _browser(name: str, sheet: Sheet = PLAIN) -> Make:
    return lambda: made_elsewhere.browser(name, sheet)


def _texts() -> list[Made]:
    return [
        Made("plain", "a1.txt", _written("37-payments", 84), "37-payments"),
        Made("plain", "a2.txt", _written("31-evenings", 76), "31-evenings"),
        Made("plain", "a3.txt", _written("38-sentences", 100), "38-sentences"),
        Made("plain", "a4.txt", _written("40-long", 70), "40-long"),
        Made("heads", "a5.txt", _written("36-amends"), "36-amends"),
        Made("heads", "a6.txt", _headed("33-hospital", r"^Điều (\d+)\. ", r"ĐIỀU \1.\n"), "33-hospital"),
        Made("heads", "a7.txt", _headed("35-queue", r"^(Điều \d+)\.", r"\1 -"), "35-queue"),
        Made("heads", "a8.txt", _written("40-long", 90, made_texts.eth), "40-long"),
        Made("heads", "a9.txt", _written("35-queue", 0, _glued), "35-queue"),
        Made("heads", "a10.txt", _written("38-sentences", 0, _glued), "38-sentences"),
    ]


def _encodings() -> list[Made]:
    nfd, tcvn3, vni, cp1258 = made_texts.nfd, made_texts.tcvn3, made_texts.vni, made_texts.cp1258
    return [
        Made("nfd", "a11.txt", _written("32-hamlets", 0, nfd), "32-hamlets"),
        Made("nfd", "a12.txt", _written("37-payments", 90, nfd), "37-payments"),
        Made("nfd", "a13.txt", _written("36-amends", 82, nfd), "36-amends"),
        Made("byte-order mark", "a14.txt", _written("34-fees", 0, str, "utf-8-sig"), "34-fees"),
        Made("byte-order mark", "a15.txt", _written("38-sentences", 95, str, "utf-16"), "38-sentences"),
        Made(
            "byte-order mark",
            "a16.txt",
            lambda: b"\xfe\xff" + made_texts.text(read("40-long")).encode("utf-16-be"),
            "40-long",
        ),
        Made("TCVN3, VNI", "a17.txt", _written("38-sentences", 90, tcvn3, "latin-1"), "38-sentences"),
        Made("TCVN3, VNI", "a18.txt", _written("40-long", 0, tcvn3), "40-long"),
        Made("TCVN3, VNI", "a19.txt", _written("32-hamlets", 0, vni), "32-hamlets"),
        Made("CP1258", "a20.txt", lambda: cp1258(made_texts.text(read("31-evenings"), 88)), "31-evenings"),
        Made("CP1258", "a21.txt", lambda: cp1258(made_texts.text(read("37-payments"))), "37-payments"),
        Made("CP1258", "a22.txt", lambda: cp1258(made_texts.text(read("36-amends"), 80)), "36-amends"),
    ]


def _word() -> list[Made]:
    numbers, tracked, changes = Sheet(numbers=True), made_word.tracked, "tracked changes"
    return [
        Made("Word's numbers", "a23-office.docx", _office("35-queue", ".docx", numbers), "35-queue"),
        Made("Word's numbers", "a24-office.docx", _office("40-long", ".docx", numbers), "40-long"),
        Made("Word's numbers", "a25-office.docx", _office("33-hospital", ".docx", numbers), "33-hospital"),
        Made("merged cells", "a26-office.docx", _office("32-hamlets", ".docx", Sheet(merged=True)), "32-hamlets"),
        Made("merged cells", "a27-office.docx", _office("39-roster", ".docx", Sheet(merged=True)), "39-roster"),
        Made("merged cells", "a28-office.docx", _office("34-fees", ".docx", Sheet(merged=True)), "34-fees"),
        Made("merged cells", "a29.docx", lambda: made_word.document(read("39-roster"), merged=True), "39-roster"),
        Made("tracked", "a30.docx", lambda: tracked(read("35-queue"), "amounts"), "35-queue", flagged=changes),
        Made("tracked", "a31.docx", lambda: tracked(read("40-long"), "clauses"), "40-long", flagged=changes),
        Made("tracked", "a32.docx", lambda: tracked(read("34-fees"), "moved"), "34-fees", flagged=changes),
        Made("old formats", "a33-office.doc", _office("36-amends", ".doc"), "36-amends"),
        Made("old formats", "a34-office.rtf", _office("31-evenings", ".rtf"), "31-evenings"),
        Made("old formats", "a35-office.odt", _office("34-fees", ".odt"), "34-fees"),
    ]


def _pages() -> list[Made]:
    two, wide = Sheet(columns=2), Sheet(columns=2, numbers=True)
    gazette = Sheet(size=SMALL, head=GAZETTE, counted=True)
    merged = Sheet(merged=True)
    return [
        Made("columns", "a36-office.pdf", _office("40-long", ".pdf", wide), "40-long"),
        Made("columns", "a37-browser.pdf", _browser("33-hospital", two), "33-hospital"),
        Made("columns", "a38-browser.pdf", _browser("31-evenings", replace(two, size=(210, 200))), "31-evenings"),
        Made("running heads", "a39-office.pdf", _office("40-long", ".pdf", gazette), "40-long"),
        Made("running heads", "a40-browser.pdf", _browser("33-hospital", gazette), "33-hospital"),
        Made("running heads", "a41-browser.pdf", _browser("36-amends", gazette), "36-amends"),
        Made("tables in PDF", "a42-browser.pdf", _browser("32-hamlets", merged), "32-hamlets"),
        Made("tables in PDF", "a43-office.pdf", _office("39-roster", ".pdf", merged), "39-roster"),
        Made("tables in PDF", "a44-office.pdf", _office("34-fees", ".pdf"), "34-fees"),
        Made("tables in PDF", "a45-browser.pdf", _browser("39-roster", replace(gazette, merged=True)), "39-roster"),
    ]


def _web() -> list[Made]:
    page = made_texts.page
    return [
        Made("web pages", "a46-office.html", _office("34-fees", ".html", Sheet(merged=True)), "34-fees"),
        Made("web pages", "a47-office.html", _office("35-queue", ".html"), "35-queue"),
        Made("web pages", "a48.html", lambda: page(read("40-long"), lists=True, menu=True).encode(), "40-long"),
    ]


def _refused() -> list[Made]:
    locked = Sheet(password="x")
    scan = made_pdf.scan
    return [
        Made("locked", "a49-office.pdf", _office("34-fees", ".pdf", locked), refused="password"),
        Made("locked", "a50-office.pdf", _office("40-long", ".pdf", locked), refused="password"),
        Made("locked", "a51.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 9_000, refused="password"),
        Made("scan", "a52.pdf", lambda: scan(read("31-evenings")), refused="scan"),
        Made("scan", "a53.pdf", lambda: scan(read("40-long")), refused="scan"),
        Made("scan", "a54.pdf", lambda: scan(read("35-queue")), refused="scan"),
        Made("bomb", "a55.docx", lambda: _packed("word/document.xml", 70_000_000), refused="unpacks to"),
        Made("bomb", "a56.odt", lambda: _packed("content.xml", 65_000_000), refused="unpacks to"),
        Made("bomb", "a57.docm", lambda: _packed("word/vbaProject.bin", 40_000_000), refused="unpacks to"),
    ]


def _packed(name: str, size: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, b"\0" * size)
    return data.getvalue()


def _written_again() -> list[Made]:
    def legacy(name: str) -> Make:
        return lambda: made_texts.cp1258(made_texts.text(read(name), 92))

    return [
        *(
            Made("heads", f"b-{name}.txt", _written(name, 0, _glued), name)
            for name in ("02-mobile", "08-long", "11-desks")
        ),
        *(
            Made("CP1258", f"b-{name}-1258.txt", legacy(name), name)
            for name in ("02-mobile", "12-chapters", "24-matrix")
        ),
        *(
            Made("nfd", f"b-{name}-nfd.txt", _written(name, 77, made_texts.nfd), name)
            for name in ("06-rules", "21-annexes")
        ),
        *(
            Made("TCVN3, VNI", f"b-{name}-3.txt", _written(name, 81, made_texts.tcvn3), name)
            for name in ("12-chapters", "22-quoted")
        ),
    ]


def _by_programs_again() -> list[Made]:
    gazette, numbers = Sheet(size=SMALL, head=GAZETTE, counted=True), Sheet(numbers=True)
    merged, both = Sheet(merged=True), Sheet(size=SMALL, head=GAZETTE, counted=True, merged=True)
    office = [
        ("Word's numbers", ".docx", numbers, ("02-mobile", "08-long", "11-desks", "12-chapters")),
        ("merged cells", ".docx", merged, ("04-deadlines", "05-fees", "24-matrix", "25-costs")),
        ("old formats", ".doc", Sheet(), ("03-amending", "21-annexes", "07-points")),
        ("columns", ".pdf", Sheet(columns=2), ("08-long",)),
        ("running heads", ".pdf", gazette, ("06-rules", "26-parts")),
        ("tables in PDF", ".pdf", merged, ("05-fees", "25-costs")),
        ("tables in PDF", ".pdf", both, ("24-matrix",)),
    ]
    browser = [
        ("columns", Sheet(columns=2), ("11-desks", "12-chapters")),
        ("running heads", gazette, ("12-chapters", "22-quoted", "03-amending")),
        ("tables in PDF", both, ("04-deadlines", "05-fees", "21-annexes")),
        ("plain", Sheet(), ("01-fares", "07-points", "22-quoted")),
    ]
    return [
        *(
            Made(kind, f"b{at}-{name}-office{suffix}", _office(name, suffix, sheet), name)
            for at, (kind, suffix, sheet, names) in enumerate(office)
            for name in names
        ),
        *(
            Made(kind, f"b{at}-{name}-browser.pdf", _browser(name, sheet), name)
            for at, (kind, sheet, names) in enumerate(browser)
            for name in names
        ),
    ]
