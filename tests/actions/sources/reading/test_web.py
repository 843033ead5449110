from __future__ import annotations

from actions.sources.reading.blocks import Line, Table
from actions.sources.reading.web import read


def test_blocks_are_lines_and_lists_have_their_numbers() -> None:
    page = "<body><h1>Điều 1.</h1><p>Một <b>hai</b><br>ba</p><ol><li>bốn</li><li>năm</li></ol><div>sáu</div></body>"
    blocks = read(page.encode()).blocks
    assert [block.text for block in blocks if isinstance(block, Line)] == [
        *("Điều 1.", "Một hai", "ba", "1. bốn", "2. năm", "sáu")
    ]


def test_cells_that_span_are_repeated() -> None:
    page = (
        "<table><tr><th rowspan=2>Thôn</th><th colspan=2>Mức</th></tr><tr><th>quầy</th><th>mạng</th></tr>"
        "<tr><td>Một</td><td>50</td><td>40</td></tr></table>"
    )
    found = read(page.encode()).blocks[0]
    assert isinstance(found, Table)
    assert found.said() == ["Thôn: Một; Mức, quầy: 50; Mức, mạng: 40"]


def test_menus_scripts_and_what_is_hidden_are_left_out() -> None:
    page = "<body><nav>Trang chủ</nav><script>x</script><p style='display:none'>ẩn</p><main><p>Thân</p></main></body>"
    content = read(page.encode())
    assert [block.text for block in content.blocks if isinstance(block, Line)] == ["Thân"]
    assert content.raw.strip() == "Thân"


def test_a_declared_code_page_is_respected() -> None:
    page = "<html><head><meta charset='windows-1258'></head><body><p>Đơn vị</p></body></html>"
    blocks = read(page.encode("utf-8").replace("Đơn vị".encode(), b"\xd0\xf5n v\x69\xf2")).blocks
    assert [block.text for block in blocks if isinstance(block, Line)] == ["Đơn vị"]
