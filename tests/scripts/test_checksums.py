from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from scripts import checksums
from scripts.checksums import ArchiveError


def test_a_changed_a_missing_and_an_added_file_are_found(tmp_path: Path) -> None:
    for name in ("kept", "changed", "missing"):
        (tmp_path / name).write_text(name)
    sums = checksums.of_all(tmp_path, ["kept", "changed", "missing"])
    assert checksums.damaged(tmp_path, sums) == []
    (tmp_path / "changed").write_text("otherwise")
    (tmp_path / "missing").unlink()
    (tmp_path / "added").touch()
    assert checksums.damaged(tmp_path, sums) == ["added", "changed", "missing"]


def test_an_archive_cannot_write_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    with tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "x", "../outside")
    (tmp_path / "in").mkdir()
    with pytest.raises(ArchiveError, match="no archive of ours"):
        checksums.extract(tmp_path / "bad.tar.gz", tmp_path / "in")
    assert not (tmp_path / "outside").exists()


def test_what_is_no_archive_or_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("text")
    with pytest.raises(ArchiveError, match="copy it here again"):
        checksums.extract(tmp_path / "text", tmp_path)
    with pytest.raises(ArchiveError, match="There is no file"):
        checksums.extract(tmp_path / "none", tmp_path)
