"""
Who is called next while nobody has claimed a case.

Each step is a row with a due time, so a restart forgets none.  The ladder starts
when a case is opened or reopened, and ends when it is claimed or resolved; its
last step repeats for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from bot.db import Tx
from bot.helpline.case import CaseId
from bot.tables import timers


class Call(StrEnum):
    """Who hears of it at a step."""

    QUEUE_AGAIN = "queue_again"  # the helpline channel, once more
    EVERY_ADVISER = "every_adviser"  # each by direct message
    MEMBER = "member"  # told plainly, with the phone number; the queue is paged, too


@dataclass(frozen=True)
class Step:
    """A step and how long after the opening it comes."""

    after: timedelta
    call: Call


STEPS = (
    Step(timedelta(minutes=2), Call.QUEUE_AGAIN),
    Step(timedelta(minutes=5), Call.EVERY_ADVISER),
    Step(timedelta(minutes=10), Call.MEMBER),
)
THEN_EVERY = Step(timedelta(minutes=10), Call.QUEUE_AGAIN)


@dataclass(frozen=True)
class StepTaken:
    """A step whose time has come."""

    case_id: CaseId
    call: Call
    after: timedelta


def step_at(number: int) -> Step:
    """Return step `number`, 0 for the first; beyond the last one `THEN_EVERY` repeats."""
    if number < len(STEPS):
        return STEPS[number]
    beyond = number - len(STEPS) + 1
    return Step(STEPS[-1].after + THEN_EVERY.after * beyond, THEN_EVERY.call)


def start(tx: Tx, case_id: CaseId, round_: int, now: datetime) -> None:
    """Set the first step of a case that was opened, or reopened, at `now`."""
    _set(tx, case_id, round_, 0, now)


def stop(tx: Tx, case_id: CaseId, now: datetime) -> None:
    """End what is still to come: somebody has the case, or it is resolved."""
    tx.execute(
        sa.update(timers)
        .where(timers.c.case_id == case_id, timers.c.ended_at.is_(None))
        .values(ended_at=now)
    )


def take_due(tx: Tx, now: datetime) -> list[StepTaken]:
    """
    Take every step whose time has come and set the one after it.

    Returns:
        The steps taken, the longest overdue first.
    """
    due = tx.execute(
        sa.select(timers)
        .where(timers.c.ended_at.is_(None), timers.c.due_at <= now)
        .order_by(timers.c.due_at)
    ).all()
    return [_take(tx, row, now) for row in due]


def _take(tx: Tx, row: sa.Row[tuple[object, ...]], now: datetime) -> StepTaken:
    step = step_at(row.step)
    tx.execute(sa.update(timers).where(timers.c.id == row.id).values(ended_at=now))
    started_at = row.due_at - step.after
    _set(tx, CaseId(row.case_id), row.round, _next(row.step, started_at, now), started_at)
    return StepTaken(CaseId(row.case_id), step.call, step.after)


def _next(number: int, started_at: datetime, now: datetime) -> int:
    # After a long stop the steps that differ are all taken, but repeats are not made up for.
    following = number + 1
    while following >= len(STEPS) and started_at + step_at(following + 1).after <= now:
        following += 1
    return following


def _set(tx: Tx, case_id: CaseId, round_: int, number: int, started_at: datetime) -> None:
    tx.execute(
        insert(timers)
        .values(
            case_id=case_id,
            round=round_,
            step=number,
            due_at=started_at + step_at(number).after,
        )
        .on_conflict_do_nothing(index_elements=["case_id", "round", "step"])
    )
