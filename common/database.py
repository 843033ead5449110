"""Where the one database lies that the bridge writes and the action servers read corrections from."""

from __future__ import annotations

from sqlalchemy.engine import URL, make_url

SETTING = "DATABASE_URL"
DATABASE = "sqlite:///var/bridge.db"
"""The address where the setting is not given."""


def address(setting: str) -> URL:
    """Return a database's address as SQLAlchemy takes it: PostgreSQL with the driver that is installed."""
    url = make_url(setting)
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgres", "postgresql") else url
