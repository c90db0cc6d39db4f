"""The running assistant forgets what is over its time: once an hour, a little at a time."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.db import Database
from bot.keeping import forgetting, overdue
from bot.keeping.periods import Periods

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
AT_ONCE = 100  # of each table in one transaction, so that it keeps no gesture waiting for its turn


class Rounds:
    """Looks once an hour, and goes on until nothing is over its time."""

    def __init__(self, database: Database, periods: Periods) -> None:
        self._database = database
        self._periods = periods
        self._done_at: datetime | None = None

    def turn(self, now: datetime) -> int:
        """Forget some of what is over its time; return how many rows."""
        # A clock that was set back must not keep anything for longer.
        if self._done_at is not None and abs(now - self._done_at) < EVERY:
            return 0
        n = forget_some(self._database, self._periods, now)
        if n == 0:
            self._done_at = now
        return n


def forget_some(database: Database, periods: Periods, now: datetime) -> int:
    """Forget at most `AT_ONCE` rows of each table in one commit; return how many."""
    with database.read() as tx:
        before = overdue.find(tx, periods, now, AT_ONCE)  # nobody's write waits for the search
    if not any(before.counted().values()):
        return 0
    with database.write() as tx:
        found = overdue.find(tx, periods, now, among=before)  # meanwhile some may be owed again
        forgetting.forget(tx, found)
    counted = found.counted()
    if n := sum(counted.values()):
        log.info("forgotten, their time is over: %s", counted)
    return n
