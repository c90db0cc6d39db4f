"""
Words that a case holds already, and that the classifier is to see, too.

Whoever holds the case reads them in any case; but the classifier may find distress that
the phrase rules miss.  Each line of a member's is a row until it has been looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.conversation import tries
from bot.db import Tx
from bot.helpline.case import CaseId, PersonId
from bot.tables import case_events, second_looks

THEIR_WORDS = ("opened", "member_wrote", "member_edited")  # deeds in the history of a case


@dataclass(frozen=True)
class SecondLook:
    """One line of a member's in the history of a case."""

    event_id: int
    inbox_id: int  # the gesture it came with
    attempts: int  # that failed
    case_id: CaseId
    person_id: PersonId
    words: str
    source_ts: str | None
    at: datetime  # when it was written


def keep(tx: Tx, case_id: CaseId, inbox_id: int, now: datetime) -> None:
    """Keep that what the member of a case has just written is to be looked at again."""
    last = sa.select(sa.func.max(case_events.c.id)).where(
        case_events.c.case_id == case_id, case_events.c.deed.in_(THEIR_WORDS)
    )
    tx.execute(
        sa.insert(second_looks).values(
            event_id=last.scalar_subquery(), inbox_id=inbox_id, next_at=now
        )
    )


def due(tx: Tx, now: datetime, limit: int = 50) -> Sequence[SecondLook]:
    """Return the lines that the classifier is to look at now, oldest first."""
    line = case_events.c
    query = (
        sa.select(second_looks, line.case_id, line.person_id, line.text, line.source_ts, line.at)
        .join(case_events, line.id == second_looks.c.event_id)
        .where(second_looks.c.next_at <= now)
        .order_by(second_looks.c.event_id)
        .limit(limit)
    )
    return [
        SecondLook(
            row.event_id,
            row.inbox_id,
            row.attempts,
            CaseId(row.case_id),
            PersonId(row.person_id),
            row.text,
            row.source_ts,
            row.at,
        )
        for row in tx.execute(query)
    ]


def finish(tx: Tx, look: SecondLook) -> bool:
    """Note that a line has been looked at; False when it had been before."""
    this = second_looks.c.event_id == look.event_id
    return tx.execute(sa.delete(second_looks).where(this)).rowcount == 1


def postpone(tx: Tx, look: SecondLook, now: datetime) -> None:
    """Try again later: the look failed."""
    tx.execute(
        sa.update(second_looks)
        .where(second_looks.c.event_id == look.event_id)
        .values(attempts=look.attempts + 1, next_at=tries.next_at(look.attempts, now))
    )
