"""Doubts: questions that are judged again, and when silence counts as yes."""

import sqlalchemy as sa
from alembic import op

from bot.tables import UtcDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Doubts: questions that are judged again, and when silence counts as yes."""
    op.create_table(
        "doubts",
        sa.Column("exchange_id", sa.Integer(), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=False),
        sa.Column("judged_at", UtcDateTime(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("yes_at", UtcDateTime(), nullable=True),
        sa.Column("settled", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_doubts_case_id")),
        sa.ForeignKeyConstraint(
            ["exchange_id"], ["exchanges.id"], name=op.f("fk_doubts_exchange_id")
        ),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_doubts_inbox_id")),
        sa.PrimaryKeyConstraint("exchange_id", name=op.f("pk_doubts")),
    )
    op.create_index(op.f("ix_doubts_judged_at"), "doubts", ["judged_at"], unique=False)
    op.create_index(op.f("ix_doubts_yes_at"), "doubts", ["yes_at"], unique=False)
