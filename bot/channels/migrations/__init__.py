"""The history of the bridge's tables, for Alembic."""
