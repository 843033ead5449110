"""Where the tests' databases are: a SQLite file of each test, or with `--database postgresql` a database of each.

PostgreSQL is one server of this run, on loopback. Its databases are copies of one that holds the bridge's tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count

KINDS = ("sqlite", "postgresql")
TEMPLATE = "assistant"
"""The database that each one is a copy of."""


class Server:
    """A running PostgreSQL."""

    def __init__(self, port: int) -> None:
        self._port, self._numbers = port, count(1)

    def url(self, name: str = TEMPLATE) -> str:
        from tests.channels import services

        return f"postgresql://assistant:{services.PASSWORD}@127.0.0.1:{self._port}/{name}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """Make a database with the bridge's tables; yield its address, and drop it afterwards."""
        name = f"test_{next(self._numbers)}"
        self._do(f"create database {name} template {TEMPLATE} strategy file_copy")
        yield self.url(name)
        self._do(f"drop database {name} with (force)")

    def _do(self, sql: str) -> None:
        from tests.channels import services

        with closing(services.connected(self._port, "postgres")) as connection:
            connection.autocommit = True
            connection.execute(sql.encode())


@contextmanager
def server() -> Iterator[Server]:
    """Run a PostgreSQL whose databases hold the bridge's tables."""
    # Here, since the bot's environment has neither PostgreSQL's driver nor the bridge's migrations.
    from bot.channels.core.database import Database
    from tests.channels import services

    with services.postgresql() as port:
        made = Server(port)
        template = Database(made.url())
        template.open()
        template.close()
        yield made
