"""Reads which commune a text names: of all that bear the name, who fits its district, its province and its unit word.

Each sign has a weight; who has the most of them is meant. Several with as many are all returned, to be asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from actions.law import loading
from actions.places import words
from actions.places.provinces import province_of
from actions.places.slips import distance
from actions.places.table import District, NewUnit, OldUnit, Province, Table, bare, kind_of, table
from actions.places.words import Address, Marker

LONGEST_NAME = 7
"""Words of the longest names: "Văn Miếu - Quốc Tử Giám" is spelt with spaces between its syllables too."""

# What a sign is worth.
DISTRICT, OLD_PROVINCE, NEW_PROVINCE = 4.0, 3.0, 2.0
SAME_UNIT_WORD, OTHER_UNIT_WORD = 2.0, -1.0
EACH_WORD, SAME_MARKS, OTHER_MARKS, IN_ORDER = 0.5, 0.5, -0.5, 0.25
FORMER_NAME = -1.0
"""A commune that was merged into the old one before 2025."""
SLIP = -0.75
"""Each letter that was mistyped."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text names: the likeliest communes, or else a district, or else a province."""

    old: tuple[OldUnit, ...] = ()
    new: tuple[NewUnit, ...] = ()
    districts: tuple[District, ...] = ()
    provinces: tuple[Province, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in the text, and what it would be worth."""

    span: Span
    worth: float
    district: District | None
    province: str
    """The old province of an old unit, the new one of a new."""
    now: str
    unit: OldUnit | NewUnit


def read(written: str) -> Reading:
    """Return what a text names, with no unit where it names none or one that never was."""
    address = words.read(written)
    if not address.words:
        return Reading()
    known = table()
    named = list(_named(address, known)) or list(_misspelt(address, known))
    weighed = [(one, worth) for one in named if (worth := _fits(one, address, len(named))) is not None]
    if weighed:
        most = max(worth for _, worth in weighed)
        best = [one.unit for one, worth in weighed if worth == most]
        return Reading(
            old=tuple(dict.fromkeys(unit for unit in best if isinstance(unit, OldUnit))),
            new=tuple(dict.fromkeys(unit for unit in best if isinstance(unit, NewUnit))),
        )
    if _commune_markers(address):
        return Reading()
    return _larger(address, known)


def _named(address: Address, known: Table) -> Iterator[_Named]:
    markers = _commune_markers(address)
    of_today = any(known.new.get(address.key(*span)) and _says(address, span[1], "mới") for span in _spans(address))
    of_before = not of_today and any(word.typed in ("cũ", "cu") for word in address.words)
    for span in _spans(address):
        before = address.before(span[0])
        if markers and not any(marker.end == span[0] or marker.start == span[0] for marker in markers):
            continue
        if before is not None and before.level != "commune":
            continue
        if before is None and not markers and span[1] - span[0] == 1 and not address.words[span[0]].opens:
            continue
        key = address.key(*span)
        if before is None and key.isdigit():
            continue
        kind = before.kind if before else None
        for units, worth in ((known.old.get(key, ()), 0.0), (known.former.get(key, ()), FORMER_NAME)):
            for unit in () if of_today else units:
                yield _old(unit, span, worth + _by_name(address, span, unit.name, kind))
        if not of_before:
            for new in known.new.get(key, ()):
                yield _Named(span, _by_name(address, span, new.name, kind), None, new.province, new.province, new)


def _misspelt(address: Address, known: Table) -> Iterator[_Named]:
    """Names with a slip, of communes in the districts or provinces that the text names."""
    spans = _spans(address)
    keys = {address.key(*span) for span in spans}
    provinces = {key for span in spans if (key := _province_key(address, span))}
    districts = [one for one in known.districts if one.keys & keys or _key_of_province(one.province.name) in provinces]
    within = set(map(id, districts))
    starts = [marker.end for marker in _commune_markers(address)] or [0]
    for units in known.old.values():
        for unit in units:
            if id(unit.district) not in within or not unit.name:
                continue
            name = words.key_of(bare(unit.name))
            for start in starts:
                for end in range(start + 1, min(start + 5, len(address.words)) + 1):
                    slips = distance(address.key(start, end), name)
                    if slips is not None:
                        before = address.before(start)
                        worth = _by_name(address, (start, end), unit.name, before.kind if before else None)
                        yield _old(unit, (start, end), worth + SLIP * slips)


def _fits(one: _Named, address: Address, rivals: int) -> float | None:
    """Return what a name is worth with all else that the text says; None where it speaks against it."""
    taken = [one.span]
    worth = one.worth
    place = _find_district(one, address, taken) if one.district else None
    if place:
        taken.append(place[0])
        worth += place[1]
    province = _find_province(one, address, taken)
    if province:
        taken.append(province[0])
        worth += province[1]
    for marker in address.markers:
        satisfied = any(span[0] <= marker.start < span[1] or span[0] == marker.end for span in taken)
        if not satisfied and marker.word.level in ("district", "city"):
            return None
        if not satisfied and marker.word.level == "province" and _other_province(marker, address, one):
            return None
    marked = address.before(one.span[0]) is not None
    if not (marked or place or province) and one.span != (0, len(address.words)):
        return None
    return worth


def _find_district(one: _Named, address: Address, taken: Sequence[Span]) -> tuple[Span, float] | None:
    assert one.district is not None
    best: tuple[Span, float] | None = None
    for span in _spans(address):
        before = address.before(span[0])
        if _overlap(span, taken) or (before and before.level not in ("district", "city")):
            continue
        key = address.key(*span)
        if key not in one.district.keys or (key.isdigit() and before is None):
            continue
        same = before is None or before.kind in (None, one.district.kind)
        worth = DISTRICT + EACH_WORD * (span[1] - span[0]) + (0 if same else -EACH_WORD) + _order(one.span, span)
        if best is None or worth > best[1]:
            best = span, worth
    if best:
        return best
    for marker in address.markers:
        if marker.word.level not in ("district", "city"):
            continue
        for end in range(marker.end + 1, min(marker.end + 4, len(address.words)) + 1):
            span = marker.end, end
            fewest = min(
                (slips for name in one.district.keys if (slips := distance(address.key(*span), name))), default=0
            )
            if fewest and not _overlap(span, taken):
                return span, DISTRICT + SLIP * fewest
    return None


def _find_province(one: _Named, address: Address, taken: Sequence[Span]) -> tuple[Span, float] | None:
    best: tuple[Span, float] | None = None
    keys = {_key_of_province(one.province): OLD_PROVINCE, _key_of_province(one.now): NEW_PROVINCE}
    if one.province == one.now:
        keys = {_key_of_province(one.province): OLD_PROVINCE}
    for span in _spans(address):
        key = _province_key(address, span)
        if key in keys and not _overlap(span, taken):
            found = keys[key] + _order(one.span, span)
            if best is None or found > best[1]:
                best = span, found
    return best


def _other_province(marker: Marker, address: Address, one: _Named) -> bool:
    """Say whether another province stands behind the word "tỉnh"."""
    mine = {_key_of_province(one.province), _key_of_province(one.now)}
    behind = (_province_key(address, (marker.end, end)) for end in range(marker.end + 1, len(address.words) + 1))
    return any(key is not None and key not in mine for key in behind)


def _larger(address: Address, known: Table) -> Reading:
    """The districts or provinces that a text names that names no commune."""
    spans = _spans(address)
    provinces = {key for span in spans if (key := _province_key(address, span)) and _may_be(address, span, "province")}
    districts = []
    for district in known.districts:
        spoken = [span for span in spans if address.key(*span) in district.keys and _may_be(address, span, "district")]
        if spoken and (not provinces or _key_of_province(district.province.name) in provinces):
            districts.append(district)
    by_word = any(marker.word.level == "district" for marker in address.markers)
    if districts and (by_word or not provinces):
        return Reading(districts=tuple(districts))
    return Reading(provinces=tuple(one for one in known.provinces if _key_of_province(one.name) in provinces))


def _may_be(address: Address, span: Span, level: words.Level) -> bool:
    before = address.before(span[0])
    if before is None:
        return span == (0, len(address.words))
    return before.level in (level, "city")


def _by_name(address: Address, span: Span, name: str, kind: str | None) -> float:
    worth = EACH_WORD * (span[1] - span[0])
    if kind is not None:
        worth += SAME_UNIT_WORD if kind == kind_of(name) else OTHER_UNIT_WORD
    typed = address.typed(*span)
    if not typed.isascii():
        same = typed.replace(" ", "") == words.typed_key(bare(name))
        worth += SAME_MARKS if same else OTHER_MARKS
    return worth


def _says(address: Address, place: int, word: str) -> bool:
    return place < len(address.words) and address.words[place].typed == word


def _old(unit: OldUnit, span: Span, worth: float) -> _Named:
    province = unit.district.province
    return _Named(span, worth, unit.district, province.name, province.now, unit)


def _order(name: Span, place: Span) -> float:
    return IN_ORDER if name[1] <= place[0] else 0.0


def _overlap(span: Span, taken: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _commune_markers(address: Address) -> list[Marker]:
    return [marker for marker in address.markers if marker.word.level == "commune"]


def _spans(address: Address) -> list[Span]:
    count = len(address.words)
    return [(start, end) for start in range(count) for end in range(start + 1, min(start + LONGEST_NAME, count) + 1)]


@cache
def _names_of_provinces() -> dict[str, str]:
    """The usual names of the 63 provinces, as keys, with the key of the province in data/law/provinces.yml."""
    found = {}
    for province in loading.load().provinces:
        for name in (province.key, *province.names):
            found[words.key_of(name.replace("_", " "))] = province.key
    return found


def _province_key(address: Address, span: Span) -> str | None:
    return _names_of_provinces().get(address.key(*span))


@cache
def _key_of_province(name: str) -> str | None:
    return province_of(name, loading.load().provinces)
