"""How long a small change waits until it is trained: one training phrase, and apart one example of one unit.

The tree's data, code and models are copied to a scratch folder, and the Makefile's own steps run there: what `make
train` runs, without the environments and the widget, which no phrase changes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.evaluation.speed.bots import ROOT

COPIED = (
    *("Makefile", "config.yml", "endpoints.yml", "credentials.yml", "tests/requirements.txt"),
    *("tests/bot/requirements.txt", "actions", "bot", "common", "data", "scripts", "models", ".rasa", "var/knowledge"),
)
"""What the steps read; `.rasa` is Rasa's cache of trainings, `var/knowledge` the documents of an office, if any."""
LEFT_OUT = shutil.ignore_patterns("node_modules", "__pycache__")
GIVEN = (".venv/bot/.ready", ".venv/actions/.ready", "bot/widget/dist/.ready")
"""Targets that are taken as they are: the environments are the tree's own, by a link."""
TARGETS = ("models/index/.ready", "models/law_pages/index.html")
"""What `make train` makes beside them."""
STEP = re.compile(r"^\s+(?P<step>\S.*): done, (?P<seconds>\d+) s$", re.MULTILINE)
"""What scripts/step.py says at the end of a step."""
OF_MAKE = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES")
EXAMPLES = re.compile(r"^ *examples:", re.MULTILINE)
EXAMPLE = re.compile(r"^ +- [^\n:'\"\[{#]+(?=\n +- )", re.MULTILINE)
"""An example on a line of its own, in plain words."""
ADDED = " vậy ạ"
CHANGES = {"one training phrase": "data/nlu/vi/fee.yml", "one example of one unit": "data/questions/fees.yml"}
"""What is changed -> the file whose first plain example it is."""


@dataclass
class Retrained:
    """What a change was, and how long the steps behind it took."""

    change: str
    seconds: float
    """From the command to its end; steps that need nothing of each other run at once."""
    steps: Mapping[str, int] = field(default_factory=dict)
    """Whole seconds by step, as scripts/step.py tells them."""


def measure(root: Path = ROOT) -> list[Retrained]:
    """Change a phrase, then an example of a unit, and run the steps behind each; the tree stays as it is.

    Raise RuntimeError where the tree has no models, or a step fails.
    """
    if not (root / TARGETS[0]).exists():
        raise RuntimeError(f"{root / TARGETS[0]} is missing: run `make train` first")
    with tempfile.TemporaryDirectory(prefix="retrain-") as name:
        folder = Path(name)
        copy(root, folder)
        make(folder, "--touch")  # the models are those of the data: files copied or linked tell it by no date
        return [_retrained(folder, what, folder / file) for what, file in CHANGES.items()]


def copy(root: Path, folder: Path) -> None:
    """Copy what the steps read, files behind links as well; the environments are linked."""
    for name in COPIED:
        source, target = root / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=LEFT_OUT)
        elif source.exists():
            shutil.copy2(source, target)
    (folder / ".venv").symlink_to((root / ".venv").resolve())


def change(file: Path) -> str:
    """Add two words to the first example of a file that is plain words on one line; return the line as it is now."""
    text = file.read_text(encoding="utf-8")
    begin = EXAMPLES.search(text)
    found = EXAMPLE.search(text, begin.end()) if begin else None
    if found is None:
        raise RuntimeError(f"{file} has no example on a line of its own")
    line = found.group() + ADDED
    file.write_text(text[: found.start()] + line + text[found.end() :], encoding="utf-8")
    return line


def make(folder: Path, *options: str) -> str:
    """Run the steps that are due; return what they said. Raise RuntimeError with its end when one fails."""
    given = [word for target in GIVEN for word in ("-o", target)]
    command = ["make", "--no-print-directory", "-j2", *options, *given, *TARGETS]
    environment = {name: value for name, value in os.environ.items() if name not in OF_MAKE}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


def steps(said: str) -> dict[str, int]:
    """Return the seconds of each step, in the order in which they ended."""
    return {step["step"]: int(step["seconds"]) for step in STEP.finditer(said)}


def _retrained(folder: Path, what: str, file: Path) -> Retrained:
    change(file)
    started = time.monotonic()
    said = make(folder)
    return Retrained(what, time.monotonic() - started, steps(said))
