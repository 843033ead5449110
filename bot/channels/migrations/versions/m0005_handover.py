"""Cases that officers have, and what is still to be told to an office."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "bridge_handovers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=128), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=True),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("asked_by", _id(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("silent", sa.Integer(), nullable=False),
        sa.Column("warned", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("remote", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("thread", _id(), nullable=True),
        sa.Column("heard", _id(), nullable=False),
        sa.Column("look_at", sa.Float(), nullable=False),
        sa.Column("begun_at", sa.Float(), nullable=False),
        sa.Column("active_at", sa.Float(), nullable=False),
        sa.Column("answered_at", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("bridge_handovers_open", "bridge_handovers", ["state", "look_at"], unique=False)
    op.create_index("ix_bridge_handovers_conversation", "bridge_handovers", ["conversation"], unique=False)
    op.create_index("ix_bridge_handovers_thread", "bridge_handovers", ["thread"], unique=False)
    op.create_table(
        "bridge_errands",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("handover", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("message_id", _id(), nullable=True),
        sa.Column("remote", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.Float(), nullable=False),
        sa.Column("written_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("bridge_errands_due", "bridge_errands", ["handover", "id"], unique=False)


def downgrade() -> None:
    """Take the tables away again."""
    op.drop_table("bridge_errands")
    op.drop_table("bridge_handovers")


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
