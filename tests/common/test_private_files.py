from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from common import private_files


@pytest.fixture(autouse=True)
def _umask() -> Iterator[None]:
    """The umask is the whole process's."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_lies_there_and_what_is_written_later_is_the_services_alone(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    (folder / "offices").mkdir(parents=True)
    (folder / "bridge.db").write_text("words of people")
    (folder / "offices" / "mau.yml").write_text("name: x")
    assert private_files.protect(folder) == []
    (folder / "later.log").write_text("")
    (folder / "knowledge").mkdir()
    assert {mode(path) for path in (folder, folder / "offices", folder / "knowledge")} == {0o700}
    files = (folder / "bridge.db", folder / "offices" / "mau.yml", folder / "later.log")
    assert {mode(path) for path in files} == {0o600}


def test_the_folder_is_made(tmp_path: Path) -> None:
    assert private_files.protect(tmp_path / "var") == []
    assert mode(tmp_path / "var") == 0o700


def test_what_a_link_leads_to_is_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("")
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "link").symlink_to(outside)
    private_files.protect(tmp_path / "var")
    assert mode(outside) == 0o644


def test_what_stays_open_is_told_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "var"
    folder.mkdir()
    (folder / "bridge.db").write_text("")

    def refuse(_path: Path, _mode: int) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuse)  # it belongs to somebody else
    told = private_files.protect(folder)
    assert len(told) == 2
    assert f"{folder / 'bridge.db'} can be read by other users of this machine: run `chmod 600" in told[1]


def test_nothing_is_told_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert private_files.faults(tmp_path / "var") == []
