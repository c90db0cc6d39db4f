"""How the helpline's channel was found, each time it was found otherwise."""

import sqlalchemy as sa
from alembic import op

from bot.tables import UtcDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """How the helpline's channel was found, each time it was found otherwise."""
    op.create_table(
        "channel_looks",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("named", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("flaw", sa.Text(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_looks")),
    )
