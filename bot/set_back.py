"""
When this machine's clock is set back, what waits is moved back with it.

Timers are times of day on the wall.  Were the clock set back by an hour, nobody would be paged
for an hour; so each sweep compares the clock with one that nobody sets, and before the first
with the last time that was kept.  A clock that is set forward only lets things be due sooner.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.clock import Clock
from bot.db import Tx
from bot.tables import (
    cases,
    clock_seen,
    doubts,
    drills,
    exchanges,
    inbox,
    outbox,
    second_looks,
    staff_homes,
    timers,
)
from bot.turn import RUNNABLE

log = logging.getLogger(__name__)

AT_LEAST = timedelta(seconds=2)  # less is the clock being kept right
KEEP_EVERY = timedelta(seconds=10)  # a commit costs the disk a moment; a sweep turns each second

#: What waits, and which of its times are compared with the time that it is.
WAITING: tuple[tuple[sa.Table, sa.ColumnElement[bool], Sequence[sa.Column[datetime]]], ...] = (
    (
        timers,
        timers.c.ended_at.is_(None),
        (timers.c.started_at, timers.c.due_at, timers.c.retry_at),
    ),
    (
        cases,
        cases.c.state != "resolved",
        (cases.c.opened_at, cases.c.queued_at, cases.c.due_at, cases.c.added_at, cases.c.lapsed_at),
    ),
    (doubts, doubts.c.settled.is_(None), (doubts.c.yes_at, doubts.c.next_at)),
    (second_looks, sa.true(), (second_looks.c.next_at,)),
    (exchanges, exchanges.c.state == "waiting", (exchanges.c.next_at,)),
    (inbox, inbox.c.state == "waiting", (inbox.c.next_at,)),
    (outbox, outbox.c.state.in_(RUNNABLE), (outbox.c.next_at,)),
    (drills, drills.c.ended_at.is_(None), (drills.c.started_at,)),
    (staff_homes, sa.true(), (staff_homes.c.drawn_at,)),
)


class ClockWatch:
    """Notices that the clock was set back, and moves back what waits."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._furthest: timedelta | None = None  # that the clock was ever ahead of the steady one

    def look(self, tx: Tx, now: datetime) -> timedelta:
        """
        Look once, before anything is done that is due.

        Returns:
            How far what waits was moved back; 0 when the clock was not set back.  Whoever
            commits that calls `settle`.
        """
        seen = tx.execute(sa.select(clock_seen.c.at)).scalar()
        back = self._behind(now, seen)
        if back < AT_LEAST:
            back = timedelta()
        else:
            log.error("the clock was set back by %.0f s: what waits moves", back.total_seconds())
            move_back(tx, back)
        if seen is None or back or now - seen >= KEEP_EVERY:
            tx.execute(sa.delete(clock_seen))
            tx.execute(sa.insert(clock_seen).values(at=now))
        return back

    def settle(self, now: datetime, back: timedelta) -> None:
        """Go on from here: what `look` found has been committed."""
        ahead = self._ahead(now)
        if back or self._furthest is None or ahead > self._furthest:
            self._furthest = ahead

    def _behind(self, now: datetime, seen: datetime | None) -> timedelta:
        if self._furthest is not None:
            return self._furthest - self._ahead(now)
        return timedelta() if seen is None else seen - now  # we were stopped, nobody knows how long

    def _ahead(self, now: datetime) -> timedelta:
        return timedelta(seconds=now.timestamp() - self._clock.steady())


def move_back(tx: Tx, by: timedelta) -> None:
    """Let everything that waits be due as much sooner by the clock as it was set back."""
    for table, waits, columns in WAITING:
        (key,) = table.primary_key.columns
        for row in tx.execute(sa.select(key, *columns).where(waits)).all():
            moved = {
                column: at - by
                for column, at in zip(columns, row[1:], strict=True)
                if at is not None
            }
            if moved:
                tx.execute(sa.update(table).where(key == row[0]).values(moved))
