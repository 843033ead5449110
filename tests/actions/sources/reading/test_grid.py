from __future__ import annotations

from actions.sources.reading.grid import Cell, grid, heads_of


def test_cells_that_span_stand_at_every_place_they_cover() -> None:
    rows = [[Cell("A", rows=2), Cell("B", columns=2)], [Cell("c"), Cell("d")], [Cell("e")]]
    assert [[cell.text for cell in row] for row in grid(rows)] == [["A", "B", "B"], ["A", "c", "d"], ["e", "", ""]]


def test_heads_are_words_and_may_be_numbered() -> None:
    assert heads_of([["Thôn", "Mức"], ["Một", "50"]]) == 1
    assert heads_of([["TT", "Thôn", "Mức"], ["(1)", "(2)", "(3)"], ["1", "Một", "50"]]) == 2
    assert heads_of([["Một", "50"], ["Hai", "70"]]) == 0, "a number is no head"
    assert heads_of([["Thôn", "Mức"]]) == 0, "there is nothing under it"
