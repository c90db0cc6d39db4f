"""
Questions that the phrase rules did not make a case of: judged again, and perhaps asked about.

A doubt is a row from intake on, with the time at which silence counts as yes, so a
restart forgets none.  It is settled once: by a button, or by silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa

from bot.conversation import tries
from bot.db import Tx
from bot.helpline.case import CaseId
from bot.tables import doubts
from bot.triage.assessment import Assessment, Category

Settled = Literal["yes", "no", "silence", "withdrawn"]


@dataclass(frozen=True)
class Doubt:
    """One question that may be a concern."""

    exchange_id: int
    inbox_id: int  # the gesture it came with
    category: Category | None
    settled: Settled | None
    case_id: CaseId | None  # opened because of it
    attempts: int  # to judge it that failed


def keep(tx: Tx, exchange_id: int, inbox_id: int, yes_at: datetime | None) -> None:
    """
    Keep that a question is to be judged by the classifier.

    Args:
        yes_at: When silence counts as yes, if the member is asked; else None.
    """
    tx.execute(sa.insert(doubts).values(exchange_id=exchange_id, inbox_id=inbox_id, yes_at=yes_at))


def get(tx: Tx, exchange_id: int) -> Doubt | None:
    """Return the doubt about a question, or None."""
    row = tx.execute(sa.select(doubts).where(doubts.c.exchange_id == exchange_id)).first()
    return None if row is None else _doubt(row)


def unjudged(tx: Tx, now: datetime, limit: int = 50) -> Sequence[Doubt]:
    """Return the doubts that the classifier is to look at now, oldest first."""
    due = sa.or_(doubts.c.next_at.is_(None), doubts.c.next_at <= now)
    return _some(tx, doubts.c.judged_at.is_(None), due, limit=limit)


def postpone(tx: Tx, doubt: Doubt, now: datetime) -> None:
    """Judge a question later: it failed."""
    tx.execute(
        sa.update(doubts)
        .where(doubts.c.exchange_id == doubt.exchange_id)
        .values(attempts=doubt.attempts + 1, next_at=tries.next_at(doubt.attempts, now))
    )


def overdue(tx: Tx, now: datetime, limit: int = 50) -> Sequence[Doubt]:
    """Return the doubts in which silence counts as yes by now, oldest first."""
    return _some(tx, doubts.c.yes_at <= now, doubts.c.settled.is_(None), limit=limit)


def mark_judged(tx: Tx, exchange_id: int, assessment: Assessment, now: datetime) -> bool:
    """Keep what the classifier said of a question; False when it had its say before."""
    changed = tx.execute(
        sa.update(doubts)
        .where(doubts.c.exchange_id == exchange_id, doubts.c.judged_at.is_(None))
        .values(judged_at=now, category=assessment.category)
    )
    return changed.rowcount == 1


def set_yes_at(tx: Tx, exchange_id: int, yes_at: datetime | None) -> None:
    """Set when silence counts as yes; None when nothing is asked after all."""
    tx.execute(sa.update(doubts).where(doubts.c.exchange_id == exchange_id).values(yes_at=yes_at))


def settle(tx: Tx, exchange_id: int, how: Settled) -> bool:
    """Note how a doubt ended; False when it had ended before."""
    changed = tx.execute(
        sa.update(doubts)
        .where(doubts.c.exchange_id == exchange_id, doubts.c.settled.is_(None))
        .values(settled=how)
    )
    return changed.rowcount == 1


def link(tx: Tx, exchange_id: int, case_id: CaseId) -> None:
    """Note the case that was opened because of a doubt."""
    tx.execute(sa.update(doubts).where(doubts.c.exchange_id == exchange_id).values(case_id=case_id))


def _some(tx: Tx, *conditions: sa.ColumnElement[bool], limit: int) -> Sequence[Doubt]:
    query = sa.select(doubts).where(*conditions).order_by(doubts.c.exchange_id).limit(limit)
    return [_doubt(row) for row in tx.execute(query)]


def _doubt(row: sa.Row[tuple[object, ...]]) -> Doubt:
    case_id = None if row.case_id is None else CaseId(row.case_id)
    category = None if row.category is None else Category(row.category)
    return Doubt(row.exchange_id, row.inbox_id, category, row.settled, case_id, row.attempts)
