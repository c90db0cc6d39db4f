"""Let what waits to be sent say more, instead of sending twice: for who writes line after line."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from bot.db import Tx
from bot.outbound import DESTINATION, MESSAGE, Destination, Message
from bot.tables import outbox


def join_last(tx: Tx, destination: Destination, join: Callable[[Message], Message | None]) -> bool:
    """
    Let the last message that waits for a conversation say more, instead of adding another.

    Args:
        join: Returns what it is to say, or None when it cannot be joined.

    Returns:
        False when nothing waits there that no try was made to send, or it cannot be joined.
    """
    waits = outbox.c.state == "pending", outbox.c.ts.is_(None)
    last = tx.execute(
        sa.select(outbox.c.id, outbox.c.message, outbox.c.attempts)
        .where(outbox.c.destination == DESTINATION.dump_json(destination).decode(), *waits)
        .order_by(outbox.c.id.desc())
        .limit(1)
    ).first()
    message = join(MESSAGE.validate_json(last.message)) if last and not last.attempts else None
    if last is None or message is None:
        return False
    body = MESSAGE.dump_json(message).decode()
    row = sa.update(outbox).where(outbox.c.id == last.id, *waits)
    changed = tx.execute(row.values(message=body, revision=outbox.c.revision + 1))
    return changed.rowcount == 1
