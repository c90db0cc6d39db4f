"""When a named person should have a case."""

import sqlalchemy as sa
from alembic import op

from bot.tables import UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """When a named person should have a case."""
    # SQLite adds no column that is NOT NULL without a default; every row gets its own below.
    column: sa.Column[object] = sa.Column(
        "due_at", UtcDateTime(), nullable=False, server_default="2026-01-01"
    )
    op.add_column("cases", column)
    # What waits at the upgrade is owed a person by the wall clock: its hours are not known here.
    op.execute(
        "UPDATE cases SET due_at = strftime('%Y-%m-%d %H:%M:%f000', queued_at, CASE urgency "
        "WHEN 'immediate' THEN '+2 minutes' WHEN 'today' THEN '+1 hour' ELSE '+1 day' END)"
    )
    op.create_index(op.f("ix_cases_state_due_at"), "cases", ["state", "due_at"], unique=False)
