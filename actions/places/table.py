"""The table of the reform of 1 July 2025: every old commune with what it became.

It is the data of the library `vietnamadminunits` (MIT): 63 provinces, 696 districts and 10,040 communes. Its code
takes one successor of a commune that was split, so the data alone is read. docs/places.md says how the library was
chosen and what the table is worth.
"""

from __future__ import annotations

import importlib.util
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from actions.places.words import KINDS, key_of
from common import text

LIBRARY = "vietnamadminunits"
DAY = "2025-07-01"
"""The day on which the new units began to work (article 2 of the resolutions)."""
COMMUNES = 3321
"""Communes after the reform: 2,621 xã, 687 phường, 13 đặc khu."""

_KEYED_KINDS = tuple(map(key_of, KINDS))
_OLD_WARDS = (
    "DICT_PROVINCE_DISTRICT_WARD_NO_ACCENTED",
    "DICT_PROVINCE_DISTRICT_WARD_ACCENTED",
    "DICT_PROVINCE_DISTRICT_WARD_SHORT_ACCENTED",
)
_NEW_WARDS = (
    "DICT_PROVINCE_WARD_NO_ACCENTED",
    "DICT_PROVINCE_WARD_ACCENTED",
    "DICT_PROVINCE_WARD_SHORT_ACCENTED",
)


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A commune, ward or special zone of today: "Xã Bà Nà" of "Thành phố Đà Nẵng"."""

    name: str
    province: str


@dataclass(frozen=True, slots=True, eq=False)
class District:
    """A district until 30 June 2025; `keys`: what it and the districts merged into it before were called."""

    name: str
    kind: str
    keys: frozenset[str]
    province: Province


@dataclass(frozen=True, slots=True, eq=False)
class Province:
    """A province until 30 June 2025, and the one that it belongs to since."""

    name: str
    now: str


@dataclass(frozen=True, slots=True, eq=False)
class OldUnit:
    """A commune until 30 June 2025 (`name` is empty where a district had none), and the units that it lies in now."""

    name: str
    kind: str
    district: District
    now: tuple[NewUnit, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """All units, found by the keys of their names (`words.key_of`).

    `former`: names of communes that had been merged into an old one before 2025.
    """

    old: Mapping[str, tuple[OldUnit, ...]]
    former: Mapping[str, tuple[OldUnit, ...]]
    new: Mapping[str, tuple[NewUnit, ...]]
    districts: tuple[District, ...]
    provinces: tuple[Province, ...]


@cache
def table() -> Table:
    """Return the table; the first call takes some tenths of a second, so nothing is read before it is asked for."""
    legacy, today, changes = (_read(name) for name in ("parser_legacy", "parser_from_2025", "converter_2025"))
    units = {
        (province, key): NewUnit(unit["ward"], today["DICT_PROVINCE"][province]["province"])
        for section in _NEW_WARDS
        for province, found in today[section].items()
        for key, unit in found.items()
    }
    provinces = _provinces(legacy, today, changes)
    districts = _districts(legacy, provinces)
    successors = _successors(changes, units)
    old: dict[str, list[OldUnit]] = {}
    former: dict[str, list[OldUnit]] = {}
    for path, ward in _old_wards(legacy).items():
        name, kind = _named(ward["ward"]) if isinstance(ward["ward"], str) else ("", "")
        unit = OldUnit(ward["ward"] if name else "", kind, districts[path[:2]], tuple(successors[path]))
        key = key_of(name)
        old.setdefault(key, []).append(unit)
        for other in _keywords(ward["wardKeywords"]) - {key}:
            former.setdefault(other, []).append(unit)
    new: dict[str, list[NewUnit]] = {}
    for today_unit in units.values():
        new.setdefault(key_of(_named(today_unit.name)[0]), []).append(today_unit)
    return Table(
        {key: tuple(found) for key, found in old.items()},
        {key: tuple(found) for key, found in former.items()},
        {key: tuple(found) for key, found in new.items()},
        tuple(districts.values()),
        tuple(provinces.values()),
    )


def bare(name: str) -> str:
    """Return the name of a unit without its unit word: "Xã Bà Nà" -> "Bà Nà"."""
    return _named(name)[0]


def kind_of(name: str) -> str:
    """Return the key of the unit word of a name: "Thị trấn Lim" -> "thitran"."""
    return _named(name)[1]


def _read(name: str) -> Any:
    found = importlib.util.find_spec(LIBRARY)  # The package itself, which needs a geometry library, is not imported.
    if found is None or found.origin is None:
        raise LookupError(f"the library {LIBRARY} is not installed: make setup")
    return json.loads((Path(found.origin).parent / "data" / f"{name}.json").read_text(encoding="utf-8"))


def _named(name: str) -> tuple[str, str]:
    words = name.split()
    for size in (2, 1):
        kind = text.fold("".join(words[:size]))
        if kind in KINDS:
            return " ".join(words[size:]), kind
    return name, ""


def _keywords(written: Iterable[str]) -> set[str]:
    """The library's own keys of names, which stand there with and without the unit word: those without."""
    found = {word.replace("y", "i") if word.isascii() else key_of(word) for word in written}
    return {word for word in found if not any(word.removeprefix(kind) in found - {word} for kind in _KEYED_KINDS)}


