"""Draws which packages import which: `python scripts/imports.py` puts the drawing into docs/architecture.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("common", "bot", "actions")
DOCUMENT = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- imports -->\n", "<!-- end of imports -->"


def modules() -> dict[str, set[str]]:
    """Return module -> modules of the product that it imports; imports within functions do not count."""
    files = {_name(path): path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))}
    files = {name: path for name, path in files.items() if "node_modules" not in path.parts}
    return {name: set(_imported(path, files)) - {name} for name, path in files.items()}


def packages(graph: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Return package (two levels deep) -> packages that it imports."""
    drawn: dict[str, set[str]] = {}
    for module, imported in graph.items():
        drawn.setdefault(_package(module), set()).update(map(_package, imported))
    return {package: found - {package} for package, found in drawn.items()}


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """Return the modules of one circle of imports, in their order; empty when there is none."""
    done: set[str] = set()

    def follow(module: str, path: list[str]) -> list[str]:
        if module in path:
            return [*path[path.index(module) :], module]
        if module in done:
            return []
        for imported in sorted(graph.get(module, ())):
            found = follow(imported, [*path, module])
            if found:
                return found
        done.add(module)
        return []

    return next((found for module in sorted(graph) if (found := follow(module, []))), [])


def drawing(graph: Mapping[str, set[str]]) -> str:
    """Return the packages as a Mermaid graph; an arrow leads to what is imported."""
    lines = ["```mermaid", "graph TD"]
    for package, imported in sorted(packages(graph).items()):
        lines += [f"  {package} --> {other}" for other in sorted(imported)]
    return "\n".join([*lines, "```", ""])


def _imported(path: Path, files: Mapping[str, Path]) -> Iterator[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in files)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield from (one for one in (name if name in files else node.module,) if one in files)


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _package(module: str) -> str:
    parts = module.split(".")
    folder = ROOT.joinpath(*parts[:2])
    return ".".join(parts[:2]) if folder.is_dir() else parts[0]


def main() -> None:
    """Put the drawing into the document."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}{drawing(modules())}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
