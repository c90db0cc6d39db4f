"""Timers that failed are tried again."""

import sqlalchemy as sa
from alembic import op

from bot.tables import UtcDateTime

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Timers that failed are tried again."""
    op.add_column("timers", sa.Column("retry_at", UtcDateTime(), nullable=True))
