from __future__ import annotations

from actions.sources.reading.plain import read_text
from actions.sources.splitting import SHORT, Part
from actions.sources.splitting import split as cut
from actions.sources.structuring import structured

LONG = "Người làm thủ tục xuất trình giấy tờ theo quy định tại nơi tiếp nhận. " * 12
LAW = f"""# **QUYẾT ĐỊNH**

Về việc tiếp nhận hồ sơ

Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi điều chỉnh

Quyết định này quy định việc tiếp nhận
hồ sơ tại bộ phận một cửa.

12

Mục 1
TIẾP NHẬN

Điều 2. Hồ sơ

1. {LONG}

2. Các trường hợp riêng:

a) {LONG}

đ) Trẻ em.

Chương II

Điều 2a. Hiệu lực

Quyết định này có hiệu lực từ ngày ký.
"""


def split(text: str, language: str) -> list[Part]:
    return cut(structured(read_text(text)), language)


def test_a_legal_text_is_cut_at_articles_clauses_and_points() -> None:
    parts = {part.id: part for part in split(LAW, "vi")}
    assert list(parts) == ["mo-dau", "d1", "d2-k1", "d2-k2-a", "d2-k2-dd", "d2a"]
    assert parts["d1"].place == "Chương I, Điều 1. Phạm vi điều chỉnh"
    assert parts["d2-k2-dd"].place == "Điều 2 khoản 2 điểm đ (Chương I, Mục 1, Điều 2. Hồ sơ)"
    assert parts["d2a"].place == "Chương II, Điều 2a. Hiệu lực"


def test_the_words_stay_and_lines_of_one_sentence_are_joined() -> None:
    parts = {part.id: part.text for part in split(LAW, "vi")}
    assert "Quyết định này quy định việc tiếp nhận hồ sơ tại bộ phận một cửa." in parts["d1"]
    assert parts["d2-k2-dd"] == "2. Các trường hợp riêng:\nđ) Trẻ em.", "a point needs the sentence it completes"
    assert parts["d1"].endswith("\n12"), "a number that stands alone may be an amount"
    assert parts["mo-dau"].startswith("QUYẾT ĐỊNH")


def test_other_texts_are_cut_by_length_between_lines_and_sentences() -> None:
    text = "\n\n".join(["A short line about the office.", "One sentence of many words. " * 60])
    parts = split(text, "en")
    assert [part.place for part in parts] == [f"Part {n + 1}" for n in range(len(parts))]
    assert all(len(part.text) <= SHORT for part in parts)
    assert sum(part.text.count("One sentence") for part in parts) == 60


def test_an_article_number_that_comes_twice_gets_an_id_of_its_own() -> None:
    text = "Điều 1. Ban hành\nQuy chế.\nCHỦ TỊCH\nPHỤ LỤC\nQUY CHẾ\nĐiều 1. Phạm vi\nNội dung mới."
    assert [part.id for part in split(text, "vi")] == ["d1", "pl", "d1-2"]


def test_an_article_that_amends_says_so_in_its_place() -> None:
    text = "Điều 1. Sửa đổi\n“Điều 24. Cấp lại” được sửa đổi như sau: bỏ khoản 3."
    assert split(text, "vi")[0].place == "Điều 1. Sửa đổi (sửa đổi Điều 24)"


def test_rows_of_a_table_and_of_an_annex_are_passages() -> None:
    rows = "\n".join(f"| Thôn {n} | {n * 10} |" for n in range(1, 60))
    parts = split(f"Điều 1. Mức\nTheo phụ lục.\nPHỤ LỤC\n| Thôn | Mức |\n|---|---|\n{rows}", "vi")
    assert [part.place for part in parts] == ["Điều 1. Mức", "PHỤ LỤC"]
    assert "Thôn: Thôn 59; Mức: 590" in parts[-1].text


def test_nothing_gives_nothing() -> None:
    assert split("", "vi") == []
