from __future__ import annotations

import os
import time
from collections import namedtuple
from pathlib import Path

import pytest

from actions.law import validation
from scripts import backup, surroundings
from scripts.doctor import machine

Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("free", "state"), [(999_000_000, "fault"), (1_000_000_000, "well")])
def test_a_disk_that_is_nearly_full_is_a_fault(free: int, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: Usage(0, 0, free))
    assert machine.disk().state == state


def test_conversations_that_others_can_read_are_a_fault(tree: Path) -> None:
    assert machine.kept().state == "note"
    (tree / "var").mkdir(mode=0o755)
    assert machine.kept().fix == f"chmod 700 {tree / 'var'}"
    (tree / "var").chmod(0o700)
    assert machine.kept().state == "well"


def test_the_newest_backup_is_missing_old_damaged_or_whole(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "is_installed", lambda: True)
    monkeypatch.setattr(machine, "BACKUPS", tree / "backups")
    assert "there is no backup" in machine.backups().says
    (tree / "var").mkdir()
    (tree / "var/office.yml").touch()
    made = backup.make(tree / "var", tree / "backups", f"sqlite:///{tree}/var/bridge.db")
    assert "whole" in machine.backups().says
    os.utime(made, (0, time.time() - 5 * 86_400))
    assert "5 days old" in machine.backups().says
    made.write_bytes(b"half a backup")
    assert machine.backups().state == "fault"


def test_a_fact_past_its_review_day_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "overdue", lambda _law, _day: ["a row", "another"])
    monkeypatch.setattr("actions.law.loading.load", lambda: None)
    assert machine.law().says == "2 facts of the law are past their review day"


def test_a_clock_that_nobody_keeps_is_a_fault(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tree / "timedatectl"
    told.write_text("#!/bin/sh\necho no\n")
    told.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tree}:{os.environ['PATH']}")
    assert "not kept right" in machine.day().says
    told.write_text("#!/bin/sh\necho yes\n")
    assert machine.day().state == "well"


def test_a_small_machine_is_told_of() -> None:
    assert machine.memory().state in ("well", "note")
