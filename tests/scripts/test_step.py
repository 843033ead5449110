from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts import step

BARS = "encoding questions:   0%|   | 0/9 [00:00<?]\rencoding questions:  35%|██ | 3/9 [00:01<00:02]"
TRAINING = "2026-11-29 17:33:01 INFO  rasa.engine  - Starting to train component 'bot.nlu.intents.LinearModel'.\n"


@pytest.mark.parametrize(
    ("log", "told"),
    [
        (BARS, "encoding questions 35 %"),
        (TRAINING, "training LinearModel"),
        ("learning from units, part 2 of 4\n", "learning from units, part 2 of 4"),
        ("    from somewhere import something\n", ""),
        ("", ""),
    ],
)
def test_the_end_of_a_log_tells_how_far_it_is(log: str, told: str) -> None:
    assert step.sign_of_life(log) == told


def test_a_long_step_shows_that_it_lives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(step, "EVERY_SECONDS", 0.1)
    code = "import time; print('half way', flush=True); time.sleep(2)"

    assert step.run("Building", tmp_path / "folder" / "log", [sys.executable, "-c", code]) == 0

    told = capsys.readouterr().out
    assert " s  half way" in told
    assert "Building: done" in told
    assert "half way" in (tmp_path / "folder" / "log").read_text()


def test_a_step_that_fails_shows_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert step.run("Building", tmp_path / "log", [sys.executable, "-c", "raise SystemExit('no space left')"]) == 1
    told = capsys.readouterr().err
    assert "no space left" in told
    assert str(tmp_path / "log") in told
