"""Corrections and notices that an office makes live, and the version that action servers follow."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "bridge_corrections",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("answers_for", sa.String(length=64), nullable=False),
        sa.Column("approved_by", sa.String(length=64), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_bridge_corrections_state", "bridge_corrections", ["state"], unique=False)
    op.create_index("ix_bridge_corrections_answers_for", "bridge_corrections", ["answers_for"], unique=False)
    op.create_table(
        "bridge_notices",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("answers_for", sa.String(length=64), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_bridge_notices_answers_for", "bridge_notices", ["answers_for"], unique=False)
    op.create_table(
        "bridge_corrections_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    """Take the tables away again."""
    for name in ("corrections_version", "notices", "corrections"):
        op.drop_table(f"bridge_{name}")


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
