from __future__ import annotations

import pytest

from actions.places.reader import read


def named(written: str) -> list[str]:
    found = read(written)
    return sorted([f"{unit.name}, {unit.district.name}" for unit in found.old] + [unit.name for unit in found.new])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("P5 Q3 TPHCM", ["Phường 5, Quận 3"]),
        ("Quận 3, phường 05", ["Phường 5, Quận 3"]),
        ("xa binh an, chau thanh, kien giang", ["Xã Bình An, Huyện Châu Thành"]),
        ("xã Bình An huyện Kiên Lương", ["Xã Bình An, Huyện Kiên Lương"]),
        ("thị trấn Ea Tling", ["Thị trấn Ea T'Ling, Huyện Cư Jút"]),
        ("phường Phường Đúc, Huế", ["Phường Phường Đúc, Quận Thuận Hóa"]),
        ("Ben Nghe ward, District 1", ["Phường Bến Nghé, Quận 1"]),
        ("phường Sài Gòn", ["Phường Sài Gòn"]),
        ("phường Cửa Nam mới, Hà Nội", ["Phường Cửa Nam"]),
        ("xã Tam Tân", []),
    ],
)
def test_who_has_the_most_signs_is_meant(written: str, meant: list[str]) -> None:
    assert named(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("phường Hàng Buồn, Hoàn Kiếm", "Phường Hàng Buồm, Quận Hoàn Kiếm"),
        ("phường Hàng Bạc, quận Hoàn Kim", "Phường Hàng Bạc, Quận Hoàn Kiếm"),
        ("tt nga xơn thanh hóa", "Thị trấn Nga Sơn, Huyện Nga Sơn"),
    ],
)
def test_a_slip_is_mended_where_the_rest_tells_the_place(written: str, meant: str) -> None:
    assert named(written) == [meant]


def test_a_district_that_the_commune_was_never_in_is_no_sign_but_a_contradiction() -> None:
    assert named("xã Hòa Ninh, huyện Đại Lộc") == []
    assert named("xã Hòa Ninh, tỉnh Bắc Giang") == []


def test_a_former_name_leads_to_the_commune_that_it_was_merged_into() -> None:
    assert named("phường Nam Dương, quận Hải Châu, Đà Nẵng") == ["Phường Phước Ninh, Quận Hải Châu"]


def test_without_a_commune_the_district_or_the_province_is_read() -> None:
    assert [one.name for one in read("huyện Hòa Vang").districts] == ["Huyện Hòa Vang"]
    assert [one.name for one in read("tỉnh Bắc Giang").provinces] == ["Tỉnh Bắc Giang"]
    assert [one.name for one in read("tỉnh Thừa Thiên Huế").provinces] == ["Thành phố Huế"]
