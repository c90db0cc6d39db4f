"""Several spans of duty a day; a day that was swapped can be given on."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Several spans of duty a day; a day that was swapped can be given on."""
    with op.batch_alter_table("duty_spans") as spans:
        spans.drop_constraint(op.f("uq_duty_spans_person_id_weekday"), type_="unique")
        spans.create_unique_constraint(
            op.f("uq_duty_spans_person_id_weekday_starts"), ["person_id", "weekday", "starts"]
        )
    op.add_column("duty_swaps", sa.Column("owner_id", sa.Integer(), nullable=True))
    op.execute("UPDATE duty_swaps SET owner_id = person_id")  # until now only one's own was given
    with op.batch_alter_table("duty_swaps") as swaps:
        swaps.alter_column("owner_id", existing_type=sa.Integer(), nullable=False)
        swaps.create_foreign_key(op.f("fk_duty_swaps_owner_id"), "people", ["owner_id"], ["id"])
