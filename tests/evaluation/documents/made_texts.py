"""Makes plain text and web pages of outlines, in the ways that offices' files are hard."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from common.legacy_fonts import TCVN3
from tests.evaluation.documents.outlines import Outline

Line = tuple[str, str]
VNI = {"ơ": "ô", "ư": "ö", "đ": "ñ"}
VNI_TONES = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
VNI_ROUND = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
VNI_SHORT = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
VNI_ALONE = {"ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}


def text(outline: Outline, width: int = 0, before_references: bool = False, gaps: bool = True) -> str:
    """The outline as plain text; with `width` wrapped, where asked so that a reference begins a line."""
    result: list[str] = []
    for mark, line in outline.lines:
        if gaps and mark in ("@", "%", "#") and result:
            result.append("")
        if mark == "|":
            result.append("\t".join(cell.strip() for cell in line.split("|")))
        else:
            result += wrapped(line, width, before_references) if width else [line]
    return "\n".join(result) + "\n"


def wrapped(line: str, width: int, before_references: bool = False) -> list[str]:
    """The line cut at `width`."""
    lines: list[str] = [""]
    for word in line.split():
        reference = before_references and word == "Điều" and len(lines[-1]) >= 0.8 * width
        if lines[-1] and (len(lines[-1]) + 1 + len(word) > width or reference):
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def nfd(content: str) -> str:
    """Marks decomposed."""
    return unicodedata.normalize("NFD", content)


def eth(content: str) -> str:
    """Icelandic eth for Đ and đ."""
    return content.replace("Đ", "Ð").replace("đ", "ð")


def tcvn3(content: str) -> str:
    """TCVN3 as Latin letters; capitals with a tone are small ones there, as in its fonts."""
    shown = {letter: sign for sign, letter in TCVN3.items()}
    return "".join(shown.get(letter) or shown.get(letter.lower(), letter) for letter in content)


def vni(content: str) -> str:
    """VNI as Latin letters: each marked vowel and its sign."""

    def letter(one: str) -> str:
        small = one.lower()
        if small in VNI_ALONE:
            sign = VNI_ALONE[small]
            return sign.upper() if one.isupper() else sign
        marks = unicodedata.normalize("NFD", small)
        tone = next((mark for mark in marks if mark in VNI_TONES), "")
        bare = unicodedata.normalize("NFC", marks.replace(tone, "") if tone else marks)
        if bare in "âêô":
            sign = unicodedata.normalize("NFD", bare)[0] + VNI_ROUND[tone]
        elif bare == "ă":
            sign = "a" + VNI_SHORT[tone]
        elif bare in VNI or tone:
            sign = VNI.get(bare, bare) + (VNI_TONES[tone] if tone else "")
        else:
            return one
        return sign.upper() if one.isupper() else sign

    return "".join(map(letter, content))


def cp1258(content: str) -> bytes:
    """Bytes of code page 1258: shaped vowels in one byte, the tone in one behind."""
    result = b""
    for letter in content:
        marks = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in marks if mark in VNI_TONES), "")
        try:
            result += letter.encode("cp1258")
        except UnicodeEncodeError:
            result += unicodedata.normalize("NFC", marks.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return result


def page(
    outline: Outline, lists: bool = False, spans: bool = False, menu: bool = False, charset: str = "utf-8"
) -> str:
    """The outline as a web page; with `lists` clauses are numbered by the browser, with `spans` cells span."""
    body: list[str] = []
    lines = list(outline.lines)
    at = 0
    while at < len(lines):
        mark = lines[at][0]
        end = at + 1
        while end < len(lines) and lines[end][0] == mark and mark in ("|", "="):
            end += 1
        if mark == "|":
            body.append(html_table([one.split("|") for _, one in lines[at:end]], spans))
        elif mark == "=" and lists and _runs(lines[at:end]):
            body.append("<ol>" + "".join(f"<li>{one.split('. ', 1)[1]}</li>" for _, one in lines[at:end]) + "</ol>")
        else:
            tag = "h2" if mark == "@" else "p"
            body += [f"<{tag}>{one}</{tag}>" for _, one in lines[at:end]]
        at = end
    before = "<nav><ul><li>Trang chủ</li><li>Tin tức</li></ul></nav><header>Cổng thông tin xã</header>" if menu else ""
    after = "<footer>Bản quyền 2026</footer><script>var x = 1;</script>" if menu else ""
    inner = f"<main>{''.join(body)}</main>" if menu else "".join(body)
    return f"<html><head><meta charset='{charset}'><title>x</title></head><body>{before}{inner}{after}</body></html>"


def html_table(rows: Sequence[Sequence[str]], spans: bool) -> str:
    """A table of HTML; with `spans` cells of the first column that repeat are one."""
    cells = [[cell.strip() for cell in row] for row in rows]
    result = ""
    for at, row in enumerate(cells):
        tag = "th" if at == 0 else "td"
        result += "<tr>"
        for column, cell in enumerate(row):
            if spans and column == 0 and at > 1 and cells[at - 1][0] == cell:
                continue
            below = 1
            while spans and column == 0 and at and at + below < len(cells) and cells[at + below][0] == cell:
                below += 1
            result += f"<{tag} rowspan='{below}'>{cell}</{tag}>" if below > 1 else f"<{tag}>{cell}</{tag}>"
        result += "</tr>"
    return f"<table>{result}</table>"


def _runs(lines: Sequence[Line]) -> bool:
    return [line.split(".")[0] for _, line in lines] == [str(number + 1) for number in range(len(lines))]


Change = Callable[[str], str]
