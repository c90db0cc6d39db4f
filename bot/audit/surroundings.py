"""What must hold around the tables: loops, the disk's promise, guidance, the line to Slack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot import heartbeats
from bot.audit.violation import Violation
from bot.db import Database, Tx
from bot.errors import DatabaseError

CLOCK_OFF = timedelta(minutes=2)  # Slack refuses signatures at five
COMPARE_SUMS_EVERY = timedelta(minutes=10)  # reads every byte of the index version


def every_loop_turns(tx: Tx, now: datetime) -> Iterator[Violation]:
    """Each loop has given a sign of life within its time."""
    last = heartbeats.read(tx)
    for loop, most in heartbeats.LOOPS.items():
        if loop == "audit" or (loop in heartbeats.SECOND_CHANNELS and loop not in last):
            continue  # it is asking just now; no such channel is set
        if loop not in last or now - last[loop] > most:
            yield Violation("loop_stands_still", f"the {loop} loop")


class GuidanceLook:
    """Whether the published index version can be read, without the worker's copy of it."""

    def __init__(self, index_folder: Path) -> None:
        self._folder = index_folder
        self._compared: tuple[str | None, datetime, bool] | None = None

    def violations(self, now: datetime) -> Iterator[Violation]:
        """Name the index version that cannot be read, or that there is none."""
        from knowledge.index_store import IndexStore

        current = IndexStore(self._folder).current_id()
        if self._compared is None or self._compared[0] != current or self._is_old(now):
            self._compared = (current, now, current is not None and self._is_whole(current))
        if not self._compared[2]:
            yield Violation("guidance_unreadable", current or "no index version")

    def _is_old(self, now: datetime) -> bool:
        return self._compared is not None and abs(now - self._compared[1]) >= COMPARE_SUMS_EVERY

    def _is_whole(self, version_id: str) -> bool:
        from knowledge.errors import KnowledgeError
        from knowledge.manifest import Manifest, faults

        folder = self._folder / version_id
        try:
            return not faults(folder, Manifest.read(folder))
        except (KnowledgeError, OSError):
            return False


@dataclass(frozen=True)
class Surroundings:
    """What the auditor looks at beside the tables."""

    database: Database
    guidance: GuidanceLook
    is_connected: Callable[[datetime], bool] = field(default=lambda now: True)  # noqa: ARG005
    slack_time: Callable[[], datetime | None] = field(default=lambda: None)

    def violations(self, now: datetime) -> Iterator[Violation]:
        """Name what does not hold."""
        try:
            self.database.verify()
        except DatabaseError:
            yield Violation("database_unsafe", "the database file")
        yield from self.guidance.violations(now)
        if not self.is_connected(now):
            yield Violation("slack_unheard", "every connection")
        said = self.slack_time()
        if said is not None and abs(said - now) > CLOCK_OFF:
            yield Violation("clock_off", "this machine's clock")
