"""Backups of what was entered or said: `python -m scripts.backup make FOLDER | check FILE | restore FILE`.

A backup is one archive: var/ (of SQLite a consistent copy, also while the assistant answers), a dump of PostgreSQL
where DATABASE_URL names one, and a checksum of each file. It holds conversations and secrets: mode 0600.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bot.channels.core import settings
from bot.channels.core.database import Database
from scripts import checksums, postgres, schema, surroundings
from scripts.checksums import ArchiveError

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "postgresql.dump"

KEEP = 14
"""Backups that are kept, one a night: so long a deleted conversation is still in one (docs/privacy.md)."""

PASSING = ("-wal", "-shm", "-journal", ".lock", ".part")
"""Endings of files that mean nothing apart from the running process."""

NEVER_PUT_BACK = "deletions"
"""The ledger of deletions in var/ stays as it is when there is one: what was deleted since stays deleted."""


def make(var: Path, folder: Path, url: str, keep: int = KEEP) -> Path:
    """Write a backup into the folder, leave the newest `keep` there, and return its path."""
    os.umask(0o077)
    folder.mkdir(parents=True, exist_ok=True)
    made_at = time.time()
    archive = folder / f"assistant-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime(made_at))}.tar.gz"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as name:
        copy = Path(name)
        for path in _kept(var):
            _copy(path, copy / "var" / path.relative_to(var))
        database = Database(url)
        revision = schema.current(database.engine)
        if not database.is_sqlite:
            postgres.dump(database.url, copy / DUMP)
        database.close()
        names = [path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()]
        kind = "sqlite" if database.is_sqlite else "postgresql"
        manifest = {"format": FORMAT, "made_at": made_at, "database": kind, "revision": revision}
        told = {**manifest, "files": checksums.of_all(copy, names)}
        (copy / MANIFEST).write_text(json.dumps(told, indent=1), encoding="utf-8")
        draft = copy / ".part"
        with tarfile.open(draft, "w:gz", compresslevel=6) as tar:
            for member in (MANIFEST, *sorted(names)):
                tar.add(copy / member, member)
        draft.replace(archive)
    for old in backups(folder)[keep:]:
        old.unlink()
    return archive


def backups(folder: Path) -> list[Path]:
    """Return the backups in a folder, the newest first."""
    return sorted(folder.glob("assistant-*.tar.gz"), reverse=True)


def check(archive: Path) -> dict[str, object]:
    """Return a backup's manifest; raise ArchiveError when it is damaged or none."""
    with tempfile.TemporaryDirectory(dir=archive.parent, prefix=".checking-") as name:
        return _opened(archive, Path(name))


def restore(archive: Path, var: Path, url: str) -> int:
    """Put a backup in the place of what is there now; return its number of files. Nothing may run meanwhile."""
    os.umask(0o077)
    var.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=var, prefix=".restoring-") as name:
        folder = Path(name)
        manifest = _opened(archive, folder)
        database = Database(url)
        kind = "sqlite" if database.is_sqlite else "postgresql"
        if manifest["database"] != kind:
            raise ArchiveError(f"{archive} is of {manifest['database']}, DATABASE_URL names {kind}: set it as it was.")
        if not schema.fits(manifest["revision"]):  # type: ignore[arg-type]
            raise ArchiveError(f"{archive} was made by a newer version of the assistant: upgrade, then restore it.")
        if not database.is_sqlite:
            postgres.restore(database.url, folder / DUMP)
        database.close()
        _put_back(folder / "var", var, folder)
        return len(manifest["files"])  # type: ignore[arg-type]


def _opened(archive: Path, folder: Path) -> dict[str, object]:
    checksums.extract(archive, folder)
    told = folder / MANIFEST
    if not told.is_file():
        raise ArchiveError(f"{archive} is no backup: it was not made by `python -m scripts.backup make`.")
    manifest: dict[str, object] = json.loads(told.read_text(encoding="utf-8"))
    told.unlink()
    if manifest["format"] != FORMAT:
        raise ArchiveError(f"{archive} was made by another version of the assistant: restore it with that one.")
    if wrong := checksums.damaged(folder, manifest["files"]):  # type: ignore[arg-type]
        raise ArchiveError(f"{archive} is damaged ({', '.join(wrong[:5])}): take another backup.")
    return manifest


def _kept(var: Path) -> Iterator[Path]:
    for path in sorted(var.rglob("*")):
        if path.is_file() and not path.is_symlink() and not path.name.endswith(PASSING):
            yield path


def _copy(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".db":
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
            source.backup(target)
    else:
        shutil.copyfile(path, to)


def _put_back(saved: Path, var: Path, folder: Path) -> None:
    ledger_stays = (var / NEVER_PUT_BACK).exists()
    for path in var.iterdir():
        if path == folder or path.name == NEVER_PUT_BACK:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    for path in saved.iterdir() if saved.exists() else ():
        if not (ledger_stays and path.name == NEVER_PUT_BACK):
            path.replace(var / path.name)


def main(arguments: Sequence[str]) -> int:
    """Run the command; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m scripts.backup", description=__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    making = commands.add_parser("make", help="write a backup into a folder, and leave the newest ones there")
    making.add_argument("place", type=lambda name: Path(name).resolve())
    making.add_argument("--keep", type=int, default=KEEP, help=f"how many are left (default {KEEP})")
    for name, summary in (("check", "say whether it is whole"), ("restore", "put it back; the assistant is stopped")):
        commands.add_parser(name, help=summary).add_argument("place", type=lambda name: Path(name).resolve())
    given = parser.parse_args(arguments)
    surroundings.enter()
    url = settings.load().database_url
    try:
        if given.what == "make":
            print(make(surroundings.VAR, given.place, url, given.keep))
        elif given.what == "check":
            print(f"{given.place}: whole, {len(check(given.place)['files'])} files")  # type: ignore[arg-type]
        else:
            _refuse_while_running(url)
            print(f"{restore(given.place, surroundings.VAR, url)} files are back in {surroundings.VAR}/")
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _refuse_while_running(url: str) -> None:
    database = Database(url)
    try:
        if database.is_sqlite:
            database.lock()
        elif postgres.others(database.url):
            raise ArchiveError("The assistant still works with its database: stop it first (`assistant stop`).")
    except settings.SettingsError as error:
        raise ArchiveError(f"The assistant runs: stop it first (`assistant stop`, or Ctrl-C). {error}") from None
    finally:
        database.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
