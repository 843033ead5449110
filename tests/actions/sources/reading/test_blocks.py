from __future__ import annotations

from actions.sources.reading.blocks import Content, LeftOut, Line, Table


def test_content_comes_through_json_as_it_was() -> None:
    content = Content(
        (Line("Điều 1.", full=True, page=2), Table((("Thôn", "Mức"), ("Một", "50")), 1, 3)),
        "Điều 1. Thôn",
        notes=("[1] chú thích",),
        left_out=(LeftOut("signature", "CHỦ TỊCH"),),
        told=("x",),
        doubts=("y",),
        by_machine=True,
    )
    assert Content.from_json(content.to_json()) == content


def test_a_table_says_its_rows_under_their_heads() -> None:
    table = Table(
        (("Đối tượng", "Mức thu", "Mức thu"), ("Đối tượng", "tại quầy", "trên mạng"), ("Trẻ em", "0", "")), 2
    )
    assert table.labels == ("Đối tượng", "Mức thu, tại quầy", "Mức thu, trên mạng")
    assert table.said() == ["Đối tượng: Trẻ em; Mức thu, tại quầy: 0"]
    assert Table((("1", "2"), ("3", ""))).said() == ["1 | 2", "3 | –"]
