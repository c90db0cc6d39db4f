"""What advisers choose to see of the cases."""

import sqlalchemy as sa
from alembic import op

from bot.tables import UtcDateTime

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """What advisers choose to see of the cases."""
    op.create_table(
        "staff_homes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("show", sa.Text(), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=True),
        sa.Column("nation", sa.Text(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("drawn_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_staff_homes_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_homes")),
        sa.UniqueConstraint("person_id", name=op.f("uq_staff_homes_person_id")),
    )
    op.create_index(op.f("ix_cases_holder_id_state"), "cases", ["holder_id", "state"], unique=False)
    op.create_index(op.f("ix_cases_opened_at"), "cases", ["opened_at"], unique=False)
