"""How many addresses of addresses.tsv and later.tsv are read rightly: `python -m tests.evaluation.places.measure`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from actions.places.place import Place, place
from common.text import fold

ADDRESSES = Path(__file__).with_name("addresses.tsv")
LATER = Path(__file__).with_name("later.tsv")
SEVERAL, NONE = "?", "-"


class Address(NamedTuple):
    """What was typed and what is right: units of today, units that only got land without people, the province."""

    text: str
    units: str
    land: str
    province: str
    by: str


def addresses(file: Path = ADDRESSES) -> list[Address]:
    """The addresses of a file; those of addresses.tsv come in pairs: the first of each chose, the second proves."""
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [Address(*(row + [""] * 5)[:5]) for row in rows]


def choosing() -> list[Address]:
    return addresses()[::2]


def proving() -> list[Address]:
    return addresses()[1::2]


def later() -> list[Address]:
    """Addresses of the nineteen provinces whose resolutions were read when all had been chosen and built."""
    return addresses(LATER)


def is_right(address: Address) -> bool:
    found = place(address.text)
    if address.units == SEVERAL:
        return found.status == "which"
    if address.units == NONE:
        return found.status == "unknown"
    if not address.units:
        return found.status == "province" and len(found.provinces) == 1 and _is(address.province, found.provinces[0])
    return found.status in ("one", "split") and _all_of(address, found)


def wrong(some: Iterable[Address]) -> list[str]:
    return [address.text for address in some if not is_right(address)]


def _all_of(address: Address, found: Place) -> bool:
    told = {fold(one.name) for one in found.new}
    people = {fold(unit) for unit in address.units.split(";")}
    land = {fold(unit) for unit in address.land.split(";") if unit}
    return people <= told <= people | land and all(_is(address.province, one.province) for one in found.new)


def _is(name: str, province: str) -> bool:
    return fold(province).endswith(fold(name))


def main() -> None:
    every = addresses() + later()
    official = sum(address.by[0].isdigit() and not address.by.startswith("202") for address in every)
    print(f"{len(every)} addresses, {official} answered by the resolutions themselves")
    for name, some in (("choosing", choosing()), ("proving", proving()), ("later", later())):
        missed = wrong(some)
        print(f"{name}: {len(some) - len(missed)} of {len(some)} right, {100 * (1 - len(missed) / len(some)):.1f} %")
        print("".join(f"  {text}\n" for text in missed), end="")


if __name__ == "__main__":
    main()
