from __future__ import annotations

import pytest

from actions.sources.reading.blocks import Content, Line, Table, UnreadableError
from actions.sources.reading.word import read
from tests.actions.sources.reading.files import WORD, docx, numbered, numbering, paragraph, table

UP = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"
WIDE = '<w:gridSpan w:val="2"/>'


def lines(content: Content) -> list[str]:
    return [block.text for block in content.blocks if isinstance(block, Line)]


def test_numbers_that_word_writes_are_read() -> None:
    body = (
        numbered("Phạm vi", 0) + numbered("Một.", 1) + numbered("Hai.", 1) + numbered("Lịch", 0) + numbered("Ba.", 1)
    )
    content = read(docx(body, {"numbering": numbering(("decimal", "Điều %1."), ("decimal", "%2."))}))
    assert lines(content) == ["Điều 1. Phạm vi", "1. Một.", "2. Hai.", "Điều 2. Lịch", "1. Ba."]


def test_merged_cells_stand_in_every_row_and_column_they_cover() -> None:
    rows: list[list[str | tuple[str, str]]] = [
        [("Thôn", UP), ("Mức", WIDE)],
        [("", ON), "tại quầy", "trên mạng"],
        [("Một", UP), "50", "40"],
        [("", ON), "80", "70"],
    ]
    found = read(docx(table(rows))).blocks[0]
    assert isinstance(found, Table)
    assert found.heads == 2
    assert found.said() == [
        "Thôn: Một; Mức, tại quầy: 50; Mức, trên mạng: 40",
        "Thôn: Một; Mức, tại quầy: 80; Mức, trên mạng: 70",
    ]


def test_tracked_changes_are_taken_as_accepted_and_told() -> None:
    changed = "<w:del><w:r><w:delText>50</w:delText></w:r></w:del><w:ins><w:r><w:t>80</w:t></w:r></w:ins>"
    content = read(docx(paragraph(f"<w:r><w:t>Mức </w:t></w:r>{changed}")))
    assert lines(content) == ["Mức 80"]
    assert "deleted: 50; inserted: 80" in content.doubts[0]


def test_footnotes_are_notes_and_marked_where_they_belong() -> None:
    notes = f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="2">{paragraph("Theo Luật.")}</w:footnote></w:footnotes>'
    content = read(docx(paragraph('<w:r><w:t>Mức</w:t><w:footnoteReference w:id="2"/></w:r>'), {"footnotes": notes}))
    assert lines(content) == ["Mức [1]"]
    assert content.notes == ("[1] Theo Luật.",)


def test_running_heads_and_macros_are_left_out_and_told() -> None:
    head = f'<w:hdr xmlns:w="{WORD}">{paragraph("Công báo")}</w:hdr>'
    content = read(docx(paragraph("Điều 1."), {"header1": head, "vbaProject.bin": b"x"}))
    assert [one.text for one in content.left_out] == ["Công báo"]
    assert content.told == ("the file has macros; they are ignored",)


def test_text_boxes_are_kept_and_doubtful() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('Trong khung')}</w:txbxContent></w:pict></w:r>"
    content = read(docx(paragraph(f"<w:r><w:t>Ngoài khung</w:t></w:r>{box}")))
    assert lines(content) == ["Ngoài khung", "Trong khung"]
    assert "text boxes" in content.doubts[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"\xd0\xcf\x11\xe0" + b"0" * 100, "password, or an old"), (b"not a zip", "damaged")],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(data)
