"""Which version the database's tables have, and whether a tree knows it: `python -m scripts.schema TREE`.

A database that a newer version has brought up to date cannot be read by an older one: then the way back is a backup.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from bot.channels.core import settings
from bot.channels.core.database import MIGRATIONS, Database
from scripts import surroundings

VERSION_TABLE = "bridge_version"
"""As bot/channels/migrations/env.py names it."""


def revisions(tree: Path = surroundings.ROOT) -> list[str]:
    """Return the revisions that a tree knows, the newest first."""
    folder = tree / MIGRATIONS.relative_to(surroundings.ROOT)
    return [script.revision for script in ScriptDirectory(str(folder)).walk_revisions()]


def current(engine: Engine) -> str | None:
    """Return the revision of a database, None for one without tables."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


def fits(revision: str | None, tree: Path = surroundings.ROOT) -> bool:
    """Say whether a tree can work with tables of a revision; older ones it brings up to date."""
    return revision is None or revision in revisions(tree)


def main(arguments: Sequence[str]) -> str | None:
    """Run the command; return what is wrong."""
    if len(arguments) != 1:
        return __doc__
    tree = Path(arguments[0]).resolve()
    surroundings.enter()
    database = Database(settings.load().database_url)
    revision = current(database.engine)
    database.close()
    if fits(revision, tree):
        return None
    return (
        f"The database has the tables of a newer version ({revision}), which {tree} does not know. The way back is "
        "the backup that was made before the upgrade (docs/deploy.md, Going back)."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
