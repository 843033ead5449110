"""PostgreSQL's own programs for a dump and its way back, with a database's address as SQLAlchemy reads it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL, create_engine, text

from scripts.checksums import ArchiveError

OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def dump(url: URL, file: Path) -> None:
    """Write all of a database into a file, as it is at one moment; raise ArchiveError when that fails."""
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")


def restore(url: URL, file: Path) -> None:
    """Put a dump in the place of what the database holds, all of it or nothing; raise ArchiveError when that fails."""
    clean = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction")
    _run("pg_restore", url, *clean, f"--dbname={url.database}", str(file))


def others(url: URL) -> int:
    """Return how many others are connected with the database."""
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            return int(connection.execute(text(OTHERS)).scalar_one())
    finally:
        engine.dispose()


def environment(url: URL) -> dict[str, str]:
    """Return how the programs are told where the database is: not as arguments, which everybody on a machine sees."""
    named = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password}
    host = url.query.get("host")
    named["PGHOST"] = named["PGHOST"] or (host if isinstance(host, str) else None)
    named["PGDATABASE"] = url.database
    return {name: str(value) for name, value in named.items() if value}


def _run(program: str, url: URL, *options: str) -> None:
    if shutil.which(program) is None:
        raise ArchiveError(f"{program} is missing: apt-get install postgresql-client")
    done = subprocess.run(
        [program, *options], env={**os.environ, **environment(url)}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise ArchiveError(f"{program} failed: {said[0] if said else f'exit status {done.returncode}'}")
