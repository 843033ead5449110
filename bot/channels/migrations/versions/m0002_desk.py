"""The clerk's desk: whose a message is and what became of it in columns; accounts, sessions, audit trail."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

COLUMNS: tuple[tuple[str, sa.types.TypeEngine[Any]], ...] = (
    ("office", sa.String(length=40)),
    ("status", sa.String(length=16)),
    ("reason", sa.String(length=64)),
    ("topic", sa.String(length=40)),
    ("unit", sa.String(length=80)),
    ("confidence", sa.Float()),
)
"""Of bridge_messages. Messages of before are nobody's and have no outcome: the desk begins with the next one."""


def upgrade() -> None:
    """Add the columns, make the tables."""
    with op.batch_alter_table("bridge_messages") as messages:
        for name, kind in COLUMNS:
            messages.add_column(sa.Column(name, kind, nullable=True))
        messages.create_index("bridge_messages_office", ["office", "received_at"], unique=False)
    _accounts()
    _sessions()
    _audit()


def downgrade() -> None:
    """Take them away again."""
    for name in ("audit", "sessions", "accounts"):
        op.drop_table(f"bridge_desk_{name}")
    with op.batch_alter_table("bridge_messages") as messages:
        messages.drop_index("bridge_messages_office")
        for name, _ in reversed(COLUMNS):
            messages.drop_column(name)


def _accounts() -> None:
    op.create_table(
        "bridge_desk_accounts",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("office", sa.String(length=40), nullable=True),
        sa.Column("password", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.Float(), nullable=False),
        sa.Column("disabled_at", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )


def _sessions() -> None:
    op.create_table(
        "bridge_desk_sessions",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.Float(), nullable=False),
        sa.Column("seen_at", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["bridge_desk_accounts.name"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index("ix_bridge_desk_sessions_account", "bridge_desk_sessions", ["account"], unique=False)


def _audit() -> None:
    identity = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "bridge_desk_audit",
        sa.Column("id", identity, autoincrement=True, nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("office", sa.String(length=40), nullable=True),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_bridge_desk_audit_at", "bridge_desk_audit", ["at"], unique=False)
    op.create_index("ix_bridge_desk_audit_office", "bridge_desk_audit", ["office"], unique=False)
