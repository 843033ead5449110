from __future__ import annotations

import pytest

from actions.sources.headings import belongs_to_end, ends_decision, follows, heading, opens_unit


@pytest.mark.parametrize(
    ("line", "kind", "key", "title"),
    [
        ("Điều 1. Phạm vi", "article", "1", "Phạm vi"),
        ("ĐIỀU 4", "article", "4", ""),
        ("Điều 2a. Bổ sung", "article", "2a", "Bổ sung"),
        ("Điều thứ 5. Khác", "article", "5", "Khác"),
        ("Điều 6- Gạch", "article", "6", "Gạch"),
        ("Artículo 3. Plazo", "article", "3", "Plazo"),
        ("Chương II", "chapter", "II", ""),
        ("Mục 1. TIẾP NHẬN", "section", "1", "TIẾP NHẬN"),
        ("II. TỔ CHỨC THỰC HIỆN", "section", "II", "TỔ CHỨC THỰC HIỆN"),
        ("2a. Khoản", "clause", "2a", "Khoản"),
        ("3.Người dân báo trước", "clause", "3", "Người dân báo trước"),
        ("đ) Trẻ em", "point", "đ", "Trẻ em"),
        ("PHỤ LỤC I", "annex", "I", ""),
        ("Phụ lục 2: Mức thu", "annex", "2", "Mức thu"),
        ("Mẫu số 01", "annex", "01", ""),
    ],
)
def test_heads_are_known_by_their_form(line: str, kind: str, key: str, title: str) -> None:
    found = heading(line)
    assert found is not None
    assert (found.kind, found.key, found.title, found.strong) == (kind, key, title, True)


@pytest.mark.parametrize(
    "line",
    [
        "Điều 24 của Luật Căn cước và các văn bản",
        "Điều 5, Điều 6 của Nghị định",
        "Điều 3 Nghị định số 1",
        "điều 5 khoản 2 nêu trên",
        "Chương II của Luật này",
        "Phụ lục kèm theo Quyết định này.",
        "1.000 đồng một lần",
        "1.5 triệu đồng",
        "2.a và 2.b",
        "50",
    ],
)
def test_references_and_numbers_are_no_heads(line: str) -> None:
    assert not opens_unit(line)


def test_what_follows_what() -> None:
    assert follows(None, "1", "article")
    assert follows("2", "2a", "article")
    assert follows("2a", "3", "article")
    assert not follows("1", "24", "article")
    assert follows("d", "đ", "point")
    assert follows("đ", "e", "point")
    assert not follows("a", "c", "point")


def test_recipients_and_signatures_end_a_decision() -> None:
    assert all(map(ends_decision, ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "(Đã ký)"]))
    assert not ends_decision("Chủ tịch Ủy ban nhân dân xã chịu trách nhiệm thi hành.")
    assert belongs_to_end("- Như Điều 3;")
    assert not belongs_to_end("Người dân nộp hồ sơ tại bộ phận một cửa của xã trong giờ hành chính.")
