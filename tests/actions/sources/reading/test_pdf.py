from __future__ import annotations

import io
import shutil

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from actions.sources.reading.blocks import Content, Line, Table, UnreadableError
from actions.sources.reading.pdf import read
from tests.actions.sources.reading.files import A4, FONT_FILE, column, pdf, rules

HEAD = (220.0, 30.0, "CÔNG BÁO/Số 5/Ngày 01-11-2026")


def lines(content: Content) -> list[str]:
    return [block.text for block in content.blocks if isinstance(block, Line)]


def test_running_heads_and_page_numbers_are_left_out_and_told() -> None:
    pages = [
        [HEAD, *column(60, 90, [f"Dòng {n}a", f"Dòng {n}b", f"Dòng {n}c"]), (290.0, 800.0, f"- {n} -")]
        for n in (1, 2, 3)
    ]
    content = read(pdf(pages))
    assert lines(content) == [f"Dòng {n}{letter}" for n in (1, 2, 3) for letter in "abc"]
    assert len(content.left_out) == 6


def test_the_number_of_the_only_page_is_left_out_where_it_is_dressed_as_one() -> None:
    dressed = read(pdf([column(60, 90, ["Tổ báo cáo vào ngày", "cuối tháng.", "- 1 -"])]))
    assert lines(dressed) == ["Tổ báo cáo vào ngày", "cuối tháng."]
    assert lines(read(pdf([column(60, 90, ["Xóm Gừa", "1"])]))) == ["Xóm Gừa", "1"]


def test_a_number_within_the_text_is_no_page_number() -> None:
    content = read(pdf([column(60, 90, ["Thôn Một", "50", "Thôn Hai", "70"]), column(60, 90, ["Thôn Ba", "90"])]))
    assert "50" in lines(content)
    assert "90" in lines(content)


def test_a_ruled_table_with_a_merged_cell_is_read() -> None:
    lefts, tops = [60.0, 200.0, 340.0, 480.0], [100.0, 130.0, 160.0, 190.0]
    texts = [*column(70, 120, ["Thôn"]), *column(210, 120, ["Ai", "Cao tuổi", "Khuyết tật"], 30)]
    texts += [*column(350, 120, ["Mức", "50", "80"], 30), (70.0, 165.0, "Thôn Một")]
    drawn = [line for line in rules(lefts, tops) if line != (60.0, 160.0, 480.0, 160.0)] + [
        (200.0, 160.0, 480.0, 160.0)
    ]
    content = read(pdf([[(60.0, 80.0, "Điều 1. Mức hỗ trợ"), *texts]], lines=[drawn]))
    found = content.blocks[1]
    assert isinstance(found, Table)
    assert found.said() == ["Thôn: Thôn Một; Ai: Cao tuổi; Mức: 50", "Thôn: Thôn Một; Ai: Khuyết tật; Mức: 80"]


def test_heads_alone_at_the_end_of_a_page_belong_to_the_rows_on_the_next() -> None:
    lefts = [60.0, 270.0, 480.0]
    first = [(60.0, 80.0, "Điều 1. Mức thu"), (70.0, 120.0, "Khoản chi"), (280.0, 120.0, "Mức")]
    second = [*column(70, 120, ["Điện", "In ấn"], 30), *column(280, 120, ["420.000", "75.000"], 30)]
    drawn = [rules(lefts, [100.0, 130.0]), rules(lefts, [100.0, 130.0, 160.0])]
    found = read(pdf([first, second], lines=drawn)).blocks[-1]
    assert isinstance(found, Table)
    assert found.said() == ["Khoản chi: Điện; Mức: 420.000", "Khoản chi: In ấn; Mức: 75.000"]


def test_a_frame_of_one_row_around_a_text_is_no_table() -> None:
    texts = [(70.0, 120.0, "Nơi nhận:"), (280.0, 120.0, "CHỦ TỊCH")]
    content = read(
        pdf([[(60.0, 80.0, "Điều 1. Mức thu"), *texts]], lines=[rules([60.0, 270.0, 480.0], [100.0, 130.0])])
    )
    assert not any(isinstance(block, Table) for block in content.blocks)


def test_footnotes_in_small_letters_are_notes() -> None:
    body = column(60, 90, [f"Dòng thứ {n} của trang này" for n in range(6)])
    content = read(pdf([body], small=[[(60.0, 760.0, "[1] Theo Luật Căn cước.")]]))
    assert content.notes == ("[1] Theo Luật Căn cước.",)


def test_what_cannot_be_read_is_refused_with_the_reason() -> None:
    with pytest.raises(UnreadableError, match="password"):
        read(pdf([[HEAD]], password="x"))
    with pytest.raises(UnreadableError, match="damaged"):
        read(b"%PDF-1.7 nothing")


def scanned() -> bytes:
    picture = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(picture).text((120, 200), "Điều 1. Phạm vi áp dụng", fill=0, font=ImageFont.truetype(FONT_FILE, 40))
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.save()
    return data.getvalue()


def test_pictures_of_pages_are_refused_with_the_way_on() -> None:
    with pytest.raises(UnreadableError, match=r"a scan.*recognised first"):
        read(scanned())


def test_without_tesseract_nothing_is_recognised_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(UnreadableError, match="tesseract is not installed"):
        read(scanned(), ocr=True)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_recognised_text_is_marked_and_doubtful() -> None:
    content = read(scanned(), ocr=True)
    assert lines(content) == ["Điều 1. Phạm vi áp dụng"]
    assert content.by_machine
    assert "recognised by a machine" in content.doubts[0]


def test_letters_that_the_font_does_not_tell_are_not_dropped_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pypdfium2.raw.FPDFText_HasUnicodeMapError", lambda page, at: 1 if at == 3 else 0)
    content = read(pdf([column(60, 90, ["Một dòng chữ khá dài của trang này để có nhiều chữ cái hơn"] * 3)]))
    assert "1 letters of the PDF cannot be told" in content.doubts[0]