def _provinces(legacy: Any, today: Any, changes: Any) -> dict[str, Province]:
    now = {old: new for new, olds in changes["DICT_PROVINCE"].items() for old in olds}
    names = today["DICT_PROVINCE"]
    return {
        key: Province(unit["province"], names[now[key]]["province"]) for key, unit in legacy["DICT_PROVINCE"].items()
    }


def _districts(legacy: Any, provinces: Mapping[str, Province]) -> dict[tuple[str, str], District]:
    found = {}
    for province, districts in legacy["DICT_PROVINCE_DISTRICT"].items():
        for key, unit in districts.items():
            name, kind = _named(unit["district"])
            keys = frozenset({key_of(name), *_keywords(unit["districtKeywords"])})
            found[province, key] = District(unit["district"], kind, keys, provinces[province])
    return found


def _successors(changes: Any, units: Mapping[tuple[str, str], NewUnit]) -> dict[tuple[str, ...], list[NewUnit]]:
    found: dict[tuple[str, ...], list[NewUnit]] = {}
    chief: dict[tuple[str, ...], NewUnit] = {}
    centre: dict[NewUnit, tuple[float, float]] = {}
    for province, whole in changes["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for key, olds in whole.items():
            for path in olds:
                found.setdefault(tuple(path.split("_")), []).append(units[province, key])
                chief[tuple(path.split("_"))] = units[province, key]
    for province, split in changes["DICT_PROVINCE_WARD_DIVIDED"].items():
        for path, parts in split.items():
            for part in parts:
                unit = units[province, part["newWardKey"]]
                found.setdefault(tuple(path.split("_")), []).append(unit)
                centre[unit] = part["newWardLat"], part["newWardLon"]
                if part["isDefaultNewWard"]:
                    chief[tuple(path.split("_"))] = unit
    return _without_those_of_namesakes(found, chief, centre)


def _without_those_of_namesakes(
    found: Mapping[tuple[str, ...], list[NewUnit]],
    chief: Mapping[tuple[str, ...], NewUnit],
    centre: Mapping[NewUnit, tuple[float, float]],
) -> dict[tuple[str, ...], list[NewUnit]]:
    """Take from a commune that was split the parts of its namesake in another district of the same province of today.

    Where a clause names an old commune without its district, the library gives the part to all that bore the name:
    Phường 4 of Mỹ Tho lies in Cao Lãnh there, 80 km away (Resolution 1663, clauses 84 and 95). Such a part belongs to
    the namesake whose chief part lies nearest to it. `centre`: degrees of latitude and longitude, of parts only.
    """
    namesakes: dict[tuple[str, NewUnit], list[tuple[str, ...]]] = {}
    for path, parts in found.items():
        for part in parts:
            namesakes.setdefault((path[-1], part), []).append(path)

    def away(path: tuple[str, ...], part: NewUnit) -> float:
        return 0.0 if chief[path] == part else math.dist(centre[chief[path]], centre[part])

    def nearest(path: tuple[str, ...], part: NewUnit) -> bool:
        return all(away(path, part) <= away(other, part) for other in namesakes[path[-1], part])

    return {path: [part for part in parts if nearest(path, part)] for path, parts in found.items()}


def _old_wards(legacy: Any) -> dict[tuple[str, str, str], Any]:
    """The old communes by their path; a few stand in two sections."""
    return {
        (province, district, "" if key == "NaN" else key): ward
        for section in reversed(_OLD_WARDS)
        for province, districts in legacy[section].items()
        for district, wards in districts.items()
        for key, ward in wards.items()
    }
