"""
Whose turn it is among the messages to be sent, as conditions on their rows.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.tables import outbox

RUNNABLE = ("pending", "ambiguous")
CARD_KEY = "case:%d:card"


def card_key(case_id: int) -> str:
    """Name the card of a case among the messages that stand."""
    return CARD_KEY % case_id


def goes_to_queue() -> sa.ColumnElement[bool]:
    """Say that a message goes to the helpline's channel, or to a thread in it."""
    kind = sa.func.json_extract(outbox.c.destination, "$.kind")
    return kind.in_(("queue", "case_thread"))


def held_back(now: datetime) -> sa.ColumnElement[bool]:
    """Say that one before it in the same conversation waits, and is no less urgent."""
    earlier = outbox.alias("earlier")
    return (
        sa.exists()
        .where(earlier.c.destination == outbox.c.destination, earlier.c.id < outbox.c.id)
        .where(earlier.c.lane <= outbox.c.lane)
        .where(earlier.c.state.in_(RUNNABLE), earlier.c.next_at > now)
    )


def lacks_its_card() -> sa.ColumnElement[bool]:
    """Say that a message goes to the thread of a card that is still to be posted."""
    card = outbox.alias("card")
    case_id = sa.func.json_extract(outbox.c.destination, "$.case_id")
    return sa.and_(
        sa.func.json_extract(outbox.c.destination, "$.kind") == "case_thread",
        sa.exists().where(card.c.key == sa.func.printf(CARD_KEY, case_id), card.c.ts.is_(None)),
    )
