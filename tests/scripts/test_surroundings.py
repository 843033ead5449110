from __future__ import annotations

import os
from pathlib import Path

import pytest

from scripts import surroundings


def test_the_settings_file_fills_in_what_the_environment_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "assistant.env").write_text('KEEP_DAYS=30\nBRIDGE_PORT=8001\nTELEGRAM_TOKEN="a$b"\n')
    monkeypatch.setattr(surroundings, "ROOT", tmp_path)
    monkeypatch.setattr(surroundings, "SETTINGS_FILES", (tmp_path / "none", tmp_path / "assistant.env"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "environ", {"KEEP_DAYS": "7"})
    surroundings.enter()
    assert os.environ == {"KEEP_DAYS": "7", "BRIDGE_PORT": "8001", "TELEGRAM_TOKEN": "a$b"}


def test_a_release_is_an_installation_and_this_tree_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not surroundings.is_installed()
    monkeypatch.setattr(surroundings, "ROOT", surroundings.RELEASES / "20261130T000000Z")
    assert surroundings.is_installed()
