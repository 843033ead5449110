from __future__ import annotations

from dataclasses import replace

import pytest

from actions.search.local_order import KINDS, ordered
from actions.search.searcher import Hit
from actions.sources.library import Passage
from tests.actions.search.test_local_words import MOBILE

ARTICLES = {
    "d1": "Điều 1. Lịch làm việc\n1. Tổ lưu động làm việc sáng thứ năm ở nhà văn hóa.\n2. Bắt đầu lúc 7 giờ 30 phút.",
    "d2": "Điều 2. Giấy tờ\nNgười đến tổ lưu động mang theo giấy hẹn.",
    "d3": "Điều 3. Tiền\nTổ lưu động thu 20.000 đồng tiền gửi thẻ tại nhà; người khuyết tật không phải trả.",
    "d4": "Điều 4. Trách nhiệm\nTrưởng thôn báo cho từng hộ trước hai ngày.",
    "d5": "Điều 5. Thi hành\nQuyết định có hiệu lực từ ngày 01 tháng 12 năm 2026.",
}


def hits(scores: dict[str, float] | None = None) -> list[Hit[Passage]]:
    """Return the articles as they were found, all equally like the question unless `scores` tells."""
    passage = MOBILE.passages[0]
    return [
        Hit(replace(passage, id=name, ref=f"mobile#{name}", text={"vi": text}), (scores or {}).get(name, 0.0))
        for name, text in ARTICLES.items()
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("làm thẻ hôm nào?", "d1"),
        ("to luu dong lam tu may gio", "d1"),
        ("mang theo giấy gì?", "d2"),
        ("gui the tai nha bao nhieu tien", "d3"),
        ("ai báo cho các hộ?", "d4"),
        ("quyet dinh nay ap dung tu ngay nao", "d5"),
    ],
)
def test_the_article_that_says_what_is_asked_comes_first(text: str, first: str) -> None:
    assert ordered(text, hits(), "vi")[0].entry.id == first


def test_where_no_word_tells_the_learned_order_stays() -> None:
    found = ordered("tổ lưu động?", hits({"d2": 2.0, "d4": 1.0}), "vi")
    assert [hit.entry.id for hit in found[:1]] == ["d2"]
    assert ordered("làm sao?", [], "vi") == []


def test_kinds_are_told_by_words_without_marks() -> None:
    assert all(pattern.isascii() for kind in KINDS for pattern in kind)
