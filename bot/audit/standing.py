"""How things stand, read by another program than the assistant: for `helpline doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot import heartbeats
from bot.audit import alarms
from bot.audit.auditor import in_tables
from bot.audit.surroundings import every_loop_turns
from bot.audit.violation import Violation
from bot.db import Tx


@dataclass(frozen=True)
class NotRunning:
    """No assistant turns; `since` when it ended without being told to, else None."""

    since: datetime | None


@dataclass(frozen=True)
class Running:
    """An assistant turns; what does not hold, and when the auditor looked last."""

    violations: tuple[Violation, ...]
    looked_at: datetime | None


def standing(tx: Tx, now: datetime) -> NotRunning | Running:
    """Look at the tables as the auditor does, and at what the auditor found; changes nothing."""
    last = heartbeats.read(tx)
    if not last:
        return NotRunning(None)
    newest = max(last.values())
    if now - newest > max(heartbeats.LOOPS.values()):
        return NotRunning(newest)
    return Running(tuple(sorted(set(_violations(tx, now)))), last.get("audit"))


def _violations(tx: Tx, now: datetime) -> Iterator[Violation]:
    yield from in_tables(tx, now)
    yield from every_loop_turns(tx, now)
    yield from (Violation(one.invariant, one.subject) for one in alarms.standing(tx))
