"""Later words of a member that stand on top of their case, and when they raised its urgency."""

import sqlalchemy as sa
from alembic import op

from bot.tables import UtcDateTime

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Later words of a member that stand on top of their case, and when they raised its urgency."""
    op.add_column("cases", sa.Column("pressing", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("pressing_at", UtcDateTime(), nullable=True))
    op.add_column("cases", sa.Column("raised_from", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("raised_at", UtcDateTime(), nullable=True))
