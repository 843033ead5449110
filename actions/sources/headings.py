"""What a line may open: a part, a chapter, an article, a clause, a point, an annex, the end of a decision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["part", "chapter", "section", "article", "clause", "point", "annex"]

_NUMBER = r"(?:[ivxlc]+|\d{1,3}|thứ\s+(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười))"
_ABOVE = re.compile(
    rf"^(?P<word>phần|chương|mục|tiểu mục|part|chapter|section|capítulo|título|sección)\s+(?P<key>{_NUMBER})"
    r"(?P<stop>\s*[.:–—-])?(?P<rest>\s.*)?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?P<word>điều|article|artículo|art\.)\s+(?:thứ\s+)?(?P<key>\d{1,4}\s?[a-zđ]?)(?![\w/])"
    r"(?P<stop>\s*[.:–—-])?(?P<rest>.*)$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"^(?P<key>\d{1,2}[a-zđ]?)[.)](?P<space>\s*)(?P<rest>\S.*)$")
_ROMAN = re.compile(r"^(?P<key>[IVX]{1,5})[.)]\s+(?P<rest>[A-ZÀ-ỸĐ].*)$")
_POINT = re.compile(r"^(?P<key>[a-zđ]{1,2})\)\s*(?P<rest>\S.*)$")
_ANNEX = re.compile(
    r"^(?P<word>phụ lục|phụ biểu|mẫu số|biểu mẫu|biểu số|annex|appendix|anexo)"
    r"(?:\s+(?:số\s+)?(?P<key>[ivxlc]+|\d{1,3}|[a-h])\b)?"
    r"(?P<stop>\s*[.:–—-])?(?P<rest>.*)$",
    re.IGNORECASE,
)
ATTACHED = re.compile(
    r"^\W*(?:kèm theo|ban hành kèm theo|\(?ban hành (?:kèm )?theo)\s+"
    r"(?:quyết định|nghị định|thông tư|nghị quyết|công văn)",
    re.IGNORECASE,
)
"""The line under the title of what is attached: "(Ban hành kèm theo Quyết định số ...)"."""
_OTHER_TEXT = re.compile(
    r"^(?:luật|bộ luật|nghị định|nghị quyết|thông tư|quyết định|pháp lệnh|hiến pháp|quy chế|"
    r"quy định (?:này|tại)|chương|mục|phần|khoản|điểm|điều|and|of|del|de la|y)\b",
    re.IGNORECASE,
)
DANGLING = re.compile(
    r"(?:\b(?:tại|theo|của|và|hoặc|với|cho|từ|đến|trong|bởi|do|về|là|các|những|như|trừ|gồm|qua|quá|trước|sau|số|"
    r"[Kk]hoản \d+[a-zđ]?|[Đđ]iểm [a-zđ]|[Đđ]iều \d+[a-zđ]?|under|of|and|or|in|to|with|del?|según|y|o|en|con)|,|\()$"
)
"""How a line ends whose sentence goes on."""
_RECIPIENTS = re.compile(r"^nơi nhận\s*:?", re.IGNORECASE)
_SIGNER = re.compile(
    r"^(?:(?:TM|KT|TL|TUQ|T/M|K/T|T/L|Q)\s*[.:]?\s+[A-ZÀ-Ỹ]|(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC|"
    r"TRƯỞNG CÔNG AN|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG|CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|TRƯỞNG BAN|HIỆU TRƯỞNG|THỦ TƯỚNG)\b)|"
    r"^\((?i:đã ký|ký tên|ký, đóng dấu|signed|firmado)[^)]*\)",
)
TITLE = 200
"""Characters of the longest title."""
_ALPHABETS = ("abcdđeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True)
class Heading:
    """What a line may open: its kind, its number ("2a"), the word for it, and the title on the line.

    strong: it has the form of a heading; otherwise it may as well be a reference to one.
    """

    kind: Kind
    word: str
    key: str
    title: str
    strong: bool


def heading(line: str) -> Heading | None:
    """Return what `line` may open, or None; only its own form is looked at."""
    return _article(line) or _above(line) or _annex(line) or _small(line)


def opens_unit(line: str) -> bool:
    """Say whether a line has the form of a heading, an article, a clause or a point."""
    found = heading(line)
    return found is not None and found.strong


def ends_decision(line: str) -> bool:
    """Say whether a line begins the recipients or the signature of a decision."""
    return bool(_RECIPIENTS.match(line) or (_SIGNER.match(line) and len(line) < 90))


def belongs_to_end(line: str) -> bool:
    """Say whether a line may stand among recipients and signatures: short, and no sentence of a rule."""
    if len(line) > 110:
        return False
    return line.startswith(("-", "+", "(", "*")) or line.endswith((";", ",")) or len(line.split()) <= 8


def follows(before: str | None, key: str, kind: Kind) -> bool:
    """Say whether `key` comes next after `before` (None: it is the first) among articles, clauses or points."""
    if kind == "point":
        return _letter_follows(before, key)
    number, letter = _parts(key)
    if before is None:
        return number == 1
    last, last_letter = _parts(before)
    if number == last:
        return bool(letter) and _letter_follows(last_letter or None, letter)
    return number == last + 1


def comes_later(before: str, key: str, kind: Kind) -> bool:
    """Say whether `key` comes somewhere after `before`: what lies between is missing."""
    if kind == "point":
        letters = _ALPHABETS[0]
        return before in letters and key in letters and letters.index(key) > letters.index(before)
    return number_of(key) > number_of(before)


def number_of(key: str) -> int:
    """Return the number of an article or a clause without its letter."""
    return _parts(key)[0]


def _article(line: str) -> Heading | None:
    match = _ARTICLE.match(line)
    if match is None:
        return None
    rest, stop = match["rest"].strip(), bool(match["stop"])
    strong = (stop and not rest[:1].islower()) or (not rest and not stop)
    if rest and not stop:
        strong = False
        if rest[0].islower() or rest[0] in ',;)(/”"' or _OTHER_TEXT.match(rest):
            return Heading("article", "Điều", _key(match["key"]), rest, False)
    return Heading("article", match["word"].capitalize(), _key(match["key"]), rest, strong)


def _above(line: str) -> Heading | None:
    match = _ABOVE.match(line)
    if match is None:
        match = _ROMAN.match(line)
        return Heading("section", "", match["key"], match["rest"], len(line) < TITLE) if match else None
    rest = (match["rest"] or "").strip()
    word = match["word"].lower()
    kind: Kind = "part" if word in ("phần", "part", "título") else "chapter"
    kind = "section" if word in ("mục", "tiểu mục", "section", "sección") else kind
    strong = not rest or (not rest[0].islower() and rest[0] not in ",;)" and not _OTHER_TEXT.match(rest))
    strong = strong and len(line) < TITLE and not line.endswith((";", ","))
    return Heading(kind, match["word"], match["key"], rest, strong)


def _annex(line: str) -> Heading | None:
    match = _ANNEX.match(line)
    if match is None:
        return None
    rest = match["rest"].strip()
    capitals = match["word"].isupper()
    named = not rest or bool(match["stop"]) or rest.startswith("(") or rest.isupper()
    strong = (capitals or bool(match["word"][:1].isupper() and named)) and not rest[:1].islower() and len(line) < TITLE
    strong = strong and not line.endswith((";", ",")) and not (rest and not capitals and line.endswith("."))
    return Heading("annex", match["word"], (match["key"] or "").upper(), rest, strong)


def _small(line: str) -> Heading | None:
    for kind, pattern in (("clause", _CLAUSE), ("point", _POINT)):
        match = pattern.match(line)
        # "1.Người dân ..." is a clause that was typed in haste; "1.500" and "1.a" are none.
        if match and (kind == "point" or match["space"] or match["rest"][0].isupper()):
            return Heading(kind, "", match["key"].lower(), match["rest"], True)  # type: ignore[arg-type]
    return None


def _key(text: str) -> str:
    return text.replace(" ", "").lower()


def _parts(key: str) -> tuple[int, str]:
    digits = re.match(r"\d+", key)
    return (int(digits[0]), key[digits.end() :]) if digits else (0, key)


def _letter_follows(before: str | None, key: str) -> bool:
    for letters in _ALPHABETS:
        if before is None and key == letters[0]:
            return True
        if before and before in letters and key in letters and letters.index(key) == letters.index(before) + 1:
            return True
    return False
