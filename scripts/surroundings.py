"""Where the assistant is put up: the settings file of this tree or of the server, and what it keeps in var/."""

from __future__ import annotations

import os
from pathlib import Path

from dotenv import dotenv_values

ROOT = Path(__file__).resolve().parents[1]
VAR = Path("var")
"""What was entered or said, relative to the tree that the processes work in."""

SETTINGS_FILES = (Path("/etc/assistant/assistant.env"), Path(".env"))
"""Of an installed server, of a tree that `make run` starts. Values that the environment has already count first."""

RELEASES = Path("/opt/assistant/releases")
"""Where scripts/install puts each version."""


def enter() -> None:
    """Work in the tree, with the settings of the first settings file there is."""
    os.chdir(ROOT)
    for file in SETTINGS_FILES:
        if os.access(file, os.R_OK):  # a unit has them from systemd, and may not read the file
            for name, value in dotenv_values(file, interpolate=False).items():
                os.environ.setdefault(name, value or "")
            return


def is_installed() -> bool:
    """Say whether this tree was put up by scripts/install, rather than started by `make run`."""
    return RELEASES in ROOT.parents
