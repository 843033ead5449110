from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import make_url

from scripts import postgres
from scripts.checksums import ArchiveError


def test_a_password_is_told_by_the_environment_not_by_an_argument() -> None:
    said = postgres.environment(make_url("postgresql+psycopg://an:s%40crt@db.example:5433/assistant"))
    assert said == {
        "PGHOST": "db.example", "PGPORT": "5433", "PGUSER": "an", "PGPASSWORD": "s@crt", "PGDATABASE": "assistant"
    }  # fmt: skip


def test_a_socket_is_a_host_too() -> None:
    said = postgres.environment(make_url("postgresql:///assistant?host=/run/postgresql"))
    assert said == {"PGHOST": "/run/postgresql", "PGDATABASE": "assistant"}


def test_a_database_that_is_away_is_said_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"pg_dump failed: .*connection"):
        postgres.dump(make_url("postgresql://an@127.0.0.1:9/assistant"), tmp_path / "dump")


def test_a_missing_program_is_named_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ArchiveError, match="apt-get install postgresql-client"):
        postgres.dump(make_url("postgresql://127.0.0.1/assistant"), tmp_path / "dump")
