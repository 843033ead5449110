from __future__ import annotations

import pytest

from actions.sources.amendments import amended


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Sửa đổi, bổ sung khoản 3 Điều 5 của Nghị định số 1/2020/NĐ-CP.",
            ["khoản 3 Điều 5 của Nghị định số 1/2020/NĐ-CP"],
        ),
        ("“Điều 24. Cấp lại” được sửa đổi như sau: bỏ khoản 3.", ["Điều 24"]),
        (
            "Bãi bỏ Điều 7 Quyết định số 3/QĐ-UBND; thay thế điểm a khoản 1 Điều 9.",
            ["Điều 7 Quyết định số 3/QĐ-UBND", "điểm a khoản 1 Điều 9"],
        ),
        ("Khoản 2 Điều 8 được bổ sung như sau:", ["Khoản 2 Điều 8"]),
        ("theo Điều 5 Luật Cư trú đã được sửa đổi, bổ sung bởi Luật số 1.", []),
        ("Hồ sơ theo Điều 24 của Luật Căn cước.", []),
    ],
)
def test_what_a_sentence_amends_is_told(text: str, places: list[str]) -> None:
    assert amended(text) == places
