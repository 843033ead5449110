from __future__ import annotations

from scripts import imports


def test_no_module_imports_itself_in_a_circle() -> None:
    assert imports.circle(imports.modules()) == []


def test_a_circle_is_found_where_there_is_one() -> None:
    assert imports.circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["b", "c", "b"]


def test_the_two_sides_meet_only_in_common() -> None:
    for module, imported in imports.modules().items():
        side = module.split(".")[0]
        allowed = {"common"} if side == "common" else {side, "common"}
        assert {other.split(".")[0] for other in imported} <= allowed, module


def test_the_drawing_in_the_documents_is_up_to_date() -> None:
    assert imports.drawing(imports.modules()) in imports.DOCUMENT.read_text(encoding="utf-8")
