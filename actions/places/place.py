"""What an old place is today: the answer that chat, command and API share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from actions.law import loading
from actions.law.rows import Confidence, Frozen, Words, in_force, unique
from actions.places.reader import Reading, read
from actions.places.table import District, NewUnit, OldUnit, Province, table
from common import clock

Status = Literal["one", "split", "which", "district", "province", "unknown"]
"""one: the unit of today; split: the old unit lies in several; which: several old units bear the name; district,
province: only that was named; unknown: no unit of that name.
"""

COMMUNES = "nq-ubtvqh15-cap-xa#d1"
PROVINCES = "nq-202-2025-qh15#d1"
CARD = "can_cuoc"
CONFIDENCE: Confidence = "medium"
DOUBT = Words(
    vi="Bảng tên cũ và mới do một thư viện mã mở lập, mới đối chiếu với nghị quyết ở vài trăm địa chỉ; UBND cấp xã "
    "xác nhận tên hiện nay.",
    es="La tabla de nombres es de una biblioteca abierta, cotejada con las resoluciones solo en unos cientos de "
    "direcciones; el comité popular de la comuna confirma el nombre actual.",
    en="The table of names is an open library's, checked against the resolutions for some hundred addresses only; the "
    "commune's people's committee confirms the name of today.",
)


class OldPlace(Frozen):
    """A commune, ward or town until 30 June 2025; `name` is null where a district had none."""

    name: str | None
    district: str
    province: str


class NewPlace(Frozen):
    """A commune, ward or special zone of today, and its police."""

    name: str
    province: str
    police: str


class Place(Frozen):
    """What a text names, and what it is today.

    any_police: where a card can be applied for on that day, whatever the place; `rows` are of data/law.
    """

    status: Status
    old: tuple[OldPlace, ...] = ()
    new: tuple[NewPlace, ...] = ()
    provinces: tuple[str, ...] = ()
    any_police: Words | None = None
    basis: tuple[str, ...]
    confidence: Confidence = CONFIDENCE
    doubt: Words = DOUBT
    as_of: date
    rows: tuple[str, ...] = ()


def place(written: str, day: date | None = None) -> Place:
    """Return what the place that a text names is on a day (default: today): an address, a name, a whole question.

    Nothing is guessed: of an old commune that was split all parts are returned, of a name that several bore all who
    bore it.
    """
    day = day or clock.today()
    found = read(written)
    status, old, new, provinces = _told(found)
    anywhere = [
        row
        for row in in_force(loading.load().places, day)
        if CARD in row.documents and not row.procedures and status in ("one", "split")
    ]
    text = PROVINCES if status == "province" else COMMUNES
    return Place(
        status=status,
        old=tuple(old),
        new=tuple(new),
        provinces=tuple(provinces),
        any_police=anywhere[0].label if anywhere else None,
        basis=unique([text, *(ref for row in anywhere for ref in row.basis)]),
        as_of=day,
        rows=tuple(row.id for row in anywhere),
    )


def _told(found: Reading) -> tuple[Status, Sequence[OldPlace], Sequence[NewPlace], Sequence[str]]:
    if found.districts:
        parts = _successors(found.districts)
        status: Status = "one" if len(parts) == 1 else "district"
        return status, [_district(one) for one in found.districts], _new(parts), ()
    if found.provinces:
        return "province", (), (), unique(_today(one) for one in found.provinces)
    now = {unit.now for unit in found.old} | {(unit,) for unit in found.new}
    if not now:
        return "unknown", (), (), ()
    if len(now) > 1:
        return "which", [_old(unit) for unit in found.old], _new(found.new), ()
    parts = next(iter(now))
    return ("one" if len(parts) == 1 else "split"), [_old(unit) for unit in found.old], _new(parts), ()


def _successors(districts: Iterable[District]) -> tuple[NewUnit, ...]:
    within = set(map(id, districts))
    units = (unit for units in table().old.values() for unit in units if id(unit.district) in within)
    return unique(part for unit in units for part in unit.now)


def _old(unit: OldUnit) -> OldPlace:
    found = _district(unit.district)
    return OldPlace(name=small(unit.name), district=found.district, province=found.province) if unit.name else found


def _district(district: District) -> OldPlace:
    return OldPlace(name=None, district=small(district.name), province=small(district.province.name))


def _new(units: Iterable[NewUnit]) -> list[NewPlace]:
    return [
        NewPlace(name=small(unit.name), province=small(unit.province), police=f"Công an {small(unit.name)}")
        for unit in units
    ]


def _today(province: Province) -> str:
    return small(province.now)


def small(name: str) -> str:
    """Return a unit's name as it stands in a sentence: "Xã Bà Nà" -> "xã Bà Nà"."""
    return name[:1].lower() + name[1:]
