"""Who answers the member of a case, and which school it is about."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Who answers the member of a case, and which school it is about."""
    # SQLite adds no column that is NOT NULL without a default.
    answered: sa.Column[bool] = sa.Column(
        "answered", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("cases", answered)
    op.add_column("cases", sa.Column("taken_over", sa.Boolean(), nullable=True))
    op.add_column("cases", sa.Column("school", sa.Text(), nullable=True))
    op.create_index(op.f("ix_cases_school"), "cases", ["school"], unique=False)
