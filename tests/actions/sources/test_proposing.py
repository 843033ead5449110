from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from actions.sources import adding, proposing
from actions.sources.adding import Description
from actions.sources.fetching import Fetched, RefusedError
from actions.sources.library import Library, Source

TEXT = """QUYẾT ĐỊNH
Điều 1. Lịch làm việc
1. Tổ số 1 làm việc tại khu phố 3 vào thứ hai hằng tuần, từ 8 giờ đến 11 giờ.
2. Người chưa có thẻ mang theo giấy khai sinh.
Điều 2. Mức hỗ trợ
| Thôn | Đối tượng | Mức hỗ trợ |
| Thôn Trên | Người cao tuổi | 55.000 đồng |
Điều 3. Hiệu lực
Quyết định này có hiệu lực từ ngày 01 tháng 12 năm 2026."""
DESCRIPTION = Description("Lịch tổ lưu động", "7/QĐ-UBND", date(2026, 12, 1), None, "decision", "UBND", "vn", "vi")
EMPTY = Library({}, {})


@pytest.fixture
def source(tmp_path: Path) -> Source:
    fetched = Fetched(TEXT.encode(), ".txt", "a.txt")
    return adding.add(adding.prepare(fetched, DESCRIPTION, EMPTY), EMPTY, tmp_path)[0]


def asks(source: Source) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in proposing.proposals(source):
        found.setdefault(one.kind, set()).update(one.asks)
    return found


def test_questions_are_proposed_from_the_sentences(source: Source) -> None:
    found = asks(source)
    assert "Tổ số 1 làm việc ở đâu?" in found["where"]
    assert "Tổ số 1 làm việc tại khu phố 3 khi nào, thứ mấy, mấy giờ?" in found["when"]
    assert "Người chưa có thẻ cần mang theo giấy tờ gì?" in found["which_papers"]
    assert found["how_much"] == {"Mức hỗ trợ của Thôn Trên, Người cao tuổi là bao nhiêu?"}
    assert "Quyết định lịch tổ lưu động có hiệu lực từ khi nào?" in found["in_force"]


def test_what_the_operator_leaves_becomes_the_passages_questions(source: Source, tmp_path: Path) -> None:
    path = proposing.write(source, tmp_path)
    left = [one for one in yaml.safe_load(path.read_text(encoding="utf-8")) if one["kind"] == "where"]
    path.write_text(yaml.safe_dump(left, allow_unicode=True), encoding="utf-8")
    there = Library.load(tmp_path / "none", tmp_path)
    assert proposing.confirm(source.id, there, tmp_path) == len(left[0]["asks"])
    passage = Library.load(tmp_path / "none", tmp_path).passage(f"{source.id}#d1")
    assert passage.asks == {"vi": ("Tổ số 1 làm việc ở đâu?",)}


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "nothing is proposed"), ("- {passage: d9, asks: [x]}", "does not have: d9"), ("- x", "cannot be read")],
)
def test_what_cannot_be_confirmed_is_refused(source: Source, tmp_path: Path, content: str | None, reason: str) -> None:
    there = Library.load(tmp_path / "none", tmp_path)
    if content is not None:
        path = proposing.write(source, tmp_path)
        path.write_text(content, encoding="utf-8")
    with pytest.raises(RefusedError, match=reason):
        proposing.confirm(source.id, there, tmp_path)


def test_only_added_documents_have_proposals() -> None:
    with pytest.raises(RefusedError, match="no added document"):
        proposing.confirm("luat", EMPTY)
