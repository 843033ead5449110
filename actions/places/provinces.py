"""Reads how people write provinces and the units below them: "TP. Đà Nẵng", "tỉnh Bình Dương", "P. Hải Châu"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.law.procedure_rows import Province
from common import text

_BEFORE = ("thanhpho", "tinh", "tp", "provinciade", "provincia", "provinceof", "ciudadde", "ciudad", "cityof")
_AFTER = ("province", "provincia", "city", "vietnam")
# Unit words as they open (or, in English, close) the name of a place, and the area they put it in.
_UNITS = (
    ("ward", re.compile(r"^(?:phuong\b|p\.)|\bward$")),
    ("commune", re.compile(r"^(?:xa\b|x\.)|\bcommune$")),
    ("remote", re.compile(r"^(?:dac khu\b|huyen dao\b|zona especial\b)|\bspecial zone$")),
    ("city", re.compile(r"^(?:thanh pho\b|tp\b|thi xa\b|tx\b|quan\b)|\b(?:city|town)$")),
)


def province_of(written: str, provinces: Sequence[Province]) -> str | None:
    """Return the key of the province that `written` names, alone or as the end of an address; None for no province.

    Marks, spaces, hyphens and dots do not matter; "tỉnh", "TP.", "province" and the like may stand with the name.
    """
    known = {_plain(name): province.key for province in provinces for name in (province.key, *province.names)}
    for part in (written, *reversed(written.split(","))):
        for name in _names(_plain(part)):
            if name in known:
                return known[name]
    return None


def area_of(written: str) -> str | None:
    """Return the area that the unit word of a place tells: "phường Hải Châu" is a ward; None when there is none."""
    first = " ".join(text.fold(written).split(",")[0].split())
    return next((area for area, unit in _UNITS if unit.search(first)), None)


def ambiguous(provinces: Sequence[Province]) -> list[str]:
    """List the names that two provinces share once marks and spaces are gone."""
    seen: dict[str, str] = {}
    found = []
    for province in provinces:
        for name in (province.key, *province.names):
            if seen.setdefault(_plain(name), province.key) != province.key:
                found.append(name)
    return found


def _names(plain: str) -> list[str]:
    """The name as it stands, and without what may stand before and after it."""
    found = [plain]
    for end in _AFTER:
        if plain.endswith(end):
            found.append(plain.removesuffix(end))
    for name in tuple(found):
        found += [name.removeprefix(start) for start in _BEFORE if name.startswith(start)]
    return found


def _plain(written: str) -> str:
    return "".join(character for character in text.fold(written) if character.isalnum())
