"""The time of day when a sweep last looked."""

import sqlalchemy as sa
from alembic import op

from bot.tables import UtcDateTime

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """The time of day when a sweep last looked."""
    op.create_table(
        "clock_seen",
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("at", name=op.f("pk_clock_seen")),
    )
