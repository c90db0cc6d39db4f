"""
A sign of life of each loop, so that one that stands still is noticed from outside.

A row a loop, not a value in memory: the auditor and `helpline doctor` read them
without asking the loop, and doctor runs in another program.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from bot.clock import Clock
from bot.db import Database, Tx
from bot.tables import heartbeats

WRITE_EVERY = timedelta(seconds=10)  # a commit costs the disk a moment; a loop turns often

# Each loop, and how long it may be silent before somebody has to look at it.
LOOPS = {
    "send": timedelta(minutes=1),
    "queue": timedelta(minutes=1),
    "channel": timedelta(minutes=2),  # turns every 20 seconds, and asks Slack
    "answer": timedelta(minutes=3),  # reading a new index version takes its time
    "sweep": timedelta(minutes=1),
    "staff": timedelta(minutes=5),  # turns once a minute, and asks Slack
    "audit": timedelta(minutes=3),
    "smtp": timedelta(minutes=3),  # each step of talking to a mail server may take 15 seconds
    "webhook": timedelta(minutes=3),
}
SECOND_CHANNELS = ("smtp", "webhook")  # these turn where that channel is set, and nowhere else


class Heartbeats:
    """Writes down that loops have turned, each at most every `WRITE_EVERY`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._written: dict[str, datetime] = {}

    def beat(self, loop: str) -> None:
        """Note that a loop has just done a round, or a part of one, without failing."""
        now = self._clock.now()
        before = self._written.get(loop)
        # A clock that was set back must not keep a loop silent.
        if before is None or abs(now - before) >= WRITE_EVERY:
            with self._database.write() as tx:
                write(tx, loop, now)
            self._written[loop] = now


def write(tx: Tx, loop: str, now: datetime) -> None:
    """Note a sign of life."""
    tx.execute(
        insert(heartbeats)
        .values(loop=loop, at=now)
        .on_conflict_do_update(index_elements=["loop"], set_={"at": now})
    )


def begin_calls(tx: Tx, names: Collection[str], now: datetime) -> None:
    """Note which second channels have a loop from now on: silence of another is no fault."""
    tx.execute(sa.delete(heartbeats).where(heartbeats.c.loop.in_(SECOND_CHANNELS)))
    for name in names:
        write(tx, name, now)


def forget(tx: Tx) -> None:
    """Take all signs of life away: the loops ended because they were told to."""
    tx.execute(sa.delete(heartbeats))


def read(tx: Tx) -> dict[str, datetime]:
    """Return when each loop last gave a sign of life; empty when none is meant to turn."""
    return {row.loop: row.at for row in tx.execute(sa.select(heartbeats))}
