from __future__ import annotations

import pytest

from actions.search import mentions


@pytest.mark.parametrize(
    ("text", "entity", "values"),
    [
        ("mất căn cước", "document", ["can_cuoc"]),
        ("mat can cuoc cong dan", "document", ["cccd"]),
        ("giấy chứng nhận căn cước", "document", ["gcn_can_cuoc"]),
        ("doi bang lai xe", "neighbour", ["driving_licence"]),
        ("mi pasaporte venció", "neighbour", ["passport"]),
        ("mặt trước thẻ", "reason", None),
        ("", "document", None),
    ],
)
def test_phrases_are_found_with_marks_or_without(text: str, entity: str, values: list[str] | None) -> None:
    assert mentions.load().find(text).get(entity) == values
