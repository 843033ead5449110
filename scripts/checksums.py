"""SHA-256 of files, for archives that are refused when a bit of them is not what it was."""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path


class ArchiveError(Exception):
    """An archive cannot be made or taken; the message says why and what to do."""


def of(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def of_all(folder: Path, files: Iterable[str]) -> dict[str, str]:
    """Return file -> SHA-256; the names are relative to the folder."""
    return {name: of(folder / name) for name in sorted(files)}


def damaged(folder: Path, sums: Mapping[str, str]) -> list[str]:
    """Return the files that are not there or not what their sums say, and those that have no sum."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    wrong = [name for name, wanted in sums.items() if name not in there or of(folder / name) != wanted]
    return sorted({*wrong, *(there - set(sums))})


def extract(archive: Path, folder: Path) -> None:
    """Unpack an archive beneath a folder: plain files only, none outside it; raise ArchiveError for anything else."""
    try:
        with tarfile.open(archive) as opened:
            opened.extractall(folder, filter="data")
    except FileNotFoundError:
        raise ArchiveError(f"There is no file {archive}.") from None
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ArchiveError(f"{archive} cannot be unpacked ({error}): copy it here again.") from error
