"""No file and no function of the product is longer than one can read at a time."""

from __future__ import annotations

import ast

import pytest

from tests.test_mirror import PACKAGES, ROOT

FILE_LINES = 350
FUNCTION_LINES = 60


def files() -> list[str]:
    """The product's Python files, as paths from the root."""
    paths = (path.relative_to(ROOT) for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return [path.as_posix() for path in paths if "node_modules" not in path.parts]


def too_long(source: str) -> list[str]:
    """What is over a limit in a file; the functions within a function count as lines of it, too."""
    found = []
    lines = len(source.splitlines())
    if lines > FILE_LINES:
        found.append(f"{lines} lines, {FILE_LINES} are allowed: split it along what its parts are about")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                found.append(f"{node.name}: {length} lines, {FUNCTION_LINES} are allowed")
    return found


@pytest.mark.parametrize("file", files())
def test_a_file_and_its_functions_are_short(file: str) -> None:
    assert too_long((ROOT / file).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a = 1\n" * 350, 0),
        ("a = 1\n" * 351, 1),
        ("def f():\n" + "    a = 1\n" * 59, 0),
        ("def f():\n" + "    a = 1\n" * 60, 1),
        ("class C:\n    async def f():\n" + "        a = 1\n" * 60, 1),
        ("def f():\n    def g():\n" + "        a = 1\n" * 59, 1),
    ],
)
def test_what_is_over_a_limit_is_found(source: str, found: int) -> None:
    assert len(too_long(source)) == found
