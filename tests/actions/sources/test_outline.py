from __future__ import annotations

from actions.sources.carried import carried
from actions.sources.outline import MOST_DOUBTS, doubtful, outline
from actions.sources.reading.blocks import LeftOut, Line, Table
from actions.sources.reading.plain import read_text
from actions.sources.structuring import structured


def test_the_outline_shows_what_was_understood() -> None:
    content = read_text("Điều 1. Mức\n1. Sửa đổi khoản 2 Điều 5 của Quyết định số 3.\na) Một.\n\nĐiều 2. Khác\nx.")
    table = Table((("Thôn", "Mức"), ("Một", "50")), 1)
    blocks = (*content.blocks, table, Line("Nơi nhận:"))
    document = structured(content.with_(blocks=blocks, left_out=(LeftOut("running head", "Công báo"),) * 5))
    assert outline(document, carried(document)) == [
        "2 articles, 1 clause, 1 point, 0 annexes, 1 table (1 row)",
        "  Điều 1. Mức  [1 clause, 1 point]",
        "    amends: khoản 2 Điều 5 của Quyết định số 3",
        "  Điều 2. Khác",
        "    table: 1 row: Thôn | Mức",
        "left out, running head: Công báo",
        "left out, recipients and signature: Nơi nhận:",
        "kept: 100.0% of the characters; named as left out: 0.0%",
    ]


def test_many_doubts_are_cut_short() -> None:
    lines = doubtful([str(number) for number in range(MOST_DOUBTS + 5)])
    assert len(lines) == MOST_DOUBTS + 1
    assert lines[-1] == "doubtful: and 5 more"
