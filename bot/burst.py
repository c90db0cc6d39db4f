"""The cards that still wait to be posted, and the summary that names them meanwhile: as rows."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.db import Tx
from bot.outbound import MESSAGE, CaseCard, QueueSummary
from bot.tables import outbox
from bot.turn import CARD_KEY, RUNNABLE

SUMMARY = "summary:"  # what the key of a summary begins with


def waiting_cards(tx: Tx) -> list[CaseCard]:
    """Return the cards that stand nowhere yet, oldest first."""
    rows = tx.execute(
        sa.select(outbox.c.message)
        .where(outbox.c.state.in_((*RUNNABLE, "sending")), outbox.c.ts.is_(None))
        .where(outbox.c.key.like(CARD_KEY.replace("%d", "%")))
        .order_by(outbox.c.id)
    )
    found = (MESSAGE.validate_json(row.message) for row in rows)
    return [card for card in found if isinstance(card, CaseCard)]


def cards_since(tx: Tx, since: datetime) -> list[CaseCard]:
    """Return the cards of cases opened after a moment, oldest first."""
    rows = tx.execute(
        sa.select(outbox.c.message)
        .where(outbox.c.added_at >= since, outbox.c.key.like(CARD_KEY.replace("%d", "%")))
        .order_by(outbox.c.id)
    )
    found = (MESSAGE.validate_json(row.message) for row in rows)
    return [card for card in found if isinstance(card, CaseCard)]


def last_summary(tx: Tx) -> tuple[str, QueueSummary] | None:
    """Return the newest summary with its key, if there was ever one."""
    row = tx.execute(
        sa.select(outbox.c.key, outbox.c.message)
        .where(outbox.c.key.between(SUMMARY, f"{SUMMARY}~"))
        .order_by(outbox.c.id.desc())
        .limit(1)
    ).first()
    message = MESSAGE.validate_json(row.message) if row is not None else None
    return (row.key, message) if row is not None and isinstance(message, QueueSummary) else None
