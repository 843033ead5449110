"""What the documents name is there: paths, modules that are run, targets of make."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNREAD = "tests/evaluation/counter/unread/"
"""Nobody who builds opens it (tests/README.md)."""
FOLDERS = "actions|bot|common|data|deploy|docs|scripts|tests"
PATH = re.compile(rf"`((?:{FOLDERS})/[\w./-]+)`")
LINK = re.compile(r"\]\(([\w./-]+)\)")
MODULE = re.compile(r"-m ((?:actions|bot|common|scripts|tests)(?:\.\w+)*)")
TARGET = re.compile(r"`make ([a-z0-9-]+)")


def tracked(*patterns: str) -> list[str]:
    """The files of the repository that fit the patterns."""
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if not name.startswith(UNREAD)]


DOCUMENTS = tracked("*.md")
TARGETS = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def missing(text: str, folder: Path) -> list[str]:
    """What a document in `folder` names and is not there; a path may start at the root or beside the document."""
    paths = [path for path in PATH.findall(text) if not ((ROOT / path).exists() or (folder / path).exists())]
    links = [link for link in LINK.findall(text) if not (folder / link).exists()]
    modules = [name for name in MODULE.findall(text) if not _is_run(ROOT / name.replace(".", "/"))]
    return [*paths, *links, *modules, *(f"make {name}" for name in TARGET.findall(text) if name not in TARGETS)]


def _is_run(path: Path) -> bool:
    return path.with_suffix(".py").is_file() or (path / "__main__.py").is_file()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_names_is_there(document: str) -> None:
    path = ROOT / document
    assert missing(path.read_text(encoding="utf-8"), path.parent) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("`bot/nowhere.py` and `bot/server.py`", ["bot/nowhere.py"]),
        ("[a page](nowhere.md), [another](docs/glossary.md)", ["nowhere.md"]),
        ("`python -m actions.nowhere`, `python -m actions.law fee`", ["actions.nowhere"]),
        ("`make nothing` or `make train`", ["make nothing"]),
    ],
)
def test_what_is_not_there_is_found(text: str, found: list[str]) -> None:
    assert missing(text, ROOT) == found


def test_who_contributes_is_told_of_the_quick_check() -> None:
    assert "`make quick`" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
