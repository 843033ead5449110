"""The words of an address: folded, with the unit words ("phường", "Q.", "tt", "ward") and what they announce."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from common import text
from common.spelling import one_tone_place

Level = Literal["commune", "district", "province", "city"]
"""What a unit word announces; "city" (thành phố, TP) may be a district or a province."""

_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[,;:.!?\n()\-–]")
_APOSTROPHES = re.compile(r"['’‘`´]")
_ABBREVIATED = 2
"""Letters of the abbreviations after which a dot ends nothing: "p.", "tx."."""
_WITH_NUMBER = re.compile(r"(phuong|quan|p|q|f)(\d{1,2})")
_RUN_TOGETHER = {"tphcm": ("tp", "hcm"), "tphn": ("tp", "hn"), "thitran": ("thi", "tran"), "thixa": ("thi", "xa")}
_NOT_A_NAME = frozenset(
    "nào nao gì gi mới moi cũ này đó ấy mình chị khác là thì của và hay hoặc hoac which what cual".split()  # noqa: SIM905
)
"""Words after a unit word that name no unit: "xã nào", "phường mới". Without marks "minh" or "la" may be a name's."""


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit word: the level that it announces, and the kind of unit where it is sure of one ("xa", "quan" ...)."""

    level: Level
    kind: str | None


_ROWS: tuple[tuple[Level, str | None, tuple[str, ...]], ...] = (
    ("commune", "phuong", ("phường", "phuong")),
    ("commune", "phuong", ("p",)),
    ("commune", "phuong", ("f",)),
    ("commune", None, ("ward",)),
    ("commune", "xa", ("xã", "xa")),
    ("commune", "xa", ("x",)),
    ("commune", None, ("commune",)),
    ("commune", None, ("comuna",)),
    ("commune", "thitran", ("thị trấn", "thi tran")),
    ("commune", "thitran", ("tt",)),
    ("commune", "dackhu", ("đặc khu", "dac khu")),
    ("district", "quan", ("quận", "quan")),
    ("district", "quan", ("q",)),
    ("district", "huyen", ("huyện", "huyen")),
    ("district", "huyen", ("h",)),
    ("district", "thixa", ("thị xã", "thi xa")),
    ("district", "thixa", ("tx",)),
    ("district", None, ("district",)),
    ("district", None, ("distrito",)),
    ("province", None, ("tỉnh", "tinh")),
    ("province", None, ("province",)),
    ("province", None, ("provincia",)),
    ("city", None, ("thành phố", "thanh pho")),
    ("city", None, ("tp",)),
)
_UNIT_WORDS = {
    tuple(text.fold(forms[0]).split()): (UnitWord(level, kind), frozenset(forms)) for level, kind, forms in _ROWS
}
"""The folded words of each unit word -> what it announces, and the spellings that are one."""
KINDS = ("thanhpho", "thitran", "phuong", "dackhu", "huyen", "thixa", "quan", "tinh", "xa")
"""The unit words of the names themselves, as keys."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as a key (folded, "y" as "i"), as typed in lower case, and whether a clause begins with it."""

    key: str
    typed: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Marker:
    """A unit word in a text that a name may follow: its own words and where the name begins."""

    word: UnitWord
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Address:
    """A text as words, and the unit words in it."""

    words: tuple[Word, ...]
    markers: tuple[Marker, ...]

    def key(self, start: int, end: int) -> str:
        """The words of a span as one key."""
        return "".join(word.key for word in self.words[start:end])

    def typed(self, start: int, end: int) -> str:
        """The words of a span as typed."""
        return " ".join(word.typed for word in self.words[start:end])

    def before(self, start: int) -> UnitWord | None:
        """The unit word right before a span."""
        return next((marker.word for marker in self.markers if marker.end == start), None)


def key_of(name: str) -> str:
    """Return what a name is found by: no marks, spaces, hyphens or apostrophes, "y" as "i" ("Vỹ Dạ" as "Vĩ Dạ")."""
    return "".join(_keyed(word) for word in _WORD.findall(_plain(name)))


def typed_key(name: str) -> str:
    """Return a name as it is typed with its marks: lower case, without spaces, hyphens or apostrophes."""
    return "".join(_WORD.findall(one_tone_place(_plain(name))))


def read(written: str) -> Address:
    """Return the words of a text and the unit words in it."""
    words = tuple(_words(written))
    return Address(words, tuple(_markers(words)))


def _words(written: str) -> list[Word]:
    found: list[Word] = []
    plain = _APOSTROPHES.sub("", one_tone_place(text.clean(written).lower()))
    end = 0
    for match in _WORD.finditer(plain):
        between = plain[end : match.start()]
        if found and len(found[-1].key) <= _ABBREVIATED:
            between = between.replace(".", "")
        opens = not found or _BREAK.search(between) is not None
        end = match.end()
        typed = match.group()
        folded = text.fold(typed)
        together = _WITH_NUMBER.fullmatch(folded)
        parts = together.groups() if together else _RUN_TOGETHER.get(folded)
        if parts:
            found += [Word(_keyed(part), part, opens and not number) for number, part in enumerate(parts)]
        else:
            found.append(Word(_keyed(folded), typed, opens))
    return found


def _markers(words: Sequence[Word]) -> list[Marker]:
    found: list[Marker] = []
    place = 0
    while place < len(words) - 1:
        marker = next((one for size in (2, 1) if (one := _marker(words, place, size))), None)
        if marker is None or words[marker.end].typed in _NOT_A_NAME:
            place += 1 if marker is None else marker.end - place
            continue
        found.append(marker)
        place = marker.end
    return found


def _marker(words: Sequence[Word], place: int, size: int) -> Marker | None:
    span = words[place : place + size]
    if place + size >= len(words) or words[place + size].opens:
        return None  # No name follows: "Ben Nghe ward, District 1".
    known = _UNIT_WORDS.get(tuple(text.fold(word.typed) for word in span))
    if known is None or " ".join(word.typed for word in span) not in known[1]:
        return None
    return Marker(known[0], place, place + size)


def _keyed(word: str) -> str:
    folded = text.fold(word)
    return folded.lstrip("0") or "0" if folded.isdigit() else folded.replace("y", "i")


def _plain(name: str) -> str:
    return _APOSTROPHES.sub("", name.lower())
