from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from actions.sources.reading import pdf_layout
from actions.sources.reading.blocks import Block, Heard, Line, Table
from actions.sources.reading.pdf_words import rows, words
from tests.actions.sources.reading.files import At, column, pdf

LEFT = ["Điều 1. Cột trái", "1. Hồ sơ nhận tại thôn Một", "vào thứ ba hằng tuần.", "2. Người cao tuổi trước."]
RIGHT = ["Điều 2. Cột phải", "1. Thẻ trả tại bộ phận", "một cửa vào thứ sáu.", "2. Mang theo giấy hẹn."]


def laid_out(texts: Sequence[At], heard: Heard | None = None) -> list[Block]:
    page = pypdfium2.PdfDocument(pdf([texts]))[0]
    return pdf_layout.blocks(rows(words(page)), 1, heard or Heard())


def lines(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Line)]


def test_columns_are_read_one_after_the_other() -> None:
    texts = [(60.0, 80.0, "QUYẾT ĐỊNH VỀ VIỆC TIẾP NHẬN HỒ SƠ THẺ CĂN CƯỚC")]
    assert lines(laid_out([*texts, *column(60, 120, LEFT), *column(320, 120, RIGHT)]))[1:] == LEFT + RIGHT


def test_columns_whose_lines_stand_at_other_heights_are_columns_too() -> None:
    assert lines(laid_out([*column(60, 120, LEFT), *column(320, 125, RIGHT)])) == LEFT + RIGHT


def test_a_table_without_rules_is_read_row_by_row() -> None:
    texts = [*column(60, 100, ["Thôn", "Thôn Một", "Thôn Hai"]), *column(220, 100, ["Thời hạn", "7", "20"])]
    found = laid_out([*texts, *column(380, 100, ["Mức", "50", "70"])])
    assert found == [Table((("Thôn", "Thời hạn", "Mức"), ("Thôn Một", "7", "50"), ("Thôn Hai", "20", "70")), 1, 1)]


def test_a_row_without_a_first_cell_gets_the_one_above_and_is_told() -> None:
    heard = Heard()
    texts = [*column(60, 100, ["Thôn", "Thôn Một"]), *column(220, 100, ["Ai", "Cao tuổi", "Khuyết tật"])]
    found = laid_out([*texts, *column(380, 100, ["Mức", "50", "80"])], heard)
    assert isinstance(found[0], Table)
    assert found[0].rows[2] == ("Thôn Một", "Khuyết tật", "80")
    assert "without a first cell" in heard.doubts[0]


def test_the_head_of_a_decision_is_no_table() -> None:
    left = column(60, 60, ["ỦY BAN NHÂN DÂN", "XÃ SUỐI MƠ"])
    right = column(320, 60, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"])
    assert lines(laid_out([*left, *right])) == [text for _, _, text in [*left, *right]]


def test_what_stands_below_a_signature_comes_after_it() -> None:
    left = column(60, 60, ["Nơi nhận:", "- Như Điều 2;", "PHỤ LỤC I", "LỊCH"])
    right = column(320, 60, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"])
    assert lines(laid_out([*left, *right]))[2:] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "PHỤ LỤC I", "LỊCH"]
