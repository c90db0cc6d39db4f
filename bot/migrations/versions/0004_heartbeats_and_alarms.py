"""Signs of life of the loops, and what the auditor found."""

import sqlalchemy as sa
from alembic import op

from bot.tables import UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Signs of life of the loops, and what the auditor found."""
    op.create_table(
        "heartbeats",
        sa.Column("loop", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("loop", name=op.f("pk_heartbeats")),
    )
    op.create_table(
        "alarms",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("invariant", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("raised_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("mended_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarms")),
    )
    op.create_index(
        "uq_alarms_one_unmended",
        "alarms",
        ["invariant", "subject"],
        unique=True,
        sqlite_where=sa.text("mended_at IS NULL"),
        postgresql_where=sa.text("mended_at IS NULL"),
    )
