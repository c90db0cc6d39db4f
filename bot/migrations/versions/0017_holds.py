"""Cases that are kept beyond their time."""

import sqlalchemy as sa
from alembic import op

from bot.tables import UtcDateTime

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Cases that are kept beyond their time."""
    op.create_table(
        "holds",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_holds_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_holds")),
    )
