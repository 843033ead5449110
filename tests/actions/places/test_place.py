from __future__ import annotations

from datetime import date

import pytest

from actions.places.place import Place, place
from tests.evaluation.places.measure import choosing, later, proving, wrong

RIGHT = 0.98
"""Share of the addresses that must be read rightly."""
DAY = date(2026, 11, 29)


def units(found: Place) -> list[str]:
    return [one.name for one in found.new]


def test_the_addresses_that_prove_are_read_rightly() -> None:
    missed = wrong(proving())
    assert len(missed) <= (1 - RIGHT) * len(proving()), missed


def test_the_addresses_of_the_provinces_that_were_read_later_are_read_rightly() -> None:
    missed = wrong(later())
    assert len(missed) <= (1 - RIGHT) * len(later()), missed


def test_the_addresses_that_chose_are_read_rightly() -> None:
    assert wrong(choosing()) == []


def test_there_are_enough_addresses_on_both_sides() -> None:
    assert min(len(choosing()), len(proving()), len(later())) >= 150
    assert not {one.text for one in choosing()} & {one.text for one in proving() + later()}


def test_every_province_of_today_is_among_them() -> None:
    assert len({one.province for one in choosing() + proving() + later()} - {""}) == 34


def test_a_whole_commune_is_told_with_its_police() -> None:
    found = place("xã Hòa Ninh huyện Hòa Vang cũ giờ là xã nào, công an nào", DAY)
    assert found.status == "one"
    assert [one.model_dump() for one in found.new] == [
        {"name": "xã Bà Nà", "province": "thành phố Đà Nẵng", "police": "Công an xã Bà Nà"}
    ]
    assert [one.district for one in found.old] == ["huyện Hòa Vang"]
    assert found.rows == ("place-2026",)
    assert set(found.basis) == {"nq-ubtvqh15-cap-xa#d1", "luat-26-2023-qh15#d27-nay", "qd-5230-2026-bca#noi-lam"}
    assert found.confidence == "medium"


def test_all_parts_of_a_commune_that_was_split_are_told() -> None:
    found = place("phường Cửa Nam, Hoàn Kiếm")
    assert found.status == "split"
    assert units(found) == ["phường Ba Đình", "phường Cửa Nam", "phường Hoàn Kiếm", "phường Văn Miếu - Quốc Tử Giám"]


def test_a_name_that_several_bore_is_asked_about() -> None:
    found = place("xã Đồng Văn, Nghệ An")
    assert found.status == "which"
    assert {one.district for one in found.old} == {"huyện Quế Phong", "huyện Tân Kỳ", "huyện Thanh Chương"}
    assert found.any_police is None


@pytest.mark.parametrize("written", ["xã Cổ Tích, huyện Phù Thủy", "phường 30, quận 3, TP.HCM", "London", "", "?!"])
def test_a_place_that_never_was_is_unknown(written: str) -> None:
    assert place(written).status == "unknown"


def test_a_district_that_became_one_unit_is_told_and_another_lists_its_units() -> None:
    assert units(place("huyện Kiên Hải, Kiên Giang")) == ["đặc khu Kiên Hải"]
    found = place("quận 5")
    assert found.status == "district"
    assert set(units(found)) == {"phường Chợ Quán", "phường An Đông", "phường Chợ Lớn"}


def test_a_province_is_told_with_its_resolution() -> None:
    found = place("tỉnh Bình Dương cũ giờ là tỉnh nào")
    assert (found.status, found.provinces, found.basis) == (
        "province",
        ("thành phố Hồ Chí Minh",),
        ("nq-202-2025-qh15#d1",),
    )


def test_where_a_card_can_be_made_is_that_of_the_day() -> None:
    assert place("xã Hòa Ninh, Hòa Vang", date(2025, 12, 1)).rows == ("place-2025-07",)
