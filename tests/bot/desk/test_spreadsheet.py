from __future__ import annotations

import csv
import io

import pytest

from bot.desk.spreadsheet import cell, csv_file


@pytest.mark.parametrize("text", ["=1+1", "+84 9", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", '=HYPERLINK("x")', "＝1"])
def test_a_text_never_becomes_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["mất thẻ", "", "a=1", 3, -1, 0.5])
def test_anything_else_stays_as_it_is(value: object) -> None:
    assert cell(value) == value


def test_a_file_opens_with_its_letters() -> None:
    answer = csv_file("questions", ("text", "count"), [('Thẻ, "căn cước"\nhai dòng', 2)])
    body = bytes(answer.body).decode("utf-8")
    assert body.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(body[1:]))) == [["text", "count"], ['Thẻ, "căn cước"\nhai dòng', "2"]]
    assert answer.headers["content-disposition"] == 'attachment; filename="questions.csv"'
