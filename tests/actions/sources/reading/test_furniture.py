from __future__ import annotations

from actions.sources.reading.furniture import page_number, page_numbers_and_heads, repeated


def test_what_repeats_or_counts_pages_is_found() -> None:
    pages = [[(0, "Công báo số 5"), (9, f"- {number} -")] for number in range(7, 11)]
    assert repeated(pages) == {(page, at) for page in range(4) for at in (0, 9)}


def test_amounts_that_happen_to_stand_at_the_edge_are_kept() -> None:
    assert repeated([[(9, "50")], [(9, "70")], [(9, "90")]]) == set()
    assert repeated([[(0, "Mức 1")], [(0, "Mức 5")]]) == set()


def test_without_form_feeds_only_what_is_dressed_as_a_page_number_counts() -> None:
    assert page_numbers_and_heads([["a", "1", "b", "2"]], marked=False) == set()
    assert page_numbers_and_heads([["a", "Trang 1/2", "b", "Trang 2/2"]], marked=False) == {(0, 1), (0, 3)}
    assert page_numbers_and_heads([["a", "- 5 -", "b", "- 9 -"]], marked=False) == set(), "they do not count up"


def test_a_page_number_is_told_from_text() -> None:
    assert [page_number(text) for text in ("12", "- 3 -", "Trang 4/9", "4 ngày")] == [12, 3, 4, None]
