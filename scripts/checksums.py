"""SHA-256 of files, for archives that are refused when a bit of them is not what it was."""

from __future__ import annotations

import hashlib
import os
import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath


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
            members = opened.getmembers()
            if strange := [member.name for member in members if not _is_plain(member)]:
                raise ArchiveError(f"{archive} holds {strange[0]}, which no archive of ours does: it is not unpacked.")
            for member in members:  # whoever unpacks it owns it (Debian 12's Python has no filter="data" yet)
                member.uid, member.gid, member.uname, member.gname = os.getuid(), os.getgid(), "", ""
                member.mode &= 0o755
            opened.extractall(folder, members)
    except FileNotFoundError:
        raise ArchiveError(f"There is no file {archive}.") from None
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ArchiveError(f"{archive} cannot be unpacked ({error}): copy it here again.") from error


def _is_plain(member: tarfile.TarInfo) -> bool:
    path = PurePosixPath(member.name)
    return (member.isfile() or member.isdir()) and not path.is_absolute() and ".." not in path.parts
