from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases

NEED_MODELS = {"encoder", "knowledge", "searcher", "assistant", "say", "featurizer", "browser"}
"""Fixtures that open what `make train` builds."""

FILE_ONLY = "it is about the SQLite file itself"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=databases.KINDS, default="sqlite", help="what the tests' databases are")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that need trained models, so that `make quick` leaves them out; skip those of a file alone."""
    for item in items:
        if NEED_MODELS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.trained)
        if config.getoption("--database") != "sqlite" and item.get_closest_marker("sqlite"):
            item.add_marker(pytest.mark.skip(reason=FILE_ONLY))


@pytest.fixture(scope="session")
def postgresql_server(request: pytest.FixtureRequest) -> Iterator[databases.Server | None]:
    """A PostgreSQL with the bridge's tables; None where the tests run on SQLite."""
    if request.config.getoption("--database") == "sqlite":
        yield None
        return
    with databases.server() as made:
        yield made


@pytest.fixture
def database_url(postgresql_server: databases.Server | None, tmp_path: Path) -> Iterator[str]:
    """The address of a database of this test's own, as DATABASE_URL names it."""
    if postgresql_server is None:
        yield f"sqlite:///{tmp_path}/bridge.db"
        return
    with postgresql_server.database() as url:
        yield url
