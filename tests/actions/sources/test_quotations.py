from __future__ import annotations

from actions.sources.quotations import quoted


def test_lines_between_the_marks_are_quoted() -> None:
    lines = ["1. Sửa Điều 5 như sau:", "“Điều 5. Mới", "1. Một.”", "2. Bỏ Điều 6."]
    assert quoted(lines) == [False, True, True, False]


def test_a_mark_without_its_other_half_opens_nothing() -> None:
    assert quoted(["gọi là “một cửa", "Điều 2. Hai", "Điều 3. Ba"]) == [False, False, False]


def test_straight_marks_quote_what_begins_like_an_article() -> None:
    assert quoted(['"Điều 5. Mới', '1. Một."', "Điều 2. Hai"]) == [True, True, False]


def test_a_quotation_within_a_line_quotes_no_other() -> None:
    assert quoted(["Từ “thôn” là gì", "Điều 2. Hai"]) == [False, False]
