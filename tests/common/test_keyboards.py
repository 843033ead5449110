from __future__ import annotations

import pytest

from common.keyboards import TELEX, VNI, all_keys, keys


@pytest.mark.parametrize(
    ("syllable", "telex", "vni"),
    [
        ("căn", "cawn", "ca8n"),
        ("cước", "cuwowcs", "cu7o7c1"),
        ("mất", "maats", "ma6t1"),
        ("đổi", "ddooir", "d9o6i3"),
        ("thẻ", "ther", "the3"),
        ("sao", "sao", "sao"),
    ],
)
def test_the_usual_keys_of_a_syllable(syllable: str, telex: str, vni: str) -> None:
    assert (keys(syllable, TELEX), keys(syllable, VNI)) == (telex, vni)
    assert telex in set(all_keys(syllable, TELEX))
    assert vni in set(all_keys(syllable, VNI))


@pytest.mark.parametrize(
    ("syllable", "typed"),
    [
        ("cước", ["cuowcs", "cuocws", "cuwowsc"]),
        ("đổi", ["doiodr", "ddoori", "dooird"]),
        ("người", ["nguwowif", "nguoiwf", "nguowif"]),
        ("những", ["nhwngx"]),
        ("từ", ["twf", "tuwf"]),
    ],
)
def test_people_type_the_keys_in_other_orders(syllable: str, typed: list[str]) -> None:
    assert set(typed) <= set(all_keys(syllable, TELEX))


def test_and_in_vni() -> None:
    assert {"cu7o71c", "cuo7c1", "cuoc71"} <= set(all_keys("cước", VNI))
    assert {"can8", "ca8n"} <= set(all_keys("căn", VNI))
