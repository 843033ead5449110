"""What make does to an installation: `clean` leaves alone what was entered or said."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def test_clean_removes_what_was_built_and_never_touches_var(tmp_path: Path) -> None:
    shutil.copy("Makefile", tmp_path)
    said = {
        "var/bridge.db",
        "var/dialogue.db",
        "var/zalo-token.json",
        "var/offices/a.yml",
        "var/knowledge/b.yml",
        ".env",
    }
    built = {"models/assistant.tar.gz", "models/index/.ready", "bot/widget/dist/chat.js"}
    for name in said | built:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    subprocess.run(["make", "clean"], cwd=tmp_path, check=True, capture_output=True)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == said | {"Makefile"}


def test_no_target_removes_var() -> None:
    removing = [line for line in Path("Makefile").read_text().splitlines() if "rm " in line]
    assert [line for line in removing if "var" in line] == []
