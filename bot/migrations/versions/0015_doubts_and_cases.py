"""Doubts and cases: whether a doubt opened its case, or is part of another."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Doubts and cases: whether a doubt opened its case, or is part of another."""
    # SQLite adds no column that is NOT NULL without a default.
    opened: sa.Column[bool] = sa.Column(
        "opened", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("doubts", opened)
    op.create_index(op.f("ix_doubts_case_id"), "doubts", ["case_id"], unique=False)
