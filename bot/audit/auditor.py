"""
The auditor: looks every half minute whether the promises hold, and tells somebody if not.

It has a thread, a connection and queries of its own.  It changes nothing of a case;
all it writes is its alarms, its canary and its sign of life.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from datetime import datetime

from bot import heartbeats
from bot.audit import alarms, canary
from bot.audit.invariants import INVARIANTS
from bot.audit.outside import OutsideMonitor
from bot.audit.surroundings import Surroundings, every_loop_turns
from bot.audit.violation import Violation
from bot.clock import Clock
from bot.db import Database, Tx

log = logging.getLogger(__name__)

LOOK_EVERY_S = 30.0


class Auditor:
    """Looks at one running assistant."""

    def __init__(
        self,
        database: Database,
        surroundings: Surroundings,
        admins: Sequence[str],
        monitor: OutsideMonitor,
        clock: Clock,
    ) -> None:
        self._database = database
        self._surroundings = surroundings
        self._admins = admins
        self._monitor = monitor
        self._clock = clock
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="audit", daemon=True)

    def start(self) -> None:
        """Begin with the first look in half a minute: the loops have to turn once before."""
        self._thread.start()

    def stop(self, timeout_s: float = 5) -> None:
        """Look no more, and give up the connection."""
        self._stopping.set()
        self._thread.join(timeout_s)
        self._database.close()

    def look(self) -> set[Violation]:
        """
        Look once: raise and mend alarms, and tell the outside monitor when all holds.

        Returns:
            What does not hold at this moment.
        """
        now = self._clock.now()
        with self._database.read() as tx:
            found = set(in_tables(tx, now)) | set(every_loop_turns(tx, now))
            found |= set(canary.silent(tx, now))
        found |= set(self._surroundings.violations(now))
        with self._database.write() as tx:
            all_well = alarms.settle(tx, found, self._admins, now)
            canary.sing(tx, now)
            heartbeats.write(tx, "audit", now)
        if all_well:
            self._monitor.ping()
        return found

    def _watch(self) -> None:
        while not self._stopping.wait(LOOK_EVERY_S):
            try:
                self.look()
            except Exception as error:  # noqa: BLE001 - no ping is the alarm; the next look may do
                log.error("the auditor could not look: %s", type(error).__name__)


def in_tables(tx: Tx, now: datetime) -> Iterator[Violation]:
    """Name what breaks an invariant of the tables; changes nothing."""
    for check in INVARIANTS:
        yield from check(tx, now)
