"""The walk-through in docs/knowledge.md, done: its commands give what it shows."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from actions import settings
from actions.search.current import Knowledge

DOCUMENT = settings.ROOT / "docs" / "knowledge.md"
SHOWN = re.compile(r"<!-- walk-through -->\n```console\n(.*?)```", re.DOTALL)
NUMBER = re.compile(r"\d+\.\d+")
"""Chances and scores, which change a little with the sources."""


def steps() -> list[tuple[str, str]]:
    """Return the commands of the walk-through, each with what it shows."""
    shown = SHOWN.search(DOCUMENT.read_text(encoding="utf-8"))
    assert shown, "docs/knowledge.md has no walk-through"
    runs = [run.partition("\n") for run in shown[1].split("$ ")[1:]]
    return [(command, output.strip()) for command, _, output in runs]


def test_the_walk_through_is_as_shown(knowledge: Knowledge, tmp_path: Path) -> None:
    shutil.copytree(settings.INDEX, tmp_path / "models" / "index")
    shutil.copy(settings.INDEX.with_name("vectors.npz"), tmp_path / "models")
    environment = {
        **os.environ,
        "KNOWLEDGE_DIR": str(tmp_path / "knowledge"),
        "INDEX_DIR": str(tmp_path / "models" / "index"),
        "PYTHONPATH": str(settings.ROOT),
    }
    for command, output in steps():
        words = [word.replace("notice.pdf", str(tmp_path / "notice.pdf")) for word in shlex.split(command)]
        run = [sys.executable, *words[1:]]
        done = subprocess.run(run, cwd=settings.ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        said = done.stdout.replace(str(tmp_path / "knowledge"), "var/knowledge").strip()
        assert NUMBER.sub("0.0", said) == NUMBER.sub("0.0", output), command


@pytest.mark.parametrize("command", ["add", "list", "search", "remove"])
def test_the_walk_through_shows_each_command(command: str) -> None:
    assert any(command in run for run, _ in steps())
