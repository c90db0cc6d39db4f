"""
Each Slack gesture once: what came in is kept before Slack is told so.

A gesture that could not be dealt with at once waits here and is tried again by
the worker; after the last try it becomes a case, never nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from bot.db import Tx
from bot.inbound import deleted_key, edited_key, written_key
from bot.tables import inbox

RETRY_AFTER = timedelta(seconds=2)  # doubled with each attempt
MAX_ATTEMPTS = 5  # then a person looks at it


@dataclass(frozen=True)
class Waiting:
    """A gesture that is still owed its effect."""

    inbox_id: int
    body: bytes
    attempts: int


def record(tx: Tx, key: str, kind: str, body: bytes, now: datetime) -> int | None:
    """
    Keep a gesture as it came.

    Args:
        key: Makes the same gesture, delivered twice, one row.
        body: The payload's own bytes.

    Returns:
        The row's id, or None when the gesture was kept before.
    """
    row = tx.execute(
        insert(inbox)
        .values(key=key, kind=kind, body=body, state="done", received_at=now, next_at=now)
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(inbox.c.id)
    ).first()
    return None if row is None else int(row.id)


def leave(tx: Tx, key: str, kind: str, body: bytes, now: datetime) -> None:
    """Leave a gesture of our own, for the worker to take up as one that has to be tried again."""
    tx.execute(
        insert(inbox)
        .values(key=key, kind=kind, body=body, state="waiting", received_at=now, next_at=now)
        .on_conflict_do_nothing(index_elements=["key"])
    )


def postpone(tx: Tx, inbox_id: int, error: str, now: datetime) -> bool:
    """
    Let a gesture that failed wait for another try.

    Args:
        error: The class of what went wrong, never its words.

    Returns:
        False when this was the last try: the gesture is dead and needs a person.
    """
    attempts = _attempts(tx, inbox_id) + 1
    dead = attempts >= MAX_ATTEMPTS
    tx.execute(
        sa.update(inbox)
        .where(inbox.c.id == inbox_id)
        .values(
            state="dead" if dead else "waiting",
            attempts=attempts,
            error=error,
            next_at=now + RETRY_AFTER * 2**attempts,
        )
    )
    return not dead


def finish(tx: Tx, inbox_id: int) -> None:
    """Note that a gesture has had its effect."""
    tx.execute(sa.update(inbox).where(inbox.c.id == inbox_id).values(state="done"))


def holds(tx: Tx, key: str) -> bool:
    """Say whether a gesture was kept."""
    return tx.execute(sa.select(inbox.c.id).where(inbox.c.key == key)).first() is not None


def forget(tx: Tx, inbox_id: int, channel: str, ts: str) -> None:
    """
    Keep no words of a message that its writer deleted: neither written, edited nor deleted.

    Args:
        inbox_id: The row of the gesture that is being dealt with.
        channel: Where the message stood in Slack.
        ts: Where it stood in that channel.
    """
    its_own = sa.or_(
        inbox.c.id == inbox_id,
        inbox.c.key.in_((written_key(channel, ts), deleted_key(channel, ts))),
        inbox.c.key.startswith(edited_key(channel, ts, ""), autoescape=True),
    )
    # Nothing is left that could be tried again.
    tx.execute(sa.update(inbox).where(its_own).values(body=b"", state="done"))


def empty(tx: Tx, inbox_id: int) -> None:
    """Keep that a gesture came, and not its words."""
    tx.execute(sa.update(inbox).where(inbox.c.id == inbox_id).values(body=b""))


def due(tx: Tx, now: datetime) -> list[Waiting]:
    """Return the gestures whose next try is due, oldest first."""
    rows = tx.execute(
        sa.select(inbox.c.id, inbox.c.body, inbox.c.attempts)
        .where(inbox.c.state == "waiting", inbox.c.next_at <= now)
        .order_by(inbox.c.id)
        .limit(50)
    )
    return [Waiting(row.id, row.body, row.attempts) for row in rows]


def _attempts(tx: Tx, inbox_id: int) -> int:
    return int(tx.execute(sa.select(inbox.c.attempts).where(inbox.c.id == inbox_id)).scalar_one())
