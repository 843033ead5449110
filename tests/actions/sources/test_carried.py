from __future__ import annotations

from actions.sources.carried import carried
from actions.sources.reading.blocks import LeftOut
from actions.sources.structure import Node, Structure


def structure(raw: str, kept: str, left_out: str = "") -> Structure:
    return Structure((Node("article", "1", "", content=[kept]),), raw, (LeftOut("signature", left_out),), (), ())


def test_all_that_is_kept_or_named_leaves_no_doubt() -> None:
    found = carried(structure("Điều 1. Mức 50 CHỦ TỊCH", "Điều 1. Mức 50", "CHỦ TỊCH"))
    assert round(found.kept + found.left_out, 6) == 1
    assert found.doubts == []


def test_a_lost_number_and_lost_text_are_told() -> None:
    found = carried(structure("Điều 1. Mức 50 và 70", "Điều 1. Mức 50"))
    assert found.lost_numbers == ("70",)
    assert len(found.doubts) == 2
