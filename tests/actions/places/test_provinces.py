from __future__ import annotations

from datetime import date

import pytest

from actions.law import loading
from actions.law.errors import CaseError
from actions.law.fees import FeeCase, fee
from actions.law.procedure_rows import Province
from actions.places.provinces import ambiguous, area_of, province_of

PROVINCES = loading.load().provinces


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("TP. Đà Nẵng", "da_nang"),
        ("Tp Đà Nẵng", "da_nang"),
        ("T.P. Đà Nẵng", "da_nang"),
        ("thành phố Đà Nẵng", "da_nang"),
        ("tp.danang", "da_nang"),
        ("Da Nang City", "da_nang"),
        ("tỉnh Bình Dương", "binh_duong"),
        ("BÌNH DƯƠNG", "binh_duong"),
        ("tinh binh duong", "binh_duong"),
        ("Binh Duong Province", "binh_duong"),
        ("provincia de Binh Duong", "binh_duong"),
        ("Huế", "hue"),
        ("TP. Huế", "hue"),
        ("Thừa Thiên - Huế", "hue"),
        ("tỉnh Thừa Thiên Huế", "hue"),
        ("TP.HCM", "ho_chi_minh"),
        ("TPHCM", "ho_chi_minh"),
        ("Thành phố Hồ Chí Minh", "ho_chi_minh"),
        ("Sài Gòn", "ho_chi_minh"),
        ("Ho Chi Minh City, Vietnam", "ho_chi_minh"),
        ("Hanoi", "ha_noi"),
        ("Bà Rịa – Vũng Tàu", "ba_ria_vung_tau"),
        ("BR-VT", "ba_ria_vung_tau"),
        ("Đắc Lắc", "dak_lak"),
        ("Daklak", "dak_lak"),
        ("Đăk Nông", "dak_nong"),
        ("Kontum", "kon_tum"),
        ("Thanh Hoá", "thanh_hoa"),
        ("tỉnh Khánh Hoà", "khanh_hoa"),
        ("da_nang", "da_nang"),
        ("phường Hải Châu, TP. Đà Nẵng", "da_nang"),
        ("xã Hòa Vang, Đà Nẵng, Việt Nam", "da_nang"),
        ("Atlantis", None),
        ("tỉnh", None),
        ("", None),
    ],
)
def test_a_province_by_every_usual_name(written: str, key: str | None) -> None:
    assert province_of(written, PROVINCES) == key


def test_all_sixty_three_are_read_with_their_prefix() -> None:
    assert len(PROVINCES) == 63
    for province in PROVINCES:
        for name in province.names:
            for said in (name, f"tỉnh {name}", f"TP. {name}", name.upper(), f"{name} province"):
                assert province_of(said, PROVINCES) == province.key, said


@pytest.mark.parametrize(
    ("written", "area"),
    [
        ("phường Hải Châu", "ward"),
        ("P. Hải Châu", "ward"),
        ("P.Hải Châu, Đà Nẵng", "ward"),
        ("Hai Chau Ward", "ward"),
        ("xã Hòa Vang", "commune"),
        ("Xã Hoà Vang", "commune"),
        ("Hoa Vang commune", "commune"),
        ("đặc khu Phú Quốc", "remote"),
        ("Phu Quoc special zone", "remote"),
        ("thị xã Điện Bàn", "city"),
        ("quận Hải Châu", "city"),
        ("TP. Thủ Đức", "city"),
        ("huyện Hòa Vang", None),
        ("xanh", None),
        ("phuong", "ward"),
    ],
)
def test_the_unit_word_tells_the_area(written: str, area: str | None) -> None:
    assert area_of(written) == area


def test_a_fee_of_da_nang_by_the_names_that_people_write() -> None:
    day = date(2018, 5, 10)
    case = FeeCase(document="cmnd", reason="lost", province="TP. Đà Nẵng", area="phường Hải Châu", day=day)

    assert (case.province, case.area, fee(case).in_person) == ("da_nang", "ward", 8_000)
    commune = FeeCase(document="cmnd", reason="lost", province="Da Nang city", area="X. Hòa Vang", day=day)
    assert fee(commune).in_person == 4_000


def test_what_is_no_area_is_refused_by_name() -> None:
    with pytest.raises(CaseError) as caught:
        FeeCase(document="cmnd", reason="lost", area="huyện Hòa Vang", day=date(2018, 5, 10))
    assert (caught.value.field, caught.value.code) == ("area", "unknown")


def test_two_provinces_of_one_name_are_a_fault() -> None:
    assert ambiguous(PROVINCES) == []
    assert ambiguous((*PROVINCES, Province(key="danang", names=("Đa Nang",)))) == ["danang", "Đa Nang"]
