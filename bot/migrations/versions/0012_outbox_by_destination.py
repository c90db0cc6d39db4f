"""Find what holds a message back without looking at all that waits."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Find what holds a message back without looking at all that waits."""
    op.create_index(
        op.f("ix_outbox_destination_state_next_at"), "outbox", ["destination", "state", "next_at"]
    )
