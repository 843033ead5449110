"""The first tables: inbox, outbox, conversations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    for make in (_conversations, _messages, _parts, _payloads, _leases, _switches):
        make()


def downgrade() -> None:
    """Take the tables away again."""
    for name in ("switches", "leases", "payloads", "parts", "messages", "conversations"):
        op.drop_table(f"bridge_{name}")


def _conversations() -> None:
    op.create_table(
        "bridge_conversations",
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("choices", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("quiet_until", sa.Float(), nullable=False),
        sa.Column("warned_until", sa.Float(), nullable=False),
        sa.Column("told_until", sa.Float(), nullable=False),
        sa.Column("worker", sa.String(length=200), nullable=True),
        sa.Column("last_position", sa.Float(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.Float(), nullable=False),
        sa.Column("lease_owner", sa.String(length=64), nullable=True),
        sa.Column("lease_until", sa.Float(), nullable=False),
        sa.Column("seen_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("bridge_conversations_waiting", "bridge_conversations", ["waiting", "not_before"], unique=False)
    op.create_index("ix_bridge_conversations_seen_at", "bridge_conversations", ["seen_at"], unique=False)


def _leases() -> None:
    op.create_table(
        "bridge_leases",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _messages() -> None:
    op.create_table(
        "bridge_messages",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("delivery", sa.String(length=64), nullable=True),
        sa.Column("conversation", sa.String(length=128), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("position", sa.Float(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edge", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("hints", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("until", sa.Float(), nullable=True),
        sa.Column("received_at", sa.Float(), nullable=False),
        sa.Column("turn_at", sa.Float(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("answered_at", sa.Float(), nullable=True),
        sa.Column("vote", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel", "account", "delivery", name="bridge_messages_once"),
    )
    op.create_index(
        "bridge_messages_turn", "bridge_messages", ["conversation", "state", "position", "id"], unique=False
    )
    op.create_index("bridge_messages_waiting", "bridge_messages", ["state", "received_at"], unique=False)
    op.create_index("ix_bridge_messages_received_at", "bridge_messages", ["received_at"], unique=False)


def _payloads() -> None:
    op.create_table(
        "bridge_payloads",
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("kept_until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "key"),
    )
    op.create_index("ix_bridge_payloads_kept_until", "bridge_payloads", ["kept_until"], unique=False)


def _switches() -> None:
    op.create_table(
        "bridge_switches",
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("channel"),
    )


def _parts() -> None:
    op.create_table(
        "bridge_parts",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("message_id", _id(), nullable=False),
        sa.Column("conversation", sa.String(length=128), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("resent", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["bridge_messages.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("bridge_parts_turn", "bridge_parts", ["conversation", "state", "id"], unique=False)
    op.create_index("ix_bridge_parts_message_id", "bridge_parts", ["message_id"], unique=False)


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
