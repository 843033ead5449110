from __future__ import annotations

import pytest

from actions.places import told
from actions.places.place import place


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        ("xã Hòa Ninh, Hòa Vang", "vi", "Xã Hòa Ninh, huyện Hòa Vang, thành phố Đà Nẵng (cũ) nay là xã Bà Nà"),
        ("xã Hòa Ninh, Hòa Vang", "es", "(antes) es hoy xã Bà Nà, thành phố Đà Nẵng."),
        ("xã Hòa Ninh, Hòa Vang", "en", "is now xã Bà Nà, thành phố Đà Nẵng."),
        (
            "xã Hòa Liên, Hòa Vang",
            "vi",
            "được chia về 2 nơi của thành phố Đà Nẵng.",
        ),
        ("xã Tân Lập", "en", "places bear that name."),
        ("xã Tân Lập", "es", "¿Por cuál pregunta?"),
        ("quận 5", "vi", "không còn là đơn vị hành chính"),
        ("phường Sài Gòn", "vi", "Phường Sài Gòn, thành phố Hồ Chí Minh là tên hiện nay."),
        ("tỉnh Bắc Giang", "en", "It is now in tỉnh Bắc Ninh."),
        ("xã Cổ Tích", "es", "No encuentro ninguna comuna"),
    ],
)
def test_each_kind_of_answer_is_said(written: str, language: str, said: str) -> None:
    assert said in told.lead(place(written), language)


def test_the_police_is_named_and_that_any_will_do() -> None:
    said = told.police(place("xã Hòa Ninh, Hòa Vang"), "vi")
    assert said.startswith("Công an xã Bà Nà. Làm căn cước thì nơi nào cũng nhận: Công an xã, phường, đặc khu bất kỳ")
    assert told.police(place("xã Hòa Liên, Hòa Vang"), "en").startswith("For a card any will do: any commune")
    assert told.police(place("xã Cổ Tích"), "vi") == ""


def test_what_can_be_chosen_from_is_listed_as_far_as_one_reads() -> None:
    assert told.choices(place("xã Hòa Liên, Hòa Vang"), "vi") == "phường Hải Vân; phường Liên Chiểu"
    assert "xã Tân Lập, huyện Đan Phượng, thành phố Hà Nội; " in told.choices(place("xã Tân Lập"), "es")
    assert told.choices(place("xã Tân Lập"), "es").endswith(" más")
    assert told.choices(place("xã Hòa Ninh, Hòa Vang"), "en") == ""
