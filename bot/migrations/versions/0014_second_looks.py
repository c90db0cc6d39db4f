"""Second looks: lines of a case that the classifier is to see; and when to try again."""

import sqlalchemy as sa
from alembic import op

from bot.tables import UtcDateTime

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Second looks: lines of a case that the classifier is to see; and when to try again."""
    op.create_table(
        "second_looks",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["case_events.id"], name=op.f("fk_second_looks_event_id")
        ),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_second_looks_inbox_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_second_looks")),
    )
    op.create_index(op.f("ix_second_looks_next_at"), "second_looks", ["next_at"], unique=False)
    # SQLite adds no column that is NOT NULL without a default.
    attempts: sa.Column[int] = sa.Column(
        "attempts", sa.Integer(), nullable=False, server_default="0"
    )
    op.add_column("doubts", attempts)
    op.add_column("doubts", sa.Column("next_at", UtcDateTime(), nullable=True))
