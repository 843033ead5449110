"""Votes with a reason, the introduction, the register of requests, figures without words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_ADDED = {"bridge_conversations": ("introduced_at", "ask_in"), "bridge_messages": ("vote_reason",)}


def upgrade() -> None:
    """Add the columns and make the tables."""
    with op.batch_alter_table("bridge_conversations") as table:
        table.add_column(sa.Column("introduced_at", sa.Float(), nullable=False, server_default="0"))
        table.add_column(sa.Column("ask_in", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("bridge_messages", sa.Column("vote_reason", sa.String(length=16), nullable=True))
    _requests()
    _figures()


def downgrade() -> None:
    """Take both away again."""
    op.drop_table("bridge_figures")
    op.drop_table("bridge_requests")
    for name, columns in _ADDED.items():
        with op.batch_alter_table(name) as table:
            for column in columns:
                table.drop_column(column)


def _requests() -> None:
    op.create_table(
        "bridge_requests",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def _figures() -> None:
    texts = {"channel": 32, "office": 40, "language": 8, "topic": 64, "status": 16, "reason": 64}
    op.create_table(
        "bridge_figures",
        sa.Column("day", sa.Date(), nullable=False),
        *(sa.Column(name, sa.String(length=length), nullable=False) for name, length in texts.items()),
        sa.Column("vote", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vote_reason", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", *texts, "vote", "vote_reason"),
    )
