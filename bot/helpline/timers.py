"""
What is to happen to a case later, a row each: a restart forgets none.

A case has at most one timer of a kind; setting it again moves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from bot.db import Tx
from bot.helpline.case import CaseId
from bot.tables import cases, timers

AT_ONCE = 10  # of a kind in one sweep, so that it keeps no gesture waiting for its turn
RETRY_AFTER = timedelta(seconds=10)


class Kind(StrEnum):
    """What a timer is for."""

    LADDER = "ladder"  # the next page while nobody has the case
    REDRAW = "redraw"  # card and status message tell how long it has waited
    LEASE = "lease"  # the holder is reminded, then the case goes back into the queue
    OFFER = "offer"  # a hand-over that nobody took comes back


@dataclass(frozen=True)
class Timer:
    """One timer whose time has come; `step` counts from 0 since `started_at`."""

    case_id: CaseId
    kind: Kind
    step: int
    started_at: datetime
    due_at: datetime
    urgency: str  # the case's


def set_(
    tx: Tx, case_id: CaseId, kind: Kind, started_at: datetime, due_at: datetime, step: int = 0
) -> None:
    """Let something happen to a case at `due_at`, in place of what was set before."""
    values: dict[str, object] = {"step": step, "started_at": started_at, "due_at": due_at}
    values |= {"ended_at": None, "retry_at": None}
    tx.execute(
        insert(timers)
        .values(case_id=case_id, kind=kind, **values)
        .on_conflict_do_update(index_elements=["case_id", "kind"], set_=values)
    )


def end(tx: Tx, case_id: CaseId, now: datetime, *kinds: Kind) -> None:
    """End timers of a case: those of these kinds, or all."""
    tx.execute(
        sa.update(timers)
        .where(timers.c.case_id == case_id, timers.c.ended_at.is_(None))
        .where(timers.c.kind.in_(kinds or tuple(Kind)))
        .values(ended_at=now)
    )


def when(tx: Tx, case_id: CaseId, kind: Kind) -> datetime | None:
    """Return when something of this kind is to happen to a case; None when nothing is."""
    set_for: datetime | None = tx.execute(
        sa.select(timers.c.due_at)
        .where(timers.c.case_id == case_id, timers.c.kind == kind)
        .where(timers.c.ended_at.is_(None))
    ).scalar()
    return set_for


def postpone(tx: Tx, timer: Timer, now: datetime) -> None:
    """Try again soon what could not be done; it stays overdue since it was due."""
    tx.execute(
        sa.update(timers)
        .where(timers.c.case_id == timer.case_id, timers.c.kind == timer.kind)
        .values(retry_at=now + RETRY_AFTER)
    )


def due(tx: Tx, kind: Kind, now: datetime, limit: int = AT_ONCE) -> Sequence[Timer]:
    """
    Return the timers whose time has come, immediate cases first, then the longest overdue.

    What failed before comes last of all, so that it keeps nobody else waiting.
    """
    failed = timers.c.retry_at.is_not(None)
    rows = tx.execute(
        sa.select(timers, cases.c.urgency)
        .join(cases, cases.c.id == timers.c.case_id)
        .where(timers.c.ended_at.is_(None), timers.c.kind == kind, timers.c.due_at <= now)
        .where(sa.or_(~failed, timers.c.retry_at <= now))
        .order_by(failed, cases.c.urgency != "immediate", timers.c.due_at, timers.c.id)
        .limit(limit)
    )
    return [
        Timer(CaseId(row.case_id), kind, row.step, row.started_at, row.due_at, row.urgency)
        for row in rows
    ]
