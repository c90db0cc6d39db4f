"""Duty: by hand, by the week, and days swapped."""

import sqlalchemy as sa
from alembic import op

from bot.tables import UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Duty: by hand, by the week, and days swapped."""
    op.create_table(
        "duty_by_hand",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_duty_by_hand_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_by_hand")),
        sa.UniqueConstraint("person_id", name=op.f("uq_duty_by_hand_person_id")),
    )
    op.create_table(
        "duty_spans",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duty_spans_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_spans")),
        sa.UniqueConstraint("person_id", "weekday", name=op.f("uq_duty_spans_person_id_weekday")),
    )
    op.create_table(
        "duty_swaps",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("offered_at", UtcDateTime(), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["other_id"], ["people.id"], name=op.f("fk_duty_swaps_other_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duty_swaps_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_swaps")),
    )
