"""Alembic's door: it runs the migrations on the connection that it is handed (bot/channels/core/database.py)."""

from __future__ import annotations

from typing import Any

from alembic import context

from bot.channels.core.tables import Table
from bot.desk import tables as _desks  # noqa: F401 - they belong to the same metadata


def ours(_thing: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Say whether a table of the database is the bridge's; Rasa's tracker may lie in the same one."""
    return kind != "table" or bool(name and name.startswith("bridge_"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    version_table="bridge_version",
    include_object=ours,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
