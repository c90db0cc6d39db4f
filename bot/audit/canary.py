"""
The auditor's canary: a gesture of our own that must come out of the other end.

It lies in the inbox as one that has to be tried again, so the sweep takes it, intake
deals with it, and the sender finds its reply in the outbox.  It asks for help and
says nothing that could become a case; its reply goes nowhere, so no card is ever shown.
Its rows are taken away at the next look.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot import nowhere
from bot.audit.violation import Violation
from bot.db import Tx
from bot.tables import inbox, outbox

KIND = "Canary"
SENDER = nowhere.somebody("canary")
OUT_WITHIN = timedelta(seconds=30)


def silent(tx: Tx, now: datetime) -> Iterator[Violation]:
    """Name the canary that should have come out by now."""
    last = _last(tx)
    if last is not None and last.received_at < now - OUT_WITHIN and not _is_out(tx, last.id):
        yield Violation("canary_silent", f"inbox {last.id}")


def sing(tx: Tx, now: datetime) -> None:
    """Send the next canary once the one before is out, and clear that one away."""
    last = _last(tx)
    if last is not None and not _is_out(tx, last.id):
        return
    tx.execute(
        sa.insert(inbox).values(
            key=f"canary:{now.isoformat()}:{last.id if last else 0}",
            kind=KIND,
            body=nowhere.command(SENDER, "help"),
            state="waiting",
            received_at=now,
            next_at=now,
        )
    )
    if last is not None:
        # After the new row is in: the number of a deleted last row would be given out again.
        tx.execute(sa.delete(outbox).where(_replies_to(last.id)))
        tx.execute(sa.delete(inbox).where(inbox.c.id == last.id))


def _last(tx: Tx) -> sa.Row[int, datetime] | None:
    return tx.execute(
        sa.select(inbox.c.id, inbox.c.received_at)
        .where(inbox.c.kind == KIND)
        .order_by(inbox.c.id.desc())
        .limit(1)
    ).first()


def _is_out(tx: Tx, inbox_id: int) -> bool:
    states = tx.execute(sa.select(outbox.c.state).where(_replies_to(inbox_id))).scalars().all()
    return bool(states) and set(states) == {"sent"}


def _replies_to(inbox_id: int) -> sa.ColumnElement[bool]:
    # A range rather than a pattern: the key's index serves it.
    return outbox.c.key.between(f"in:{inbox_id}:", f"in:{inbox_id};")
