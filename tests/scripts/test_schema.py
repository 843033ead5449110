from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.channels.core.database import MIGRATIONS, Database, migrate
from scripts import schema, surroundings

NEWER = """
revision, down_revision = "9999", "{head}"

def upgrade():
    pass
"""


def newer(tree: Path) -> Path:
    """A tree whose bridge has one migration more."""
    folder = tree / MIGRATIONS.relative_to(surroundings.ROOT)
    shutil.copytree(MIGRATIONS, folder)
    (folder / "versions/m9999_newer.py").write_text(NEWER.format(head=schema.revisions()[0]))
    return tree


def test_a_version_knows_its_own_tables_and_older_ones_not_newer_ones(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/bridge.db")
    assert schema.current(database.engine) is None
    migrate(database.engine)
    now = schema.current(database.engine)
    database.close()
    assert now == schema.revisions()[0]
    assert schema.fits(now, newer(tmp_path / "tree"))
    assert schema.fits(None)
    assert schema.revisions(tmp_path / "tree")[0] == "9999"
    assert not schema.fits("9999")


def test_the_way_back_is_refused_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/bridge.db")
    monkeypatch.setattr(surroundings, "enter", lambda: None)
    assert schema.main([str(surroundings.ROOT)]) is None
    monkeypatch.setattr(schema, "current", lambda _engine: "9999")
    assert "the backup that was made before the upgrade" in (schema.main([str(surroundings.ROOT)]) or "")
