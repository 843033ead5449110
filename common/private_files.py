"""What the assistant keeps on the disk is read by its own service only: directories 0700, files 0600."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path("var")
"""Where every process keeps what it is told: databases, tokens, offices, added documents."""

UMASK = 0o077
"""What this process makes from now on is its owner's alone."""

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def protect(folder: Path = FOLDER) -> list[str]:
    """Close `folder`, and what this process will write, to everybody else; return what stays open, with a way out."""
    os.umask(UMASK)
    folder.mkdir(parents=True, exist_ok=True)
    for path in _within(folder):
        wanted = 0o700 if path.is_dir() else 0o600
        with contextlib.suppress(OSError):  # another owner's, or gone meanwhile: told beneath where it matters
            if path.stat().st_mode & _OTHERS:
                path.chmod(wanted)
    return faults(folder)


def faults(folder: Path = FOLDER) -> list[str]:
    """Return what others may read in `folder`, one sentence each for the operator; nothing where it is closed."""
    if not folder.exists():
        return []
    if not _is_open(folder):
        return []  # nobody else gets in, whatever the modes within
    return [
        f"{path} can be read by other users of this machine: run `chmod {mode} {path}` as its owner {_owner(path)}, "
        f"or `chown -R` the folder {folder} to the assistant's user (docs/privacy.md)"
        for path in _within(folder)
        if _is_open(path)
        for mode in ("700" if path.is_dir() else "600",)
    ]


def _within(folder: Path) -> Iterator[Path]:
    """Yield a folder and what lies in it; links are left alone, they may lead out of it."""
    yield folder
    for place, folders, files in os.walk(folder):
        yield from (path for name in (*folders, *files) if not (path := Path(place) / name).is_symlink())


def _is_open(path: Path) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return bool(path.stat().st_mode & _OTHERS)
    return False


def _owner(path: Path) -> str:
    with contextlib.suppress(KeyError, FileNotFoundError):
        return path.owner()
    return str(path.stat().st_uid)
