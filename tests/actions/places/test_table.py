from __future__ import annotations

import subprocess
import sys

from actions.places.table import COMMUNES, bare, kind_of, table
from actions.places.words import key_of


def test_the_table_has_every_unit_before_and_after() -> None:
    known = table()
    new = {unit for units in known.new.values() for unit in units}
    old = {id(unit): unit for units in known.old.values() for unit in units}
    assert len(new) == COMMUNES
    assert (len(known.provinces), len({one.now for one in known.provinces})) == (63, 34)
    assert len(known.districts) == 696
    assert len(old) == 10040
    assert all(unit.now for unit in old.values())
    assert {part for unit in old.values() for part in unit.now} == new


def test_every_successor_lies_in_the_province_that_the_old_one_went_to() -> None:
    units = (unit for units in table().old.values() for unit in units)
    assert all(part.province == unit.district.province.now for unit in units for part in unit.now)


def test_a_commune_has_no_part_of_its_namesake_in_another_district() -> None:
    units = [unit for found in table().old.values() for unit in found]
    shared = {
        (unit.name, unit.district.name)
        for unit in units
        for other in table().old[key_of(bare(unit.name))]
        if other.name == unit.name and other.district is not unit.district and set(other.now) & set(unit.now)
    }
    assert shared == {("Xã Phú Tân", "Huyện Châu Thành")}  # docs/places.md says why these two are left


def test_a_name_is_taken_from_its_unit_word() -> None:
    assert (bare("Thị trấn Lim"), kind_of("Thị trấn Lim")) == ("Lim", "thitran")
    assert (bare("Phường Phường Đúc"), kind_of("Phường 5")) == ("Phường Đúc", "phuong")


def test_neither_the_table_nor_the_library_is_read_before_a_place_is_asked_for() -> None:
    asked = (
        "import sys, actions.places.place as p; from actions.places import table;"
        "assert table.table.cache_info().currsize == 0;"
        "p.place('xã Hòa Ninh, Hòa Vang');"
        "assert 'shapely' not in sys.modules and 'vietnamadminunits' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", asked], check=True)
