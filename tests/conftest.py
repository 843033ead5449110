from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases

NEED_MODELS = {"encoder", "knowledge", "searcher", "assistant", "say", "featurizer", "browser"}
"""Fixtures that open what `make train` builds."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=databases.KINDS, default="sqlite", help="what the tests' databases are")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that need trained models: `make quick` leaves them out. Skip those of another database."""
    for item in items:
        if NEED_MODELS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.trained)
        for kind in databases.KINDS:
            if kind != config.getoption("--database") and item.get_closest_marker(kind):
                item.add_marker(pytest.mark.skip(reason=f"it is about {kind} itself"))


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
