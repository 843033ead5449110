from __future__ import annotations

import pypdfium2

from actions.sources.reading.pdf_words import Row, Word, rows, words
from tests.actions.sources.reading.files import pdf


def word(text: str, x0: float, top: float, width: float = 20) -> Word:
    return Word(text, x0, x0 + width, top, top + 10, 10)


def test_words_come_with_all_their_letters_and_places() -> None:
    page = pypdfium2.PdfDocument(pdf([[(50, 100, "Điều 1. Nội dung của khoản này"), (300, 100, "70")]]))[0]
    found = words(page)
    assert [one.text for one in found] == ["Điều", "1.", "Nội", "dung", "của", "khoản", "này", "70"]
    assert round(found[0].x0) in (50, 51)
    assert abs(found[0].middle - 100) < 12


def test_rows_run_from_left_to_right_and_top_to_bottom() -> None:
    found = rows([word("c", 10, 40), word("b", 50, 20), word("a", 10, 21)])
    assert [row.text for row in found] == ["a b", "c"]


def test_wide_gaps_part_the_cells_of_a_row() -> None:
    row = Row((word("Thôn", 10, 0), word("Một", 33, 0), word("50", 120, 0)))
    assert [cell.text for cell in row.cells()] == ["Thôn Một", "50"]
