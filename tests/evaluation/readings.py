"""Sets for measuring, read by `bot.nlu` in its own environment."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from actions.settings import ROOT
from actions.training.readings import Readings, load

KEPT = ROOT / "models" / "evaluation"


def read_by_bot(folder: Path) -> Readings:
    """Return what `bot.nlu` makes of the questions in `folder` (<language>.yml with `questions`)."""
    out = KEPT / folder.name
    command = [str(ROOT / ".venv" / "bot" / "bin" / "python"), "-m", "bot.nlu.readings"]
    subprocess.run(
        [*command, "--questions", str(folder), "--out", str(out)], cwd=ROOT, check=True, stderr=subprocess.DEVNULL
    )
    return load(out)


def read_texts(texts: Mapping[str, Iterable[str]]) -> Readings:
    """Return what `bot.nlu` makes of texts by language."""
    with TemporaryDirectory() as folder:
        for language, asked in texts.items():
            questions = {"questions": [{"text": text} for text in asked]}
            Path(folder, f"{language}.yml").write_text(yaml.safe_dump(questions, allow_unicode=True), encoding="utf-8")
        return read_by_bot(Path(folder))
