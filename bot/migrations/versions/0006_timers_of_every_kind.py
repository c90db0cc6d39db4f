"""Timers of every kind; when a claim lapsed."""

import sqlalchemy as sa
from alembic import op

from bot.tables import UtcDateTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Timers of every kind; when a claim lapsed."""
    op.add_column("cases", sa.Column("lapsed_at", UtcDateTime(), nullable=True))
    op.drop_index(op.f("ix_timers_ended_at_due_at"), table_name="timers")
    op.rename_table("timers", "timers_before")
    op.create_table(
        "timers",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_timers_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timers")),
        sa.UniqueConstraint("case_id", "kind", name=op.f("uq_timers_case_id_kind")),
    )
    op.create_index(
        op.f("ix_timers_kind_ended_at_due_at"), "timers", ["kind", "ended_at", "due_at"]
    )
    # Ladders go on where they are; claims hold from the upgrade on.
    op.execute(
        "INSERT INTO timers (case_id, kind, step, started_at, due_at) "
        "SELECT t.case_id, 'ladder', t.step, c.queued_at, t.due_at "
        "FROM timers_before t JOIN cases c ON c.id = t.case_id WHERE t.ended_at IS NULL"
    )
    op.execute(
        "INSERT INTO timers (case_id, kind, step, started_at, due_at) "
        "SELECT id, 'redraw', 0, queued_at, queued_at FROM cases WHERE state = 'open'"
    )
    op.execute(
        "INSERT INTO timers (case_id, kind, step, started_at, due_at) "
        "SELECT id, 'lease', 0, strftime('%Y-%m-%d %H:%M:%f000', 'now'), "
        "strftime('%Y-%m-%d %H:%M:%f000', 'now', '+10 minutes') FROM cases WHERE state = 'claimed'"
    )
    op.drop_table("timers_before")
