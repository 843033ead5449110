from __future__ import annotations

import stat
from pathlib import Path

import pytest

from common.deletions import Ledger


def test_what_was_noted_is_found_again_by_another_process(tmp_path: Path) -> None:
    Ledger(tmp_path / "deletions").note("web-abc", 1000.25)
    Ledger(tmp_path / "deletions").note("web-abc", 2000.5)
    deleted = Ledger(tmp_path / "deletions").read()
    assert deleted.until("web-abc") == 2000.5
    assert deleted.until("web-xyz") is None
    assert len(deleted) == 1


def test_it_tells_nobody_whose_conversation_it_was_and_is_read_by_its_service_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deletions"
    Ledger(folder).note("telegram-0f3a", 1000.0)
    line = (folder / "ledger").read_text()
    assert "0f3a" not in line
    assert "telegram" not in line
    Ledger(tmp_path / "other").note("telegram-0f3a", 1000.0)
    assert (tmp_path / "other" / "ledger").read_text() != line  # a key of its own
    modes = {stat.S_IMODE((folder / name).stat().st_mode) for name in ("ledger", "key")}
    assert modes == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_time_is_never_rounded_down(tmp_path: Path) -> None:
    Ledger(tmp_path).note("a", 1000.00049)
    assert (Ledger(tmp_path).read().until("a") or 0) >= 1000.00049


def test_a_line_that_was_cut_short_names_nobody(tmp_path: Path) -> None:
    Ledger(tmp_path).note("a", 1000.0)
    with (tmp_path / "ledger").open("a") as lines:
        lines.write("1001.000 ab")
    assert len(Ledger(tmp_path).read()) == 1
    Ledger(tmp_path).drop_before(0.0)
    assert (tmp_path / "ledger").read_text().count("\n") == 1


def test_old_deletions_are_left_out(tmp_path: Path) -> None:
    Ledger(tmp_path).note("old", 1000.0)
    Ledger(tmp_path).note("new", 2000.0)
    Ledger(tmp_path).drop_before(1500.0)
    deleted = Ledger(tmp_path).read()
    assert (deleted.until("old"), deleted.until("new")) == (None, 2000.0)


def test_nothing_is_made_before_something_is_deleted(tmp_path: Path) -> None:
    assert len(Ledger(tmp_path / "deletions").read()) == 0
    Ledger(tmp_path / "deletions").drop_before(5.0)
    assert not (tmp_path / "deletions").exists()


def test_the_setting_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DELETIONS_DIR", str(tmp_path / "elsewhere"))
    Ledger().note("a", 1.0)
    assert (tmp_path / "elsewhere" / "ledger").exists()
