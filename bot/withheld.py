"""
What waits for the helpline's channel while that may not hold members' words.

It stays in the outbox as it is, and is due again once the channel is fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.db import Tx
from bot.outbound import MESSAGE, Message
from bot.tables import outbox
from bot.turn import RUNNABLE, goes_to_queue

WITHHELD = "withheld"  # the error of a message that was brought to its readers otherwise


@dataclass(frozen=True)
class Waiting:
    """A message that may not go to the helpline's channel now."""

    outbox_id: int
    message: Message
    ts: str | None


def waiting(tx: Tx, limit: int = 500) -> list[Waiting]:
    """Return what waits for the helpline's channel and has been brought to nobody yet."""
    rows = tx.execute(
        sa.select(outbox.c.id, outbox.c.message, outbox.c.ts)
        .where(outbox.c.state.in_(RUNNABLE), goes_to_queue())
        .where(sa.func.coalesce(outbox.c.error, "") != WITHHELD)
        .order_by(outbox.c.id)
        .limit(limit)
    )
    return [Waiting(row.id, MESSAGE.validate_json(row.message), row.ts) for row in rows]


def n_waiting(tx: Tx) -> int:
    """Count what waits for the helpline's channel, brought to somebody otherwise or not."""
    waits = outbox.c.state.in_(RUNNABLE), goes_to_queue()
    return int(tx.scalar(sa.select(sa.func.count()).select_from(outbox).where(*waits)) or 0)


def mark(tx: Tx, row: Waiting) -> None:
    """Note that those who need a message have heard of it otherwise; it goes on waiting."""
    tx.execute(sa.update(outbox).where(outbox.c.id == row.outbox_id).values(error=WITHHELD))


def drop(tx: Tx, row: Waiting) -> None:
    """Let a message never be sent: what it says was said otherwise."""
    dropped = sa.update(outbox).where(outbox.c.id == row.outbox_id)
    tx.execute(dropped.values(state="dead", error=WITHHELD))


def let_in(tx: Tx, now: datetime) -> None:
    """Let everything that waits for the helpline's channel be due."""
    waits = sa.update(outbox).where(outbox.c.state.in_(RUNNABLE), goes_to_queue())
    tx.execute(waits.values(next_at=now, error=None))


def post_anew(tx: Tx, key: str, channel: str, now: datetime) -> None:
    """Let a message that stands in another channel than this one be posted once more."""
    elsewhere = sa.update(outbox).where(outbox.c.key == key, outbox.c.channel != channel)
    tx.execute(elsewhere.values(channel=None, ts=None, state="pending", next_at=now))
