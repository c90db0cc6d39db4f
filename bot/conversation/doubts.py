"""
Questions that the phrase rules did not make a case of: judged again, and perhaps asked about.

A doubt is a row from intake on, with the time at which silence counts as yes, so a
restart forgets none.  It is open until it is settled: by the member's *yes* or *no*, by
their silence, because it was passed on without an answer, or with their words withdrawn.
Beside that it is part of no case, of one that it opened, or of another.
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

Settled = Literal["yes", "no", "silence", "passed_on", "withdrawn"]


@dataclass(frozen=True)
class Doubt:
    """One question that may be a concern."""

    exchange_id: int
    inbox_id: int  # the gesture it came with
    category: Category | None
    settled: Settled | None
    case_id: CaseId | None  # the case that it is part of
    opened: bool  # that case
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


def of_case(tx: Tx, case_id: CaseId) -> Sequence[Doubt]:
    """Return the doubts that are part of a case, the latest of many."""
    return _some(tx, doubts.c.case_id == case_id, limit=50)


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


def count_silence_from(tx: Tx, exchange_id: int, yes_at: datetime) -> None:
    """Set when silence counts as yes, unless it is set already."""
    unset = doubts.c.exchange_id == exchange_id, doubts.c.yes_at.is_(None)
    tx.execute(sa.update(doubts).where(*unset).values(yes_at=yes_at))


def count_no_silence(tx: Tx, exchange_id: int) -> None:
    """Let silence mean nothing: nothing is asked after all."""
    tx.execute(sa.update(doubts).where(doubts.c.exchange_id == exchange_id).values(yes_at=None))


def settle(tx: Tx, exchange_id: int, how: Settled) -> bool:
    """Note how a doubt ended; False when it had ended before."""
    changed = tx.execute(
        sa.update(doubts)
        .where(doubts.c.exchange_id == exchange_id, doubts.c.settled.is_(None))
        .values(settled=how)
    )
    return changed.rowcount == 1


def overrule(tx: Tx, exchange_id: int, how: Literal["yes", "no"]) -> None:
    """Note the member's own word, over whatever settled a doubt before."""
    tx.execute(sa.update(doubts).where(doubts.c.exchange_id == exchange_id).values(settled=how))


def link(tx: Tx, exchange_id: int, case_id: CaseId, *, opened: bool) -> None:
    """Note the case that a doubt is part of, and whether it opened that case."""
    tx.execute(
        sa.update(doubts)
        .where(doubts.c.exchange_id == exchange_id)
        .values(case_id=case_id, opened=opened)
    )


def _some(tx: Tx, *conditions: sa.ColumnElement[bool], limit: int) -> Sequence[Doubt]:
    query = sa.select(doubts).where(*conditions).order_by(doubts.c.exchange_id).limit(limit)
    return [_doubt(row) for row in tx.execute(query)]


def _doubt(row: sa.Row[tuple[object, ...]]) -> Doubt:
    case_id = None if row.case_id is None else CaseId(row.case_id)
    category = None if row.category is None else Category(row.category)
    return Doubt(
        row.exchange_id, row.inbox_id, category, row.settled, case_id, row.opened, row.attempts
    )
