from __future__ import annotations

from actions.sources.reading.blocks import Content, Line, Table
from actions.sources.reading.plain import read_text
from actions.sources.structure import Structure
from actions.sources.structuring import structured

WRAPPED = """Điều 1. Phạm vi
Quyết định này quy định việc tiếp nhận hồ sơ cấp thẻ căn cước lưu động trên địa bàn xã theo quy định tại
Điều 24. Người dân đang ở trên địa bàn xã được nộp hồ sơ tại nhà văn hóa thôn, không phân biệt nơi đăng ký.
Điều 2. Hiệu lực
Từ ngày ký.
Nơi nhận:
- Như Điều 2;
CHỦ TỊCH
Người Ký
PHỤ LỤC
MỨC HỖ TRỢ
Thôn Một
50"""


def keys(document: Structure, kind: str) -> list[str]:
    return [node.key for node in document.of_kind(kind)]


def of(text: str) -> Structure:
    return structured(read_text(text))


def test_a_reference_within_a_sentence_is_no_article() -> None:
    document = of(WRAPPED)
    assert keys(document, "article") == ["1", "2"]
    assert "quy định tại Điều 24. Người dân" in document.nodes[0].said()[1]


def test_recipients_and_signature_are_left_out_and_the_annex_is_its_own() -> None:
    document = of(WRAPPED)
    assert [one.what for one in document.left_out] == ["recipients and signature"]
    assert document.nodes[-1].kind == "annex"
    assert document.nodes[-1].content == ["PHỤ LỤC", "MỨC HỖ TRỢ", "Thôn Một", "50"]


def test_what_stands_after_a_signature_unnamed_is_kept_and_doubtful() -> None:
    document = of(
        WRAPPED.replace(
            "PHỤ LỤC\nMỨC HỖ TRỢ\n", "Mức hỗ trợ đi lại cho từng thôn của xã trong năm được quy định như sau:\n"
        )
    )
    assert "50" in document.nodes[-1].content
    assert any("after the signature" in doubt for doubt in document.doubts)


def test_a_quoted_article_belongs_to_the_one_that_quotes_it() -> None:
    document = of(
        "Điều 1. Sửa đổi\n1. Sửa Điều 5 như sau:\n“Điều 5. Phạm vi\n1. Một.\n2. Hai.”\n2. Bỏ Điều 6.\nĐiều 2. Hiệu lực"
    )
    assert keys(document, "article") == ["1", "2"]
    assert keys(document, "clause") == ["1", "2"]


def test_an_article_that_is_missing_is_told() -> None:
    document = of("Điều 1. Một\nx.\nĐiều 3. Ba\ny.")
    assert keys(document, "article") == ["1", "3"]
    assert "Điều 3 stands after Điều 1" in document.doubts[0]


def test_a_number_out_of_turn_is_text_and_told() -> None:
    document = of("Điều 1. Một\nx.\nĐiều 2. Hai\ny.\nĐiều 1. Lại\nz.")
    assert keys(document, "article") == ["1", "2"]
    assert "kept as text" in document.doubts[0]


def test_points_stand_under_their_clause_and_titles_under_their_number() -> None:
    document = of("Chương I\nQUY ĐỊNH CHUNG\nĐIỀU 1\nPhạm vi\n1. Gồm:\na) Một;\nb) Hai.\n2. Khác.")
    article = document.nodes[-1]
    assert article.heading == "Điều 1. Phạm vi"
    assert article.under == ("Chương I",)
    assert [part.key for part in article.parts[0].parts] == ["a", "b"]


def test_a_table_is_kept_where_it_stands_and_a_signature_s_is_left_out() -> None:
    signature = Table((("Nơi nhận:", "CHỦ TỊCH"), ("- Như trên.", "Người Ký")))
    fees = Table((("Thôn", "Mức"), ("Một", "50")), 1)
    document = structured(Content((Line("Điều 1. Mức", whole=True), fees, signature), "x"))
    assert document.nodes[0].content == ["Điều 1. Mức", fees]
    assert document.left_out[0].text == "Nơi nhận: / - Như trên. / CHỦ TỊCH / Người Ký"


def test_a_signature_that_a_page_s_end_cuts_in_two_is_one() -> None:
    rest = Table((("- Thường trực Đảng ủy;", "Người Ký"), ("- Lưu: VT.", "")), 1, 2)
    document = structured(Content((Line("Điều 1. Mức", whole=True), Line("Nơi nhận:", whole=True), rest), "x"))
    assert [node.kind for node in document.nodes] == ["article"]
    assert document.left_out[0].text == "Nơi nhận: / - Thường trực Đảng ủy; / Người Ký / - Lưu: VT."


def test_a_sentence_that_was_broken_by_hand_is_one() -> None:
    document = of("Điều 1. Lịch\n1. Tổ báo qua loa\ntrước 17 giờ.\nĐiều 2. Khác\nx.")
    assert document.nodes[0].parts[0].content == ["1. Tổ báo qua loa trước 17 giờ."]
    assert document.nodes[1].heading == "Điều 2. Khác"
