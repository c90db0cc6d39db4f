"""Labels: what people said of triage's judgement; and which cases nobody asked for."""

import sqlalchemy as sa
from alembic import op

from bot.tables import UtcDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Labels: what people said of triage's judgement; and which cases nobody asked for."""
    op.create_table(
        "labels",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_labels_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_labels_person_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_labels")),
    )
    # SQLite adds no column that is NOT NULL without a default.
    unasked: sa.Column[bool] = sa.Column(
        "unasked", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("cases", unasked)
